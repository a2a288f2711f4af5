"""
`campuslex batch FILE -o OUT`: many incidents at once.
"""

import json
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

import click
from attrs import define, field
from rich.console import Console
from rich.progress import Progress

from campuslex.assessment.answer import Assessment
from campuslex.assessment.assess import assess
from campuslex.cli.batch_input import Entry, Format, Source, format_of, open_source
from campuslex.cli.batch_output import Write, write_reject, writer
from campuslex.cli.exits import BAD_INPUT, DISAGREEMENT, OPEN_ANSWER
from campuslex.cli.openness import is_open
from campuslex.cli.options import RUN_OPTIONS, Settings, document_argument, settled
from campuslex.errors import EngineDisagreement, FactsError, Fault
from campuslex.model.incident import Incident
from campuslex.rulebook.book import Rulebook

_FORMATS = click.Choice(["jsonl", "csv"])


@click.command("batch", short_help="批量核对 · many incidents, JSON Lines or CSV in and out")
@document_argument
@click.option("-o", "--out", required=True, metavar="OUT", help="Where answers go; `-` is standard output.")
@click.option("--format", "form", type=_FORMATS, help="Format of OUT; by its suffix if not given, else jsonl.")
@click.option("--input-format", "given", type=_FORMATS, help="Format of FILE; by its suffix or content if not given.")
@click.option("--rejects", metavar="FILE", help="Where rejected rows go (JSON Lines); OUT.rejects.jsonl if not given.")
@settled(*RUN_OPTIONS)
def batch_command(
    settings: Settings, file: str, out: str, form: Format | None, given: Format | None, rejects: str | None
) -> None:
    """
    批量核对事件：JSON Lines 一行一件，或者 CSV 一行一个行为（列见 campuslex schema incident --csv）。
    有错的行逐条报告，连同行号、原文和错误写入退回文件，其余照常核对。

    Many incidents: JSON Lines, one a line, or CSV, one row an act. Faulty rows are reported on stderr and written, with
    line number, verbatim text and every fault, to the reject file; the others are answered. Exit 2 if any row was
    rejected, 4 if engines disagreed on one, 5 under --fail-on-open if an answer is open.
    """
    beside = rejects or f"{out}.rejects.jsonl"
    _refuse_same(file, out, None if rejects is None and out == "-" else beside)
    source, book = open_source(file, given), settings.book()
    with ExitStack() as stack:
        answers = sys.stdout if out == "-" else stack.enter_context(_open(out))
        run = Run(
            settings, book, writer(form or format_of(out) or "jsonl", answers), stack.enter_context(_open(beside))
        )
        run.over(source)
    _finish(settings, run, to_stderr=out == "-", beside=beside)


def _open(path: str) -> TextIO:
    return Path(path).open("w", encoding="utf-8", newline="")


def _refuse_same(file: str, out: str, beside: str | None) -> None:
    if beside is None:
        raise click.UsageError("answers go to standard output: say where rejected rows go with --rejects FILE")
    real = [Path(path).resolve() for path in (file, out, beside) if path != "-"]
    if beside == "-" or len(set(real)) < len(real):
        raise click.UsageError("FILE, OUT and the reject file must be different files")


@define
class Run:
    """
    One batch as it goes.
    """

    settings: Settings
    book: Rulebook
    write: Write
    rejects: TextIO
    answered: int = 0
    rejected: int = 0
    disagreed: int = 0
    left_open: int = 0
    grades: Counter[str] = field(factory=Counter)
    statuses: Counter[str] = field(factory=Counter)

    def over(self, source: Source) -> None:
        """
        Answer or reject every entry, with a bar on a terminal.
        """
        console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
            task = progress.add_task("核对 assessing", total=source.size)
            for entry in source.entries:
                self.one(entry, progress.console)
                progress.advance(task, len(entry.raw))

    def one(self, entry: Entry, console: Console) -> None:
        """
        Answer or reject one entry.
        """
        try:
            if entry.faults:
                raise FactsError(entry.faults)
            incident = Incident.from_dict(entry.document)
            answer = assess(incident, self.book, on=self.settings.day, engine=self.settings.engine)
        except FactsError as error:
            self.reject(entry, error.faults, console)
        except EngineDisagreement as error:
            self.disagreed += 1
            self.reject(entry, (Fault("engine", str(error)),), console)
        else:
            self.write(incident.id, entry.line, answer)
            self.count(answer)

    def reject(self, entry: Entry, faults: tuple[Fault, ...], console: Console) -> None:
        """
        Report an entry and keep it.
        """
        self.rejected += 1
        for fault in faults:
            console.print(f"line {entry.line}: {fault}", soft_wrap=True)
        write_reject(self.rejects, entry, faults)

    def count(self, answer: Assessment) -> None:
        """
        Count an answer.
        """
        self.answered += 1
        self.left_open += is_open(answer)
        self.grades[answer.severity.grade or "none"] += 1
        self.statuses[answer.determination.status] += 1

    def summary(self, beside: str) -> dict[str, Any]:
        """
        The counts.
        """
        return {
            "on": self.settings.day.isoformat(),
            "answered": self.answered,
            "open": self.left_open,
            "rejected": self.rejected,
            "rejects": beside if self.rejected else None,
            "grades": dict(sorted(self.grades.items())),
            "determinations": dict(sorted(self.statuses.items())),
        }


def _finish(settings: Settings, run: Run, *, to_stderr: bool, beside: str) -> None:
    if settings.as_json:
        click.echo(json.dumps(run.summary(beside), ensure_ascii=False), err=to_stderr)
    else:
        for line in _lines(settings, run, beside):
            click.echo(line, err=True)
    if run.disagreed:
        click.get_current_context().exit(DISAGREEMENT)
    if run.rejected:
        click.get_current_context().exit(BAD_INPUT)
    if settings.fail_on_open and run.left_open:
        click.get_current_context().exit(OPEN_ANSWER)


def _lines(settings: Settings, run: Run, beside: str) -> list[str]:
    def counted(counts: Counter[str], kind: str) -> str:
        names = {"none": {"zh": "不分级", "en": "no grade"}[settings.lang]}
        told = ((names.get(word) or run.book.label(kind, word, settings.lang), n) for word, n in sorted(counts.items()))
        return ", ".join(f"{name} {n}" for name, n in told)

    day, where = settings.day.isoformat(), f" → {beside}" if run.rejected else ""
    if settings.lang == "en":
        head = f"answered {run.answered} (open {run.left_open}), rejected {run.rejected}{where}; on {day}"
    else:
        head = f"已核对 {run.answered} 件（其中待定 {run.left_open} 件），退回 {run.rejected} 件{where}；核对日期 {day}"
    return [head, *filter(None, [counted(run.grades, "grade")])]
