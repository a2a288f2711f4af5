"""
Flat facts as numbers: one mask a word or flag, two bounds a number.

`encode_value` says how one value stands in a vector. A layout's encoder is generated Python that gives the same several
times as fast; its code is emitted from the columns' names and types by `repr`, and no value of a document reaches it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from campuslex.model.spans import MAX_INT, OneOf, Span
from campuslex.model.vocabulary import FactSpec, Flag, Members, Number, Row, Value, Word, Words
from campuslex.rulebook.nodes import FLAG_FALSE, FLAG_FULL, FLAG_TRUE, Column

Vector = list[int]
_FLAGS = {None: FLAG_FULL, True: FLAG_TRUE, False: FLAG_FALSE}
_ANY: tuple[frozenset[str], frozenset[str] | None] = (frozenset(), None)


def encode_value(spec: FactSpec, member: str | None, value: Value) -> Sequence[int]:
    """
    One value as it stands in a vector.
    """
    kind = spec.kind
    if isinstance(kind, Flag):
        return (FLAG_FULL if value is None else FLAG_TRUE if value else FLAG_FALSE,)
    if isinstance(kind, Number):
        return _bounds(value)
    if isinstance(kind, Words):
        return (_membership(member or "", value),)
    return (_mask(kind, value),)


def _bounds(value: Value) -> tuple[int, int]:
    if isinstance(value, Span):
        return value.low, value.high
    return (0, MAX_INT) if value is None else (int(value), int(value))  # type: ignore[arg-type]


def _membership(member: str, value: Value) -> int:
    if isinstance(value, Members):
        if member in value.has:
            return FLAG_TRUE
        return FLAG_FULL if value.maybe is None or member in value.maybe else FLAG_FALSE
    if isinstance(value, (tuple, list, frozenset)):
        return FLAG_TRUE if member in value else FLAG_FALSE
    return FLAG_FULL


def _mask(kind: Word, value: Value) -> int:
    words = kind.words
    if value is None:
        return (1 << len(words)) - 1
    if isinstance(value, str):
        # a plain `primary` is either half
        if value not in words:
            return sum(1 << index for index, word in enumerate(words) if word.startswith(value + "_"))
        return 1 << words.index(value)
    several = value.values if isinstance(value, OneOf) else value
    mask = 0
    for word in several:  # type: ignore[union-attr]
        mask |= _mask(kind, str(word))
    return mask


def compile_encoder(columns: Sequence[Column], specs: Sequence[FactSpec]) -> Callable[[Row], Vector]:
    """
    A function from a row to the vector of its values in these columns.
    """
    namespace: dict[str, Any] = {"flags": _FLAGS, "members": _members, "bounds": _bounds, "int": int, "type": type}
    lines, parts = ["def encode(row):", "    get = row.get"], []
    for index, (column, spec) in enumerate(zip(columns, specs, strict=True)):
        fetched = f"get({column.fact!r})"
        if isinstance(spec.kind, Flag):
            parts.append(f"flags[{fetched}]")
        elif isinstance(spec.kind, Number):
            parts.append(f"*((n, n) if type(n := {fetched}) is int else bounds(n))")
        elif isinstance(spec.kind, Words):
            # the first column of a set of words fetches it for the others
            named = f"f{_first(columns, column)}"
            if named == f"f{index}":
                lines.append(f"    {named}, {named}m = members({fetched})")
            word = repr(column.member)
            maybe = f"{FLAG_FULL} if {named}m is None or {word} in {named}m else {FLAG_FALSE}"
            parts.append(f"({FLAG_TRUE} if {word} in {named} else {maybe})")
        else:
            namespace[f"w{index}"] = _Masks(spec)
            parts.append(f"w{index}[{fetched}]")
    lines.append(
        f"    return [{', '.join(f'({part})' if ' if ' in part and part[0] != '*' else part for part in parts)}]"
    )
    exec(compile("\n".join(lines), "<campuslex columns>", "exec"), {"__builtins__": {}, **namespace}, namespace)  # noqa: S102
    encode: Callable[[Row], Vector] = namespace["encode"]
    return encode


def _first(columns: Sequence[Column], column: Column) -> int:
    return next(index for index, other in enumerate(columns) if other.fact == column.fact)


def _members(value: Value) -> tuple[frozenset[str], frozenset[str] | None]:
    if isinstance(value, Members):
        return value.has, value.maybe
    return (frozenset(value), frozenset()) if isinstance(value, (tuple, list, frozenset)) else _ANY


class _Masks(dict[Any, int]):
    """
    Mask by word; of values that are partly known or unknown the mask is worked out.
    """

    def __init__(self, spec: FactSpec) -> None:
        encode = partial(_mask_of, spec)
        super().__init__({word: encode(word) for word in spec.kind.words})  # type: ignore[union-attr]
        self[None] = encode(None)
        self._encode = encode

    def __missing__(self, value: Value) -> int:
        return self._encode(value)


def _mask_of(spec: FactSpec, value: Value) -> int:
    return encode_value(spec, None, value)[0]
