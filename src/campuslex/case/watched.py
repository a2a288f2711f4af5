"""
The flat facts of a case on a day, each from its grounds; and what of them is left once an event has cleared it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from attrs import evolve, field, frozen

from campuslex.assessment.answer import Assessment
from campuslex.case.owed import Owed, State
from campuslex.case.sides import SCHOOL, STAFF, agents
from campuslex.dates.zone import day_of
from campuslex.model.case import Event
from campuslex.model.case_facts import CaseFacts
from campuslex.model.incident import Incident
from campuslex.model.words import EventKind, Measure

E = EventKind
ALWAYS = date.min
"""Since when something is so that no event told."""
_ONE_DAY = timedelta(days=1)
_ON_SCHOOL = SCHOOL | STAFF
_SANCTIONS = frozenset(
    {
        Measure.SUSPENSION,
        Measure.LAW_VICE_PRINCIPAL_REPRIMAND,
        Measure.SPECIAL_COURSE,
        Measure.WARNING,
        Measure.SERIOUS_WARNING,
        Measure.DEMERIT,
        Measure.PROBATION,
        Measure.EXPULSION,
        Measure.ORDERED_WITHDRAWAL,
    }
)
"""What may not be taken before the student was heard (moe49.14)."""
_RENEWS = (E.FINDING_MADE, E.FACT_LEARNED, E.REOPENED)
_DEALT_WITH = frozenset({E.PETITION_ACCEPTED, E.PETITION_FORWARDED, E.PETITION_ANSWERED})
_REPORTED_TO = frozenset({"public_security", "county_education_bureau", "civil_affairs"})


@frozen
class _Ground:
    """
    Why something is so: since when, and the event it rests on with its place, where one tells.
    """

    since: date
    place: int = -1
    event: Event | None = None


@frozen(kw_only=True)
class Watched:
    """
    A case as supervision looks at it on a day.

    Args:
        clears: Events that clear what is asked. With none only what is so now counts; with some also what was so and
            was mended since: it stands until it is cleared.
        wakes: Whom it wakes; a report clears it for whom it was made to.
    """

    incident: Incident
    events: tuple[Event, ...]
    duties: tuple[Owed, ...]
    on: date
    answer: Assessment = field(eq=False)
    clears: frozenset[EventKind] = frozenset()
    wakes: frozenset[str] = frozenset()

    def cleared_by(self, clears: Iterable[EventKind], wakes: Iterable[str]) -> "Watched":
        """
        The same, less what such events have cleared.
        """
        return evolve(self, clears=frozenset(clears), wakes=frozenset(wakes))

    @cached_property
    def facts(self) -> CaseFacts:
        """
        What the case says.
        """
        grounds = self.grounds
        return CaseFacts(
            open_days=self._open_days(),
            late_duties=self._acts(grounds["late_duties"], hard=False),
            late_hard_duties=self._acts(grounds["late_duties"], hard=True),
            late_report=bool(grounds["late_report"]),
            late_serious_report=bool(grounds["late_serious_report"]),
            petition_untold_days=max((self._untold(found) for found in grounds["petition_untold_days"]), default=0),
            petitions=len(grounds["petitions"]),
            petitions_same_matter=_most_of_one(grounds["petitions"]),
            leader_instruction=bool(grounds["leader_instruction"]),
            major_incident=self._found("major_incident"),
            public_concern=self._found("public_concern"),
            long_unresolved=self._found("long_unresolved"),
            concealed=self._concealed(),
            sanction_before_determination=bool(grounds["sanction_before_determination"]),
            sanction_before_defence=bool(grounds["sanction_before_defence"]),
            sanction_before_hearing=bool(grounds["sanction_before_hearing"]),
            repeat_offender=self._repeat(),
            supervision_open=_last(self.events, (E.SUPERVISION_OPENED, E.SUPERVISION_CLOSED)) is E.SUPERVISION_OPENED,
            closed=self._closed,
        )

    @cached_property
    def grounds(self) -> dict[str, list[_Ground]]:
        """
        The grounds of each fact that has a day; those of the findings that a body made are among them.
        """
        petitions = list(self._told(E.PETITION_RECEIVED))
        return {
            "late_duties": [_Ground(day_of(row.by) + _ONE_DAY) for row in self._late if row.by],
            "late_report": list(self._unreported(None)),
            "late_serious_report": list(self._unreported("39")),
            "petition_untold_days": [found for found in petitions if self._untold(found) > 0],
            "petitions": petitions,
            "leader_instruction": list(self._told(E.LEADER_INSTRUCTION)),
            "sanction_before_determination": list(self._unsound(E.DETERMINATION_MADE)),
            "sanction_before_defence": list(self._unsound(E.DEFENCE_HEARD)),
            "sanction_before_hearing": list(self._unsound(E.HEARING_HELD)),
            **{name: list(self._findings(name)) for name in ("major_incident", "public_concern", "long_unresolved")},
        }

    def since(self, names: Iterable[str]) -> date | None:
        """
        Since when the first of some facts has been so; None where no day tells.
        """
        days = [found.since for name in names for found in self.grounds.get(_OF.get(name, name), ())]
        return min((day for day in days if day != ALWAYS), default=None)

    # ---- what is cleared

    @property
    def is_cleared(self) -> bool:
        """
        Whether what an assessment says is cleared: by an event with nothing found, learned or reopened after it.
        """
        renewed = max((place for place, event in enumerate(self.events) if event.kind in _RENEWS), default=-1)
        return any(place > renewed for place, _ in self._clearing)

    @cached_property
    def _clearing(self) -> tuple[tuple[int, Event], ...]:
        """
        The events that clear, with their places; none from before the case was taken up again.
        """
        if not self.clears:
            return ()
        reopened = max((place for place, event in enumerate(self.events) if event.kind is E.REOPENED), default=-1)
        return tuple(
            (place, event)
            for place, event in enumerate(self.events)
            if place > reopened and event.kind in self.clears and self._meant(event)
        )

    def _meant(self, event: Event) -> bool:
        return event.kind is not E.REPORTED_TO or (event.to is not None and event.to.value in self.wakes)

    def _stands(self, ground: _Ground) -> bool:
        return not any(
            (place > ground.place if ground.event else day_of(event.at) >= ground.since) and _same(event, ground.event)
            for place, event in self._clearing
        )

    # ---- duties

    @cached_property
    def _late(self) -> tuple[Owed, ...]:
        """
        What is late, and what was done late where only an event clears it.
        """
        states = (State.LATE, State.KEPT_LATE) if self.clears else (State.LATE,)
        rows = (row for row in self.duties if row.state in states and row.duty.modality == "must" and row.by)
        return tuple(row for row in rows if row.by and self._stands(_Ground(day_of(row.by) + _ONE_DAY)))

    def _acts(self, grounds: Sequence[_Ground], hard: bool) -> int:
        rows = [row for row in self._late if not hard or row.strength == "hard"]
        return len({row.duty.act for row in rows}) if grounds else 0

    def _unreported(self, article: str | None) -> Iterator[_Ground]:
        """
        Reports that the school or its staff owe and did not make on the day it became known: the law knows no hours.
        """
        conduct = self.incident.school_conduct
        told = {body.value for body in (conduct.reported_to if conduct else None) or ()}
        for row in self.duties:
            duty = row.duty
            if duty.action != "report" or duty.modality != "must" or duty.basis == "conditional" or row.since is None:
                continue
            if duty.actor not in _ON_SCHOOL or duty.addressee not in _REPORTED_TO:
                continue
            if article and not any(
                cited["instrument"] == "minors-law" and cited["article"] == article for cited in duty.citations
            ):
                continue
            if row.kept_on is None and duty.addressee in told:
                continue  # on record as reported, and nothing tells when
            ground = _Ground(day_of(row.since) + _ONE_DAY)
            if ground.since <= self._unreported_until(row) and self._stands(ground):
                yield ground

    def _unreported_until(self, row: Owed) -> date:
        if row.kept_on is not None:
            return day_of(row.kept_on) if self.clears else ALWAYS
        return day_of(self.on) if row.pending else ALWAYS

    # ---- events

    def _told(self, kind: EventKind) -> Iterator[_Ground]:
        for place, event in enumerate(self.events):
            ground = _Ground(day_of(event.at), place, event)
            if event.kind is kind and self._stands(ground):
                yield ground

    def _untold(self, ground: _Ground) -> int:
        """
        Days for which a petition was neither accepted, nor forwarded, nor answered.
        """
        assert ground.event is not None
        dealt = (
            event
            for event in self.events[ground.place + 1 :]
            if event.kind in _DEALT_WITH and event.petition in (None, ground.event.petition)
        )
        first = next(dealt, None)
        if first is not None and not self.clears:
            return 0
        return (day_of(first.at if first else self.on) - ground.since).days

    def _unsound(self, step: EventKind) -> Iterator[_Ground]:
        """
        Sanctions the school decided before a step that comes first was taken towards that person.
        """
        if step is E.DETERMINATION_MADE and self.answer.determination.status == "confirmed" and not self._told_of(step):
            return  # determined, and nothing tells when
        for ground in self._told(E.MEASURE_DECIDED):
            event = ground.event
            assert event is not None
            if event.measure in _SANCTIONS and (agents(event) or SCHOOL) & SCHOOL and self._missing(step, ground):
                yield ground

    def _told_of(self, kind: EventKind) -> bool:
        return any(event.kind is kind for event in self.events)

    def _missing(self, step: EventKind, ground: _Ground) -> bool:
        assert ground.event is not None
        person = ground.event.person
        before = [event.kind for event in self.events[: ground.place] if event.person in (None, person)]
        asked = step is not E.HEARING_HELD or E.HEARING_REQUESTED in before
        return asked and step not in before

    # ---- findings and the incident's own record

    def _findings(self, key: str) -> Iterator[_Ground]:
        """
        The finding that counts, if it says so and is not cleared.
        """
        made = [
            (place, event)
            for place, event in enumerate(self.events)
            if event.kind is E.FINDING_MADE and event.finding == key
        ]
        given = [item for item in (self.incident.findings or {}).get(key, ()) if item.in_force is not False]
        if not given or given[-1].value is not True:
            return
        ground = _Ground(given[-1].on or ALWAYS)
        if made and made[-1][1].value is True:
            ground = _Ground(day_of(made[-1][1].at), *made[-1])
        if self._stands(ground):
            yield ground

    def _found(self, key: str) -> bool | None:
        if self.grounds[key]:
            return True
        given = [item.value for item in (self.incident.findings or {}).get(key, ()) if item.in_force is not False]
        return False if given else None

    def _concealed(self) -> bool | None:
        conduct = self.incident.school_conduct
        told = conduct.concealed if conduct else None
        return told and self._stands(self._learned("school_conduct.concealed"))

    def _repeat(self) -> bool | None:
        told = [
            (person.id, person.prior_determinations) for person in self.incident.people if person.role == "offender"
        ]
        known = [(code, number) for code, number in told if isinstance(number, int)]
        grounds = [self._learned(f"people.{code}.prior_determinations") for code, number in known if number]
        if any(self._stands(ground) for ground in grounds):
            return True
        return None if len(known) < len(told) or not told else False

    def _learned(self, path: str) -> _Ground:
        found = [
            _Ground(day_of(event.at), place, event)
            for place, event in enumerate(self.events)
            if event.kind is E.FACT_LEARNED and path in (event.facts or {})
        ]
        return found[-1] if found else _Ground(ALWAYS)

    @cached_property
    def _closed(self) -> bool:
        return _last(self.events, (E.CLOSED, E.REOPENED)) is E.CLOSED

    def _open_days(self) -> int | None:
        if self._closed:
            return 0
        found = [day_of(event.at) for event in self.events if event.kind is E.DISCOVERED]
        begun = self.incident.first_known_at or min(found, default=None)
        if begun is None:
            return None
        return max((day_of(self.on) - begun).days, 0) if self._stands(_Ground(begun)) else 0


_OF = {"late_hard_duties": "late_duties", "petitions_same_matter": "petitions"}
"""Facts that rest on the grounds of another."""


def case_facts(
    incident: Incident, events: Sequence[Event], duties: Sequence[Owed], on: date, answer: Assessment
) -> CaseFacts:
    """
    The flat facts of a case on a day: what is so now.
    """
    return Watched(incident=incident, events=tuple(events), duties=tuple(duties), on=on, answer=answer).facts


def _same(event: Event, ground: Event | None) -> bool:
    """
    Whether what clears is about what it is to clear: of the same person, measure and petition where both say.
    """
    if ground is None:
        return True
    pairs = ((event.person, ground.person), (event.measure, ground.measure), (event.petition, ground.petition))
    return all(None in pair or pair[0] == pair[1] for pair in pairs)


def _last(events: Sequence[Event], kinds: Iterable[EventKind]) -> EventKind | None:
    wanted = set(kinds)
    return next((event.kind for event in reversed(events) if event.kind in wanted), None)


def _most_of_one(grounds: Iterable[_Ground]) -> int:
    named = Counter(ground.event.petition or "" for ground in grounds if ground.event)
    return max(named.values(), default=0)
