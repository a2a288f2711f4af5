"""
Counts that may be published: from 1 to 4 as `<5`, and as many others withheld that none of these can be recomputed.

A hidden cell is safe once another table tells the same: equal in every cell shown, with every `<5` between 1 and 4 and
every `*` at 5 or more, adding up as this one does, no part above its whole, and another number in that cell. Such a
table is found by moving one case between two rows, or between a row and the totals where these are hidden too. Where
there is none a further cell is withheld, a total only if nothing else helps, a whole column only if not even that does.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import product
from typing import Any, TypeAlias

from attrs import define, field, frozen

SMALL = range(1, 5)
"""Counts of persons or cases that are not published."""
TOTAL = ""
"""The key of the row of totals; no school is called so."""
Row: TypeAlias = str
Column: TypeAlias = str
Place: TypeAlias = tuple[Row, Column]
Move: TypeAlias = tuple[tuple[Column, int], ...]


@frozen
class Cell:
    """
    One cell of a table.

    Args:
        value: What it says; None where it says nothing or is suppressed.
        suppressed: Whether a number was suppressed.
        shown: As a reader sees it: `<5` for 1 to 4, `*` where withheld so that no other can be recomputed.
    """

    value: Any
    suppressed: bool
    shown: str

    @classmethod
    def of(cls, value: Any) -> "Cell":
        """
        A cell that says what it says.
        """
        return cls(value, False, "" if value is None else str(value))

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {"value": self.value, "suppressed": self.suppressed, "shown": self.shown}


LITTLE = Cell(None, True, "<5")
WITHHELD = Cell(None, True, "*")


def lone_cell(count: int) -> Cell:
    """
    The cell of a count that adds up to nothing with others.
    """
    return LITTLE if count in SMALL else Cell.of(count)


def suppressed(
    counts: Mapping[Row, Mapping[Column, int]], columns: Mapping[Column, Column | None]
) -> dict[Row, dict[Column, Cell]]:
    """
    The cells of a table and of its row of totals, as they may be published.

    Args:
        counts: Count by row and column; a column adds up over all rows.
        columns: The columns, each with the column it counts a part of; None where it counts a whole.
    """
    table = _Table(counts, columns)
    table.protect()
    return {row: {column: table.cell(row, column) for column in columns} for row in (*counts, TOTAL)}


class _Hidden(Enum):
    """
    How a cell is hidden, and so what a reader knows of it.
    """

    LITTLE = "from 1 to 4"
    WITHHELD = "5 or more"
    UNSAID = "anything, for the whole column is withheld"
    REST = "anything, for it was never a cell: a whole without one of its parts"


@define
class _Table:
    """
    Counts, and which of them are hidden how.
    """

    _counts: Mapping[Row, Mapping[Column, int]]
    _wholes: Mapping[Column, Column | None]
    _values: dict[Place, int] = field(init=False, factory=dict)
    _hidden: dict[Place, _Hidden] = field(init=False, factory=dict)
    _moves: dict[Column, list[Move]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._values.update({(TOTAL, column): 0 for column in self._wholes})
        for row, counted in self._counts.items():
            for column, whole in self._wholes.items():
                self._put(row, column, counted[column])
                if whole is not None:
                    self._put(row, _rest(column), counted[whole] - counted[column])
        for place, value in self._values.items():
            if place[1] not in self._wholes:
                self._hidden[place] = _Hidden.REST
            elif value in SMALL:
                self._hidden[place] = _Hidden.LITTLE
        for move in self._all_moves():
            for column, _ in move:
                self._moves.setdefault(column, []).append(move)

    def _put(self, row: Row, column: Column, value: int) -> None:
        assert value >= 0, f"{row}: {column} exceeds what it is a part of"
        self._values[row, column] = value
        self._values[TOTAL, column] = self._values.get((TOTAL, column), 0) + value

    def _all_moves(self) -> Iterator[Move]:
        """
        The smallest changes of a row after which parts and rests still add up to their wholes.
        """
        for column, whole in self._wholes.items():
            if whole is not None:
                yield (column, 1), (_rest(column), -1)
                yield (column, -1), (_rest(column), 1)
                continue
            parts = [part for part, of in self._wholes.items() if of == column]
            for chosen in product(*((part, _rest(part)) for part in parts)):
                for step in (1, -1):
                    yield tuple((name, step) for name in (column, *chosen))

    def cell(self, row: Row, column: Column) -> Cell:
        """
        A cell as it may be published.
        """
        hidden = self._hidden.get((row, column))
        if hidden is None:
            return Cell.of(self._values[row, column])
        return LITTLE if hidden is _Hidden.LITTLE else WITHHELD

    def protect(self) -> None:
        """
        Withhold further cells until every hidden one is safe.
        """
        waiting = deque(sorted(place for place, how in self._hidden.items() if how is not _Hidden.REST))
        while waiting:
            place = waiting.popleft()
            # what is hidden stays hidden, so a cell once safe stays so
            if self._hidden[place] is _Hidden.UNSAID or any(not way[-1] for way in self._ways(place)):
                continue
            best = min(self._ways(place), default=None)
            waiting.extend(self._unsay(place[1]) if best is None else self._withhold(best[-1]))

    def _withhold(self, places: Sequence[Place]) -> Sequence[Place]:
        self._hidden |= dict.fromkeys(places, _Hidden.WITHHELD)
        return places

    def _unsay(self, column: Column) -> Sequence[Place]:
        """
        Withhold a whole column, but for the noughts of what has no whole to be a part of.
        """
        whole = self._wholes[column]
        for row in (*self._counts, TOTAL):
            if whole is None or self._values[row, whole] or (row, whole) in self._hidden:
                self._hidden[row, column] = _Hidden.UNSAID
        return ()

    def _ways(self, place: Place) -> Iterator[tuple[int, int, int, Row, tuple[Place, ...]]]:
        """
        The ways to make a cell safe: totals among the cells to withhold, how many these are, what they count, with
        which other row, and which they are.
        """
        row, column = place
        # between two rows totals stay as they are; a row and the totals change alike
        others = [(TOTAL, 1), *((other, -1) for other in sorted(self._counts))]
        if row == TOTAL:
            others = [(other, 1) for other in sorted(self._counts)]
        for other, sign in others:
            if other == row:
                continue
            for move in self._moves[column]:
                steps = [((at, name), step * by) for at, by in ((row, 1), (other, sign)) for name, step in move]
                needed = self._needed(steps)
                if needed is not None:
                    totals = sum(at == TOTAL for at, _ in needed)
                    yield totals, len(needed), sum(self._values[item] for item in needed), other, needed

    def _needed(self, steps: Sequence[tuple[Place, int]]) -> tuple[Place, ...] | None:
        """
        The shown cells that some changes touch; None where a change would show, or be no count.
        """
        found = []
        for place, step in steps:
            before, hidden = self._values[place], self._hidden.get(place)
            if hidden is _Hidden.LITTLE:
                possible = before + step in SMALL
            elif hidden in (_Hidden.UNSAID, _Hidden.REST):
                possible = before + step >= 0
            else:
                # a cell shown as 0 cannot be withheld, for it is not 5 or more
                possible = min(before, before + step) >= SMALL.stop
                if hidden is None:
                    found.append(place)
            if not possible:
                return None
        return tuple(found)


def _rest(column: Column) -> Column:
    return f"all but {column}"
