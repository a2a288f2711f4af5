"""
`python -m benchmarks.memory`: resident memory of the load and ten thousand assessments on a thousand dates, as JSON.

The example incidents take turns, their conduct moved to a week before each date, so that every selection of rules that
the dates call for is made, in the first thousand.
"""

import json
import resource
import sys
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path

ASSESSMENTS, DATES, EVERY = 10_000, 1_000, 1_000
FIRST, APART = date(2020, 10, 1), timedelta(days=2)


def main() -> None:
    """
    Measure and print.
    """
    start = resident()
    from attrs import evolve  # noqa: PLC0415, the start is measured before anything is imported

    from benchmarks.examples import dated_examples  # noqa: PLC0415
    from campuslex import assess, load_rulebook  # noqa: PLC0415

    book = load_rulebook()
    loaded = resident()
    incidents = cycle(dated_examples().values())
    after = {}
    for number, incident in zip(count(1), incidents, strict=False):
        on = FIRST + APART * (number % DATES)
        conduct = on - timedelta(days=7)
        assess(evolve(incident, occurred_from=conduct, occurred_to=conduct), book, on=on)
        if number % EVERY == 0:
            after[number] = resident()
        if number == ASSESSMENTS:
            break
    print(json.dumps({"start": start, "loaded": loaded, "after": after, "peak": peak()}))


def resident() -> float:
    """
    Megabytes resident now; the peak so far where the system does not tell.
    """
    return _status("VmRSS") or peak()


def peak() -> float:
    """
    The most megabytes ever resident. Linux hands `ru_maxrss` down from the parent, so its own count comes first.
    """
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return _status("VmHWM") or (most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6)


def _status(name: str) -> float:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(name + ":")), 0.0)


if __name__ == "__main__":
    main()
