"""
Whether the registers agree with the rules: open terms, comparisons of versions, a plan's sentences, and coverage.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from campuslex.errors import Fault
from campuslex.model.wording import nearest
from campuslex.model.words import Confidence
from campuslex.rulebook.loading import Loaded
from campuslex.rulebook.records import NATIONAL
from campuslex.rulebook.registers import Comparison, CoverageStatus, NormEntry, OpenTermEntry, Sentence, SentenceOutcome
from campuslex.rulebook.rules import Rule


def register_faults(loaded: Loaded, rules: Collection[str]) -> Iterator[Fault]:
    """
    The faults of the registers beside the rules.
    """
    yield from _open_term_faults(loaded, rules)
    for item in loaded.lists.get("comparison", []):
        yield from _comparison_faults(item, loaded, rules)
    for item in loaded.lists.get("sentence", []):
        yield from _sentence_faults(item, loaded, rules)


def _unknown(place: str, what: str, names: Sequence[str], known: Collection[str]) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            yield Fault(place, f"names an unknown {what}", name, nearest(name, list(known)))


def _open_term_faults(loaded: Loaded, rules: Collection[str]) -> Iterator[Fault]:
    entries: list[OpenTermEntry] = loaded.lists.get("open_term", [])
    if not entries:
        return
    readings = {item.id for item in loaded.lists.get("reading", [])}
    parameters = {item.id for item in loaded.lists.get("parameter", [])}
    known = Counter(entry.term for entry in entries)
    for entry in entries:
        place = f"open_terms.toml [{entry.term}]"
        yield from _unknown(place, "rule", entry.presumptions, rules)
        yield from _unknown(place, "reading", [entry.reading] if entry.reading else [], readings)
        yield from _unknown(place, "parameter", [entry.parameter] if entry.parameter else [], parameters)
    for twice in sorted(term for term, times in known.items() if times > 1):
        yield Fault("open_terms.toml", "the same term twice", twice)
    for file in loaded.files:
        for term in file.file.open:
            if term.term not in known and file.layer == NATIONAL.code:
                remedy = nearest(term.term, list(known)) or "add it to open_terms.toml"
                yield Fault(f"{file.place} [{term.term}]", "an open term that is not registered", term.term, remedy)


def _comparison_faults(item: Comparison, loaded: Loaded, rules: Collection[str]) -> Iterator[Fault]:
    place = f"comparisons.toml [{item.id}]"
    yield from _unknown(place, "rule", item.offences, rules)
    instruments = {found.id: [version.id for version in found.version] for found in loaded.lists["instrument"]}
    if item.instrument not in instruments:
        yield Fault(place, "unknown instrument", item.instrument, nearest(item.instrument, list(instruments)))
    else:
        yield from _unknown(place, "version", (item.old, item.new), instruments[item.instrument])


def _sentence_faults(item: Sentence, loaded: Loaded, rules: Collection[str]) -> Iterator[Fault]:
    place = f"layer {item.layer} sentences.toml [{item.id}]"
    parameters = {found.id for found in loaded.lists["parameter"]}
    yield from _unknown(place, "rule", item.rules, rules)
    yield from _unknown(place, "parameter", item.parameters, parameters)
    if not item.outcome:
        yield Fault(place, "has no outcome", item.id, "rule, parameter or not_computable")
    for outcome, given in (
        (SentenceOutcome.RULE, item.rules),
        (SentenceOutcome.PARAMETER, item.parameters),
        (SentenceOutcome.NOT_COMPUTABLE, item.because_zh and item.because_en),
    ):
        if (outcome in item.outcome) != bool(given):
            yield Fault(place, f"outcome `{outcome}` and what is given for it do not agree", item.id)


def coverage_faults(entries: Sequence[NormEntry], rules: Sequence[Rule]) -> Iterator[Fault]:
    """
    Whether the register of norms and the rules say the same: every rule's norm has its entry, which lists the rule.
    """
    ids, listed = {rule.id for rule in rules}, {entry.id: entry for entry in entries}
    for twice in sorted(norm for norm, times in Counter(entry.id for entry in entries).items() if times > 1):
        yield Fault("coverage.toml", "the same norm twice", twice)
    for entry in entries:
        yield from _unknown(f"coverage.toml [{entry.id}]", "rule", entry.rules, ids)
        yield from _entry_faults(entry)
    for rule in rules:
        found = listed.get(rule.record.norm)
        if found is None and rule.layer == NATIONAL.code:
            remedy = nearest(rule.record.norm, list(listed)) or "add it to coverage.toml"
            yield Fault(f"{rule.place} [{rule.id}]", "its norm is not in the register", rule.record.norm, remedy)
        elif found is not None and rule.id not in found.rules:
            yield Fault(f"coverage.toml [{found.id}]", f"does not list a rule on it ({rule.place})", rule.id)


def _entry_faults(entry: NormEntry) -> Iterator[Fault]:
    place = f"coverage.toml [{entry.id}]"
    carried = bool(entry.rules or entry.code)
    wanted = {
        CoverageStatus.MODELLED: carried,
        CoverageStatus.PARTIAL: carried and bool(entry.missing_zh and entry.missing_en),
        CoverageStatus.NOT_MODELLED: not carried and bool(entry.because_zh and entry.because_en),
        CoverageStatus.UNVERIFIED: not carried and bool(entry.because_zh and entry.because_en),
    }
    if not wanted[entry.status]:
        yield Fault(
            place,
            f"`{entry.status}` does not agree with what is given",
            entry.id,
            "modelled: rules or code; partial: also what is missing; otherwise why",
        )
    if (set(entry.confidence) == {Confidence.M}) != (entry.status is CoverageStatus.UNVERIFIED):
        yield Fault(place, "a norm known from memory alone is `unverified`, and no other", str(entry.status))
