"""
The Rulebook: checked, frozen, equal by content; and the choice of rules for given days, layers and readings.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from attrs import define, evolve, field, frozen

from campuslex.errors import Fault, RulesError, UnknownName
from campuslex.rulebook.checking import check, nearest, read_condition, stratum_of
from campuslex.rulebook.layers import ancestry
from campuslex.rulebook.loading import Loaded, LoadedFile, default_folder, load_folder, rule_files
from campuslex.rulebook.nodes import Node, Not, Unset, atoms, conjunction
from campuslex.rulebook.records import (
    NATIONAL,
    TEMPLATE,
    Decision,
    Due,
    Instrument,
    Layer,
    ParameterRecord,
    ParameterValue,
    Reading,
    RuleRecord,
    Term,
    Version,
)
from campuslex.rulebook.registers import Comparison, OpenTermEntry, Sentence
from campuslex.rulebook.rules import Rule, days_in_force, versions_of
from campuslex.rulebook.words import Effect, SettledBy

Given: TypeAlias = Mapping[str, int | str]
_NOTHING_GIVEN: Given = MappingProxyType({})
MOST_SELECTIONS = 48
"""Selections kept at once; each holds the conditions of some hundred rules, ready to run."""


@frozen
class Selected:
    """
    A rule chosen for given days, with its condition resolved.

    Args:
        rule: The rule.
        node: Its condition, exceptions and parameters resolved.
        stratum: When it runs.
        citation: Where it stands, in the version of the day.
        precautionary: Whether it rests on suspicion.
    """

    rule: Rule
    node: Node
    stratum: int
    citation: Mapping[str, Any]
    precautionary: bool

    @cached_property
    def citations(self) -> tuple[Mapping[str, Any], ...]:
        """
        The citation, as rows of answers hold it.
        """
        return (self.citation,)


@frozen
class Alternative:
    """
    A rule that another option of a reading would add, or one that it would leave out.

    Args:
        reading: The reading.
        option: The option.
        item: The rule.
        adds: Whether the option adds it; else it leaves it out.
    """

    reading: str
    option: str
    item: Selected
    adds: bool


@frozen
class Selection:
    """
    The rules in force for a day of conduct and a day of assessment, in one set of layers and readings.

    Args:
        key: What tells this selection from others of the same book.
        rules: The rules, in the order of the book.
        layers: Codes of the layers applied.
        alternatives: What other options of its readings would add or leave out.
    """

    key: tuple[Any, ...]
    rules: tuple[Selected, ...]
    layers: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()


@define(eq=False)
class _Runtime:
    """
    What a book works out as it is used; never part of its content. Bounded: ten thousand dates take no more than a few.
    """

    selections: dict[tuple[Any, ...], Selection] = field(factory=dict)
    plans: dict[tuple[Any, ...], Any] = field(factory=dict)
    nodes: dict[str, Node] = field(factory=dict)
    lists: dict[str, Any] = field(factory=dict)
    changes: dict[tuple[str, frozenset[str] | None], tuple[date, ...]] = field(factory=dict)
    labels: dict[tuple[str, str], Term] = field(factory=dict)

    def make_room(self) -> None:
        """
        Forget selections and plans once there are many; they are worked out again when asked for.
        """
        if len(self.selections) >= MOST_SELECTIONS:
            self.selections.clear()
            self.plans.clear()


@frozen(eq=False, repr=False)
class Rulebook:
    """
    One checked edition of the rules, frozen and equal by content. Safe to share between threads; pickles as data.

    Args:
        edition: Date of the edition.
        sha256: Hash of every file it was read from.
        rules: Every rule of every layer.
        instruments: By id.
        layers: By code, the national baseline first.
        open_terms: The terms the law leaves open.
        comparisons: Where two versions of an instrument differ.
        sentences: The sentences of layers' documents.
        forced: Codes of the layers that apply everywhere.
        readings_chosen: Option by reading id, where a host chose.
    """

    edition: str
    sha256: str
    rules: tuple[Rule, ...]
    instruments: Mapping[str, Instrument]
    layers: Mapping[str, Layer]
    parameters: Mapping[str, ParameterRecord]
    decisions: Mapping[str, Decision]
    readings: Mapping[str, Reading]
    terms: tuple[Term, ...]
    open_terms: tuple[OpenTermEntry, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    forced: tuple[str, ...] = ()
    readings_chosen: Mapping[str, str] = field(factory=dict)
    sets: tuple[tuple[str, str, ParameterValue], ...] = ()
    runtime: _Runtime = field(factory=_Runtime)

    def __repr__(self) -> str:
        return f"<Rulebook {self.edition} {self.sha256[:12]} {len(self.rules)} rules>"

    def _content(self) -> tuple[Any, ...]:
        return self.sha256, self.forced, tuple(sorted(self.readings_chosen.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rulebook) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def __getstate__(self) -> dict[str, Any]:
        names = [attribute.name for attribute in self.__attrs_attrs__ if attribute.name != "runtime"]
        return {name: _plain_mapping(getattr(self, name)) for name in names}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, MappingProxyType(value) if isinstance(value, dict) else value)
        object.__setattr__(self, "runtime", _Runtime())

    def rule(self, rule_id: str) -> Rule:
        """
        The rule with this id.

        Raises:
            UnknownName: There is none; the nearest is named.
        """
        known: dict[str, Rule] | None = self.runtime.lists.get("rules")
        if known is None:
            known = self.runtime.lists["rules"] = {rule.id: rule for rule in self.rules}
        if rule_id not in known:
            raise UnknownName([Fault("rule", "no such rule", rule_id, nearest(rule_id, list(known)))])
        return known[rule_id]

    def rule_on_measure(self, measure: str) -> Rule | None:
        """
        The first rule that permits or requires a measure, on whatever day; None if the book has none.
        """
        found = self.runtime.lists.get("measures")
        if found is None:
            found = {}
            for rule in self.rules:
                if rule.record.then.measure and rule.record.then.measure.effect is not Effect.BAR:
                    for name in rule.record.then.measure.measures:
                        found.setdefault(name.value, rule)
            self.runtime.lists["measures"] = found
        result: Rule | None = found.get(str(measure))
        return result

    def article(self, name: str) -> tuple[Rule, ...]:
        """
        Every rule on an article, named `minors-law.39` or `minors-law.39.3`.
        """

        def matches(rule: Rule) -> bool:
            label = f"{rule.provision.instrument}.{rule.provision.article}"
            paragraph = rule.record.paragraph or rule.provision.paragraph
            return name in (label, f"{label}.{paragraph}", rule.record.norm)

        return tuple(rule for rule in self.rules if matches(rule))

    def term(self, kind: str, identifier: str) -> Term | None:
        """
        The glossary's term, or None.
        """
        labels = self.runtime.labels
        if not labels:
            labels.update({(str(term.kind), term.identifier): term for term in self.terms})
        return labels.get((kind, identifier))

    def label(self, kind: str, identifier: str, lang: str = "zh") -> str:
        """
        What a word is called; the identifier itself where the glossary lacks it.
        """
        term = self.term(kind, identifier)
        return identifier if term is None else term.zh if lang == "zh" else term.en

    def layers_for(self, jurisdiction: str | None) -> tuple[str, ...]:
        """
        Codes of the layers that apply in a jurisdiction: national, province, city, county, then the forced ones.
        """
        found = [NATIONAL.code]
        if jurisdiction:
            for code in _above(jurisdiction):
                if code != TEMPLATE:
                    found += [name for name in ancestry(self.layers, code) if name not in found]
        return (*found, *(code for code in self.forced if code not in found))

    def known_jurisdiction(self, jurisdiction: str) -> bool:
        """
        Whether some layer of the book covers a jurisdiction.
        """
        return any(code in self.layers for code in _above(jurisdiction))

    def layers_out_of_force(self, conduct: date, on: date, layers: Sequence[str]) -> tuple[Layer, ...]:
        """
        Layers of which every rule begins later or has ceased.
        """
        found = []
        for code in layers:
            own = [rule for rule in self.rules if rule.layer == code]
            if own and not any(rule.in_force(_day(rule, conduct, on)) for rule in own):
                found.append(self.layers[code])
        return tuple(found)

    def parameter(self, name: str, day: date, layers: Sequence[str]) -> int | str | None:
        """
        A parameter's value on a day, the nearest layer's first; None is unset.

        Raises:
            KeyError: There is no such parameter.
        """
        record = self.parameters[name]
        for code in reversed(layers):
            values = [value for layer, item, value in self.sets if (layer, item) == (code, name)]
            if (found := _latest(values, day)) is not None:
                return found.plain
        if (found := _latest(record.value, day)) is not None:
            return found.plain
        return next((sets[name] for sets in self._chosen_sets() if name in sets), None)

    def _chosen_sets(self) -> Iterator[Mapping[str, Any]]:
        for item in self.readings.values():
            yield from (option.sets for option in item.option if option.id == self.chosen(item.id))

    @property
    def conduct_changes(self) -> tuple[date, ...]:
        """
        Days on which some rule that follows the conduct begins or has ceased.
        """
        return self._changes("conduct")

    def conduct_changes_in(self, layers: Sequence[str]) -> tuple[date, ...]:
        """
        The same, as far as the rules of some layers go.
        """
        return self._changes("conduct", frozenset(layers))

    @property
    def step_changes(self) -> tuple[date, ...]:
        """
        Days on which some rule that follows the step begins or has ceased.
        """
        return self._changes("step")

    def _changes(self, applies_by: str, layers: frozenset[str] | None = None) -> tuple[date, ...]:
        key = (applies_by, layers)
        cached = self.runtime.changes.get(key)
        if cached is None:
            days: set[date] = set()
            for rule in self.rules:
                if rule.record.applies_by.value == applies_by and (layers is None or rule.layer in layers):
                    days.update(self._boundaries(rule))
            days.update(value.from_ for code, _, value in self.sets if value.from_ and (not layers or code in layers))
            days.update(v.from_ for record in self.parameters.values() for v in record.value if v.from_)
            cached = self.runtime.changes[key] = tuple(sorted(days))
        return cached

    def _boundaries(self, rule: Rule) -> Iterable[date]:
        for version in self._versions(rule):
            yield version.from_
            if version.to:
                yield version.to + timedelta(days=1)
        yield rule.effective_from
        if rule.effective_to:
            yield rule.effective_to + timedelta(days=1)

    def _versions(self, rule: Rule) -> list[Version]:
        return versions_of(rule.provision, self.instruments[rule.provision.instrument])

    def version_on(self, rule: Rule, day: date) -> str:
        """
        The version of the rule's instrument in force on a day; empty if none is.
        """
        for version in self.instruments[rule.provision.instrument].version:
            if version.from_ <= day and (version.to is None or day <= version.to):
                return version.id
        return ""

    def chosen(self, reading_id: str) -> str:
        """
        The option of a reading that applies.
        """
        return self.readings_chosen.get(reading_id, self.readings[reading_id].default)

    def select(self, conduct: date, on: date, layers: tuple[str, ...]) -> Selection:
        """
        The rules that apply to conduct of one day assessed on another.
        """
        key = (
            bisect_right(self.conduct_changes, conduct),
            bisect_right(self.step_changes, on),
            layers,
        )
        found = self.runtime.selections.get(key)
        if found is None:
            self.runtime.make_room()
            found = self.runtime.selections[key] = self._select(key, conduct, on, layers)
        return found

    def _select(self, key: tuple[Any, ...], conduct: date, on: date, layers: tuple[str, ...]) -> Selection:
        current = [rule for rule in self.rules if rule.layer in layers and rule.in_force(_day(rule, conduct, on))]
        left_out = self._left_out(current)
        chosen = [rule for rule in current if self._reads(rule) and rule.id not in left_out]
        heirs = {rule.record.replaces: rule for rule in chosen if rule.record.replaces}
        standing = [rule for rule in chosen if rule.id not in heirs]
        by_id = {rule.id: rule for rule in standing}
        # an exception that a layer replaces stays one: what replaces it stands in its place
        by_id |= {old: _last_heir(heir, heirs) for old, heir in heirs.items()}

        def selected(rule: Rule) -> Selected:
            day = _day(rule, conduct, on)
            rule = self._dated(rule, day, layers)
            node = self._condition(rule, by_id, conduct, on, layers)
            citation = MappingProxyType(rule.citation(self.version_on(rule, day)))
            suspicious = any(atom.column.fact == "suspicion" for atom in atoms(node))
            return Selected(rule, node, stratum_of(rule.record, self._own(rule, day, layers)), citation, suspicious)

        taken = tuple(selected(rule) for rule in standing)
        return Selection(key, taken, layers, tuple(self._alternatives(current, taken, selected)))

    def due(self, rule: Rule, day: date, layers: Sequence[str]) -> Due | None:
        """
        A duty's deadline on a day, with the number that a parameter gives; without a number while that is unset.
        """
        due = rule.record.then.duty.due if rule.record.then.duty else None
        if due is None or not due.parameter:
            return due
        number = self.parameter(due.parameter, day, layers)
        return evolve(due, number=number, unit=due.unit) if isinstance(number, int) else evolve(due, unit=None)

    def _dated(self, rule: Rule, day: date, layers: Sequence[str]) -> Rule:
        duty, due = rule.record.then.duty, self.due(rule, day, layers)
        if duty is None or duty.due is due:
            return rule
        return evolve(rule, record=evolve(rule.record, then=evolve(rule.record.then, duty=evolve(duty, due=due))))

    def _left_out(self, current: Sequence[Rule], reading: str = "", option: str = "") -> set[str]:
        """
        Elements of definitions that the options chosen leave out, as long as another definition remains.
        """
        names: set[str] = set()
        for item in self.readings.values():
            taken = option if item.id == reading else self.chosen(item.id)
            names.update(*(each.leaves_out for each in item.option if each.id == taken))
        elements = {rule.id: rule.record.then.element for rule in current if rule.record.then.element}
        if not {element.definition for element in elements.values()} - names:
            return set()
        return {name for name, element in elements.items() if element.definition in names}

    def _alternatives(
        self, current: Sequence[Rule], taken: Sequence[Selected], selected: Callable[[Rule], Selected]
    ) -> Iterator[Alternative]:
        ready = {item.rule.id: item for item in taken}
        here = self._left_out(current)
        by_id = {rule.id: rule for rule in current}
        for rule in current:
            reading = rule.record.reading
            if reading is not None and not self._reads(rule):
                yield Alternative(reading.id, reading.option, selected(rule), adds=True)
        for item in self.readings.values():
            for other in (each.id for each in item.option if each.id != self.chosen(item.id)):
                there = self._left_out(current, item.id, other)
                for name in sorted(here - there):
                    yield Alternative(item.id, other, selected(by_id[name]), adds=True)
                for name in sorted(there - here):
                    yield Alternative(item.id, other, ready[name], adds=False)

    def _condition(
        self,
        rule: Rule,
        by_id: Mapping[str, Rule],
        conduct: date,
        on: date,
        layers: tuple[str, ...],
        given: Given = _NOTHING_GIVEN,
    ) -> Node:
        day = _day(rule, conduct, on)
        node = self._own(rule, day, layers, given)
        exceptions = [by_id[name] for name in rule.record.unless if name in by_id]
        others = (Not(self._condition(item, by_id, conduct, on, layers, given)) for item in exceptions)
        return conjunction(node, *others)

    def _own(self, rule: Rule, day: date, layers: tuple[str, ...], given: Given = _NOTHING_GIVEN) -> Node:
        """
        A rule's own condition; read once where no parameter can change it.

        It is open while its deadline waits for a parameter and the law has no word of promptness meanwhile.
        """

        def value(name: str) -> int | str | None:
            return given[name] if name in given else self.parameter(name, day, layers)

        node = self.runtime.nodes.get(rule.id)
        if node is None:
            node = read_condition(rule.record, value)
            if "param" not in rule.record.when:
                self.runtime.nodes[rule.id] = node
        due = rule.record.then.duty.due if rule.record.then.duty else None
        if due and due.parameter and not due.promptness and value(due.parameter) is None:
            return conjunction(node, Unset(due.parameter))
        return node

    def own_condition(self, rule: Rule) -> Node:
        """
        A rule's own condition as it begins: without its exceptions, and with no parameter set.
        """
        return read_condition(rule.record, lambda _: None)

    def resolve(self, rule: Rule, day: date, given: Given = _NOTHING_GIVEN) -> Node:
        """
        A rule's condition on a day, with the exceptions and parameter values of that day.

        Args:
            rule: The rule.
            day: The day.
            given: Values of parameters as conditions read them, in place of those that are set.
        """
        layers = (NATIONAL.code, *ancestry(self.layers, rule.layer))
        here = [item for item in self.rules if item.layer in layers and item.in_force(day)]
        by_id = {item.id: item for item in here if self._reads(item) or item.record.reading == rule.record.reading}
        return self._condition(rule, by_id, day, day, layers, given)

    def _reads(self, rule: Rule) -> bool:
        reading = rule.record.reading
        return reading is None or self.chosen(reading.id) == reading.option


def _above(jurisdiction: str) -> list[str]:
    """
    Codes of province, city and county of a jurisdiction, each once.
    """
    return list(dict.fromkeys((jurisdiction[:2] + "0000", jurisdiction[:4] + "00", jurisdiction)))


def _last_heir(rule: Rule, heirs: Mapping[str, Rule]) -> Rule:
    while rule.id in heirs:
        rule = heirs[rule.id]
    return rule


def _latest(values: Sequence[ParameterValue], day: date) -> ParameterValue | None:
    begun = [value for value in values if value.from_ is None or value.from_ <= day]
    return max(begun, key=lambda value: value.from_ or date.min, default=None)


def _day(rule: Rule, conduct: date, on: date) -> date:
    return conduct if rule.record.applies_by.value == "conduct" else on


def _plain_mapping(value: Any) -> Any:
    return dict(value) if isinstance(value, MappingProxyType) else value


def load_rulebook(
    layers: Iterable[str] = (),
    rules_dir: str | Path | None = None,
    readings: Mapping[str, str] | None = None,
    local: Iterable[str | Path] = (),
) -> Rulebook:
    """
    Read and check a rules folder.

    Args:
        layers: Codes or names of layers that apply whatever the jurisdiction.
        rules_dir: Folder to read; the shipped rules by default.
        readings: Option by reading id, for readings other than the default (`{"A-08": "narrow"}`).
        local: Layers of one's own beside the folder's: a layer file such as `360724.toml`, or a layer folder.

    Returns:
        One frozen Rulebook.

    Raises:
        RulesError: Every fault of every file.
        UnknownName: A layer or reading that does not exist.
    """
    root = Path(rules_dir) if rules_dir is not None else default_folder()
    own = tuple(Path(path) for path in local)
    loaded = load_folder(root, own)
    faults = [*loaded.faults, *check(loaded)]
    if faults:
        raise RulesError(list(dict.fromkeys(faults)))
    instruments = {item.id: item for item in loaded.lists["instrument"]}
    book = Rulebook(
        edition=loaded.edition,
        sha256=_hash(root, own),
        rules=tuple(_rule(rule, file, instruments) for file in loaded.files for rule in file.file.rule),
        instruments=MappingProxyType(instruments),
        layers=MappingProxyType({layer.code: layer for layer in loaded.layers}),
        parameters=_by_id(loaded, "parameter"),
        decisions=_by_id(loaded, "decision"),
        readings=_by_id(loaded, "reading"),
        terms=tuple(loaded.lists["term"]),
        open_terms=tuple(loaded.lists["open_term"]),
        comparisons=tuple(loaded.lists["comparison"]),
        sentences=tuple(loaded.lists.get("sentence", [])),
        sets=_sets(loaded),
    )
    return evolve(
        book, forced=_forced(book, layers), readings_chosen=_readings(book, readings or {}), runtime=_Runtime()
    )


def _hash(root: Path, local: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for folder in (root, *local):
        for path in rule_files(folder) if folder.is_dir() else (folder,):
            name = path.relative_to(folder) if folder.is_dir() else Path(path.name)
            digest.update(name.as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _by_id(loaded: Loaded, key: str) -> Mapping[str, Any]:
    return MappingProxyType({item.id: item for item in loaded.lists.get(key, [])})


def _rule(record: RuleRecord, file: LoadedFile, instruments: Mapping[str, Instrument]) -> Rule:
    provision = file.file.provision
    first, last = days_in_force(provision, instruments[provision.instrument])
    return Rule(
        record=record,
        provision=provision,
        open=file.file.open,
        family=file.family,
        layer=file.layer,
        place=file.place,
        effective_from=first,
        effective_to=last,
    )


def _sets(loaded: Loaded) -> tuple[tuple[str, str, ParameterValue], ...]:
    return tuple((code, name, value) for code, _, name, value in loaded.sets)


def _forced(book: Rulebook, wanted: Iterable[str]) -> tuple[str, ...]:
    names = {layer.name: code for code, layer in book.layers.items()}
    codes, faults = [], list[Fault]()
    for name in wanted:
        code = names.get(name, name)
        if code not in book.layers:
            faults.append(
                Fault("layers", "no such layer", str(name)[:40], f"one of: {', '.join([*book.layers, *names])}")
            )
            continue
        codes += [item for item in ancestry(book.layers, code) if item not in codes]
    if faults:
        raise UnknownName(faults)
    return tuple(codes)


def _readings(book: Rulebook, wanted: Mapping[str, str]) -> Mapping[str, str]:
    faults = []
    for name, option in wanted.items():
        reading = book.readings.get(name)
        if reading is None:
            faults.append(Fault("readings", "no such reading", name, nearest(name, list(book.readings))))
        elif option not in [item.id for item in reading.option]:
            options = ", ".join(item.id for item in reading.option)
            faults.append(Fault(f"readings.{name}", "no such option", option, f"one of: {options}"))
        elif not reading.can_choose(option):
            remedy = "choose the layer with `layers`" if reading.settled_by is SettledBy.LAYER else "set it in a layer"
            faults.append(Fault(f"readings.{name}", f"settled by a {reading.settled_by}, not by name", option, remedy))
    if faults:
        raise UnknownName(faults)
    return MappingProxyType(dict(wanted))
