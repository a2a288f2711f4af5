"""
What derived facts look at: an incident and one of its people, a petition, a school term.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import attrs

from campuslex.model.incident import Act, Incident, Person
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm
from campuslex.model.words import Role


@attrs.frozen
class View:
    """
    What a derived fact may look at: the incident, the person in question, the day of the assessment.
    """

    incident: Incident
    on: date
    person: Person | None = None
    doubtful: frozenset[int] = frozenset()
    """Indexes of acts whose kind is disputed: they may have happened."""

    @cached_property
    def _told(self) -> list[Act]:
        return [act for index, act in enumerate(self.incident.acts) if index not in self.doubtful]

    @cached_property
    def certain(self) -> list[Act]:
        """
        Acts known to be this person's (of the incident, where no person is in question).
        """
        code = self.person.id if self.person else None
        return [act for act in self._told if code is None or (act.by is not None and code in act.by)]

    @cached_property
    def possible(self) -> list[Act]:
        """
        Acts that may be this person's, because nobody is named or the act is disputed.
        """
        told = [act for act in self._told if self.person and act.by is None]
        code = self.person.id if self.person else None
        disputed = [self.incident.acts[index] for index in sorted(self.doubtful)]
        return told + [act for act in disputed if code is None or act.by is None or code in act.by]

    @property
    def acts_known(self) -> bool:
        """
        Whether the acts of this person are all known.
        """
        return bool(self.incident.acts) and not self.possible

    @property
    def suffered(self) -> list[Act]:
        """
        Acts known to be against this person.
        """
        code = self.person.id if self.person else None
        return [act for act in self._told if act.against is not None and code in act.against]

    @property
    def victims(self) -> list[Person]:
        """
        Everyone who is or may be a victim of this person's acts, or of the incident.
        """
        sure, maybe = self.victim_sets
        return sure + maybe

    @cached_property
    def victim_sets(self) -> tuple[list[Person], list[Person]]:
        """
        Those known to be victims of this person's acts, or of the incident, and those who may be besides.

        Where nobody is named, every victim may be this person's; of a single one it is known.
        """
        people, acts = self.incident.people, self.certain + self.possible
        if self.person is None:
            return [p for p in people if p.role is Role.VICTIM or p.id in codes_of(self._told, "against")], []
        named, maybe = codes_of(self.certain, "against"), codes_of(self.possible, "against")
        if not named | maybe or any(act.against is None for act in acts):
            maybe |= {person.id for person in people if person.role is Role.VICTIM}
        sure = [person for person in people if person.id in named]
        others = [person for person in people if person.id in maybe - named]
        return (others, []) if not sure and len(others) == 1 else (sure, others)

    def of_role(self, role: Role) -> list[Person]:
        """
        The people who have a role by the document or by what they did or suffered.
        """
        side = _SIDES.get(role)
        codes = codes_of(self.incident.acts, side) if side else frozenset()
        return [person for person in self.incident.people if person.role is role or person.id in codes]


_SIDES = {Role.OFFENDER: "by", Role.VICTIM: "against"}


def codes_of(acts: Iterable[Act], side: str) -> frozenset[str]:
    """
    The codes named on one side of some acts.
    """
    return frozenset(code for act in acts for code in getattr(act, side) or ())


def has_role(incident: Incident, person: Person, role: Role) -> bool:
    """
    Whether a person has a role: the one given, or by `by` and `against` of some act.
    """
    side = _SIDES.get(role)
    return person.role is role or (side is not None and person.id in codes_of(incident.acts, side))


def person_of(view: View) -> Person:
    """
    The person in question.

    Raises:
        TypeError: The view is of the whole incident.
    """
    if view.person is None:
        raise TypeError("this fact belongs to a person")
    return view.person


@attrs.frozen
class PetitionView:
    """
    A petition and the day of the assessment.
    """

    petition: Petition
    on: date


@attrs.frozen
class TermView:
    """
    A school's term and the day of the review.
    """

    term: SchoolTerm
    on: date
