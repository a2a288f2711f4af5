"""
Which counts may be published, and whether what is hidden stays so.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campuslex.case.district_cells import TOTAL, Cell, lone_cell, suppressed

Counts: TypeAlias = dict[str, dict[str, int]]
ONE = {"cases": None}
PARTS = {"cases": None, "late": "cases", "open": "cases"}


def shown(counts: Mapping[str, int]) -> dict[str, str]:
    """
    One column of some schools, as it is shown; the totals under `""`.
    """
    cells = suppressed({row: {"cases": count} for row, count in counts.items()}, ONE)
    return {row: cell["cases"].shown for row, cell in cells.items()}


class TestOneCell:
    """A count alone."""

    @pytest.mark.parametrize(("count", "wanted"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5")])
    def test_from_one_to_four_it_is_hidden(self, count: int, wanted: str) -> None:
        """0 and 5 are shown, 1 and 4 are not."""
        cell = lone_cell(count)
        assert cell.shown == wanted
        assert (cell.value is None, cell.suppressed) == (wanted == "<5",) * 2

    def test_its_dictionary_form(self) -> None:
        """A hidden one says null, that it is suppressed, and what a reader sees."""
        assert lone_cell(3).to_dict() == {"value": None, "suppressed": True, "shown": "<5"}
        assert Cell.of(None).to_dict() == {"value": None, "suppressed": False, "shown": ""}


class TestOneColumn:
    """A column and its total."""

    def test_nothing_small_nothing_hidden(self) -> None:
        """From 5 up everything is shown."""
        assert shown({"A": 5, "B": 0, "C": 7}) == {"A": "5", "B": "0", "C": "7", TOTAL: "12"}

    def test_one_small_count_takes_another_with_it(self) -> None:
        """4 alone could be told from the total, so the least other that can is withheld; at 5 nothing is."""
        assert shown({"A": 4, "B": 6, "C": 9}) == {"A": "<5", "B": "*", "C": "9", TOTAL: "19"}

    def test_two_small_counts_hide_each_other(self) -> None:
        """1 and 2 of 3 and more could be 2 and 1."""
        assert shown({"A": 1, "B": 2, "C": 9}) == {"A": "<5", "B": "<5", "C": "9", TOTAL: "12"}

    @pytest.mark.parametrize("count", [1, 4])
    def test_bounds_give_small_counts_away(self, count: int) -> None:
        """Two of 1 are told by a total of 2, two of 4 by one of 8: then more is withheld."""
        assert shown({"A": count, "B": count, "C": 9}) == {"A": "<5", "B": "<5", "C": "*", TOTAL: str(9 + 2 * count)}

    def test_where_nothing_else_helps_the_total_goes(self) -> None:
        """Five schools of one case each are told by their total of five."""
        assert shown(dict.fromkeys("ABCDE", 1)) == {**dict.fromkeys("ABCDE", "<5"), TOTAL: "*"}

    def test_where_not_even_that_helps_the_column_goes(self) -> None:
        """Four schools of one case each are told by `<5` alone, so nothing is said, of those without a case neither."""
        assert shown({**dict.fromkeys("ABCD", 1), "E": 0}) == {**dict.fromkeys("ABCDE", "*"), TOTAL: "*"}

    def test_nobody_at_all(self) -> None:
        """A district without schools has totals of 0."""
        assert shown({}) == {TOTAL: "0"}


class TestParts:
    """Counts of which one is a part of the other."""

    def test_a_part_never_exceeds_its_whole(self) -> None:
        """Faulty counts are no table."""
        with pytest.raises(AssertionError, match="exceeds"):
            suppressed({"A": {"cases": 1, "late": 2, "open": 0}}, PARTS)

    def test_what_has_no_cases_has_none_late(self) -> None:
        """In a withheld column a nought that follows from another stays."""
        rows = {row: {"cases": 9, "late": 1, "open": 0} for row in "ABCD"} | {"E": {"cases": 0, "late": 0, "open": 0}}
        cells = suppressed(rows, PARTS)
        assert [cells[row]["late"].shown for row in ("A", "B", "E", TOTAL)] == ["*", "*", "0", "*"]
        assert [cells[row]["cases"].shown for row in ("A", "E", TOTAL)] == ["9", "0", "36"]


@st.composite
def tables(draw: st.DrawFn, rows: int, columns: Mapping[str, str | None], most: int = 9) -> Counts:
    """
    Counts of some schools; parts within their wholes.
    """
    found: Counts = {}
    for row in "ABCDEFGH"[: draw(st.integers(1, rows))]:
        counted: dict[str, int] = {}
        for column, whole in columns.items():
            counted[column] = draw(st.integers(0, counted[whole] if whole else most))
        found[row] = counted
    return found


def totals(rows: list[dict[str, int]], columns: Mapping[str, str | None]) -> dict[str, int]:
    """
    What rows add up to.
    """
    return {column: sum(row[column] for row in rows) for column in columns}


def told_alike(counts: Counts, columns: Mapping[str, str | None]) -> Iterator[Counts]:
    """
    Tables near this one of which a reader would see the same.
    """
    cells = suppressed(counts, columns)
    full = {**counts, TOTAL: totals(list(counts.values()), columns)}
    # a small count or a nought under `*` shows that the whole column is withheld: then `*` may be anything
    withheld = {
        column for column in columns if any(cells[row][column].shown == "*" and full[row][column] < 5 for row in full)
    }

    def possible(row: str, column: str) -> range:
        value, cell = full[row][column], cells[row][column]
        if not cell.suppressed:
            return range(value, value + 1)
        if cell.shown == "<5":
            return range(1, 5)
        return range(max(value - 1, 0 if column in withheld else 5), value + 2)

    def of_row(row: str) -> list[dict[str, int]]:
        drawn = product(*(possible(row, column) for column in columns))
        found = (dict(zip(columns, values, strict=True)) for values in drawn)
        return [item for item in found if all(whole is None or item[c] <= item[whole] for c, whole in columns.items())]

    for chosen in product(*(of_row(row) for row in counts)):
        total = totals(list(chosen), columns)
        if all(total[column] in possible(TOTAL, column) for column in columns):
            yield {**dict(zip(counts, chosen, strict=True)), TOTAL: total}


def assert_nothing_can_be_told(counts: Counts, columns: Mapping[str, str | None]) -> None:
    """
    Every hidden cell has another number in some table that reads the same.
    """
    cells = suppressed(counts, columns)
    alike = list(told_alike(counts, columns))
    for row, of_row in cells.items():
        for column, cell in of_row.items():
            if cell.suppressed:
                assert len({table[row][column] for table in alike}) > 1, (row, column, counts)


class TestWhateverTheCounts:
    """Promises for any table."""

    @given(tables(4, ONE))
    @settings(max_examples=300, deadline=None)
    def test_no_total_tells_a_hidden_count(self, counts: Counts) -> None:
        """One column: every hidden cell could be another number."""
        assert_nothing_can_be_told(counts, ONE)

    @given(tables(3, {"cases": None, "late": "cases"}, 7))
    @settings(max_examples=200, deadline=None)
    def test_no_whole_tells_a_hidden_part(self, counts: Counts) -> None:
        """A column and a part of it: neither totals, nor that no part exceeds its whole, tell a hidden cell."""
        assert_nothing_can_be_told(counts, {"cases": None, "late": "cases"})

    @given(tables(2, PARTS, 7))
    @settings(max_examples=150, deadline=None)
    def test_nor_two_parts_together(self, counts: Counts) -> None:
        """A column and two parts of it."""
        assert_nothing_can_be_told(counts, PARTS)

    @given(tables(8, PARTS, 30))
    @settings(max_examples=200, deadline=None)
    def test_what_is_shown_is_so(self, counts: Counts) -> None:
        """A number shown is the count and none from 1 to 4; `<5` is never said of another; no nought becomes `<5`."""
        full = {**counts, TOTAL: totals(list(counts.values()), PARTS)}
        for row, cells in suppressed(counts, PARTS).items():
            for column, cell in cells.items():
                value = full[row][column]
                if cell.suppressed:
                    assert cell.value is None
                    assert cell.shown == "*" or 1 <= value <= 4
                else:
                    assert cell.value == value
                    assert cell.shown == str(value)
                    assert not 1 <= value <= 4

    @given(tables(8, PARTS, 12), st.randoms(use_true_random=False))
    @settings(max_examples=100, deadline=None)
    def test_the_order_of_rows_makes_no_difference(self, counts: Counts, random: object) -> None:
        """The same cells whatever row came first."""
        rows = list(counts)
        random.shuffle(rows)  # type: ignore[attr-defined]
        assert suppressed({row: counts[row] for row in rows}, PARTS) == suppressed(counts, PARTS)
