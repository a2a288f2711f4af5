"""
Files to records: every file of a rules folder read, every fault kept with file, rule and line.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
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
    ParameterValue,
    Reading,
    RuleFile,
    RuleRecord,
    Term,
)
from campuslex.rulebook.registers import Comparison, NormEntry, OpenTermEntry, Sentence

T = TypeVar("T")
Records = dict[str, list[Any]]

_LISTS: dict[str, tuple[str, type]] = {
    "instruments.toml": ("instrument", Instrument),
    "glossary.toml": ("term", Term),
    "parameters.toml": ("parameter", ParameterRecord),
    "decisions.toml": ("decision", Decision),
    "readings.toml": ("reading", Reading),
    "open_terms.toml": ("open_term", OpenTermEntry),
    "comparisons.toml": ("comparison", Comparison),
}
_OTHER_FILES = ("edition.toml", "coverage.toml")
_LAYER_LISTS = ("instruments.toml", "parameters.toml")
_SENTENCES = "sentences.toml"


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
    sets: list[tuple[str, str, str, ParameterValue]] = field(factory=list)
    """Layer, file, parameter and value."""
    edition: str = "unedited"
    owners: dict[str, str] = field(factory=dict)
    """Layer by instrument or parameter that the layer itself brings."""
    faults: list[Fault] = field(factory=list)


def line_of(text: str, identifier: str) -> int:
    """
    The line on which an id is given, or 1.
    """
    found = re.search(rf"^\s*(?:id|identifier)\s*=\s*([\"']){re.escape(identifier)}\1", text, re.MULTILINE)
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


def load_folder(root: Path, local: Sequence[Path] = ()) -> Loaded:
    """
    Read a whole rules folder, and layers of one's own; faults are gathered, not raised.
    """
    loaded = Loaded()
    if not root.is_dir():
        loaded.faults.append(Fault("rules", "no such folder", str(root)))
        return loaded
    if not (root / "instruments.toml").is_file():
        loaded.faults.append(Fault("instruments.toml", "missing", remedy="every rule cites an instrument"))
    for name, (key, cls) in _LISTS.items():
        loaded.lists[key] = _read_list(loaded, root / name, name, key, cls)
    _read_edition(loaded, root / "edition.toml")
    _refuse_strays(loaded, root, "", (*_LISTS, *_OTHER_FILES))
    _read_families(loaded, root, "", NATIONAL.code)
    _refuse_strays(loaded, root / "local", "local/", ())
    for folder in sorted(path for path in (root / "local").glob("*") if path.is_dir()):
        _read_layer(loaded, folder, f"local/{folder.name}/")
    for path in local:
        if path.is_dir():
            _read_layer(loaded, path, f"{path.name}/")
        else:
            _read_layer_file(loaded, path, path.name)
    return loaded


def _read_edition(loaded: Loaded, path: Path) -> None:
    if path.is_file():
        data, _, faults = toml.read(path, path.name)
        loaded.faults.extend(faults)
        _refuse_tables(loaded, data, ("edition",), path.name)
        loaded.edition = str(data.get("edition", loaded.edition))


def _refuse_strays(loaded: Loaded, folder: Path, prefix: str, known: Sequence[str]) -> None:
    """
    A misspelt file name must not hide what the file says.
    """
    for path in sorted(folder.glob("*.toml")):
        if path.name not in known:
            close = get_close_matches(path.name, known, n=1)
            remedy = f"did you mean `{close[0]}`?" if close else "rules stand in the folder of their family"
            loaded.faults.append(Fault(prefix + path.name, "not a file of this folder", path.name, remedy))


def _read_list(loaded: Loaded, path: Path, place: str, key: str, cls: type[T]) -> list[T]:
    if not path.is_file():
        return []
    data, text, faults = toml.read(path, place)
    loaded.faults.extend(faults)
    records = []
    for index, raw in enumerate(_tables(loaded, data, key, place)):
        record, found = read_record(raw, cls)
        where = f"{place}:{_raw_line(text, raw)} [{_raw_id(raw) or index}]" if found else ""
        loaded.faults.extend(evolve(fault, place=f"{where} {fault.place}") for fault in found)
        if record is not None:
            records.append(record)
    _refuse_tables(loaded, data, (key,), place)
    return records


def _tables(loaded: Loaded, data: dict[str, Any], key: str, place: str) -> list[Any]:
    found = data.get(key, [])
    if isinstance(found, list):
        return found
    loaded.faults.append(Fault(place, "must be a list of tables", key, f"write `[[{key}]]`"))
    return []


def _refuse_tables(loaded: Loaded, data: dict[str, Any], known: Sequence[str], place: str) -> None:
    for extra in sorted(set(data) - set(known)):
        loaded.faults.append(Fault(place, "unknown table", extra, f"did you mean `{known[0]}`?"))


def _raw_id(raw: object) -> str:
    if isinstance(raw, dict):
        return str(raw.get("id", raw.get("identifier", "")))
    return ""


def _raw_line(text: str, raw: object) -> int:
    return line_of(text, _raw_id(raw)) if _raw_id(raw) else 1


def _read_layer_file(loaded: Loaded, path: Path, here: str) -> Layer | None:
    """
    A layer's own file: who it is, and the parameters it sets.
    """
    data, _, faults = toml.read(path, here)
    loaded.faults.extend(faults)
    if faults:
        return None
    layer, found = read_record(data.get("layer", {}), Layer)
    loaded.faults.extend(evolve(fault, place=f"{here} layer.{fault.place}") for fault in found)
    _refuse_tables(loaded, data, ("layer", "set"), here)
    if layer is None:
        return None
    loaded.layers.append(evolve(layer, place=here))
    for raw in _tables(loaded, data, "set", here):
        _read_set(loaded, raw, layer.code, here)
    return layer


def _read_layer(loaded: Loaded, folder: Path, place: str) -> None:
    layer = _read_layer_file(loaded, folder / "layer.toml", place + "layer.toml")
    if layer is None:
        return
    for name in _LAYER_LISTS:
        key, cls = _LISTS[name]
        brought: list[Any] = _read_list(loaded, folder / name, place + name, key, cls)
        loaded.owners.update({item.id: layer.code for item in brought})
        loaded.lists[key] += brought
    sentences = _read_list(loaded, folder / _SENTENCES, place + _SENTENCES, "sentence", Sentence)
    loaded.lists.setdefault("sentence", []).extend(evolve(item, layer=layer.code) for item in sentences)
    _refuse_strays(loaded, folder, place, ("layer.toml", _SENTENCES, *_LAYER_LISTS))
    _read_families(loaded, folder, place, layer.code)


def _read_set(loaded: Loaded, raw: object, layer: str, place: str) -> None:
    given = raw if isinstance(raw, dict) else {}
    value, found = read_record({key: item for key, item in given.items() if key != "id"}, ParameterValue)
    name = str(given.get("id", ""))
    loaded.faults.extend(evolve(fault, place=f"{place} set [{name}] {fault.place}") for fault in found)
    if value is not None:
        loaded.sets.append((layer, place, name, value))


def _read_families(loaded: Loaded, root: Path, prefix: str, layer: str) -> None:
    for path in sorted(root.glob("*/*.toml")):
        family = path.parent.name
        if not prefix and family in ("local", "signoff"):
            continue
        place = f"{prefix}{family}/{path.name}"
        if family not in FAMILIES:
            loaded.faults.append(Fault(place, "not a family of rules", family, f"one of: {', '.join(FAMILIES)}"))
            continue
        _read_provision(loaded, path, place, family, layer)


def _read_provision(loaded: Loaded, path: Path, place: str, family: str, layer: str) -> None:
    data, text, faults = toml.read(path, place)
    loaded.faults.extend(faults)
    if faults:
        return
    kept = []
    for raw in _tables(loaded, data, "rule", place):
        record, found = read_record(raw, RuleRecord)
        where = f"{place}:{_raw_line(text, raw)} [{_raw_id(raw)}]" if found else ""
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


def load_coverage(root: Path) -> tuple[list[NormEntry], list[Fault]]:
    """
    The register of norms of a rules folder, with its faults; empty where there is none.
    """
    loaded = Loaded()
    return _read_list(loaded, root / "coverage.toml", "coverage.toml", "norm", NormEntry), loaded.faults


def rule_files(root: Path) -> Iterator[Path]:
    """
    Every file of a rules folder, for hashing and packaging.
    """
    return (path for path in sorted(root.rglob("*.toml")))
