"""
Every engine by name, with those that are absent told, not dropped.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

from benchmarks.incidents import Row
from benchmarks.peers.clips import Clips
from benchmarks.peers.compiled import Compiled, CompiledVector
from benchmarks.peers.durable_rules import DurableRules
from benchmarks.peers.handwritten import Handwritten
from benchmarks.peers.rule_engine import RuleEngine, RuleEngineList
from benchmarks.peers.zen import Zen, ZenExpression
from benchmarks.selection import Rules


class Peer(Protocol):
    """
    An engine made of the rules.
    """

    @property
    def answer(self) -> Callable[[Any], Sequence[Any]]:
        """
        Gives one truth value a rule for a fact.
        """

    def fact(self, row: Row) -> Any:
        """
        A row in the engine's own shape.
        """


OURS = Compiled
HAND = Handwritten
RULE_ENGINES: tuple[Any, ...] = (Clips, Zen, RuleEngine, DurableRules)
"""The peers, each in its own idiom for rules."""
EVALUATORS: tuple[Any, ...] = (ZenExpression, RuleEngineList)
"""Peers stripped to expression evaluators: one expression for all conditions."""
EVERYONE: tuple[Any, ...] = (OURS, CompiledVector, HAND, *RULE_ENGINES, *EVALUATORS)


def absence(engine: Any) -> str:
    """
    Why an engine cannot run here; empty if it can.
    """
    try:
        import_module(engine.module)
    except ModuleNotFoundError:
        return "not installed"
    except Exception as error:  # a C extension that does not fit this Python fails in many ways
        return f"does not import ({type(error).__name__})"
    return ""


def version_of(engine: Any) -> str:
    """
    The installed version of an engine's package.
    """
    try:
        return version(engine.package) if engine.package else ""
    except PackageNotFoundError:
        from campuslex import __version__  # noqa: PLC0415, a checkout on the path has no metadata

        return f"{__version__} (checkout)" if engine.package == "campuslex" else ""


def verdicts(engine: Any, peer: Peer, row: Row) -> tuple[bool, ...]:
    """
    An engine's answers as truth values.

    Raises:
        ValueError: campuslex leaves a rule open although every fact is known.
    """
    answers = peer.answer(peer.fact(row))
    if engine.package == "campuslex":
        if 1 in answers:
            raise ValueError("campuslex leaves a rule open although every fact is known")
        return tuple(answer == 2 for answer in answers)
    return tuple(map(bool, answers))


def disagreements(rules: Rules, rows: Sequence[Row], first: Any, second: Any) -> list[str]:
    """
    Ids of the rules on which two engines differ for some row.
    """
    one, other = first(rules), second(rules)
    pairs = ((verdicts(first, one, row), verdicts(second, other, row)) for row in rows)
    return sorted({rule for pair in pairs for rule, a, b in zip(rules.ids, *pair, strict=True) if a is not b})
