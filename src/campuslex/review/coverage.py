"""
What became of each norm of the law: the register, counted by instrument and looked up by article.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from campuslex.errors import RulesError
from campuslex.model.words import Confidence
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.loading import default_folder, load_coverage
from campuslex.rulebook.registers import CoverageStatus, NormEntry
from campuslex.rulebook.registers_check import coverage_faults

READ = frozenset({Confidence.V, Confidence.V2, Confidence.VR, Confidence.P})
"""Codes of norms whose text was read, in full or as a paraphrase."""


@frozen
class InstrumentCoverage:
    """
    The norms of one instrument by what became of them.

    Args:
        instrument: Its key.
        counts: Norms by status.
        concerning: Norms read that state a condition and a consequence for a school, bureau, student or guardian.
        modelled: How many of those are modelled.
    """

    instrument: str
    counts: Mapping[CoverageStatus, int]
    concerning: int
    modelled: int

    @property
    def share(self) -> float | None:
        """
        The share of the concerning norms that is modelled, from 0 to 1; None where there is none.
        """
        return self.modelled / self.concerning if self.concerning else None

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "instrument": self.instrument,
            **{status.value: self.counts.get(status, 0) for status in CoverageStatus},
            "concerning": self.concerning,
            "concerning_modelled": self.modelled,
            "share": self.share,
        }


def read_register(book: Rulebook, rules_dir: str | Path | None = None) -> tuple[NormEntry, ...]:
    """
    The register of norms that stands beside a rulebook's rules.

    Raises:
        RulesError: The register cannot be read, or does not agree with the rules.
    """
    entries, faults = load_coverage(Path(rules_dir) if rules_dir is not None else default_folder())
    faults = faults or list(coverage_faults(entries, book.rules)) if entries else faults
    if faults:
        raise RulesError(faults)
    return tuple(entries)


def by_instrument(entries: Sequence[NormEntry]) -> tuple[InstrumentCoverage, ...]:
    """
    The register counted, one row an instrument, in the order of the register.
    """
    names = dict.fromkeys(entry.instrument for entry in entries)
    return tuple(_counted(name, [entry for entry in entries if entry.instrument == name]) for name in names)


def in_all(entries: Sequence[NormEntry]) -> InstrumentCoverage:
    """
    The register counted as a whole.
    """
    return _counted("", entries)


def _counted(name: str, entries: Sequence[NormEntry]) -> InstrumentCoverage:
    concerning = [entry for entry in entries if concerns(entry)]
    modelled = sum(entry.status is CoverageStatus.MODELLED for entry in concerning)
    return InstrumentCoverage(name, Counter(entry.status for entry in entries), len(concerning), modelled)


def concerns(entry: NormEntry) -> bool:
    """
    Whether a norm was read and states a condition and a consequence for those the rules speak to.
    """
    return entry.concerns and bool(READ & set(entry.confidence))


def on_article(entries: Sequence[NormEntry], name: str) -> tuple[NormEntry, ...]:
    """
    The entries on an article or norm: `minors-law.39` has those of its paragraphs and of its versions.
    """
    instrument, _, article = name.partition(".")

    def matches(entry: NormEntry) -> bool:
        here, _, there = entry.id.partition(".")
        same = here == instrument or here.partition("@")[0] == instrument
        return entry.id == name or (same and (not article or there == article or there.startswith(f"{article}.")))

    return tuple(entry for entry in entries if matches(entry))
