"""
The figures as one Markdown page, each beside its aim.
"""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from attrs import frozen

from benchmarks.comparison import INCIDENTS, Timed
from benchmarks.examples import DEMO
from benchmarks.peers.registry import EVALUATORS, HAND, OURS, RULE_ENGINES
from benchmarks.selection import CONDUCT, RULES
from benchmarks.whole import Growth, Whole
from campuslex import Rulebook

LINEAR = 2.2
"""The most that time may grow where size doubles."""
FLAT = 1.0
"""The most megabytes that memory may grow from the 5,000th to the 10,000th assessment."""


COMPARED_NOTE = (
    f"Severity and escalation rules of the shipped rulebook as they apply to conduct of {CONDUCT}, over flat rows in",
    "which every fact is known; all answers checked equal before anything is timed. One process, the best of several",
    "repetitions taken in turns. The peers' facts are brought into their own shape beforehand and not timed; campuslex",
    "encodes its facts each time unless the table says otherwise, and answers in three values.",
)
LIST_NOTE = (
    "A *list expression* is a peer stripped to an expression evaluator: one expression lists all the conditions, and",
    "no rule has a name, an action or a place in a model.",
)
BARE_NOTE = (
    "*Bare* is one evaluation: the rows of the incident and of each offender encoded and run through the generated",
    "code, every rule of the two scopes once a unit, in one world. Times in µs; each `to_dict()` of a fresh answer.",
)


@frozen
class Figures:
    """
    Everything one run measured.
    """

    book: Rulebook
    compared: Sequence[Timed]
    whole: Mapping[str, Whole]
    growths: Sequence[Growth]
    start: Mapping[str, float]
    memory: Mapping[str, Any]


@frozen
class Aim:
    """
    One aim and what was measured.
    """

    text: str
    measured: str
    met: bool | None


def page(figures: Figures) -> str:
    """
    The whole page.
    """
    ours = _of(figures.compared, OURS)
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Written by `python -m benchmarks` on {date.today().isoformat()}; do not edit. {_machine()}. "
            f"Rulebook {figures.book.edition}, {len(figures.book.rules)} rules, `{figures.book.sha256[:12]}`.",
            "",
            "## Aims",
            "",
            *_table(
                ("aim", "measured", "met"),
                ((aim.text, aim.measured, _word(aim.met)) for aim in _aims(figures)),
            ),
            "",
            f"## The same {len(RULES)} rules and {INCIDENTS:,} incidents",
            "",
            *COMPARED_NOTE,
            "",
            *_table(
                ("engine", "version", "µs an incident", "× campuslex's time"),
                (_engine_row(item, ours) for item in figures.compared),
            ),
            "",
            *LIST_NOTE,
            "",
            "## Whole answers",
            "",
            *BARE_NOTE,
            "",
            *_table(
                ("example", "bare", "assess()", "× bare", "to_dict()", "× bare"),
                (_whole_row(name, item) for name, item in figures.whole.items()),
            ),
            "",
            "## Growth",
            "",
            *_table(("what", "milliseconds by size", "each doubling"), map(_growth_row, figures.growths)),
            "",
            "## Start and memory",
            "",
            *_start_and_memory(figures),
            "",
        ]
    )


def _aims(figures: Figures) -> list[Aim]:
    return [*_engine_aims(figures.compared), *_whole_aims(figures.whole), *_other_aims(figures)]


def _engine_aims(compared: Sequence[Timed]) -> list[Aim]:
    ours, hand = _of(compared, OURS), _of(compared, HAND)
    aims = []
    for text, kinds in (
        ("compiled at least 10× faster than the fastest peer, in its idiom for rules", RULE_ENGINES),
        ("the same against peers stripped to one list expression", EVALUATORS),
    ):
        present = [item for item in compared if item.engine in kinds and item.microseconds is not None]
        missing = [item.engine.title for item in compared if item.engine in kinds and item.microseconds is None]
        if not present:
            aims.append(Aim(text, "no peer runs here", None))
            continue
        fastest = min(present, key=lambda item: item.microseconds or 0)
        ratio = (fastest.microseconds or 0) / ours
        without = f"; without {', '.join(missing)}" if missing else ""
        aims.append(Aim(text, f"{_times(ratio)} ({fastest.engine.title}{without})", ratio >= 10))
    aims.append(Aim("compiled within 3× of hand-written Python", _times(ours / hand), ours <= 3 * hand))
    return aims


def _whole_aims(whole: Mapping[str, Whole]) -> list[Aim]:
    aims = []
    for text, name, most in (
        ("`assess()` within 150× of a bare evaluation", "assess", 150),
        ("`to_dict()` within 75× of a bare evaluation", "to_dict", 75),
    ):
        ratios = {example: getattr(item, name) / item.bare for example, item in whole.items()}
        together = sum(getattr(item, name) for item in whole.values()) / sum(item.bare for item in whole.values())
        worst = max(ratios, key=lambda example: ratios[example])
        told = (
            f"{_times(together)} over {len(whole)} examples, {_times(ratios[DEMO])} {DEMO}, "
            f"at most {_times(ratios[worst])} {worst}"
        )
        aims.append(Aim(f"{text}, on every example", told, ratios[worst] <= most))
    return aims


def _other_aims(figures: Figures) -> list[Aim]:
    start, memory = figures.start, figures.memory
    ratio, grown = start["load"] / start["bare"], _grown(memory)
    aims = [Aim("import and load within 15× of an interpreter's start", _times(ratio), ratio <= 15)]
    for growth in figures.growths:
        text = f"linear, {growth.title} (no doubling over {LINEAR}×)"
        aims.append(Aim(text, f"at most {_times(growth.worst_doubling)}", growth.worst_doubling <= LINEAR))
    aims.append(Aim("peak memory under 100 MB", f"{memory['peak']:.1f} MB", memory["peak"] < 100))
    text = f"memory flat from the 5,000th to the 10,000th assessment (under {FLAT:.0f} MB)"
    return [*aims, Aim(text, f"{grown:+.2f} MB", grown < FLAT)]


def _engine_row(item: Timed, ours: float) -> tuple[str, ...]:
    if item.microseconds is None:
        return item.engine.title, item.version or "–", item.absent, "–"
    return item.engine.title, item.version or "–", f"{item.microseconds:.2f}", _times(item.microseconds / ours)


def _whole_row(name: str, item: Whole) -> tuple[str, ...]:
    figures = (item.bare, item.assess, item.assess / item.bare / 1e6, item.to_dict, item.to_dict / item.bare / 1e6)
    return name, *(f"{figure * 1e6:,.0f}" for figure in figures)


def _growth_row(growth: Growth) -> tuple[str, ...]:
    times = list(growth.seconds.values())
    by_size = ", ".join(f"{size}: {seconds * 1e3:.2f}" for size, seconds in growth.seconds.items())
    factors = ", ".join(_times(after / before) for before, after in pairwise(times))
    return growth.title, by_size, factors


def _start_and_memory(figures: Figures) -> list[str]:
    start, memory = figures.start, figures.memory
    rows = [
        ("bare interpreter", f"{start['bare'] * 1e3:.1f} ms"),
        ("`import campuslex` and `load_rulebook()`, the interpreter included", f"{start['load'] * 1e3:.1f} ms"),
        ("resident before the import", f"{memory['start']:.1f} MB"),
        ("resident after the load", f"{memory['loaded']:.1f} MB"),
    ]
    rows += [
        (f"resident after {int(number):,} assessments", f"{size:.1f} MB") for number, size in memory["after"].items()
    ]
    return _table(("what", "figure"), [*rows, ("peak", f"{memory['peak']:.1f} MB")])


def _grown(memory: Mapping[str, Any]) -> float:
    return float(memory["after"]["10000"] - memory["after"]["5000"])


def _of(compared: Sequence[Timed], engine: Any) -> float:
    return next(item.microseconds for item in compared if item.engine is engine and item.microseconds is not None)


def _times(ratio: float) -> str:
    return f"{ratio:.1f}×" if ratio >= 1.95 else f"{ratio:.2f}×"


def _word(met: bool | None) -> str:
    return "not measured" if met is None else "met" if met else "**not met**"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, ("---",) + ("---:",) * (len(head) - 1) if len(head) > 3 else ("---",) * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def _machine() -> str:
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}; Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
