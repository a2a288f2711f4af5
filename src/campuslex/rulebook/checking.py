"""
Every fault between the records: what each file allows but the whole contradicts.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeAlias

from attrs import evolve

from campuslex.errors import Fault
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.vocabulary import vocabulary
from campuslex.model.words import Confidence
from campuslex.rulebook.expressions import ExpressionError, Parameter, Reader
from campuslex.rulebook.layers import ancestry
from campuslex.rulebook.loading import Loaded, LoadedFile
from campuslex.rulebook.nodes import Node, atoms
from campuslex.rulebook.records import (
    NATIONAL,
    DutyConclusion,
    Instrument,
    Layer,
    MeasureConclusion,
    ParameterRecord,
    ParameterValue,
    Presume,
    ReadingChoice,
    RequirementConclusion,
    RouteConclusion,
    RuleRecord,
    Version,
)
from campuslex.rulebook.registers_check import register_faults
from campuslex.rulebook.rules import days_in_force, versions_of
from campuslex.rulebook.tightness import tightness_faults
from campuslex.rulebook.words import ParameterKind, RuleKind

_SCOPES_OF = {
    "element": {"incident"},
    "presume": {"incident", "offender"},
    "grade": {"offender"},
    "unlawful": {"offender"},
    "liability": {"incident", "offender"},
    "measure": {"offender"},
    "duty": {"incident", "offender", "victim", "petition", "school_term", "case"},
    "trigger": {"incident", "petition", "school_term", "case"},
    "requirement": {"school_term"},
    "route": {"petition"},
    "defect": {"incident", "offender"},
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
Records: TypeAlias = Mapping[str, tuple[RuleRecord, LoadedFile]]
Entry: TypeAlias = tuple[RuleRecord, LoadedFile, Node]
"""A rule, its file, and its own condition without exceptions."""
Values: TypeAlias = Mapping[str, Sequence[Parameter]]
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
    parameters = _parameter_values(loaded)
    entries: list[Entry] = []
    for file in loaded.files:
        yield from _provision_faults(file, instruments, loaded)
        yield from _open_faults(file, loaded)
        for rule in file.file.rule:
            node, faults = _condition(rule, parameters)
            for fault in (*_rule_faults(rule, file, records, loaded), *_due_faults(rule, loaded), *faults):
                yield evolve(fault, place=file.where(rule))
            if node is not None and len(rule.then.given()) == 1:
                entries.append((rule, file, node))
    yield from register_faults(loaded, set(records))
    yield from tightness_faults(loaded, instruments)
    exceptions = _exceptions(records)
    yield from _exception_cycles(records, exceptions)
    yield from _stratum_faults(entries, exceptions)


def _duplicates(loaded: Loaded) -> Iterator[Fault]:
    seen: dict[str, LoadedFile] = {}
    for file in loaded.files:
        for rule in file.file.rule:
            if rule.id in seen:
                other = seen[rule.id].where(rule)
                yield Fault(file.where(rule), "the same rule id twice", rule.id, f"the other is in {other}")
            seen.setdefault(rule.id, file)
    for key in ("instrument", "parameter", "decision", "reading", "comparison"):
        ids = Counter(item.id for item in loaded.lists.get(key, []))
        for twice in sorted(item for item, times in ids.items() if times > 1):
            yield Fault(f"{key}s.toml", f"the same {key} twice", twice)
    terms = Counter((item.kind, item.identifier) for item in loaded.lists.get("term", []))
    for kind, twice in sorted(item for item, times in terms.items() if times > 1):
        yield Fault("glossary.toml", f"the same {kind} twice", twice)


def _list_faults(loaded: Loaded, instruments: dict[str, Instrument]) -> Iterator[Fault]:
    for item in instruments.values():
        if not item.version:
            yield Fault(f"instruments.toml [{item.id}]", "no version, so never in force")
        yield from _version_faults(item)
    for term in loaded.lists.get("term", []):
        if term.source and term.source.instrument not in instruments:
            yield Fault(f"glossary.toml [{term.identifier}]", "unknown instrument", term.source.instrument)
    for record in loaded.lists.get("parameter", []):
        for value in record.value:
            yield from kind_faults(record, value, f"parameters.toml [{record.id}]")
    for decision in loaded.lists.get("decision", []):
        if decision.id not in FINDING_VALUES:
            yield Fault("decisions.toml", "not a finding", decision.id, nearest(decision.id, list(FINDING_VALUES)))
    for reading in loaded.lists.get("reading", []):
        if reading.default not in [option.id for option in reading.option]:
            yield Fault(f"readings.toml [{reading.id}]", "default is none of the options", reading.default)


def _version_faults(instrument: Instrument) -> Iterator[Fault]:
    latest: Version | None = None
    for version in instrument.version:
        where = f"instruments.toml [{instrument.id}@{version.id}]"
        if version.to and version.to < version.from_:
            yield Fault(where, "ends before it begins", str(version.to), f"it begins {version.from_}")
        if latest and (latest.to is None or version.from_ <= latest.to):
            yield Fault(where, f"begins before version `{latest.id}` has ended", str(version.from_))
        latest = version


def _layer_faults(loaded: Loaded) -> Iterator[Fault]:
    layers = {layer.code: layer for layer in loaded.layers}
    parameters = {item.id: item for item in loaded.lists.get("parameter", [])}
    seen = {loaded.layers[0].code, loaded.layers[0].name}
    for layer in loaded.layers[1:]:
        where = layer.place
        if not re.fullmatch(r"[0-9]{6}", layer.code):
            yield Fault(where, "not a GB/T 2260 code", layer.code, "six digits")
        for word in dict.fromkeys((layer.code, layer.name)):
            if word in seen:
                yield Fault(where, "the same layer twice", word, "each layer has its own code and name")
            seen.add(word)
        if layer.parent not in layers:
            yield Fault(where, "unknown parent layer", layer.parent, nearest(layer.parent, list(layers)))
        chain = ancestry(layers, layer.code)
        if layers.get(chain[0]) and layers[chain[0]].parent in chain:
            yield Fault(where, "its parents run in a circle", " -> ".join(reversed(chain)))
    for code, place, name, value in loaded.sets:
        if not value.source.strip():
            yield Fault(f"{place} set [{name}]", "names no source", remedy="the document that sets it")
        if name not in parameters:
            yield Fault(place, "sets an unknown parameter", name, nearest(name, list(parameters)))
        else:
            yield from kind_faults(parameters[name], value, f"{place} set [{name}]")
            yield from _owner_faults(layers[code], place, parameters[name], loaded)


def kind_faults(parameter: ParameterRecord, value: ParameterValue, place: str) -> Iterator[Fault]:
    """
    Whether a value is of its parameter's kind.
    """
    types: dict[ParameterKind, type] = {ParameterKind.NUMBER: int, ParameterKind.DATE: date}
    wanted = types.get(parameter.kind, str)
    if not isinstance(value.value, wanted):
        remedy = "write it as 2026-06-30" if parameter.kind is ParameterKind.DATE else ""
        yield Fault(place, f"this parameter is a {parameter.kind}", str(value.value), remedy)


def _owner_faults(layer: Layer, place: str, parameter: ParameterRecord, loaded: Loaded) -> Iterator[Fault]:
    owner = loaded.owners.get(parameter.id)
    if owner is not None and owner not in ancestry({item.code: item for item in loaded.layers}, layer.code):
        there = f"`{owner}` brings it in its own parameters.toml"
        yield Fault(place, f"sets a parameter of another layer ({there})", parameter.id)
    elif layer.level not in parameter.set_by:
        levels = ", ".join(parameter.set_by) or "no layer"
        message = f"a {layer.level} does not own this parameter (parameters.toml [{parameter.id}], {parameter.norm})"
        yield Fault(place, message, parameter.id, f"it is set by: {levels}")


def _provision_faults(file: LoadedFile, instruments: dict[str, Instrument], loaded: Loaded) -> Iterator[Fault]:
    provision = file.file.provision
    instrument = instruments.get(provision.instrument)
    if instrument is None:
        yield Fault(
            file.place, "unknown instrument", provision.instrument, nearest(provision.instrument, list(instruments))
        )
        return
    known = [version.id for version in instrument.version]
    for version in provision.versions:
        if version not in known:
            yield Fault(file.place, f"`{instrument.id}` has no such version", version, f"one of: {', '.join(known)}")
    yield from _window_faults(file, instrument)
    yield from _ceased_faults(file, instrument, loaded)
    first, last = days_in_force(provision, instrument)
    if last and last < first:
        yield Fault(file.place, "ends before it begins", str(last), f"it begins {first}")
    places = sorted({known.index(version) for version in provision.versions if version in known})
    if places and places[-1] - places[0] >= len(places):
        left = next(known[place] for place in range(places[0], places[-1]) if place not in places)
        yield Fault(file.place, "leaves out a version between two others", left, "one file for each run of versions")
    if not file.file.rule and not file.file.open:
        yield Fault(file.place, "holds neither a rule nor an open term")


def _window_faults(file: LoadedFile, instrument: Instrument) -> Iterator[Fault]:
    """
    Days of its own may narrow the days of the instrument, never pass them.
    """
    provision, versions = file.file.provision, versions_of(file.file.provision, instrument)
    if not versions:
        return
    where = f"instruments.toml [{instrument.id}]"
    begun, ends = min(version.from_ for version in versions), [version.to for version in versions if version.to]
    first, last = provision.effective_from, provision.effective_to
    if first and first < begun:
        yield Fault(file.place, f"rests on an instrument not yet in force ({where} begins {begun})", str(first))
    if last and len(ends) == len(versions) and last > max(ends):
        yield Fault(file.place, f"rests on an instrument no longer in force ({where} ended {max(ends)})", str(last))


def _ceased_faults(file: LoadedFile, instrument: Instrument, loaded: Loaded) -> Iterator[Fault]:
    """
    A layer may keep its own expired documents; higher law it rests on must be in force in this edition.
    """
    edition = loaded.edition
    _, last = days_in_force(file.file.provision, instrument)
    foreign = file.layer != NATIONAL.code and loaded.owners.get(instrument.id) is None
    if foreign and file.file.rule and last and str(last) < edition:
        rule = file.where(file.file.rule[0])
        yield Fault(
            rule, f"cites an instrument not in force (instruments.toml [{instrument.id}] ended {last})", edition
        )


def _open_faults(file: LoadedFile, loaded: Loaded) -> Iterator[Fault]:
    readings = [reading.id for reading in loaded.lists.get("reading", [])]
    for term in file.file.open:
        if term.reading and term.reading not in readings:
            yield Fault(f"{file.place} [{term.term}]", "unknown reading", term.reading, nearest(term.reading, readings))


def _rule_faults(rule: RuleRecord, file: LoadedFile, records: Records, loaded: Loaded) -> Iterator[Fault]:
    yield from _name_faults(rule, file)
    yield from _then_faults(rule)
    for exception in rule.unless:
        other = records.get(exception)
        if other is None:
            yield Fault("", "its exception does not exist", exception, nearest(exception, list(records)))
        elif other[0].scope != rule.scope:
            yield Fault("", "its exception speaks of another scope", exception, f"that one is of `{other[0].scope}`")
    if rule.replaces:
        yield from _replacement_faults(rule, file, records, loaded)
    if rule.reading:
        yield from _reading_faults(rule.reading, loaded)


def _name_faults(rule: RuleRecord, file: LoadedFile) -> Iterator[Fault]:
    if not _ID.fullmatch(rule.id):
        yield Fault("", "not a rule id", rule.id, "`family.matter.what`: lower case, digits, `-`, `_`")
    elif rule.id.split(".")[0] != file.family:
        yield Fault("", "does not begin with its family", rule.id, f"`{file.family}.…`")
    if Confidence.M in (rule.confidence, file.file.provision.confidence):
        yield Fault(
            "", "rests on memory alone (confidence M), so it must not fire", rule.id, "list the norm as unverified"
        )


def _then_faults(rule: RuleRecord) -> Iterator[Fault]:
    given = rule.then.given()
    if len(given) != 1:
        yield Fault("", f"has {len(given)} conclusions", remedy="exactly one")
        return
    (name, conclusion), scope = given[0], rule.scope.value
    if scope not in _SCOPES_OF[name]:
        yield Fault("", f"a {name} cannot speak of", scope, f"one of: {', '.join(sorted(_SCOPES_OF[name]))}")
    if name == "presume" and rule.kind is not RuleKind.PRESUMPTION:
        yield Fault("", "a rule that presumes is of the kind `presumption`", str(rule.kind))
    if rule.kind is RuleKind.PRESUMPTION and name not in ("presume", "grade"):
        yield Fault("", "a presumption only presumes or widens a range", name)
    yield from _conclusion_faults(conclusion)


def _parameter_values(loaded: Loaded) -> Values:
    values: dict[str, list[Parameter]] = {
        record.id: [value.plain for value in record.value] for record in loaded.lists.get("parameter", [])
    }
    for _, _, name, value in loaded.sets:
        if name in values:
            values[name].append(value.plain)
    return {name: list(dict.fromkeys(given)) or [None] for name, given in values.items()}


def _condition(rule: RuleRecord, parameters: Values) -> tuple[Node | None, list[Fault]]:
    asked: list[str] = []

    def first(name: str) -> Parameter:
        asked.append(name)
        if name not in parameters:
            raise ExpressionError("no such parameter", f"param.{name}", nearest(name, list(parameters)))
        return parameters[name][0]

    try:
        node = read_condition(rule, first)
    except ExpressionError as error:
        return None, [Fault("", error.message, error.value, error.remedy)]
    return node, list(_value_faults(rule, parameters, list(dict.fromkeys(asked))))


def _due_faults(rule: RuleRecord, loaded: Loaded) -> Iterator[Fault]:
    """
    Where a deadline leaves its number to a parameter: that there is one, a number, and none beside it.
    """
    then = rule.then
    other = (then.trigger and then.trigger.due) or (then.route and then.route.accept)
    if other and other.parameter:
        yield Fault("", "only a duty's deadline may wait for a parameter", other.parameter)
    due = then.duty.due if then.duty else None
    if due is None or not due.parameter:
        return
    known = {item.id: item for item in loaded.lists.get("parameter", [])}
    if due.parameter not in known:
        yield Fault("", "no such parameter", due.parameter, nearest(due.parameter, list(known)))
    elif known[due.parameter].kind is not ParameterKind.NUMBER:
        yield Fault("", "a deadline counts by a number", due.parameter, f"that one is a {known[due.parameter].kind}")
    if due.number is not None:
        yield Fault("", "gives a number and leaves it to a parameter", str(due.number), "one of the two")


def _value_faults(rule: RuleRecord, parameters: Values, asked: list[str]) -> Iterator[Fault]:
    for name in asked:
        for value in parameters[name][1:]:
            told = {**{other: parameters[other][0] for other in asked}, name: value}
            try:
                read_condition(rule, told.__getitem__)
            except ExpressionError as error:
                yield Fault("", f"{error.message}, where `param.{name}` is {value}", error.value, error.remedy)


def _replacement_faults(rule: RuleRecord, file: LoadedFile, records: Records, loaded: Loaded) -> Iterator[Fault]:
    above = [NATIONAL.code, *ancestry({layer.code: layer for layer in loaded.layers}, file.layer)]
    other = records.get(rule.replaces)
    if other is None:
        yield Fault("", "the rule it replaces does not exist", rule.replaces, nearest(rule.replaces, list(records)))
    elif not other[0].delegated:
        yield Fault(
            "", f"replaces a rule that higher law does not delegate ({other[1].where(other[0])})", rule.replaces
        )
    elif other[1].layer == file.layer or other[1].layer not in above:
        yield Fault("", "replaces a rule of a layer that does not stand above its own", rule.replaces)


def _reading_faults(choice: ReadingChoice, loaded: Loaded) -> Iterator[Fault]:
    readings = {reading.id: reading for reading in loaded.lists.get("reading", [])}
    reading = readings.get(choice.id)
    if reading is None:
        yield Fault("", "unknown reading", choice.id, nearest(choice.id, list(readings)))
        return
    options = [option.id for option in reading.option]
    if choice.option not in options:
        yield Fault("", f"reading `{reading.id}` has no such option", choice.option, f"one of: {', '.join(options)}")


def _conclusion_faults(conclusion: object) -> Iterator[Fault]:
    if isinstance(conclusion, Presume):
        wanted = FINDING_VALUES.get(conclusion.finding)
        if wanted is None:
            yield Fault(
                "", "presumes an unknown finding", conclusion.finding, nearest(conclusion.finding, list(FINDING_VALUES))
            )
        elif wanted is bool and not isinstance(conclusion.value, bool):
            yield Fault("", f"`{conclusion.finding}` is true or false", str(conclusion.value))
        elif wanted is not bool and issubclass(wanted, StrEnum) and conclusion.value not in list(wanted):
            yield Fault("", f"`{conclusion.finding}` has no such word", str(conclusion.value))
    elif isinstance(conclusion, DutyConclusion):
        if not conclusion.addressees:
            yield Fault("", "a duty needs an addressee", remedy="the person served, if no body is")
        due = conclusion.due
        if due and (due.number is None and not due.parameter) != (due.unit is None):
            yield Fault("", "a deadline has both number and unit, or neither")
        if due and due.number is None and not due.parameter and not due.promptness:
            yield Fault("", "a deadline without number needs the law's word for it", remedy='promptness = "及时"')
    elif isinstance(conclusion, MeasureConclusion) and not conclusion.measures:
        yield Fault("", "names no measure")
    elif isinstance(conclusion, RequirementConclusion) and conclusion.found not in vocabulary("school_term"):
        yield Fault(
            "", "reports an unknown fact", conclusion.found, nearest(conclusion.found, list(vocabulary("school_term")))
        )
    elif isinstance(conclusion, RouteConclusion):
        kinds = [
            conclusion.item,
            conclusion.forward_to,
            conclusion.must_not_forward_to,
            conclusion.redirect_to,
            conclusion.accept,
        ]
        if sum(kind not in ("", None) for kind in kinds) + (conclusion.end_of_road is not None) != 1:
            yield Fault("", "a route says exactly one thing")


def read_condition(rule: RuleRecord, parameter: Callable[[str], Parameter]) -> Node:
    """
    A rule's own condition, without its exceptions.

    Raises:
        ExpressionError: It cannot be read.
    """
    presumption = rule.kind is RuleKind.PRESUMPTION
    return Reader(vocabulary(rule.scope.value), parameter, presumption).read(rule.when)


def _exceptions(records: Records) -> dict[str, list[str]]:
    """
    The exceptions of each rule, with the local rules that may stand in their place.
    """
    heirs = defaultdict[str, list[str]](list)
    for rule, _ in records.values():
        heirs[rule.replaces].append(rule.id)
    return {
        name: [each for other in rule.unless for each in (other, *heirs[other])] for name, (rule, _) in records.items()
    }


def _exception_cycles(records: Records, exceptions: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    done: set[str] = set()
    for start in records:
        for cycle in _cycles(exceptions, start, (), done):
            rule, file = records[cycle[0]]
            yield Fault(file.where(rule), "exceptions run in a circle", " -> ".join(cycle))


def _cycles(
    exceptions: Mapping[str, Sequence[str]], current: str, path: tuple[str, ...], done: set[str]
) -> Iterator[tuple[str, ...]]:
    if current in path:
        yield (*path[path.index(current) :], current)
    elif current in exceptions and current not in done:
        for other in exceptions[current]:
            yield from _cycles(exceptions, other, (*path, current), done)
        done.add(current)


def stratum_of(rule: RuleRecord, node: Node) -> int:
    """
    When in an evaluation a rule runs.
    """
    name = rule.then.given()[0][0]
    if name == "presume":
        return 4 if any(atom.column.fact in READABLE_FROM for atom in atoms(node)) else 0
    return STRATA.get(name, LAST_STRATUM)


def _stratum_faults(entries: Sequence[Entry], exceptions: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    nodes = {rule.id: node for rule, _, node in entries}
    strata = [(stratum_of(rule, node), rule, file) for rule, file, node in entries]
    presumed = {
        f"findings.{rule.then.presume.finding}": (stratum, rule.id)
        for stratum, rule, _ in sorted(strata, key=lambda entry: entry[0])
        if rule.then.presume
    }
    for stratum, rule, file in strata:
        for fact in dict.fromkeys(_facts_read(rule.id, nodes, exceptions, ())):
            if stratum < READABLE_FROM.get(fact, 0):
                yield Fault(file.where(rule), "reads a conclusion that is drawn later", fact, "this would be a circle")
            filled, by = presumed.get(fact, (-1, ""))
            if filled > stratum or (filled == stratum and rule.then.presume):
                message = f"reads a finding that `{by}` presumes later"
                yield Fault(file.where(rule), message, fact, "this would be a circle")


def _facts_read(
    rule_id: str, nodes: Mapping[str, Node], exceptions: Mapping[str, Sequence[str]], path: tuple[str, ...]
) -> Iterator[str]:
    """
    Every fact a rule's condition reads, those of its exceptions included.
    """
    if rule_id in nodes and rule_id not in path:
        yield from (atom.column.fact for atom in atoms(nodes[rule_id]))
        for other in exceptions[rule_id]:
            yield from _facts_read(other, nodes, exceptions, (*path, rule_id))
