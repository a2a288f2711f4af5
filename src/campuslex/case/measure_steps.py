"""
The steps of deciding on measures: what must come before each, for each offender.
"""

from collections.abc import Iterator, Sequence

from campuslex.assessment.answer import Assessment, Defect, MeasureOption
from campuslex.case.marks import ByKind
from campuslex.case.sides import SCHOOL, STAFF, decided_by
from campuslex.case.step import Step, StepState
from campuslex.model.case import Event
from campuslex.model.incident import Incident, MeasureInForce
from campuslex.model.words import EventKind, Measure
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.words import DefectStep

E = EventKind
_DETERMINATION = "determination"
_TOLD = ("notify_guardians", "notify_guardians_in_advance", "notify_guardians_and_hear")
_HEARD = ("hear_defence", "notify_guardians_and_hear")
_BEFORE = frozenset(
    step.value
    for step in DefectStep
    if step not in (DefectStep.REPORT_MADE, DefectStep.WRITTEN_REPLY, DefectStep.DECISION_SERVED, DefectStep.DOSSIER)
)
"""Defects of what comes before a measure."""
_BY_DUTY = {
    "evaluation_by_committee": ("evaluate", "request_evaluation"),
    "application": ("apply_special_school",),
    "hearing_right_told": ("tell_hearing_right",),
    "invitation": ("invite_partners",),
}
"""Steps that only a duty done shows, by the actions that do them."""


def measure_steps(answer: Assessment, incident: Incident, events: ByKind, book: Rulebook) -> Iterator[Step]:
    """
    Every measure the school itself can take, against every offender.
    """
    for code, person in answer.persons.items():
        for option in person.measures:
            if _of_the_school(option):
                yield _Deciding(code, option, answer, incident, events, book).step()


def _of_the_school(option: MeasureOption) -> bool:
    if option.decided_by is not None:
        return option.decided_by in SCHOOL | STAFF
    return bool((decided_by(Measure(option.measure), None) or frozenset()) & SCHOOL)


class _Deciding:
    """
    One measure against one offender.
    """

    def __init__(
        self, code: str, option: MeasureOption, answer: Assessment, incident: Incident, events: ByKind, book: Rulebook
    ) -> None:
        self._code, self._option, self._answer, self._events, self._book = code, option, answer, events, book
        self._person = incident.person(code)
        self._published = incident.school_conduct.rules_published if incident.school_conduct else None

    def step(self) -> Step:
        decided = self._decided()
        if decided is not None:
            return self._done(decided)
        if self._option.status == "barred":
            zh, en = self._label("word", f"ground.{self._option.ground or 'rule'}")
            return self._told(StepState.BARRED, *self._with_title(zh, en))
        missing = self._missing()
        if missing:
            zh, en = ("、".join(found) for found in zip(*(self._label("step", name) for name in missing), strict=True))
            return self._told(StepState.NOT_YET, f"尚待：{zh}", f"first: {en.replace('、', ', ')}", tuple(missing))
        if self._option.status == "open":
            return self._told(StepState.NOT_YET, *self._with_title("有待查明的事实", "facts are missing"))
        return self._told(StepState.OPEN, "可以依规定作出", "may be decided")

    def _decided(self) -> MeasureInForce | None:
        taken = (self._person.measures_in_force if self._person else None) or ()
        return next((item for item in reversed(taken) if item.measure.value == self._option.measure), None)

    def _done(self, decided: MeasureInForce) -> Step:
        """
        Decided already; what was missing then is a defect, which the rules name.
        """
        day = decided.decided_on.isoformat() if decided.decided_on else ""
        found = self._defects()
        zh, en = f"已作出 {day}".rstrip(), f"decided {day}".rstrip()
        if found:
            zh += "；" + "；".join(item.title_zh for item in found)
            en += "; " + "; ".join(item.title_en for item in found)
        return self._told(StepState.DONE, zh, en)

    def _with_title(self, zh: str, en: str) -> tuple[str, str]:
        """
        The same with what the rule behind it says.
        """
        if self._option.rule is None:
            return zh, en
        record = self._book.rule(self._option.rule).record
        return f"{zh}：{record.title_zh}", f"{en}: {record.title_en}"

    def _defects(self) -> Sequence[Defect]:
        return [item for item in self._answer.defects if item.person in (None, self._code) and item.step in _BEFORE]

    def _missing(self) -> list[str]:
        first = list(self._option.first)
        if self._option.basis == "conditional" and _DETERMINATION not in first:
            # the permission holds only once bullying is determined
            first.insert(0, _DETERMINATION)
        return [name for name in first if not self._satisfied(name)]

    def _satisfied(self, name: str) -> bool:
        if name == _DETERMINATION:
            return self._answer.persons[self._code].determination == "confirmed"
        if name == "rules_published":
            return self._published is True
        if name == "hearing_on_request":
            return not self._of(E.HEARING_REQUESTED) or bool(self._of(E.HEARING_HELD))
        told = name not in _TOLD or self._guardians_told()
        heard = name not in _HEARD or bool(self._of(E.DEFENCE_HEARD))
        if name in (*_TOLD, *_HEARD):
            return told and heard
        done = [event.act.partition("/")[0] for event in self._of(E.DUTY_DONE) if event.act]
        return any(action in done for action in _BY_DUTY.get(name, ()))

    def _guardians_told(self) -> bool:
        """
        Whether the guardians were told of this measure, which being told of the incident is not.
        """
        return any(event.measure == self._option.measure for event in self._of(E.GUARDIANS_NOTIFIED))

    def _of(self, kind: EventKind) -> list[Event]:
        return [event for _, event in self._events.get(kind, ()) if event.person in (None, self._code)]

    def _label(self, kind: str, word: str) -> tuple[str, str]:
        return self._book.label(kind, word), self._book.label(kind, word, "en")

    def _told(self, state: StepState, zh: str, en: str, waits_for: tuple[str, ...] = ()) -> Step:
        return Step(
            step=f"measure/{self._option.measure}",
            who=self._option.decided_by or "school",
            person=self._code,
            state=state,
            because_zh=zh,
            because_en=en,
            waits_for=waits_for,
            rule=self._option.rule,
            citations=self._option.citations,
        )
