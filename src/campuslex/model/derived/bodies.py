"""
Derived facts of what schools and bodies did, and of time.
"""

from datetime import date

from campuslex.model.derived.folds import word_test
from campuslex.model.derived.people import conduct_days
from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import View, person_of
from campuslex.model.vocabulary import Flag, Members, Number, Value, Words
from campuslex.model.words import Body, Measure, Ownership, Proceeding, Status


@derived(
    "incident offender victim",
    Flag(),
    "学校已知晓",
    "the school knew",
    "first_known_at:incident",
    norm="minors-law.11.2",
)
def school_knew(view: View) -> Value:
    """Whether a day is known on which the school knew."""
    conduct = view.incident.school_conduct
    return True if view.incident.first_known_at or (conduct and conduct.staff_knew_on) else None


@derived(
    "incident", Number(), "学校知晓后已过日数", "days since the school knew", "first_known_at:incident", norm="S29"
)
def days_since_known(view: View) -> Value:
    """Whole days from the day the first member of staff knew, which is not counted, to the day of the assessment."""
    conduct = view.incident.school_conduct
    known = view.incident.first_known_at or (conduct.staff_knew_on if conduct else None)
    return None if known is None or known > view.on else (view.on - known).days


def _told(name: str, body: str, zh: str, en: str) -> None:
    def told(view: View) -> Value:
        conduct = view.incident.school_conduct
        return None if conduct is None or conduct.reported_to is None else body in conduct.reported_to

    told.__name__ = name
    told.__doc__ = f"Whether the school reported to `{body}`."
    derived("incident", Flag(), zh, en, "school_conduct.reported_to:incident", norm="minors-law.39.3b")(told)


_told("told_police", "public_security", "已向公安机关报告", "reported to public security")
_told("told_bureau", "county_education_bureau", "已向教育行政部门报告", "reported to the education bureau")


@derived(
    "incident",
    Flag(),
    "有主体认定为严重的欺凌行为",
    "a body found serious bullying",
    "findings.serious_bullying:incident",
    owner="public_security",
    norm="ps-law.60.2",
)
def serious_bullying_found(view: View) -> Value:
    """
    Whether some body found serious bullying by the day of the assessment, so that a presumption cannot stand in for it.

    Whether that body is competent, `findings.serious_bullying` says; a rule asks for both.
    """
    found = view.incident.findings.get("serious_bullying", ()) if view.incident.findings else ()
    counted = (item for item in found if item.in_force is not False and (item.on is None or item.on <= view.on))
    return True if any(item.value is True for item in counted) else None


@derived(
    "incident offender",
    Flag(),
    "六个月内未被公安机关发现",
    "not discovered by police within six months",
    "police_known_on:incident",
    owner="public_security",
    norm="ps-law.25",
)
def police_unaware_six_months(view: View) -> Value:
    """
    Whether six months passed after the last act before the police knew.

    While the six months run they are not over; a finding by the police shows that they knew by its day.
    """
    days = conduct_days(view.incident, view.on)
    if days is None:
        return None
    early, late = (_half_year_after(day) for day in days)
    known_on = view.incident.police_known_on
    if known_on is None:
        found = (item for items in (view.incident.findings or {}).values() for item in items)
        known_by = [item.on for item in found if item.by is Body.PUBLIC_SECURITY and item.on]
        return False if min([view.on, *known_by]) <= early else None
    return True if known_on > late else None if known_on > early else False


def _half_year_after(day: date) -> date:
    year, month = day.year + (day.month + 5) // 12, (day.month + 5) % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise ValueError("no such month")


@derived(
    "offender",
    Words(tuple(Measure)),
    "已作出的措施",
    "measures already decided",
    "measures_in_force:self",
    norm="moe49.10.2",
    sensitivity="sensitive",
)
def measures_decided(view: View) -> Value:
    """The measures already in force against the person."""
    found = person_of(view).measures_in_force
    return Members(maybe=None) if found is None else Members(frozenset(item.measure.value for item in found))


@derived(
    "offender",
    Words(tuple(Measure)),
    "记录载明已作出的措施",
    "measures on record",
    "measures_in_force:self",
    norm="delinq-law.59",
    sensitivity="sensitive",
)
def measures_recorded(view: View) -> Value:
    """The measures the record names; where it is silent none is recorded: for what a measure on record entails."""
    return Members(frozenset(item.measure.value for item in person_of(view).measures_in_force or ()))


@derived(
    "incident offender victim",
    Flag(),
    "学校系公办",
    "the school is public",
    "school.ownership:incident",
    norm="petition.2",
)
def public_school(view: View) -> Value:
    """Whether the school is run by the state."""
    school = view.incident.school
    return word_test(school.ownership if school else None, {Ownership.PUBLIC.value}, {"public", "private"})


@derived(
    "incident",
    Words(tuple(Proceeding)),
    "记录载明已启动的监督、问责和复议程序",
    "oversight, accountability and reconsideration on record",
    "proceedings_opened:incident",
    owner="county_education_bureau",
    norm="gov-inspect.7.2",
)
def proceedings_recorded(view: View) -> Value:
    """What the record says was opened; where it is silent nothing was."""
    return Members(frozenset(item.value for item in view.incident.proceedings_opened or ()))


MANAGING_POSTS = frozenset({"principal", "vice_principal", "校长", "副校长"})
"""Posts of a school in which one manages (supervision.15.4); whether a class teacher does is for people."""


@derived(
    "incident",
    Flag(),
    "记录载明涉及公职人员",
    "a public employee is on record",
    "people:incident school.ownership:incident",
    norm="gov-sanction.2.3",
)
def public_employee_recorded(view: View) -> Value:
    """
    Whether the record names a member of staff who is a public employee: said so, or managing a school run by the state.

    Where it is silent nobody is.
    """
    staff = [person for person in view.incident.people if person.status is Status.STAFF]
    managing = public_school(view) is True
    return any(
        p.public_employee or (managing and p.public_employee is None and p.post in MANAGING_POSTS) for p in staff
    )
