"""
The keys a body can find on, and what each finding can say (design §4).
"""

from enum import StrEnum

from campuslex.model.words import Circumstances, Gravity, Intent

FINDING_VALUES: dict[str, type[bool] | type[StrEnum]] = {
    "bullying": bool,
    "circumstances": Circumstances,
    "discipline_gravity": Gravity,
    "delinq33_minor": bool,
    "repeated": bool,
    "visible_harm": bool,
    "incorrigible": bool,
    "adverse_influence": bool,
    "serious_consequence": bool,
    "serious_danger": bool,
    "serious_bullying": bool,
    "intent": Intent,
    "dominance": bool,
    "mental_harm": bool,
    "public_security_violation": bool,
    "suspected_crime": bool,
    "no_penalty": bool,
    "ps_serious_and_bad_influence": bool,
    "crime_bad_circumstances": bool,
    "prosecution_approved": bool,
    "school_duty_met": bool,
    "knowingly": bool,
    "refused_rectification": bool,
    "major_incident": bool,
    "public_concern": bool,
    "long_unresolved": bool,
    "unable_to_control": bool,
    "recheck_reviewable": bool,
}
"""Type of the value by finding key. `serious_bullying` is the serious bullying of minors-law.39.3 (reading A-08)."""
