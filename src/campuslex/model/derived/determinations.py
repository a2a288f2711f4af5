"""
Derived facts of determinations on bullying: by whom, and when the first was made.
"""

from datetime import date

from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import View
from campuslex.model.incident import Finding
from campuslex.model.vocabulary import Flag, Members, Value, Words
from campuslex.model.words import Body, FindingStage

DETERMINING_BODIES = frozenset({Body.SCHOOL_COMMITTEE, Body.JOINT_COMMITTEE, Body.REVIEW_PANEL})
"""Who determines bullying (plan2017.P4a, P5b), as `rules/decisions.toml` has it."""


def left_out(done_on: date | None, by: date | None, not_done: bool = False) -> bool | None:
    """
    Whether a step due by a day was not taken, or only after it.
    """
    if not_done:
        return True
    return None if done_on is None or by is None else done_on > by


def determinations(view: View) -> list[Finding]:
    """
    What any body found on bullying by the day of the assessment, about the person in question or about anybody.
    """
    found = (view.incident.findings or {}).get("bullying", ())
    about = [item for item in found if view.person is None or item.person in (None, view.person.id)]
    return [item for item in about if item.on is None or item.on <= view.on]


def first_day(found: list[Finding]) -> date | None:
    """
    The day of the first of some findings; None where it is not known, or where the first on record reviews another.
    """
    days = [item.on for item in found if item.on is not None]
    if not found or len(days) < len(found):
        return None
    first = min(found, key=lambda item: item.on or date.max)
    return None if first.stage in (FindingStage.REVIEW, FindingStage.APPEAL) else first.on


def not_determined_by(view: View, day: date | None) -> bool | None:
    """
    Whether no competent body had determined bullying by a day.
    """
    competent = [item for item in determinations(view) if item.by in DETERMINING_BODIES]
    if not competent:
        conduct = view.incident.school_conduct
        return True if conduct and conduct.determined is False else None
    yes = [item for item in competent if item.value is True]
    if not yes:
        return None if first_day(competent) is None else True
    if day is not None and any(item.on is not None and item.on <= day for item in yes):
        return False
    return None if first_day(competent) is None else left_out(first_day(yes), day)


@derived(
    "incident offender",
    Flag(),
    "记录载明已就是否欺凌作出认定",
    "a determination on bullying is on record",
    "findings.bullying:finding",
    owner="school_committee",
    norm="plan2017.P4a",
)
def determination_recorded(view: View) -> Value:
    """Whether some body, competent or not, found on bullying, not withdrawn; where the record is silent none did."""
    return any(item.in_force is not False for item in determinations(view))


@derived(
    "incident offender",
    Words(tuple(Body)),
    "记录载明作出认定的主体",
    "who determined, on record",
    "findings.bullying:finding",
    owner="school_committee",
    norm="plan2017.P4a",
)
def determining_bodies_recorded(view: View) -> Value:
    """Who found on bullying, competent or not, where it was not withdrawn; where the record is silent nobody did."""
    return Members(frozenset(item.by.value for item in determinations(view) if item.in_force is not False))
