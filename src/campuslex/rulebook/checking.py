"""
Every fault between the records: what each file allows but the whole contradicts.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum

from campuslex.errors import Fault
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.vocabulary import vocabulary
from campuslex.model.words import Confidence
from campuslex.rulebook.expressions import ExpressionError, Reader
from campuslex.rulebook.loading import Loaded, LoadedFile
from campuslex.rulebook.nodes import Node, atoms
from campuslex.rulebook.records import (
    DutyConclusion,
    Instrument,
    MeasureConclusion,
    Presume,
    RequirementConclusion,
    RouteConclusion,
    RuleRecord,
)
from campuslex.rulebook.words import RuleKind

_SCOPES_OF = {
    "element": {"incident"},
    "presume": {"incident", "offender"},
    "grade": {"offender"},
    "unlawful": {"offender"},
    "liability": {"incident", "offender"},
    "measure": {"offender"},
    "duty": {"incident", "offender", "victim", "petition", "school_term"},
    "trigger": {"incident", "petition", "school_term"},
    "requirement": {"school_term"},
    "route": {"petition"},
}
STRATA = {"element": 1, "unlawful": 2, "grade": 3}
"""Strata of conclusions; presumptions are 0, or 4 where they read a conclusion; the rest is 5."""
LAST_STRATUM = 5
READABLE_FROM = {
    "suspicion": 2,
    "decided.any_unlawful_public_security": 3,
    "decided.any_unlawful_crime": 3,
    "decided.unlawful_public_security": 3,
    "decided.unlawful_crime": 3,
    "decided.grade": 4,
    "decided.max_grade": 4,
}
"""The first stratum that may read a conclusion."""
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+")


def nearest(word: str, words: list[str]) -> str:
    """
    A remedy that names the nearest known word, or nothing.
    """
    close = get_close_matches(word, words, n=1)
    return f"did you mean `{close[0]}`?" if close else ""


def check(loaded: Loaded) -> Iterator[Fault]:
    """
    The faults of a loaded folder, file by file.
    """
    instruments = {item.id: item for item in loaded.lists.get("instrument", [])}
    yield from _duplicates(loaded)
    yield from _list_faults(loaded, instruments)
    yield from _layer_faults(loaded)
    records = {rule.id: (rule, file) for file in loaded.files for rule in file.file.rule}
    for file in loaded.files:
        yield from _provision_faults(file, instruments)
        for rule in file.file.rule:
            yield from (
                Fault(file.where(rule), fault.message, fault.value, fault.remedy)
                for fault in _rule_faults(rule, file, records, loaded)
            )
    yield from _exception_cycles(records)
    yield from _stratum_faults(loaded)


def _duplicates(loaded: Loaded) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for file in loaded.files:
        for rule in file.file.rule:
            if rule.id in seen:
                yield Fault(file.where(rule), "the same rule id twice", rule.id, f"the other is in {seen[rule.id]}")
            seen.setdefault(rule.id, file.where(rule))
    for key in ("instrument", "parameter", "decision", "reading"):
        ids = [item.id for item in loaded.lists.get(key, [])]
        for twice in sorted({item for item in ids if ids.count(item) > 1}):
            yield Fault(f"{key}s.toml", f"the same {key} twice", twice)
    terms = [(item.kind, item.identifier) for item in loaded.lists.get("term", [])]
    for kind, twice in sorted({item for item in terms if terms.count(item) > 1}):
        yield Fault("glossary.toml", f"the same {kind} twice", twice)


def _list_faults(loaded: Loaded, instruments: dict[str, Instrument]) -> Iterator[Fault]:
    for item in instruments.values():
        if not item.version:
            yield Fault(f"instruments.toml [{item.id}]", "no version, so never in force")
        for version in item.version:
            if version.to and version.to < version.from_:
                yield Fault(
                    f"instruments.toml [{item.id}@{version.id}]", "ends before it begins", str(version.to), f"it begins {version.from_}"
                )
    for term in loaded.lists.get("term", []):
        if term.source and term.source.instrument not in instruments:
            yield Fault(f"glossary.toml [{term.identifier}]", "unknown instrument", term.source.instrument)
    for decision in loaded.lists.get("decision", []):
        if decision.id not in FINDING_VALUES:
            yield Fault("decisions.toml", "not a finding", decision.id, nearest(decision.id, list(FINDING_VALUES)))
    for reading in loaded.lists.get("reading", []):
        if reading.default not in [option.id for option in reading.option]:
            yield Fault(f"readings.toml [{reading.id}]", "default is none of the options", reading.default)


def _layer_faults(loaded: Loaded) -> Iterator[Fault]:
    codes = [layer.code for layer in loaded.layers]
    parameters = {item.id: item for item in loaded.lists.get("parameter", [])}
    for layer in loaded.layers[1:]:
        if not re.fullmatch(r"\d{6}", layer.code):
            yield Fault(f"local/{layer.folder}/layer.toml", "not a GB/T 2260 code", layer.code, "six digits")
        if layer.parent not in codes:
            yield Fault(f"local/{layer.folder}/layer.toml", "unknown parent layer", layer.parent, nearest(layer.parent, codes))
    for _, place, raw in loaded.sets:
        name = raw.get("id", "") if isinstance(raw, dict) else ""
        if name not in parameters:
            yield Fault(place, "sets an unknown parameter", str(name), nearest(str(name), list(parameters)))


def _provision_faults(file: LoadedFile, instruments: dict[str, Instrument]) -> Iterator[Fault]:
    provision = file.file.provision
    instrument = instruments.get(provision.instrument)
    if instrument is None:
        yield Fault(file.place, "unknown instrument", provision.instrument, nearest(provision.instrument, list(instruments)))
        return
    known = [version.id for version in instrument.version]
    for version in provision.versions:
        if version not in known:
            yield Fault(file.place, f"`{instrument.id}` has no such version", version, f"one of: {', '.join(known)}")
    if provision.effective_from and provision.effective_to and provision.effective_to < provision.effective_from:
        yield Fault(file.place, "ends before it begins", str(provision.effective_to), f"it begins {provision.effective_from}")
    if not file.file.rule and not file.file.open:
        yield Fault(file.place, "holds neither a rule nor an open term")


def _rule_faults(
    rule: RuleRecord, file: LoadedFile, records: dict[str, tuple[RuleRecord, LoadedFile]], loaded: Loaded
) -> Iterator[Fault]:
    if not _ID.fullmatch(rule.id):
        yield Fault("", "not a rule id", rule.id, "`family.matter.what`: lower case, digits, `-`, `_`")
    elif rule.id.split(".")[0] != file.family:
        yield Fault("", "does not begin with its family", rule.id, f"`{file.family}.…`")
    if Confidence.M in (rule.confidence, file.file.provision.confidence):
        yield Fault("", "rests on memory alone (confidence M), so it must not fire", rule.id, "list the norm as unverified")
    if rule.scope == "case":
        yield Fault("", "the scope `case` has no facts yet", rule.scope)
        return
    given = rule.then.given()
    if len(given) != 1:
        yield Fault("", f"has {len(given)} conclusions", remedy="exactly one")
        return
    (name, conclusion), scope = given[0], rule.scope.value
    if scope not in _SCOPES_OF[name]:
        yield Fault("", f"a {name} cannot speak of", scope, f"one of: {', '.join(sorted(_SCOPES_OF[name]))}")
    if name == "presume" and rule.kind is not RuleKind.PRESUMPTION:
        yield Fault("", "a rule that presumes is of the kind `presumption`", str(rule.kind))
    if rule.kind is RuleKind.PRESUMPTION and name != "presume" and name != "grade":
        yield Fault("", "a presumption only presumes or widens a range", name)
    yield from _conclusion_faults(conclusion, scope)
    for exception in rule.unless:
        other = records.get(exception)
        if other is None:
            yield Fault("", "its exception does not exist", exception, nearest(exception, list(records)))
        elif other[0].scope != rule.scope:
            yield Fault("", "its exception speaks of another scope", exception, f"that one is of `{other[0].scope}`")
    if rule.replaces:
        yield from _replacement_faults(rule, file, records)
    if rule.reading:
        yield from _reading_faults(rule, loaded)
    try:
        read_condition(rule, lambda parameter: _first_value(parameter, loaded))
    except ExpressionError as error:
        yield Fault("", error.message, error.value, error.remedy)


def _replacement_faults(
    rule: RuleRecord, file: LoadedFile, records: dict[str, tuple[RuleRecord, LoadedFile]]
) -> Iterator[Fault]:
    other = records.get(rule.replaces)
    if other is None:
        yield Fault("", "the rule it replaces does not exist", rule.replaces, nearest(rule.replaces, list(records)))
    elif not other[0].delegated:
        yield Fault("", f"replaces a rule that higher law does not delegate ({other[1].where(other[0])})", rule.replaces)
    elif file.layer == other[1].layer:
        yield Fault("", "replaces a rule of its own layer", rule.replaces)


def _reading_faults(rule: RuleRecord, loaded: Loaded) -> Iterator[Fault]:
    assert rule.reading is not None
    readings = {reading.id: reading for reading in loaded.lists.get("reading", [])}
    reading = readings.get(rule.reading.id)
    if reading is None:
        yield Fault("", "unknown reading", rule.reading.id, nearest(rule.reading.id, list(readings)))
    elif rule.reading.option not in [option.id for option in reading.option]:
        yield Fault("", f"reading `{reading.id}` has no such option", rule.reading.option)


def _conclusion_faults(conclusion: object, scope: str) -> Iterator[Fault]:
    if isinstance(conclusion, Presume):
        wanted = FINDING_VALUES.get(conclusion.finding)
        if wanted is None:
            yield Fault("", "presumes an unknown finding", conclusion.finding, nearest(conclusion.finding, list(FINDING_VALUES)))
        elif wanted is bool and not isinstance(conclusion.value, bool):
            yield Fault("", f"`{conclusion.finding}` is true or false", str(conclusion.value))
        elif wanted is not bool and issubclass(wanted, StrEnum) and conclusion.value not in list(wanted):
            yield Fault("", f"`{conclusion.finding}` has no such word", str(conclusion.value))
    elif isinstance(conclusion, DutyConclusion):
        if not conclusion.addressees:
            yield Fault("", "a duty needs an addressee", remedy="the person served, if no body is")
        due = conclusion.due
        if due and (due.number is None) != (due.unit is None):
            yield Fault("", "a deadline has both number and unit, or neither")
        if due and due.number is None and not due.promptness:
            yield Fault("", "a deadline without number needs the law's word for it", remedy='promptness = "及时"')
    elif isinstance(conclusion, MeasureConclusion) and not conclusion.measures:
        yield Fault("", "names no measure")
    elif isinstance(conclusion, RequirementConclusion) and conclusion.found not in vocabulary("school_term"):
        yield Fault("", "reports an unknown fact", conclusion.found, nearest(conclusion.found, list(vocabulary("school_term"))))
    elif isinstance(conclusion, RouteConclusion):
        kinds = [conclusion.item, conclusion.forward_to, conclusion.must_not_forward_to, conclusion.redirect_to, conclusion.accept]
        if sum(kind not in ("", None) for kind in kinds) + (conclusion.end_of_road is not None) != 1:
            yield Fault("", "a route says exactly one thing")


def _first_value(parameter: str, loaded: Loaded) -> int | str | None:
    for record in loaded.lists.get("parameter", []):
        if record.id == parameter:
            return record.value[0].value if record.value else None
    raise KeyError(parameter)


def read_condition(rule: RuleRecord, parameter: object) -> Node:
    """
    A rule's own condition, without its exceptions.

    Raises:
        ExpressionError: It cannot be read.
    """
    presumption = rule.kind is RuleKind.PRESUMPTION
    return Reader(vocabulary(rule.scope.value), parameter, presumption).read(rule.when)  # type: ignore[arg-type]


def _exception_cycles(records: dict[str, tuple[RuleRecord, LoadedFile]]) -> Iterator[Fault]:
    done: set[str] = set()
    for start in records:
        path: list[str] = []

        def walk(current: str, path: list[str] = path) -> list[str] | None:
            if current in path:
                return [*path[path.index(current) :], current]
            if current in done or current not in records:
                return None
            path.append(current)
            for other in records[current][0].unless:
                if found := walk(other):
                    return found
            path.pop()
            done.add(current)
            return None

        cycle = walk(start)
        if cycle:
            rule, file = records[cycle[0]]
            yield Fault(file.where(rule), "exceptions run in a circle", " -> ".join(cycle))
            return


def stratum_of(rule: RuleRecord, node: Node) -> int:
    """
    When in an evaluation a rule runs.
    """
    name = rule.then.given()[0][0]
    if name == "presume":
        return 4 if any(atom.column.fact in READABLE_FROM for atom in atoms(node)) else 0
    return STRATA.get(name, LAST_STRATUM)


def _stratum_faults(loaded: Loaded) -> Iterator[Fault]:
    entries = []
    for file in loaded.files:
        for rule in file.file.rule:
            try:
                node = read_condition(rule, lambda parameter: _first_value(parameter, loaded))
                entries.append((rule, file, node, stratum_of(rule, node)))
            except (ExpressionError, IndexError, KeyError):
                continue
    presumed = {
        f"findings.{rule.then.presume.finding}": (stratum, rule.id)
        for rule, _, _, stratum in sorted(entries, key=lambda entry: entry[3])
        if rule.then.presume
    }
    for rule, file, node, stratum in entries:
        for atom in atoms(node):
            fact = atom.column.fact
            if stratum < READABLE_FROM.get(fact, 0):
                yield Fault(file.where(rule), "reads a conclusion that is drawn later", fact, "this would be a circle")
            filled, by = presumed.get(fact, (-1, ""))
            if filled > stratum or (filled == stratum and rule.then.presume):
                yield Fault(file.where(rule), f"reads a finding that `{by}` presumes later", fact, "this would be a circle")


