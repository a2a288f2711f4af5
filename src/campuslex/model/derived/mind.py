"""
Derived facts of the state of mind, and of who stood on which side.
"""

from campuslex.model.derived.folds import any_of, both, negated, word_test, words_of
from campuslex.model.derived.harm import of_victims
from campuslex.model.derived.people import is_student_person
from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import View
from campuslex.model.vocabulary import Flag, Value, word_kind
from campuslex.model.words import Intent, Role, Status


@derived(
    "incident offender",
    word_kind(Intent),
    "主观状态",
    "state of mind",
    "findings.intent:finding intent:incident",
    owner="school_committee",
)
def intent(view: View) -> Value:
    """
    The state of mind as far as it is settled without a finding.

    An account of play, accident, mutual fight or self-defence leaves it open: only a finding settles it.
    """
    accounts = [act.intent for act in view.certain if act.intent is not None]
    if not accounts and view.incident.intent is not None:
        accounts = [view.incident.intent]
    words = {word for account in accounts for word in words_of(account, Intent)}
    settled = words & {"deliberate", "malicious"}
    if not words or settled != words:
        return None
    return words.pop() if len(words) == 1 else frozenset(words)


@derived(
    "incident offender",
    Flag(),
    "一方具有优势",
    "one side had the upper hand",
    "dominance:incident",
    owner="school_committee",
    norm="moe50.21.2",
)
def has_dominance(view: View) -> Value:
    """Whether some kind of dominance is named; an empty list says there was none."""
    return None if view.incident.dominance is None else bool(view.incident.dominance)


@derived("incident", Flag(), "发生在学生之间", "between students", "status:offender status:victim")
def between_students(view: View) -> Value:
    """Whether some offender and some victim are students; a dropout leaves it open."""
    return both(some_student(view, Role.OFFENDER), some_student(view, Role.VICTIM))


def some_student(view: View, role: Role) -> bool | None:
    """
    Whether someone of a role is a student.
    """
    people = view.of_role(role)
    return any_of(is_student_person(person, view.incident) for person in people) if people else None


@derived("offender", Flag(), "受害方有学生", "a victim is a student", "status:victim")
def victim_is_student(view: View) -> Value:
    """Whether some victim of this person's acts is a student."""
    return of_victims(view, lambda victim: is_student_person(victim, view.incident))


@derived("incident", Flag(), "有在校学生参与实施", "some offender is a student", "status:offender")
def any_offender_student(view: View) -> Value:
    """Whether some offender is a student."""
    return some_student(view, Role.OFFENDER)


@derived(
    "incident",
    Flag(),
    "有教职工或者校外人员实施",
    "some offender is staff or an outsider",
    "status:offender",
    norm="minors-law.11.2",
)
def any_offender_not_student(view: View) -> Value:
    """Whether some offender is staff or enrolled nowhere."""
    people = view.of_role(Role.OFFENDER)
    return any_of(negated(is_student_person(p, view.incident)) for p in people) if people else None


@derived("incident", Flag(), "有教职工实施", "some offender is staff", "status:offender", norm="minors-law.27")
def any_offender_staff(view: View) -> Value:
    """Whether some offender is a member of staff."""
    people = view.of_role(Role.OFFENDER)
    every = {member.value for member in Status}
    return any_of(word_test(p.status, {"staff"}, every) for p in people) if people else None
