"""
Conduct under the old public-security law, decided under the new: compared item by item, chosen by a person.
"""

from datetime import date

import campuslex as cl
from tests.builders import act, finding, hit, read_assault

BOOK = cl.load_rulebook()
NEW_LAW = date(2026, 1, 1)


def beaten(day: str, **facts: object) -> cl.Incident:
    """
    A blow with a slight injury by a fifteen-year-old.
    """
    return read_assault(
        hit("strike"),
        occurred_from=day,
        occurred_to=day,
        offender={"status": "enrolled", "age": 15},
        hurt={"status": "enrolled", "injury": "slight", "age": 15},
        **facts,
    )


def rows(incident: cl.Incident, on: date) -> dict[str, str]:
    return {row.id: row.lighter for row in cl.assess(incident, BOOK, on=on).comparison}


def test_conduct_of_the_last_old_day_is_compared_under_the_new_law() -> None:
    """Fines rose: the old law is the lighter in that respect; self-defence is the lighter in the new."""
    found = rows(beaten("2025-12-31"), date(2026, 1, 1))
    assert found["ps.assault-basic"] == "old"
    assert "new" in found.values()
    assert "person" in found.values() or "same" in found.values()


def test_conduct_of_the_first_new_day_is_not_compared() -> None:
    """Under the new law alone there is nothing to compare."""
    assert rows(beaten("2026-01-01"), date(2026, 3, 1)) == {}


def test_before_the_new_law_there_is_nothing_to_compare() -> None:
    """On the last day of the old law nobody decides under the new."""
    assert rows(beaten("2025-12-31"), date(2025, 12, 31)) == {}


def test_where_no_violation_is_suspected_nothing_is_compared() -> None:
    """Public security found none."""
    told = beaten("2025-12-31", findings={"public_security_violation": finding(value=False, by="public_security")})
    assert rows(told, NEW_LAW) == {}


def test_only_what_is_suspected_is_compared() -> None:
    """Rows on extortion do not stand in an answer on a nickname posted online."""
    told = read_assault(
        act("insult", by=["S1"], against=["V1"], spread="public"),
        occurred_from="2025-12-01",
        occurred_to="2025-12-01",
        offender={"status": "enrolled", "age": 15},
        hurt={"status": "enrolled"},
    )
    found = rows(told, NEW_LAW)
    assert found
    assert not any("assault" in name for name in found)


def test_an_answer_gives_the_comparison_as_data() -> None:
    """Old and new, each with its norm, and which is lighter; never which applies."""
    (row,) = [
        row for row in cl.assess(beaten("2025-12-31"), BOOK, on=NEW_LAW).comparison if row.id == "ps.assault-basic"
    ]
    told = row.to_dict()
    assert told["old"]["norm"] == "ps-law@2012.43.1"
    assert told["new"]["norm"] == "ps-law.51.1"
    assert told["lighter"] == "old"
