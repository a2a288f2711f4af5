"""
Derived facts of guardians who were not notified to take part before a determination or its handling.
"""

from collections.abc import Callable
from datetime import date

from campuslex.model.derived.determinations import determinations, first_day, left_out
from campuslex.model.derived.folds import any_of, both, bounds
from campuslex.model.derived.people import age_of, is_student_person
from campuslex.model.derived.registry import derived
from campuslex.model.derived.steps import is_own
from campuslex.model.derived.views import View, person_of
from campuslex.model.incident import Person
from campuslex.model.vocabulary import Flag, Value
from campuslex.model.words import Role


def _uninvited(person: Person, by: date | None) -> bool | None:
    return left_out(person.guardian_notified_on, by, person.guardian_notified is False)


def _missed_determination(view: View, person: Person) -> bool | None:
    found = determinations(view)
    return _uninvited(person, first_day(found)) if found else None


def _missed_handling(view: View, person: Person, handled: Person) -> bool | None:
    """
    Whether a person's guardian was not notified by the time a measure for bullying was decided against someone.
    """
    if handled.measures_in_force is None:
        return None
    return any_of(
        both(both(is_own(view, entry), entry.for_bullying), _uninvited(person, entry.decided_on))
        for entry in handled.measures_in_force
    )


@derived(
    "incident offender",
    Flag(),
    "记录载明已作出以欺凌为由或者理由不明的措施",
    "a measure for bullying, or on grounds not told, is on record",
    "measures_in_force:offender",
    sensitivity="sensitive",
)
def handling_recorded(view: View) -> Value:
    """Whether a measure that may be for this bullying is on record; where the record is silent none is."""
    handled = [view.person] if view.person else view.of_role(Role.OFFENDER)
    entries = [entry for person in handled for entry in person.measures_in_force or ()]
    return any(is_own(view, entry) is not False and entry.for_bullying is not False for entry in entries)


_INVITED = "guardian_notified:{0} guardian_notified_on:{0}"
_HANDLED = " measures_in_force:{0} measures_in_force.decided_on:{0} measures_in_force.for_bullying:{0}"


@derived(
    "offender",
    Flag(),
    "认定以前没有通知监护人参与",
    "guardian not notified before the determination",
    _INVITED.format("self"),
)
def guardian_missed_determination(view: View) -> Value:
    """Whether the guardian was not notified to take part before the first determination on record."""
    return _missed_determination(view, person_of(view))


@derived(
    "offender",
    Flag(),
    "作出处理以前没有通知监护人参与",
    "guardian not notified before the handling",
    _INVITED.format("self") + _HANDLED.format("self"),
    sensitivity="sensitive",
)
def guardian_missed_handling(view: View) -> Value:
    """Whether the guardian was not notified to take part before some measure for bullying was decided."""
    return _missed_handling(view, person_of(view), person_of(view))


def _of_minor_victims(view: View, missed: Callable[[Person], bool | None]) -> bool | None:
    """
    Whether something is so of some victim who is a student under eighteen; open where nobody is named.
    """
    hurt = view.of_role(Role.VICTIM)
    return any_of(both(_minor_student(view, person), missed(person)) for person in hurt) if hurt else None


def _minor_student(view: View, person: Person) -> bool | None:
    low, high = bounds(age_of(person, view.incident, view.on))
    minor = True if high < 18 else False if low >= 18 else None
    return both(is_student_person(person, view.incident), minor)


@derived(
    "incident",
    Flag(),
    "认定以前没有通知受害方监护人参与",
    "a victim's guardian not notified before the determination",
    _INVITED.format("victim") + " age:victim status:victim",
)
def victims_guardian_missed_determination(view: View) -> Value:
    """Whether the guardian of some victim, a student under eighteen, was not notified before a determination."""
    return _of_minor_victims(view, lambda person: _missed_determination(view, person))


@derived(
    "incident",
    Flag(),
    "作出处理以前没有通知受害方监护人参与",
    "a victim's guardian not notified before the handling",
    _INVITED.format("victim") + " age:victim status:victim" + _HANDLED.format("offender"),
    sensitivity="sensitive",
)
def victims_guardian_missed_handling(view: View) -> Value:
    """Whether the guardian of some victim, a student under eighteen, was not notified before a measure for bullying."""
    offenders = view.of_role(Role.OFFENDER)
    if not offenders:
        return None
    return _of_minor_victims(
        view, lambda person: any_of(_missed_handling(view, person, handled) for handled in offenders)
    )
