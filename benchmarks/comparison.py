"""
The same rules and the same incidents through every engine.
"""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from benchmarks.incidents import incidents
from benchmarks.peers.registry import EVERYONE, OURS, Peer, absence, disagreements, version_of
from benchmarks.selection import compared_rules
from benchmarks.timing import best_of
from campuslex import Rulebook

INCIDENTS, REPETITIONS = 1_000, 15
"""durable-rules takes equal hashes for duplicates well past twenty thousand facts: keep the product below."""


@frozen
class Timed:
    """
    One engine's figure.

    Args:
        engine: Its class.
        version: Its package's version.
        microseconds: For one incident; None if it cannot run here.
        absent: Why it cannot.
    """

    engine: Any
    version: str
    microseconds: float | None
    absent: str


def compare(book: Rulebook) -> list[Timed]:
    """
    Every engine, timed once all that run have given the same answers.

    Raises:
        SystemExit: An engine answers otherwise than campuslex.
    """
    rules = compared_rules(book)
    rows = incidents(rules, INCIDENTS)
    absent = {engine: absence(engine) for engine in EVERYONE}
    present = [engine for engine in EVERYONE if not absent[engine]]
    for engine in present:
        if differing := disagreements(rules, rows, OURS, engine):
            raise SystemExit(f"{engine.title} answers otherwise than campuslex on: {', '.join(differing)}")
    tasks = {}
    for engine in present:
        peer: Peer = engine(rules)
        tasks[engine] = _task(peer.answer, [peer.fact(row) for row in rows])
    best = best_of(tasks, REPETITIONS)
    return [
        Timed(engine, version_of(engine), best[engine] / INCIDENTS * 1e6 if engine in best else None, absent[engine])
        for engine in EVERYONE
    ]


def _task(answer: Callable[[Any], object], facts: Sequence[Any]) -> Callable[[], None]:
    def run() -> None:
        for fact in facts:
            answer(fact)

    return run
