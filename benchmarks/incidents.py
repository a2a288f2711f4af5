"""
Seeded random incidents as flat rows in which every fact is known.

The facts are drawn one by one: a row need not be a likely incident, only the same one for every engine.
"""

import random
from typing import Any

from benchmarks.selection import Rules
from campuslex.model.vocabulary import Flag, Kind, Number, Words

SEED = 20260312
AGES = (6, 19)
Row = dict[str, Any]


def incidents(rules: Rules, count: int, seed: int = SEED) -> list[Row]:
    """
    Rows of the facts the rules read: booleans, whole numbers, words, and lists of words.
    """
    rng = random.Random(seed)  # noqa: S311, the same incidents every time
    kinds = {column.fact: spec.kind for column, spec in zip(rules.layout.columns, rules.layout.specs, strict=True)}
    return [{name: _value(rng, kind) for name, kind in kinds.items()} for _ in range(count)]


def _value(rng: random.Random, kind: Kind) -> Any:
    if isinstance(kind, Flag):
        return rng.random() < 0.5
    if isinstance(kind, Number):
        return rng.randint(*AGES)
    if isinstance(kind, Words):
        return [str(word) for word in rng.sample(kind.words, rng.randint(0, 4))]
    return str(rng.choice(kind.words))
