"""
`python -m benchmarks.district`: cases and a district of ten thousand, as `benchmarks/DISTRICT.md`; takes minutes.
"""

import json
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import campuslex
from benchmarks.cases import ON, long_case, one, some
from benchmarks.examples import dated_examples
from benchmarks.memory import peak, resident
from campuslex import Rulebook, assess, load_rulebook
from campuslex.case.case import Case
from campuslex.case.district import District
from campuslex.case.district_case import district_rows

RESULTS = Path(__file__).with_name("DISTRICT.md")
CASES, WORKERS = 10_000, 2
SIZES = (500, 1000, 2000, 4000)
SAMPLE = 60
REPETITIONS = 5
MOST_SECONDS, MOST_MEGABYTES, LONG_CASE, LINEAR = 120, 500, 20, 2.2
_PATHS = os.pathsep.join([str(Path(campuslex.__file__).parents[1]), str(Path(__file__).parents[1])])


def main() -> None:
    """
    Measure, print, write.
    """
    if sys.argv[1:] == ["whole"]:
        print(json.dumps(whole_district()))
        return
    book = load_rulebook()
    text = page(book, single(book), grown(book), _own_process())
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


def cpu(task: Callable[[], object], repetitions: int = REPETITIONS) -> float:
    """
    The least processor seconds a task took; what else runs on the machine counts less so.
    """
    best = float("inf")
    for _ in range(repetitions):
        start = process_time()
        task()
        best = min(best, process_time() - start)
    return best


def single(book: Rulebook) -> dict[str, float]:
    """
    Processor milliseconds of one `assess()`, one full view and one lean row, over the same cases; and of a long case.
    """
    examples = [json.loads(incident_text) for incident_text in map(_text, dated_examples().values())]
    cases = [Case.from_dict(one(number, examples[number % len(examples)])) for number in range(SAMPLE)]
    known = [case.at(ON, book).incident for case in cases]
    long = Case.from_dict(long_case(200))
    last = long.at(ON, book).incident
    times = {
        "assess": cpu(lambda: [assess(incident, book, on=ON) for incident in known]) / SAMPLE,
        "view": cpu(lambda: [case.at(ON, book) for case in cases]) / SAMPLE,
        "lean": cpu(lambda: [district_rows(case, book, ON) for case in cases]) / SAMPLE,
        "long assess": cpu(lambda: assess(last, book, on=ON)),
        "long view": cpu(lambda: long.at(ON, book)),
        "long lean": cpu(lambda: district_rows(long, book, ON)),
    }
    return {name: seconds * 1000 for name, seconds in times.items()}


def _text(incident: Any) -> str:
    return json.dumps(incident.to_dict())


def grown(book: Rulebook) -> dict[int, float]:
    """
    Processor seconds of a district in one process, by cases.
    """
    District(some(SAMPLE)).at(ON, book)
    return {size: cpu(lambda size=size: District(some(size)).at(ON, book), 1) for size in SIZES}  # type: ignore[misc]


def whole_district() -> dict[str, Any]:
    """
    Ten thousand cases from JSON text, two processes: seconds and megabytes.
    """
    book = load_rulebook()
    district = District(some(CASES))
    given = resident()
    start, used = perf_counter(), _processor_seconds()
    view = district.at(ON, book, workers=WORKERS)
    view.circular, view.annual_summary  # noqa: B018, the tables are part of the answer
    return {
        "wall": perf_counter() - start,
        "processor": _processor_seconds() - used,
        "given": given,
        "peak": peak(),
        # the greatest of the children, by kilobytes on Linux
        "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "rows": len(view.worklist),
        "faults": len(view.faults),
    }


def _processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _own_process() -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": _PATHS}
    command = [sys.executable, "-m", "benchmarks.district", "whole"]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    found: dict[str, Any] = json.loads(told)
    return found


def page(book: Rulebook, times: Mapping[str, float], sizes: Mapping[int, float], whole: Mapping[str, Any]) -> str:
    """
    The page.
    """
    worst = max(after / before for before, after in pairwise(sizes.values()))
    memory = whole["peak"] + WORKERS * whole["child"]
    alone = whole["processor"] / WORKERS
    ratio = times["long view"] / times["long assess"]
    aims = (
        (f"a case of 200 events under {LONG_CASE}× one `assess()`", f"{ratio:.1f}×", ratio < LONG_CASE),
        (
            f"{CASES:,} cases within {MOST_SECONDS} s on {WORKERS} cores",
            f"{alone:.0f} s",
            alone <= MOST_SECONDS,
        ),
        (f"the same within {MOST_MEGABYTES} MB, all processes together", f"{memory:.0f} MB", memory <= MOST_MEGABYTES),
        (f"linear in cases (no doubling over {LINEAR}×)", f"at most {worst:.2f}×", worst <= LINEAR),
    )
    machine = f"{platform.system()}, {os.cpu_count()} cores; Python {platform.python_version()}"
    return "\n".join(
        [
            "# Cases and districts",
            "",
            f"Written by `python -m benchmarks.district` on {date.today().isoformat()}; do not edit. {machine}. "
            f"Rulebook {book.edition}, {len(book.rules)} rules, `{book.sha256[:12]}`.",
            "",
            "Processor time throughout, so that what else runs on the machine counts little; the district's seconds",
            f"are its processor seconds shared by {WORKERS} cores. By the clock of this machine, as busy as it was, it",
            f"took {whole['wall']:.0f} s.",
            "",
            "| aim | measured | met |",
            "| --- | --- | --- |",
            *(f"| {text} | {told} | {'met' if met else '**not met**'} |" for text, told, met in aims),
            "",
            f"## One case, the mean of {SAMPLE}",
            "",
            "| what | ms | × `assess()` |",
            "| --- | ---: | ---: |",
            *(_row(name, times[key], times["assess"]) for name, key in _CASE),
            "",
            "## A case of 200 events",
            "",
            "| what | ms | × `assess()` |",
            "| --- | ---: | ---: |",
            *(_row(name, times[f"long {key}"], times["long assess"]) for name, key in _CASE),
            "",
            "## A district",
            "",
            "| cases, one process | processor seconds | ms a case |",
            "| ---: | ---: | ---: |",
            *(f"| {size:,} | {seconds:.1f} | {seconds / size * 1000:.1f} |" for size, seconds in sizes.items()),
            "",
            f"| {CASES:,} cases, {WORKERS} processes | |",
            "| --- | ---: |",
            f"| processor seconds, all processes | {whole['processor']:.0f} |",
            f"| MB resident with the cases as JSON, before | {whole['given']:.0f} |",
            f"| MB at most, the process that asks | {whole['peak']:.0f} |",
            f"| MB at most, each of the others | {whole['child']:.0f} |",
            f"| rows of the worklist | {whole['rows']:,} |",
            f"| faults | {whole['faults']} |",
            "",
        ]
    )


_CASE = (("`assess()`", "assess"), ("`Case.at()`", "view"), ("`district_rows()`", "lean"))


def _row(name: str, milliseconds: float, base: float) -> str:
    return f"| {name} | {milliseconds:.1f} | {milliseconds / base:.2f} |"


if __name__ == "__main__":
    main()
