"""
The one edge where documents become facts (the door to cattrs).

A faulty document gives every fault at once, each with path, value and the nearest right word.
"""

import json
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import Any, TypeVar

import attrs
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from campuslex.errors import FactsError, Fault
from campuslex.model import checks
from campuslex.model.codes import holds_number, is_code, is_jurisdiction
from campuslex.model.fact import key_of
from campuslex.model.findings import FINDING_VALUES
from campuslex.model.spans import MAX_INT, Code, Jurisdiction, Moment, OneOf, Span, Whole
from campuslex.model.wording import nearest, shorten

T = TypeVar("T")
Path = tuple[str | int, ...]

MAX_ITEMS = 2000
"""Most people, acts or other list entries one document may hold."""
MAX_FAULTS = 1000
"""Most faults one error lists, and says so; a hostile document must not hold up its host."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years a date may lie in: a slip of the pen stays a fault, and counting from a date never leaves the calendar."""

_UNIONS: tuple[object, ...] = (typing.Union, types.UnionType)
_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _Bad(ValueError):
    """
    One faulty value, with path parts below the place where it is raised.
    """

    def __init__(self, message: str, value: object = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.value, self.remedy = message, shorten(value), remedy


class _BadParts(ValueError):
    def __init__(self, parts: list[tuple[Path, Exception]]) -> None:
        super().__init__("several faults")
        self.parts = parts


def load_json(text: str | bytes) -> object:
    """
    Read JSON, refusing bytes that are not UTF-8, NaN and infinities, repeated keys and too deep nesting.

    Raises:
        FactsError: One fault that names line and column where JSON tells.
    """
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        return json.loads(decoded, parse_constant=_refuse_constant, object_pairs_hook=_unique, parse_int=_whole)
    except UnicodeDecodeError as error:
        fault = Fault("document", f"not UTF-8 at byte {error.start}", remedy="save it as UTF-8")
    except json.JSONDecodeError as error:
        fault = Fault(f"line {error.lineno}, column {error.colno}", f"not JSON: {error.msg.lower()}")
    except RecursionError:
        fault = Fault("document", "nested too deeply")
    except _Bad as error:
        fault = Fault("document", error.message, error.value, error.remedy)
    raise FactsError([fault]) from None


def _refuse_constant(name: str) -> None:
    raise _Bad("not a number JSON allows", name, "leave the fact out if it is unknown")


def _whole(digits: str) -> int:
    if len(digits) > 40:
        raise _Bad(f"a number of {len(digits)} digits", digits, f"at most {MAX_INT}")
    return int(digits)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Bad("the same key twice in one object", twice, "keep one of them")
    return found


def read_record(raw: object, cls: type[T]) -> tuple[T | None, list[Fault]]:
    """
    Read one record of any attrs class; the faults say what keeps it from being read.
    """
    body = raw if isinstance(raw, Mapping) else {}
    try:
        return _converter().structure(raw, cls), []
    except RecursionError:
        return None, [Fault("document", "nested too deeply")]
    except Exception as error:  # cattrs gathers whatever the hooks raised; _faults turns each into ours or re-raises
        return None, list(islice(_faults(error, (), body), MAX_FAULTS + 1))


def structure(document: object, cls: type[T], sense: Callable[[Mapping[str, Any]], Iterator[Fault]] | None = None) -> T:
    """
    Read one document into its class.

    Args:
        document: The document.
        cls: Its class.
        sense: Gives the faults of sense of its body; those of incidents and the like if not given.

    Raises:
        FactsError: Every fault of form and of sense, in the order of the document.
    """
    schema = getattr(cls, "SCHEMA", "")
    if not isinstance(document, Mapping):
        raise FactsError([Fault("document", "must be an object", shorten(document))])
    faults = list(_schema_faults(document, schema))
    body = {key: value for key, value in document.items() if key != "schema"}
    crowded = [fault for key, value in body.items() if (fault := _crowded(key, value))]
    if crowded:
        raise FactsError([*faults, *crowded])
    result, found = read_record(body, cls)
    faults.extend(found)
    senseless = sense(body) if sense else checks.sense_faults(body, cls)
    faults.extend(islice(senseless, MAX_FAULTS + 1))
    if faults or result is None:
        raise FactsError(_told(list(dict.fromkeys(faults)))) from None
    return result


def _told(faults: list[Fault]) -> list[Fault]:
    if len(faults) <= MAX_FAULTS:
        return faults
    return [*faults[:MAX_FAULTS], Fault("document", f"more than {MAX_FAULTS} faults", remedy="the rest is not listed")]


def _schema_faults(document: Mapping[str, object], schema: str) -> Iterator[Fault]:
    given = document.get("schema", schema)
    if given != schema:
        yield Fault("schema", "wrong document", shorten(given), f"expected `{schema}`")


def _crowded(key: object, value: object) -> Fault | None:
    if isinstance(value, (list, tuple, dict)) and len(value) > MAX_ITEMS:
        return Fault(shorten(key), f"{len(value)} entries", remedy=f"at most {MAX_ITEMS}")
    return None


def _faults(error: BaseException, path: Path, body: Mapping[str, Any]) -> Iterator[Fault]:
    """
    Every fault below an error of cattrs.
    """
    if isinstance(error, BaseValidationError):
        for child in error.exceptions:
            yield from _faults(child, (*path, *_note_path(child, error)), body)
    elif isinstance(error, _BadParts):
        for below, child in error.parts:
            yield from _faults(child, (*path, *below), body)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [key_of(field) for field in attrs.fields(error.cl)]
        for name in sorted(error.extra_fields, key=str):
            yield Fault(checks.place((*path, shorten(name)), body), "unknown key", shorten(name), nearest(name, known))
    elif isinstance(error, KeyError):
        yield Fault(checks.place(path, body), "missing", remedy="this field is required")
    elif isinstance(error, _Bad):
        yield Fault(checks.place(path, body), error.message, error.value, error.remedy)
    else:
        raise error


def _note_path(child: BaseException, parent: BaseException) -> Path:
    for note in getattr(child, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            cls = parent.cl if isinstance(parent, ClassValidationError) else None
            field = attrs.fields_dict(cls).get(note.name) if cls else None
            return (key_of(field) if field else note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


@cache
def _converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    converter.register_structure_hook_factory(attrs.has, lambda cls: _record_hook(cls, converter))
    converter.register_structure_hook(StrEnum, _word)
    converter.register_structure_hook_factory(_is_choice, _choice_hook)
    converter.register_structure_hook_factory(_is_tuple, lambda cls: _tuple_hook(cls, converter))
    converter.register_structure_hook_func(lambda cls: cls == Whole, lambda value, _: _span(value))
    converter.register_structure_hook_func(lambda cls: cls in (bool | str, bool | str | None), lambda value, _: value)
    converter.register_structure_hook_func(lambda cls: cls in (int | str, int | str | date), _scalar)
    converter.register_structure_hook_func(
        lambda cls: cls in (dict[str, Any], dict[str, Any] | None), lambda value, _: _object(value)
    )
    converter.register_structure_hook_func(_is_literal, _literal)
    converter.register_structure_hook_func(lambda cls: cls is Code, lambda value, _: _code(value))
    converter.register_structure_hook_func(lambda cls: cls is Moment, lambda value, _: _moment(value))
    converter.register_structure_hook_func(lambda cls: cls is Jurisdiction, lambda value, _: _jurisdiction(value))
    converter.register_structure_hook_func(_is_findings, lambda value, cls: _findings(value, cls, converter))
    # by class, for by predicate they would come after the lenient hooks cattrs has for these classes
    readers: tuple[tuple[type, Callable[[object], Any]], ...] = (
        (bool, _flag),
        (date, _date),
        (str, _text),
        (int, _count),
    )
    for cls, read in readers:
        converter.register_structure_hook(cls, _reader(read))
    return converter


def _reader(read: Callable[[object], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: read(value)


def _record_hook(cls: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    known = frozenset(key_of(field) for field in attrs.fields(cls))
    renames: dict[str, Any] = {
        field.name: override(rename=key_of(field)) for field in attrs.fields(cls) if key_of(field) != field.name
    }
    generated = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **renames)

    def hook(value: Any, as_class: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _Bad("must be an object", value)
        # null means unknown, as an omitted key does; a key no fact has is refused even so
        return generated({key: item for key, item in value.items() if item is not None or key not in known}, as_class)

    return hook


def _is_word(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, StrEnum)


def _word(value: object, cls: Any) -> Any:
    members = cls._value2member_map_
    if not isinstance(value, str) or value not in members:
        raise _Bad("not a word this field knows", value, nearest(value, members))
    return members[value]


def _is_choice(cls: Any) -> bool:
    return typing.get_origin(cls) in _UNIONS and any(typing.get_origin(arg) is OneOf for arg in typing.get_args(cls))


def _choice_hook(cls: Any) -> Callable[[Any, Any], Any]:
    word = next(arg for arg in typing.get_args(cls) if _is_word(arg))

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            return _word(value, word)
        listed = value.get("one_of")
        if set(value) != {"one_of"} or not isinstance(listed, (list, tuple)) or not listed:
            raise _Bad("must be a word or an object with `one_of`", value, '{"one_of": ["…", "…"]}')
        members = tuple(dict.fromkeys(_word(item, word) for item in listed))
        return members[0] if len(members) == 1 else OneOf(members)

    return hook


def _is_tuple(cls: Any) -> bool:
    return typing.get_origin(cls) is tuple


def _tuple_hook(cls: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    args = typing.get_args(cls)
    many = len(args) == 2 and args[1] is Ellipsis

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, (list, tuple)):
            raise _Bad("must be a list", value)
        if not many and len(value) != len(args):
            raise _Bad(f"must hold {len(args)} entries", value)
        if len(value) > MAX_ITEMS:
            raise _Bad(f"{len(value)} entries", "", f"at most {MAX_ITEMS}")
        return tuple(_each(enumerate(value), args[0], converter))

    return hook


def _each(items: typing.Iterable[tuple[str | int, Any]], cls: Any, converter: Converter) -> list[Any]:
    good, bad = [], list[tuple[Path, Exception]]()
    for key, item in items:
        try:
            good.append(converter.structure(item, cls))
        except (ValueError, KeyError, BaseValidationError) as error:
            bad.append(((key,), error))
    if bad:
        raise _BadParts(bad)
    return good


def _span(value: object) -> int | Span:
    if isinstance(value, Mapping):
        if set(value) != {"from", "to"}:
            raise _Bad("must be a whole number or an object with `from` and `to`", value)
        low, high = _count(value["from"]), _count(value["to"])
        if low > high:
            raise _Bad("the interval ends before it begins", f"{low}..{high}", "swap `from` and `to`")
        return low if low == high else Span(low, high)
    return _count(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Bad("must be a whole number", value)
    if value < 0:
        raise _Bad("must not be negative", value)
    if value > MAX_INT:
        raise _Bad("too large", value, f"at most {MAX_INT}")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Bad("must be true or false", value, "leave it out if it is unknown")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Bad("must be text", value)
    if _SURROGATE.search(value):
        raise _Bad("not text that can be written down", value, "half of a surrogate pair")
    return value


def _date(value: object) -> date:
    if isinstance(value, datetime):
        raise _Bad("must be a date without time", value, "YYYY-MM-DD")
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise _Bad("no such day", value) from None
    if not isinstance(value, date):
        raise _Bad("must be a date", value, "YYYY-MM-DD")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise _Bad(f"not within the years {FIRST_YEAR} to {LAST_YEAR}", value)
    return value


def _moment(value: object) -> date:
    if isinstance(value, str) and len(value) > len("2026-01-01"):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise _Bad("must be a day or an instant", value, "2026-03-02, or 2026-03-02T16:40+08:00") from None
    if not isinstance(value, datetime):
        return _date(value)
    if value.utcoffset() is None:
        raise _Bad("an instant without offset", value, "write `+08:00` behind it")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise _Bad(f"not within the years {FIRST_YEAR} to {LAST_YEAR}", value)
    return value


def _code(value: object) -> str:
    if not isinstance(value, str):
        raise _Bad("must be a code", value)
    if not is_code(value):
        raise _Bad("not a code", value, "a code such as `S1`, never a name: letters, digits, `.`, `_`, `-`, at most 64")
    if holds_number(value):
        # the number itself stays out of the message, and so out of logs
        raise _Bad("contains an identity or mobile number", value[:3] + "…", "use a code given for this purpose")
    return value


def _jurisdiction(value: object) -> str:
    if not isinstance(value, str) or not is_jurisdiction(value):
        raise _Bad("not a GB/T 2260 code", value, "six digits as text, such as `370102`")
    return value


def _is_findings(cls: Any) -> bool:
    return typing.get_origin(cls) is dict and typing.get_origin(typing.get_args(cls)[1]) is tuple


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise _Bad("must be an object", value)
    return dict(value)


def _is_literal(cls: Any) -> bool:
    origin: object = typing.get_origin(cls)
    return origin is typing.Literal


def _literal(value: object, cls: Any) -> object:
    words = typing.get_args(cls)
    if value not in words:
        raise _Bad("not a word this field knows", value, nearest(value, words))
    return value


def _scalar(value: object, cls: Any) -> object:
    if type(value) not in typing.get_args(cls):
        raise _Bad("must be a word or a whole number" + (", or a date" if date in typing.get_args(cls) else ""), value)
    return value


def _findings(value: object, cls: Any, converter: Converter) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise _Bad("must be an object", value)
    finding = typing.get_args(typing.get_args(cls)[1])[0]
    bad = list[tuple[Path, Exception]]()
    found: dict[str, Any] = {}
    for key, given in value.items():
        if key not in FINDING_VALUES:
            bad.append(((shorten(key),), _Bad("unknown finding", key, nearest(key, FINDING_VALUES))))
            continue
        if given is None:
            continue
        try:
            if isinstance(given, (list, tuple)):
                found[key] = tuple(_each(enumerate(given), finding, converter))
            else:
                found[key] = (converter.structure(given, finding),)
        except (_Bad, _BadParts, BaseValidationError) as error:
            bad.append(((key,), error))
    if bad:
        raise _BadParts(bad)
    return found
