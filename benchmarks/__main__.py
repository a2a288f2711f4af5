"""
`python -m benchmarks`: measures everything, prints the page and writes it to `benchmarks/RESULTS.md`; takes minutes.
"""

import sys
from pathlib import Path

from benchmarks.comparison import compare
from benchmarks.processes import memory, start_seconds
from benchmarks.report import Figures, page
from benchmarks.whole import growths, whole_answers
from campuslex import load_rulebook

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """
    Measure, print, write.
    """
    book = load_rulebook()
    _tell("the same rules and incidents through every engine")
    compared = compare(book)
    _tell("whole answers")
    whole = whole_answers(book)
    _tell("growth with rules, acts and people")
    grown = growths(book)
    _tell("start")
    start = start_seconds()
    _tell("memory of ten thousand assessments")
    text = page(Figures(book, compared, whole, grown, start, memory()))
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


def _tell(what: str) -> None:
    print(f"measuring {what} …", file=sys.stderr, flush=True)


main()
