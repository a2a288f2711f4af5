"""
Which duties held at an earlier time: by what was known then, or by the law of then.
"""

from collections.abc import Callable, Iterator
from datetime import date

from campuslex.assessment.answer import Duty
from campuslex.assessment.context import Context
from campuslex.assessment.duties import duties
from campuslex.assessment.findings import findings_on
from campuslex.assessment.merge import Merged, merge, possible_days
from campuslex.assessment.plan import Plan, plan_for
from campuslex.assessment.severity import determination
from campuslex.assessment.worlds import evaluate
from campuslex.dates.calendar import Calendar
from campuslex.engine.values import HOLDS
from campuslex.model.incident import Incident
from campuslex.model.words import Modality
from campuslex.rulebook.book import Rulebook, Selection
from campuslex.rulebook.records import (
    Conclusion,
    DutyConclusion,
    Element,
    GradeConclusion,
    Presume,
    UnlawfulConclusion,
)
from campuslex.rulebook.rules import Rule

Wanted = Callable[[str, str | None], bool]
"""Whether the duty of a rule towards a person, or towards nobody in particular, is asked for."""


def held(incident: Incident, book: Rulebook, on: date, engine: str, wanted: Wanted) -> Iterator[Duty]:
    """
    The wanted duties that must be done by what is known of an incident and the law of a day, on facts, findings or
    presumptions. Less work than an assessment: only what duties rest on is evaluated, and where nothing wanted holds no
    answer is made.

    Args:
        incident: What is known.
        book: The rules.
        on: The day.
        engine: As `assess`.
        wanted: Which duties are asked for.
    """
    layers = book.layers_for(incident.jurisdiction)
    found = findings_on(incident, book, on)
    days = possible_days(incident, book, on, layers)
    plans = dict.fromkeys(_plan(book, book.select(day, on, layers), engine) for day in days)
    merged = merge([evaluate(incident, plan, found, on) for plan in plans])
    asked = {key for key in _binding(merged) if wanted(*key)}
    if not asked:
        return
    context = Context(book, on, merged, found, Calendar(), {}, "", set())
    context.status = determination(context).status
    for duty in duties(context, tuple(merged.verdicts[0])):
        if (duty.rule, duty.person) in asked:
            yield duty


def _plan(book: Rulebook, selection: Selection, engine: str) -> Plan:
    """
    A plan of the duties of a selection and of what they rest on.
    """
    key = ("grounds", *selection.key)
    kept: Selection | None = book.runtime.selections.get(key)
    if kept is None:
        rules = tuple(item for item in selection.rules if _bears_on_duties(item.rule.conclusion))
        kept = book.runtime.selections[key] = Selection(key, rules, selection.layers)
    return plan_for(book, kept, engine)


def _bears_on_duties(conclusion: Conclusion) -> bool:
    if isinstance(conclusion, DutyConclusion):
        return conclusion.modality is Modality.MUST
    return isinstance(conclusion, (Element, Presume, GradeConclusion, UnlawfulConclusion))


def _binding(merged: Merged) -> Iterator[tuple[str, str | None]]:
    """
    The duties that hold on facts and findings, or on presumptions; not those that wait for a determination.
    """
    established, presumed, _ = merged.verdicts
    for unit, verdicts in established.items():
        others = presumed[unit]
        for index, item, _ in merged.of(unit[0], DutyConclusion):
            if verdicts[index] == HOLDS or others[index] == HOLDS:
                yield item.rule.id, unit[1]


def ceased_clocks(book: Rulebook, first: date, on: date) -> dict[date, list[Rule]]:
    """
    Rules with a deadline that were in force at some time from a first day on and are no more, by their last day.
    """
    timed: list[Rule] | None = book.runtime.lists.get("ceased_clocks")
    if timed is None:
        timed = book.runtime.lists["ceased_clocks"] = [rule for rule in book.rules if _ceases(rule)]
    found: dict[date, list[Rule]] = {}
    for rule in timed:
        if rule.effective_to and first <= rule.effective_to < on:
            found.setdefault(rule.effective_to, []).append(rule)
    return found


def _ceases(rule: Rule) -> bool:
    conclusion = rule.conclusion
    timed = isinstance(conclusion, DutyConclusion) and conclusion.due is not None and conclusion.due.number is not None
    in_cases = rule.record.scope.value in ("incident", "offender", "victim")
    return timed and in_cases and rule.effective_to is not None and rule.record.applies_by.value == "step"
