"""
The incident as it was known at a time: its document, with what events brought, changed or withdrew.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.model.words import Body as Addressee
from campuslex.model.words import EventKind

Body = dict[str, Any]


def changes(event: Event) -> bool:
    """
    Whether an event of this kind changes facts of the incident.
    """
    return event.kind in _STEPS


def bring(body: Body, event: Event, earlier: Sequence[Event] = ()) -> None:
    """
    Write into an incident's document what an event brings, changes or withdraws.

    Args:
        body: The document.
        event: The event.
        earlier: The events before it that count, in order: steps taken for a measure before it was decided.
    """
    step = _STEPS.get(event.kind)
    if step is not None:
        step(body, event)
    if event.kind is EventKind.MEASURE_DECIDED:
        _prepared(body, event, earlier)


def knows(body: Body, event: Event) -> bool:
    """
    Whether there is what an event withdraws: one of its facts, or a finding that stands.
    """
    if event.kind is EventKind.FACT_WITHDRAWN:
        told = [_holder(body, path) for path in event.paths or ()]
        return any(holder.get(name) is not None for holder, name in told)
    if event.kind is EventKind.FINDING_WITHDRAWN:
        return _standing(body, event) is not None
    return True


def has_measure(body: Body, event: Event) -> bool:
    """
    Whether the measure an event speaks of stands on the person's record.
    """
    return _measure(body, event) is not None


def _day(event: Event) -> str:
    return day_of(event.at).isoformat()


def _person(body: Body, code: str | None) -> Body | None:
    return next((person for person in body.get("people", ()) if person["id"] == code), None)


def _people(body: Body, event: Event) -> list[Body]:
    everyone: list[Body] = body.get("people", [])
    return everyone if event.person is None else [person for person in everyone if person["id"] == event.person]


def _discovered(body: Body, event: Event) -> None:
    body.setdefault("first_known_at", _day(event))
    body.setdefault("school_conduct", {}).setdefault("staff_knew_on", _day(event))


def _stopped(body: Body, event: Event) -> None:
    if body.get("first_known_at") == _day(event):
        body.setdefault("school_conduct", {})["stopped_at_once"] = True


def _guardians_notified(body: Body, event: Event) -> None:
    if event.measure is not None:
        _guardians_told(body, event)
        return
    for person in _people(body, event):
        if person["role"] in ("offender", "victim"):
            if person.get("guardian_notified") is not True:
                person["guardian_notified_on"] = _day(event)
            person["guardian_notified"] = True


def _guardians_told(body: Body, event: Event) -> None:
    """
    Guardians told of a measure, which is not to be notified of the incident.
    """
    entry = _measure(body, event)
    if entry is not None:
        _taken(entry, "guardians_told", event)


def _taken(entry: Body, step: str, event: Event) -> None:
    entry.setdefault(f"{step}_on", _day(event))
    if step in (entry.get("not_done") or ()):
        entry["not_done"].remove(step)


def _reported(body: Body, event: Event) -> None:
    if event.to is None:
        return
    told = body.setdefault("school_conduct", {}).setdefault("reported_to", [])
    if event.to.value not in told:
        told.append(event.to.value)
    if event.to.value == "public_security":
        body.setdefault("police_known_on", _day(event))


def _procedure_started(body: Body, event: Event) -> None:
    body.setdefault("procedure_started_on", _day(event))


def _investigated(body: Body, _: Event) -> None:
    body.setdefault("school_conduct", {})["investigated"] = True


def _found(body: Body, event: Event) -> None:
    key = "bullying" if event.kind is EventKind.DETERMINATION_MADE else event.finding
    if key is None or event.value is None or event.by is None:
        return
    finding = {"value": event.value, "by": event.by.value, "on": _day(event)}
    finding |= {"stage": event.stage.value} if event.stage else {}
    finding |= {"person": event.person} if event.person else {}
    _findings(body, key).append(finding)


def _findings(body: Body, key: str) -> list[Body]:
    found: list[Body] = body.setdefault("findings", {}).setdefault(key, [])
    return found


def _standing(body: Body, event: Event) -> Body | None:
    """
    The latest finding in force that an event can withdraw.
    """
    found: list[Body] = body.get("findings", {}).get(event.finding or "bullying", [])
    for finding in reversed(found):
        same = event.by is None or finding["by"] == event.by.value
        if same and finding.get("person") == event.person and finding.get("in_force") is not False:
            return finding
    return None


def _finding_withdrawn(body: Body, event: Event) -> None:
    finding = _standing(body, event)
    if finding is not None:
        finding["in_force"] = False


def _fact_learned(body: Body, event: Event) -> None:
    for path, value in (event.facts or {}).items():
        holder, name = _holder(body, path)
        if value is None:
            holder.pop(name, None)
        else:
            holder[name] = deepcopy(value)


def _fact_withdrawn(body: Body, event: Event) -> None:
    for path in event.paths or ():
        holder, name = _holder(body, path)
        holder.pop(name, None)


def _holder(body: Body, path: str) -> tuple[Body, str]:
    """
    The record a path leads into and the field it names: `people.S2.age`, `acts.0.kind`, `school_conduct.concealed`.
    """
    head, _, rest = path.partition(".")
    middle, _, name = rest.rpartition(".")
    if head == "people":
        return _person(body, middle) or {}, name
    if head == "acts":
        return body["acts"][int(middle)], name
    if rest:
        return body.setdefault(head, {}), rest
    return body, head


def _measure(body: Body, event: Event) -> Body | None:
    """
    The latest entry of a measure on a person's record.
    """
    person = _person(body, event.person)
    taken: list[Body] = (person or {}).get("measures_in_force", [])
    return next((item for item in reversed(taken) if event.measure and item["measure"] == event.measure.value), None)


def _measure_decided(body: Body, event: Event) -> None:
    person = _person(body, event.person)
    if person is None or event.measure is None:
        return
    entry = {"measure": event.measure.value, "decided_on": _day(event)}
    entry |= {"decided_by": event.by.value} if event.by else {}
    told: Body = {"for_bullying": True} if event.finding == "bullying" else {}
    person.setdefault("measures_in_force", []).append({**entry, **told})


def _prepared(body: Body, decided: Event, earlier: Sequence[Event]) -> None:
    """
    Fill the steps taken for a measure: those towards its person since a measure of an earlier day was decided.
    """
    entry = _measure(body, decided)
    if entry is None:
        return
    about = [event for event in earlier if event.person in (None, decided.person)]
    past = [place for place, event in enumerate(about) if _is_earlier_decision(event, decided)]
    for event in about[past[-1] + 1 if past else 0 :]:
        if event.kind is EventKind.GUARDIANS_NOTIFIED and event.measure is decided.measure:
            entry["guardians_told_on"] = _day(event)
        elif event.kind is EventKind.DEFENCE_HEARD:
            entry["defence_heard_on"] = _day(event)
        elif event.kind is EventKind.HEARING_REQUESTED:
            entry["hearing_requested"] = True
        elif event.kind is EventKind.HEARING_HELD:
            entry["hearing_held_on"] = _day(event)


def _is_earlier_decision(event: Event, decided: Event) -> bool:
    decision = event.kind is EventKind.MEASURE_DECIDED and event.person == decided.person
    return decision and day_of(event.at) < day_of(decided.at)


def _measure_notified(body: Body, event: Event) -> None:
    entry = _measure(body, event)
    if entry is None:
        return
    if event.to is Addressee.GUARDIAN:
        _taken(entry, "guardians_told", event)
    else:
        entry["notified_on"] = _day(event)


def _measure_started(body: Body, event: Event) -> None:
    entry = _measure(body, event)
    if entry is not None and entry.get("ended_on", _day(event)) >= _day(event):
        entry.setdefault("started_on", _day(event))


def _measure_ended(body: Body, event: Event) -> None:
    entry = _measure(body, event)
    if entry is not None and entry.get("started_on", "") <= _day(event):
        entry["ended_on"] = _day(event)


def _dossier_filed(body: Body, _: Event) -> None:
    body.setdefault("school_conduct", {})["dossier_kept"] = True


def _sanction_revoked(body: Body, event: Event) -> None:
    entry, person = _measure(body, event), _person(body, event.person)
    if entry is not None and person is not None:
        person["measures_in_force"].remove(entry)
        if not person["measures_in_force"]:
            del person["measures_in_force"]


_STEPS: dict[EventKind, Callable[[Body, Event], None]] = {
    EventKind.DISCOVERED: _discovered,
    EventKind.STOPPED: _stopped,
    EventKind.GUARDIANS_NOTIFIED: _guardians_notified,
    EventKind.REPORTED_TO: _reported,
    EventKind.PROCEDURE_STARTED: _procedure_started,
    EventKind.INVESTIGATION_COMPLETED: _investigated,
    EventKind.DETERMINATION_MADE: _found,
    EventKind.FINDING_MADE: _found,
    EventKind.FINDING_WITHDRAWN: _finding_withdrawn,
    EventKind.FACT_LEARNED: _fact_learned,
    EventKind.FACT_WITHDRAWN: _fact_withdrawn,
    EventKind.MEASURE_DECIDED: _measure_decided,
    EventKind.MEASURE_NOTIFIED: _measure_notified,
    EventKind.MEASURE_STARTED: _measure_started,
    EventKind.MEASURE_ENDED: _measure_ended,
    EventKind.SANCTION_REVOKED: _sanction_revoked,
    EventKind.DOSSIER_FILED: _dossier_filed,
}
"""What an event changes in the incident; the others change none of its facts."""
