"""
campuslex: the handling of student bullying (学生欺凌) in mainland-China schools, as rules other systems embed.

Law in, facts in; cited duties, ranges, deadlines, routes and open questions out. Never a verdict.
"""

from campuslex.assessment.answer import Assessment
from campuslex.assessment.assess import assess, assess_many
from campuslex.assessment.petition import Route, route_petition
from campuslex.assessment.term import TermReview, review_school_term
from campuslex.case.case import Case
from campuslex.dates.calendar import Calendar
from campuslex.errors import (
    CalendarUnknown,
    CampuslexError,
    EngineDisagreement,
    EngineUnavailable,
    FactsError,
    RulesError,
    UnknownName,
)
from campuslex.model.incident import Incident
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm
from campuslex.model.version import VERSION
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.labels import label, schema

__version__ = VERSION

__all__ = [
    "Assessment",
    "Calendar",
    "CalendarUnknown",
    "CampuslexError",
    "Case",
    "EngineDisagreement",
    "EngineUnavailable",
    "FactsError",
    "Incident",
    "Petition",
    "Route",
    "Rulebook",
    "RulesError",
    "SchoolTerm",
    "TermReview",
    "UnknownName",
    "__version__",
    "assess",
    "assess_many",
    "label",
    "load_rulebook",
    "review_school_term",
    "route_petition",
    "schema",
]
