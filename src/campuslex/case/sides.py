"""
Who stands behind an event: whose step it is, and whose it is not.
"""

from types import MappingProxyType

from campuslex.assessment.answer import Duty
from campuslex.model.case import Event
from campuslex.model.words import Body, EventKind, Measure

E = EventKind

SCHOOL = frozenset({"school", "school_committee", "joint_committee", "principal", "student_appeal_committee"})
"""A school acts through its committees and its principal."""
STAFF = frozenset({"staff", "teacher"})
"""Members of staff owe for themselves."""
FAMILY = frozenset({"student", "guardian", "petitioner"})
"""A guardian acts for the child, and the child's own step is the guardian's."""
POLICE = frozenset({"public_security"})
BUREAU = frozenset({"county_education_bureau", "review_panel"})
"""The county's bureau reviews through a panel."""
_GROUPS = (SCHOOL, STAFF, FAMILY, POLICE, BUREAU)
_OF_SCHOOL = SCHOOL | STAFF
_ABOVE = frozenset(
    {
        *BUREAU,
        *SCHOOL,
        "city_education_bureau",
        "county_leading_group",
        "county_government",
        "education_inspection",
        "higher_authority",
        "superior_unit",
        "petition_office",
    }
)
"""Who reviews, rechecks and answers petitions; never the police."""

OF_POLICE = frozenset(
    {
        Measure.POLICE_WARNING_EDUCATION,
        Measure.POLICE_REPRIMAND,
        Measure.CORRECTIVE_MEASURES,
        Measure.GUARDIAN_DISCIPLINE_ORDER,
        Measure.PUBLIC_SECURITY_PENALTY,
        Measure.DETENTION_EXECUTION,
    }
)
"""Measures that are the police's whoever records them."""
_OF_OTHERS = frozenset(
    {
        Measure.SPECIAL_SCHOOL_APPLICATION,
        Measure.SPECIAL_SCHOOL_DECISION,
        Measure.SPECIAL_CORRECTIVE_EDUCATION,
        Measure.CRIMINAL_PROCEEDINGS,
    }
)
OF_AUTHORITIES = OF_POLICE | {Measure.SPECIAL_SCHOOL_DECISION, Measure.SPECIAL_CORRECTIVE_EDUCATION}
"""Measures that are administrative acts, against which reconsideration lies (delinq-law.49)."""
_ON_MEASURES = frozenset(
    {E.MEASURE_DECIDED, E.MEASURE_NOTIFIED, E.MEASURE_STARTED, E.MEASURE_ENDED, E.SANCTION_EFFECTIVE}
    | {E.SANCTION_REVOKED}
)
_UNSAID_BY = {
    _OF_SCHOOL: (
        E.STOPPED,
        E.GUARDIANS_NOTIFIED,
        E.REPORTED_TO,
        E.PROCEDURE_STARTED,
        E.INVESTIGATION_COMPLETED,
        E.DEFENCE_HEARD,
        E.HEARING_HELD,
        E.COUNSELLING_STARTED,
        E.RECTIFIED,
    ),
    POLICE: (E.POLICE_RECEIPT, E.POLICE_FILED, E.POLICE_DECISION),
    FAMILY: (
        E.HEARING_REQUESTED,
        E.APPEAL_FILED,
        E.REVIEW_REQUESTED,
        E.RECHECK_REQUESTED,
        E.RECONSIDERATION_APPLIED,
        E.LAWSUIT_FILED,
    ),
    _ABOVE: (
        E.PETITION_RECEIVED,
        E.PETITION_FORWARDED,
        E.PETITION_ACCEPTED,
        E.PETITION_ANSWERED,
        E.REVIEW_OPENED,
        E.REVIEW_COMPLETED,
        E.RECHECK_COMPLETED,
        E.APPEAL_DECIDED,
    ),
}
_UNSAID = MappingProxyType({kind: group for group, kinds in _UNSAID_BY.items() for kind in kinds})
"""Whose step an event is where it does not say."""
_FROM_POLICE = frozenset({E.POLICE_DECISION_RECEIVED, E.NON_FILING_NOTICE_RECEIVED})
"""What is received shows that the police did it, whoever received it."""


def agents(event: Event) -> frozenset[str] | None:
    """
    Whose duty an event can keep; None is anybody's.
    """
    if event.kind in _FROM_POLICE:
        return POLICE
    if event.kind in _ON_MEASURES and event.measure is not None:
        return decided_by(event.measure, event.by)
    return _UNSAID.get(event.kind) if event.by is None else group_of(event.by)


def decided_by(measure: Measure, by: Body | None) -> frozenset[str] | None:
    """
    Whose a measure is: theirs who are named, else theirs who can take it; None is anybody's.
    """
    if by is not None:
        return group_of(by)
    return POLICE if measure in OF_POLICE else None if measure in _OF_OTHERS else _OF_SCHOOL


def group_of(body: Body) -> frozenset[str]:
    """
    A body with those who act for it, and it for them.
    """
    return next((group for group in _GROUPS if body.value in group), frozenset({body.value}))


def same_side(able: frozenset[str] | None, duty: Duty) -> bool:
    """
    Whether a decision can start a duty's clock: one of the police starts none between school and family, nor the other
    way round.

    Args:
        able: Whose decision it is; None is anybody's.
        duty: The duty. One between neither, or between both, leaves it open.
    """
    parties = {duty.actor, duty.addressee}
    of_police, of_school = bool(parties & POLICE), bool(parties & SCHOOL)
    if able is None or of_police == of_school:
        return True
    return bool(able & (POLICE if of_police else _OF_SCHOOL))
