"""
`assess`: one incident, one rulebook, one day; the same in, the same out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from campuslex.assessment.answer import Assessment, PersonAnswer, Receipt
from campuslex.assessment.comparison import comparison
from campuslex.assessment.context import Context
from campuslex.assessment.duties import defects, duties, triggers
from campuslex.assessment.findings import findings_on
from campuslex.assessment.measures import liabilities, measures
from campuslex.assessment.merge import merge, possible_days
from campuslex.assessment.needs import NeedsBuilder
from campuslex.assessment.notices import notices, open_terms
from campuslex.assessment.plan import plan_for
from campuslex.assessment.readings import reading_effects
from campuslex.assessment.severity import determination, overall_severity, person_severity, person_status
from campuslex.assessment.why import explainer
from campuslex.assessment.worlds import evaluate
from campuslex.dates.calendar import Calendar
from campuslex.model.document import Document
from campuslex.model.incident import Incident
from campuslex.model.version import VERSION
from campuslex.rulebook.book import Rulebook


def assess(
    incident: Incident, rulebook: Rulebook, *, on: date, engine: str = "compiled", calendar: Calendar | None = None
) -> Assessment:
    """
    What the rules entail for an incident on a day. Pure: no clock, no files, no network.

    Args:
        incident: The facts.
        rulebook: The rules.
        on: Day of the assessment; procedural rules of this day apply, substantive ones of the day of the conduct.
        engine: `compiled`, `durable`, or `crosscheck` (both, compared).
        calendar: Holidays and make-up workdays beyond the shipped ones.

    Raises:
        EngineUnavailable: The engine's package is not installed.
        EngineDisagreement: Two engines differ, under `crosscheck`.
        UnknownName: No such engine.
    """
    context, receipt = _begun(incident, rulebook, on, engine, calendar)
    return _answer(context, receipt)


def assess_lean(
    incident: Incident, rulebook: Rulebook, *, on: date, engine: str = "compiled", calendar: Calendar | None = None
) -> Assessment:
    """
    As `assess`, with determination, severity, duties and triggers alone: for many cases at once, at a third
    of the cost.

    Args:
        incident: The facts.
        rulebook: The rules.
        on: Day of the assessment.
        engine: `compiled`, `durable` or `crosscheck`.
        calendar: Holidays and make-up workdays beyond the shipped ones.

    Raises:
        EngineUnavailable, EngineDisagreement, UnknownName: As `assess`.
    """
    context, receipt = _begun(incident, rulebook, on, engine, calendar)
    told = determination(context)
    context.status = told.status
    persons: dict[str, PersonAnswer] = {}
    for person in context.merged.parts[0].offenders:
        status = person_status(context, person, told.status)
        persons[person.id] = PersonAnswer(person_severity(context, person, status), status, (), ())
    return Assessment(
        on=on,
        receipt=receipt,
        determination=told,
        severity=overall_severity(context, told.status, {code: item.severity for code, item in persons.items()}),
        persons=persons,
        duties=duties(context, tuple(context.merged.verdicts[0])),
        triggers=triggers(context, ("incident", None)),
        needs=(),
        open_terms=(),
        notices=(),
        explain=explainer(context.merged),
    )


def _begun(
    incident: Incident, rulebook: Rulebook, on: date, engine: str, calendar: Calendar | None
) -> tuple[Context, Receipt]:
    layers = rulebook.layers_for(incident.jurisdiction)
    found = findings_on(incident, rulebook, on)
    plans = [
        plan_for(rulebook, rulebook.select(day, on, layers), engine)
        for day in possible_days(incident, rulebook, on, layers)
    ]
    merged = merge([evaluate(incident, plan, found, on) for plan in dict.fromkeys(plans)])
    context = Context(
        book=rulebook,
        on=on,
        merged=merged,
        found=found,
        calendar=calendar or Calendar(),
        starts=_starts(incident),
        status="",
        unknown_years=set(),
    )
    return context, receipt_for(incident, rulebook, layers, engine)


def assess_many(
    incidents: Iterable[Incident], rulebook: Rulebook, *, on: date, engine: str = "compiled"
) -> Iterator[Assessment]:
    """
    Assess incidents one by one, in their order; pure per item, so any pool of workers can map it.

    Raises:
        EngineUnavailable, EngineDisagreement, UnknownName: As `assess`.
    """
    for incident in incidents:
        yield assess(incident, rulebook, on=on, engine=engine)


def _answer(context: Context, receipt: Receipt) -> Assessment:
    told = determination(context)
    context.status = told.status
    offenders = context.merged.parts[0].offenders
    persons: dict[str, PersonAnswer] = {}
    for person in offenders:
        status = person_status(context, person, told.status)
        severity = person_severity(context, person, status)
        persons[person.id] = PersonAnswer(
            severity, status, liabilities(context, person.id), measures(context, person.id)
        )
    units = tuple(context.merged.verdicts[0])
    owed = duties(context, units)
    return Assessment(
        on=context.on,
        receipt=receipt,
        determination=told,
        severity=overall_severity(context, told.status, {code: item.severity for code, item in persons.items()}),
        persons=persons,
        duties=owed,
        triggers=triggers(context, ("incident", None)),
        defects=defects(context, units),
        comparison=comparison(context),
        readings=reading_effects(context),
        needs=NeedsBuilder(context, persons).build(),
        open_terms=open_terms(context),
        notices=notices(context),
        liability=liabilities(context, None),
        explain=explainer(context.merged),
    )


def _starts(incident: Incident) -> dict[str, date | None]:
    conduct = incident.school_conduct
    knew = incident.first_known_at or (conduct.staff_knew_on if conduct else None)
    return {
        "first_known_at": knew,
        "staff_knew": (conduct.staff_knew_on if conduct else None) or knew,
        "occurred_to": incident.occurred_to,
        "procedure_started_on": incident.procedure_started_on,
        "police_known_on": incident.police_known_on,
    }


def receipt_for(document: Document, book: Rulebook, layers: tuple[str, ...], engine: str) -> Receipt:
    """
    The receipt of an answer.
    """
    readings = {reading: book.chosen(reading) for reading in sorted(book.readings)}
    return Receipt(VERSION, book.edition, book.sha256, facts_hash(document.to_dict()), layers, readings, engine)


def facts_hash(document: dict[str, Any]) -> str:
    """
    The hash of a document in canonical JSON.
    """
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
