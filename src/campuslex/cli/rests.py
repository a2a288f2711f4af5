"""
What a severity grade rests on: its rules, the values they read, the presumptions among them.
"""

from attrs import frozen

from campuslex.assessment.answer import Assessment
from campuslex.assessment.why import Why
from campuslex.cli.tongue import PRESUMED
from campuslex.errors import UnknownName
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.records import Presume
from campuslex.rulebook.rules import Rule


@frozen
class Support:
    """
    One rule the grade stands on.

    Args:
        why: The rule, for the first person for whom it holds.
        persons: For whom it holds.
        presumed: Presumed value by finding, and the presumptions that gave it.
    """

    why: Why
    persons: tuple[str, ...]
    presumed: tuple[tuple[str, str, tuple[Rule, ...]], ...]


def supports(answer: Assessment, book: Rulebook) -> list[Support]:
    """
    What the answer's grade rests on.
    """
    found = []
    for rule in answer.severity.rules:
        holding = [why for why in _why(answer, rule) if "holds" in (why.verdicts["E"], why.verdicts["P"])]
        if holding:
            persons = tuple(dict.fromkeys(why.person for why in holding if why.person))
            found.append(Support(holding[0], persons, tuple(_presumed(answer, book, holding[0]))))
    return found


def _presumed(answer: Assessment, book: Rulebook, why: Why) -> "list[tuple[str, str, tuple[Rule, ...]]]":
    found = []
    for fact, told in why.values.items():
        match = PRESUMED.match(told)
        if match:
            found.append((fact, match["value"], tuple(_presumptions(answer, book, fact, why.person))))
    return found


def _presumptions(answer: Assessment, book: Rulebook, fact: str, person: str | None) -> list[Rule]:
    key = fact.removeprefix("findings.")
    named = [rule for rule in book.rules if isinstance(rule.conclusion, Presume) and rule.conclusion.finding == key]
    return [rule for rule in named if any(_speaks(why, person) for why in _why(answer, rule.id))]


def _speaks(why: Why, person: str | None) -> bool:
    return why.verdicts["P"] == "holds" and why.person in (None, person)


def _why(answer: Assessment, rule: str) -> tuple[Why, ...]:
    try:
        return answer.why(rule)
    except UnknownName:
        return ()
