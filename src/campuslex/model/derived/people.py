"""
Derived facts of people: age, being a student, stage, earlier history.
"""

from datetime import date
from typing import Any

from campuslex.model.age import age_on
from campuslex.model.derived.folds import bounds, number, words_of
from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import View, person_of
from campuslex.model.incident import Incident, Person
from campuslex.model.spans import MAX_INT, Span
from campuslex.model.vocabulary import Flag, Number, Value, word_kind
from campuslex.model.words import Stage, Status


def conduct_days(incident: Incident, on: date | None = None) -> tuple[date, date] | None:
    """
    First and last day on which the conduct may have ended; None if unknown.

    Args:
        incident: The incident.
        on: Day of the assessment. Where only the first day of the conduct is known, it ended between then and `on`.
    """
    if incident.occurred_to:
        return incident.occurred_to, incident.occurred_to
    if incident.occurred_between:
        return incident.occurred_between
    begun = incident.occurred_from
    return (begun, max(begun, on or begun)) if begun else None


def age_of(person: Person, incident: Incident, on: date | None = None) -> int | Span | None:
    """
    Completed years at the time of the conduct (spc-juv2006.2), from the birth date where it is known, else as given.
    """
    days = conduct_days(incident, on)
    if person.birth_date is None or days is None or days[0] < person.birth_date:
        return person.age
    return number(age_on(person.birth_date, days[0]), age_on(person.birth_date, days[1]))


def is_student_person(person: Person, incident: Incident) -> bool | None:
    """
    Whether a person is a student: enrolled or suspended yes, staff or enrolled nowhere no, dropout or graduate open.

    A stage or year of study, or a shared class, also says so.
    """
    if person.status is not None:
        told = {_STUDENT[word] for word in words_of(person.status, Status)}
        return told.pop() if len(told) == 1 else None
    studies = person.stage is not None or person.grade_year is not None
    return True if studies or incident.same_class or incident.same_dormitory else None


_STUDENT: dict[str, bool | None] = {
    "enrolled": True,
    "suspended": True,
    "dropped_out": None,
    "graduated": None,
    "outsider": False,
    "staff": False,
}


@derived(
    "offender victim",
    Number(),
    "行为时周岁年龄",
    "age at the time of the conduct",
    "age:self birth_date:self",
    norm="ps-law.12",
)
def age(view: View) -> Value:
    """Completed years at the time of the conduct."""
    return age_of(person_of(view), view.incident, view.on)


@derived(
    "offender victim",
    Number(),
    "现在周岁年龄",
    "age on the day of the assessment",
    "birth_date:self age:self",
    norm="pipl.31",
    sensitivity="sensitive",
)
def age_now(view: View) -> Value:
    """Completed years on the day of the assessment; an age at the time of the conduct bounds it, for birthdays pass."""
    person, days = person_of(view), conduct_days(view.incident, view.on)
    if person.birth_date is not None:
        return age_on(person.birth_date, view.on) if view.on >= person.birth_date else None
    if person.age is None:
        return None
    low, high = bounds(person.age)
    if days is None:
        return number(low, MAX_INT)
    early, late = (max(whole_years(day, view.on), 0) for day in days)
    return number(min(low + late, MAX_INT), min(high + early + (view.on > days[0]), MAX_INT))


def whole_years(start: date, end: date) -> int:
    """
    Whole years from one day to another.
    """
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


@derived("offender victim", Flag(), "系在校学生", "is a student", "status:self")
def is_student(view: View) -> Value:
    """Whether the person is a student."""
    return is_student_person(person_of(view), view.incident)


_HALVES = {"primary": ("primary_lower", "primary_upper")}


def stages_of(value: Any) -> Value:
    """
    A stage as rules know it: plain `primary` is either half.
    """
    words = {half for word in words_of(value, Stage) for half in _HALVES.get(word, (word,))}
    if len(words) == 1:
        return words.pop()
    return None if value is None else frozenset(words)


@derived("offender victim", word_kind(Stage), "所在学段", "stage of study", "stage:self", norm="compulsory.27")
def stage(view: View) -> Value:
    """The person's stage, else the school's where only one school is concerned; `primary` is either half."""
    person = person_of(view)
    own = person.stage
    if own is None and view.incident.school and not view.incident.cross_school:
        own = view.incident.school.stage if is_student_person(person, view.incident) is not False else None
    return stages_of(own)


def _stage_group(name: str, zh: str, en: str, norm: str, within: str, outside: str) -> None:
    yes, no = frozenset(within.split()), frozenset(outside.split())

    def belongs(view: View) -> Value:
        told = stage(view)
        words = told if isinstance(told, frozenset) else frozenset({str(told)})
        return True if words <= yes else False if words <= no else None

    belongs.__name__ = name
    belongs.__doc__ = f"Whether the stage is one of: {within}. Special-education and specialised schools stay open."
    derived("offender", Flag(), zh, en, "stage:self", norm=norm)(belongs)


COMPULSORY = "primary_lower primary_upper junior"
_stage_group(
    "compulsory_stage",
    "处于义务教育阶段",
    "in compulsory education",
    "compulsory.27",
    COMPULSORY,
    "kindergarten senior vocational higher",
)
_stage_group(
    "within_school_orders",
    "就读学校适用教育部两部令",
    "at a school the ministry's two orders govern",
    "moe49.2",
    COMPULSORY + " senior vocational",
    "kindergarten higher",
)


@derived(
    "offender",
    Flag(),
    "只知小学和年级，高低年级依年级定",
    "primary and year known, upper or lower not told",
    "stage:self grade_year:self",
    norm="moe49.10.1",
)
def primary_half_by_year(view: View) -> Value:
    """Whether the year of study has to say which half of primary school it is: `primary` is told, its half is not."""
    told = stage(view)
    if told is None:
        return None
    if not isinstance(told, frozenset) or not told & set(_HALVES["primary"]):
        return False
    return person_of(view).grade_year is not None if told <= set(_HALVES["primary"]) else None


def school_stages(school: Any) -> Value:
    """
    A school's stage as rules know it.
    """
    return stages_of(school.stage if school else None)


@derived(
    "incident offender victim",
    Flag(),
    "有报告、线索或者发现",
    "a report, clue or discovery exists",
    "school.stage:incident",
    norm="minors-law.39.2",
)
def reported(view: View) -> Value:
    """
    Whether something a school in the sense of minors-law.130.1.2 must act on was reported.

    A document of this kind is itself the report; only a school known to be outside that law (kindergarten, higher
    education) takes it away.
    """
    incident = view.incident
    stages = school_stages(incident.school)
    if stages in ("kindergarten", "higher"):
        return False
    told = incident.acts or incident.people or incident.first_known_at or incident.findings or incident.school_conduct
    return True if told else None


@derived(
    "offender",
    Flag(),
    "此前受过教育或者惩戒",
    "educated or disciplined before",
    "prior_discipline:self prior_determinations:self prior_school_education:self",
    norm="plan2017.P6.L3",
    sensitivity="sensitive",
)
def corrected_before(view: View) -> Value:
    """
    Whether the person was determined to have bullied, disciplined for it or educated by the school before.

    Known not to have been disciplined, and no determination or education on record: not. 屡教不改 means that earlier
    correction was in vain, and a record that names none excludes it (A-09: earlier sanctions are the evidence).
    """
    person = person_of(view)
    named = person.prior_school_education or bounds(person.prior_determinations)[0] > 0
    low, high = bounds(person.prior_discipline)
    return True if named or low > 0 else False if high == 0 else None
