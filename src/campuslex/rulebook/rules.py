"""
A rule ready to be selected: its record, its provision, its days in force, its citation.
"""

from datetime import date
from typing import Any

from attrs import Factory, field, frozen

from campuslex.rulebook.records import Conclusion, Instrument, OpenTerm, Provision, RuleRecord, Version

LONG_AGO = date(1949, 10, 1)


@frozen
class Rule:
    """
    One rule of the book.

    Args:
        record: The rule as written.
        provision: The provision it stands under.
        open: What the provision leaves to people.
        family: Its family.
        layer: Code of its layer, `CN` for the national baseline.
        place: File it stands in.
        effective_from: First day in force.
        effective_to: Last day in force, or None.
    """

    record: RuleRecord
    provision: Provision
    open: tuple[OpenTerm, ...]
    family: str
    layer: str
    place: str
    effective_from: date
    effective_to: date | None
    conclusion: Conclusion = field(
        init=False, eq=False, repr=False, default=Factory(lambda self: self.record.then.given()[0][1], takes_self=True)
    )
    """Its one conclusion."""

    @property
    def id(self) -> str:
        """
        The rule's id, stable for ever.
        """
        return self.record.id

    @property
    def conclusion_name(self) -> str:
        """
        Which conclusion it is: `duty`, `measure` and so on.
        """
        return self.record.then.given()[0][0]

    def in_force(self, day: date) -> bool:
        """
        Whether the rule is in force on a day.
        """
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def citation(self, version: str) -> dict[str, Any]:
        """
        Where it stands, in the version of a day.
        """
        return {
            "instrument": self.provision.instrument,
            "article": self.provision.article,
            "paragraph": self.record.paragraph or self.provision.paragraph or None,
            "item": self.record.item or self.provision.item or None,
            "version": version or None,
            "confidence": str(self.record.confidence or self.provision.confidence),
        }


def versions_of(provision: Provision, instrument: Instrument) -> list[Version]:
    """
    The versions of its instrument in which a provision stands.
    """
    return [version for version in instrument.version if not provision.versions or version.id in provision.versions]


def days_in_force(provision: Provision, instrument: Instrument) -> tuple[date, date | None]:
    """
    The first and the last day of a provision; None is still in force.
    """
    versions = versions_of(provision, instrument)
    starts, ends = [version.from_ for version in versions], [version.to for version in versions]
    last = None if None in ends else max((end for end in ends if end), default=None)
    return provision.effective_from or min(starts, default=LONG_AGO), provision.effective_to or last


def article_label(citation: dict[str, Any]) -> str:
    """
    A citation as a reader says it: `minors-law.39.3`.
    """
    parts = [citation["instrument"], citation["article"], citation["paragraph"], citation["item"]]
    return ".".join(str(part) for part in parts if part)
