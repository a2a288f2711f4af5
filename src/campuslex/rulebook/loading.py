"""
Files to records: every file of a rules folder read, every fault kept with file, rule and line.
"""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from attrs import define, evolve, field

from campuslex.errors import Fault, RulesError
from campuslex.model.parsing import read_record
from campuslex.rulebook import toml
from campuslex.rulebook.records import (
    FAMILIES,
    NATIONAL,
    Decision,
    Instrument,
    Layer,
    ParameterRecord,
    Reading,
    RuleFile,
    RuleRecord,
    Term,
)

T = TypeVar("T")
Records = dict[str, list[Any]]

_LISTS: dict[str, tuple[str, type]] = {
    "instruments.toml": ("instrument", Instrument),
    "glossary.toml": ("term", Term),
    "parameters.toml": ("parameter", ParameterRecord),
    "decisions.toml": ("decision", Decision),
    "readings.toml": ("reading", Reading),
}


@define
class LoadedFile:
    """
    One provision file as read.
    """

    place: str
    text: str
    layer: str
    family: str
    file: RuleFile

    def where(self, rule: RuleRecord) -> str:
        """
        File, line and id of a rule, for faults.
        """
        return f"{self.place}:{line_of(self.text, rule.id)} [{rule.id}]"


@define
class Loaded:
    """
    A rules folder as read, before it is checked.
    """

    files: list[LoadedFile] = field(factory=list)
    layers: list[Layer] = field(factory=lambda: [NATIONAL])
    lists: Records = field(factory=dict)
    sets: list[tuple[str, str, Any]] = field(factory=list)
    texts: dict[str, str] = field(factory=dict)
    faults: list[Fault] = field(factory=list)


def line_of(text: str, identifier: str) -> int:
    """
    The line on which an id is given, or 1.
    """
    found = re.search(rf'^\s*(?:id|identifier)\s*=\s*"{re.escape(identifier)}"', text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 + found[0].count("\n") if found else 1


def default_folder() -> Path:
    """
    The rules shipped with the package, or those of the checkout.

    Raises:
        RulesError: Neither is there.
    """
    checkout = Path(__file__).parents[3] / "rules"
    if (checkout / "instruments.toml").is_file():
        return checkout
    packaged = Path(str(resources.files("campuslex"))) / "rules"
    if (packaged / "instruments.toml").is_file():
        return packaged
    raise RulesError([Fault("rules", "no rules folder found", remedy="reinstall campuslex or give `rules_dir`")])


def load_folder(root: Path) -> Loaded:
    """
    Read a whole rules folder; faults are gathered, not raised.
    """
    loaded = Loaded()
    if not root.is_dir():
        loaded.faults.append(Fault("rules", "no such folder", str(root)))
        return loaded
    for name, (key, cls) in _LISTS.items():
        loaded.lists[key] = _read_list(loaded, root / name, name, key, cls)
    _read_families(loaded, root, "", NATIONAL.code)
    for folder in sorted((root / "local").glob("*/")) if (root / "local").is_dir() else ():
        _read_layer(loaded, folder, f"local/{folder.name}/")
    return loaded


def _read_list(loaded: Loaded, path: Path, place: str, key: str, cls: type[T]) -> list[T]:
    if not path.is_file():
        return []
    data, text, faults = toml.read(path, place)
    loaded.texts[place] = text
    loaded.faults.extend(faults)
    records = []
    for index, raw in enumerate(data.get(key, ())):
        record, found = read_record(raw, cls)
        where = f"{place}:{_raw_line(text, raw)} [{_raw_id(raw) or index}]"
        loaded.faults.extend(evolve(fault, place=f"{where} {fault.place}") for fault in found)
        if record is not None:
            records.append(record)
    for extra in sorted(set(data) - {key, "set"}):
        loaded.faults.append(Fault(place, "unknown table", extra, f"did you mean `{key}`?"))
    return records


def _raw_id(raw: object) -> str:
    if isinstance(raw, dict):
        return str(raw.get("id", raw.get("identifier", "")))
    return ""


def _raw_line(text: str, raw: object) -> int:
    return line_of(text, _raw_id(raw)) if _raw_id(raw) else 1


def _read_layer(loaded: Loaded, folder: Path, place: str) -> None:
    data, _, faults = toml.read(folder / "layer.toml", place + "layer.toml")
    loaded.faults.extend(faults)
    if faults:
        return
    layer, found = read_record(data.get("layer", {}), Layer)
    loaded.faults.extend(evolve(fault, place=f"{place}layer.toml layer.{fault.place}") for fault in found)
    if layer is None:
        return
    loaded.layers.append(evolve(layer, folder=folder.name))
    for item in data.get("set", ()):
        loaded.sets.append((layer.code, place + "layer.toml", item))
    loaded.lists["instrument"] += _read_list(loaded, folder / "instruments.toml", place + "instruments.toml", "instrument", Instrument)
    loaded.lists["parameter"] += _read_list(loaded, folder / "parameters.toml", place + "parameters.toml", "parameter", ParameterRecord)
    _read_families(loaded, folder, place, layer.code)


def _read_families(loaded: Loaded, root: Path, prefix: str, layer: str) -> None:
    for path in sorted(root.glob("*/*.toml")):
        family = path.parent.name
        if family == "local" or (path.parent.parent != root):
            continue
        place = f"{prefix}{family}/{path.name}"
        if family not in FAMILIES:
            if not prefix and family in ("local", "signoff"):
                continue
            loaded.faults.append(Fault(place, "not a family of rules", family, f"one of: {', '.join(FAMILIES)}"))
            continue
        _read_provision(loaded, path, place, family, layer)


def _read_provision(loaded: Loaded, path: Path, place: str, family: str, layer: str) -> None:
    data, text, faults = toml.read(path, place)
    loaded.faults.extend(faults)
    if faults:
        return
    rules = data.get("rule", [])
    kept = []
    for raw in rules if isinstance(rules, list) else []:
        record, found = read_record(raw, RuleRecord)
        where = f"{place}:{_raw_line(text, raw)} [{_raw_id(raw)}]"
        loaded.faults.extend(evolve(fault, place=f"{where} {fault.place}") for fault in found)
        if record is not None:
            kept.append(record)
    head, found = read_record({**data, "rule": []}, RuleFile)
    loaded.faults.extend(evolve(fault, place=f"{place} {fault.place}") for fault in found)
    if head is not None:
        loaded.files.append(LoadedFile(place, text, layer, family, evolve(head, rule=tuple(kept))))


def load_terms(root: Path) -> list[Term]:
    """
    The glossary of a rules folder.

    Raises:
        RulesError: Every fault of the file.
    """
    loaded = Loaded()
    terms = _read_list(loaded, root / "glossary.toml", "glossary.toml", "term", Term)
    if loaded.faults:
        raise RulesError(loaded.faults)
    return terms


def rule_files(root: Path) -> Iterator[Path]:
    """
    Every file of a rules folder, for hashing and packaging.
    """
    return (path for path in sorted(root.rglob("*.toml")))
