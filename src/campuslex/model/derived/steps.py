"""
Derived facts of the steps around a measure: which were left out, or taken too late.

A step is left out where the record says that it was not taken, and late where both days are known. Whatever is not
known stays open. Only measures decided since the conduct began are asked; earlier ones belong to another matter.
"""

from collections.abc import Callable
from datetime import date

from campuslex.model.derived.determinations import left_out, not_determined_by
from campuslex.model.derived.folds import both, bounds, number
from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import View, person_of
from campuslex.model.incident import Incident, MeasureInForce
from campuslex.model.spans import MAX_INT
from campuslex.model.vocabulary import Members, Number, Value, Words
from campuslex.model.words import Body, Measure, MeasureStep

Late = Callable[[View, MeasureInForce], bool | None]


def _omitted(entry: MeasureInForce, step: MeasureStep) -> bool:
    return step in (entry.not_done or ())


def _conduct_began(incident: Incident) -> tuple[date, date]:
    """
    First and last day on which the conduct may have begun.
    """
    if incident.occurred_from:
        return incident.occurred_from, incident.occurred_from
    if incident.occurred_between:
        return incident.occurred_between
    return date.min, incident.occurred_to or date.max


def is_own(view: View, entry: MeasureInForce) -> bool | None:
    """
    Whether a measure belongs to this matter: decided since the conduct began, and by the day of the assessment.
    """
    if entry.decided_on is None:
        return None
    early, late = _conduct_began(view.incident)
    if entry.decided_on < early or entry.decided_on > view.on:
        return False
    return True if entry.decided_on >= late else None


def _measures(view: View, late: Late) -> Members:
    """
    The measures of this matter of which something is so.
    """
    taken = person_of(view).measures_in_force
    if taken is None:
        return Members(maybe=None)
    found = [(entry.measure.value, both(is_own(view, entry), late(view, entry))) for entry in taken]
    has = frozenset(word for word, told in found if told)
    return Members(has, frozenset(word for word, told in found if told is None) - has)


def _set_of_measures(name: str, zh: str, en: str, norm: str, asks: str, late: Late) -> None:
    def measures(view: View) -> Value:
        return _measures(view, late)

    measures.__name__ = name
    measures.__doc__ = f"Measures of this matter: {en}."
    fields = " ".join(f"measures_in_force.{field}:self" for field in ("decided_on", *asks.split()))
    derived(
        "offender",
        Words(tuple(Measure)),
        zh,
        en,
        f"measures_in_force:self {fields}",
        norm=norm,
        sensitivity="sensitive",
    )(measures)


def _taken(_: View, __: MeasureInForce) -> bool | None:
    return True


def _undefended(_: View, entry: MeasureInForce) -> bool | None:
    return left_out(entry.defence_heard_on, entry.decided_on, _omitted(entry, MeasureStep.DEFENCE_HEARD))


def _unheard(_: View, entry: MeasureInForce) -> bool | None:
    held = left_out(entry.hearing_held_on, entry.decided_on, _omitted(entry, MeasureStep.HEARING_HELD))
    return both(entry.hearing_requested, held)


def _unannounced(_: View, entry: MeasureInForce) -> bool | None:
    """
    Told by the day of the decision is told before it began; told after that, the day it began decides.
    """
    told, omitted = entry.guardians_told_on, _omitted(entry, MeasureStep.GUARDIANS_TOLD)
    in_time = left_out(told, entry.decided_on, omitted) is False
    return False if in_time else left_out(told, entry.started_on, omitted)


def _untold(_: View, entry: MeasureInForce) -> bool | None:
    if _omitted(entry, MeasureStep.GUARDIANS_TOLD):
        return True
    return False if entry.guardians_told_on else None


def _unreasoned(_: View, entry: MeasureInForce) -> bool | None:
    return left_out(entry.reasons_given_on, entry.decided_on, _omitted(entry, MeasureStep.REASONS_GIVEN))


def _unanswered(_: View, entry: MeasureInForce) -> bool | None:
    return left_out(entry.written_reply_on, entry.decided_on, _omitted(entry, MeasureStep.WRITTEN_REPLY))


def _unassessed(_: View, entry: MeasureInForce) -> bool | None:
    return left_out(entry.committee_assessed_on, entry.decided_on, _omitted(entry, MeasureStep.COMMITTEE_ASSESSED))


def _undetermined(view: View, entry: MeasureInForce) -> bool | None:
    return both(entry.for_bullying, not_determined_by(view, entry.decided_on))


def _by_teacher(_: View, entry: MeasureInForce) -> bool | None:
    return None if entry.decided_by is None else entry.decided_by is Body.TEACHER


_set_of_measures("measures_taken", "本事件中已作出的措施", "decided in this matter", "moe49.10.2", "", _taken)
_set_of_measures(
    "measures_by_teacher",
    "由教师个人决定的措施",
    "decided by a teacher alone",
    "moe49.9",
    "decided_by",
    _by_teacher,
)
_set_of_measures(
    "measures_undetermined",
    "以欺凌为由、没有先作认定的措施",
    "for bullying, without a determination first",
    "moe50.23.2",
    "for_bullying",
    _undetermined,
)
_set_of_measures(
    "measures_undefended",
    "没有先听取陈述、申辩的措施",
    "without hearing the defence first",
    "moe49.14",
    "defence_heard_on",
    _undefended,
)
_set_of_measures(
    "measures_unheard",
    "申请了听证而没有先听证的措施",
    "a hearing asked for and not held first",
    "moe49.14",
    "hearing_requested hearing_held_on",
    _unheard,
)
_set_of_measures(
    "measures_unannounced",
    "没有事先告知监护人的措施",
    "guardians not told beforehand",
    "moe49.10.1",
    "guardians_told_on started_on",
    _unannounced,
)
_set_of_measures(
    "measures_untold", "没有告知监护人的措施", "guardians not told", "moe49.9", "guardians_told_on", _untold
)
_set_of_measures(
    "measures_unreasoned",
    "没有先说明理由的措施",
    "without giving reasons first",
    "sd.juv.46",
    "reasons_given_on",
    _unreasoned,
)
_set_of_measures(
    "measures_unanswered",
    "没有先书面答复申辩的措施",
    "without answering the defence in writing first",
    "sh.22.2",
    "written_reply_on",
    _unanswered,
)
_set_of_measures(
    "measures_unassessed",
    "没有先经专门教育指导委员会评估的措施",
    "without the steering committee's assessment first",
    "delinq-law.43",
    "committee_assessed_on",
    _unassessed,
)


@derived(
    "offender",
    Words(tuple(Body)),
    "决定专门教育、专门矫治教育的主体",
    "who decided on special or corrective education",
    "measures_in_force:self measures_in_force.decided_on:self measures_in_force.decided_by:self",
    norm="delinq-law.44",
    sensitivity="sensitive",
)
def special_school_deciders(view: View) -> Value:
    """Who decided in this matter on special education or special corrective education."""
    taken = person_of(view).measures_in_force
    if taken is None:
        return Members(maybe=None)
    own = [(item, is_own(view, item)) for item in taken if item.measure in _SPECIAL]
    has = frozenset(item.decided_by.value for item, sure in own if item.decided_by and sure)
    if any(item.decided_by is None and sure is not False for item, sure in own):
        return Members(has, None)
    maybe = frozenset(item.decided_by.value for item, sure in own if item.decided_by and sure is None)
    return Members(has, maybe - has)


_SPECIAL = (Measure.SPECIAL_SCHOOL_DECISION, Measure.SPECIAL_CORRECTIVE_EDUCATION)


@derived(
    "offender",
    Number(),
    "一次停课停学的最多天数",
    "days of the longest suspension",
    "measures_in_force:self measures_in_force.decided_on:self measures_in_force.started_on:self "
    "measures_in_force.ended_on:self",
    norm="moe49.10.1",
    sensitivity="sensitive",
)
def suspension_days(view: View) -> Value:
    """Calendar days of the longest suspension of this matter, both ends included; one that has not ended may last."""
    taken = person_of(view).measures_in_force
    if taken is None:
        return None
    spans = [(_days_of(item), is_own(view, item)) for item in taken if item.measure is Measure.SUSPENSION]
    low = max((least for (least, _), sure in spans if sure), default=0)
    return number(low, max((most for (_, most), sure in spans if sure is not False), default=0))


def _days_of(entry: MeasureInForce) -> tuple[int, int]:
    if entry.started_on is None or entry.ended_on is None:
        return 0, MAX_INT
    return bounds((entry.ended_on - entry.started_on).days + 1)
