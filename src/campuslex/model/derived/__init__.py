"""
Derived facts: everything with a loop, as typed three-valued functions of what is known.

Each is documented by its label and docstring, and names the document fields to ask for when it is open.
A known part never becomes a guess: where one of several acts or people is unknown, so is what depends on it.
"""

# importing a module registers its facts; the order is that of the vocabulary
from campuslex.model.derived import people, acts, mind, harm, bodies, petitions, terms, offences  # noqa: F401, I001
from campuslex.model.derived import determinations, steps, guardians  # noqa: F401
from campuslex.model.derived.people import age_of, conduct_days, is_student_person
from campuslex.model.derived.registry import derived_function, derived_specs
from campuslex.model.derived.views import PetitionView, TermView, View, has_role

__all__ = [
    "PetitionView",
    "TermView",
    "View",
    "age_of",
    "conduct_days",
    "derived_function",
    "derived_specs",
    "has_role",
    "is_student_person",
]
