"""
Which findings count on a day: by a competent body, in force, the latest of each kind.
"""

from datetime import date

from attrs import frozen

from campuslex.model.incident import Finding, Incident
from campuslex.model.words import Body, FindingStage
from campuslex.rulebook.book import Rulebook

_STAGES = {None: 0, FindingStage.FIRST: 0, FindingStage.REVIEW: 1, FindingStage.APPEAL: 2}


@frozen
class Unheard:
    """
    A finding that is recorded and does not count.

    Args:
        key: What it found on.
        by: Who found it.
        reason: `not_competent`, `later`, `not_in_force` or `superseded`.
    """

    key: str
    by: Body
    reason: str


@frozen
class FindingsOnDay:
    """
    The findings of an incident on a day.

    Args:
        effective: The one that counts, by key and person; None as person is the whole incident.
        unheard: Those that do not count.
    """

    effective: dict[tuple[str, str | None], Finding]
    unheard: tuple[Unheard, ...]

    def value(self, key: str, person: str | None) -> bool | str | None:
        """
        What counts for a person: a finding on the person, else the incident's. None if no body has spoken.
        """
        found = self.effective.get((key, person)) or self.effective.get((key, None))
        return None if found is None else found.value

    def overall(self, key: str) -> bool | str | None:
        """
        What counts for the incident: its finding, else what was found on every person alike, else the affirmative one.
        """
        found = self.effective.get((key, None))
        if found is not None:
            return found.value
        values = {finding.value for (name, _), finding in self.effective.items() if name == key}
        if len(values) == 1 or values == {True, False}:
            return values.pop() if len(values) == 1 else True
        return None


def findings_on(incident: Incident, book: Rulebook, on: date) -> FindingsOnDay:
    """
    The findings that count on a day.

    The latest `on` not after the day by a competent body counts; of one day, the later stage, then the later entry.
    A finding without a day counts as the earliest.
    """
    effective: dict[tuple[str, str | None], Finding] = {}
    unheard: list[Unheard] = []
    for key, given in (incident.findings or {}).items():
        decision = book.decisions.get(key)
        ranked = sorted(
            enumerate(given), key=lambda entry: (entry[1].on or date.min, _STAGES[entry[1].stage], entry[0])
        )
        for _, finding in ranked:
            reason = _unheard_reason(finding, decision.competent if decision else (), on)
            if reason:
                unheard.append(Unheard(key, finding.by, reason))
                continue
            earlier = effective.get((key, finding.person))
            if earlier is not None:
                unheard.append(Unheard(key, earlier.by, "superseded"))
            effective[key, finding.person] = finding
    return FindingsOnDay(effective, tuple(unheard))


def _unheard_reason(finding: Finding, competent: tuple[Body, ...], on: date) -> str:
    if finding.by not in competent:
        return "not_competent"
    if finding.on is not None and finding.on > on:
        return "later"
    return "not_in_force" if finding.in_force is False else ""
