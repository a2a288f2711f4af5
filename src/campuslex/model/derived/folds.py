"""
Kleene's three values folded over many: flags, numbers, words.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from campuslex.model.spans import MAX_INT, OneOf, Span
from campuslex.model.vocabulary import Value


def any_of(values: Iterable[bool | None]) -> bool | None:
    """
    Kleene's `or` over many.
    """
    seen = list(values)
    return True if True in seen else None if None in seen else False


def bounds(value: int | Span | None, low: int = 0) -> tuple[int, int]:
    """
    Least and greatest value a number may have.
    """
    if value is None:
        return low, MAX_INT
    return (value.low, value.high) if isinstance(value, Span) else (value, value)


def number(low: int, high: int) -> int | Span | None:
    """
    A number from its bounds; wholly unknown becomes None.
    """
    if low == high:
        return low
    return None if (low, high) == (0, MAX_INT) else Span(low, high)


def words_of(value: Any, cls: type[StrEnum]) -> tuple[str, ...]:
    """
    The words a value may be; all of them where it is unknown.
    """
    if value is None:
        return tuple(member.value for member in cls)
    return tuple(member.value for member in value.values) if isinstance(value, OneOf) else (str(value),)


def greatest(values: Sequence[Any], cls: type[StrEnum], complete: bool, maybe: Sequence[Any] = ()) -> Value:
    """
    The greatest of ordered words, as far as it is known.

    Args:
        values: What is to be compared.
        cls: The ordered words.
        complete: Whether there is nothing else to compare.
        maybe: What may belong to it besides; where nothing else does, something of this.
    """
    order = [member.value for member in cls]
    ranks, others = (
        [[order.index(word) for word in words_of(value, cls)] for value in some] for some in (values, maybe)
    )
    if not ranks and not others:
        return None
    low = max(min(rank) for rank in ranks) if ranks else min(min(rank) for rank in others)
    high = max(max(rank) for rank in ranks + others) if complete else len(order) - 1
    found = frozenset(order[low : high + 1])
    return order[low] if low == high else None if len(found) == len(order) else found


def word_test(value: Any, yes: set[str], all_words: set[str]) -> bool | None:
    """
    Whether a word is one of some, of all it may be.
    """
    words = all_words if value is None else set(words_of(value, StrEnum))
    return True if words <= yes else None if words & yes else False


def both(first: bool | None, second: bool | None) -> bool | None:
    """
    Kleene's `and` of two.
    """
    return False if first is False or second is False else None if None in (first, second) else True


def negated(value: bool | None) -> bool | None:
    """
    Kleene's `not`.
    """
    return None if value is None else not value
