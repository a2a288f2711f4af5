"""
What reports are written on: styled and wrapped on a terminal, plain aligned lines elsewhere.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from campuslex.cli.wrap import breaks

Part: TypeAlias = str | tuple[str, str]
"""Text, or text with a style."""
INDENT = 2


class QuietConsole(Console):
    """
    A console that leaves a closed pipe to the caller.
    """

    def on_broken_pipe(self) -> None:
        """
        Let the error through; the group of commands ends quietly on it.
        """
        raise BrokenPipeError


class Paper:
    """
    Writes to stdout.

    Args:
        lang: Which language comes first.
        console: Where to write; stdout by default.
    """

    def __init__(self, lang: str, console: Console | None = None) -> None:
        self.lang = lang
        self.console = console or QuietConsole(file=sys.stdout, highlight=False, markup=False, emoji=False)

    @property
    def width(self) -> int | None:
        """
        Cells of a line on a terminal; None where lines are not wrapped.
        """
        return self.console.width if self.console.is_terminal else None

    def pick(self, zh: str, en: str) -> str:
        """
        The text in the language that comes first; the other where it is empty.
        """
        return (zh or en) if self.lang == "zh" else (en or zh)

    def other(self, zh: str, en: str) -> str:
        """
        The text in the language that comes second.
        """
        return en if self.lang == "zh" else zh

    def both(self, zh: str, en: str, style: str = "") -> list[Part]:
        """
        Both languages side by side, the second dim.
        """
        first, second = self.pick(zh, en), self.other(zh, en)
        return [(first, style), (f" {second}", "dim")] if second and second != first else [(first, style)]

    def title(self, zh: str, en: str, code: str) -> None:
        """
        The title of a report, and what it is about.
        """
        self.line(*self.both(zh, en, "bold"), f" · {code}")
        if self.width:
            self.line(("─" * self.width, "dim"))

    def heading(self, zh: str, en: str) -> None:
        """
        The heading of a section, after an empty line.
        """
        self.line()
        self.line(*self.both(zh, en, "bold cyan"))

    def line(self, *parts: Part, indent: int = 0, hang: int | None = None) -> None:
        """
        One paragraph.

        Args:
            parts: What it says.
            indent: Levels before its first line.
            hang: Cells before its further lines; as the first line if not given.
        """
        text = Text.assemble(*parts)
        margin = indent * INDENT
        further = margin if hang is None else hang
        for index, line in enumerate(self._wrapped(text, margin, further)):
            line.rstrip()
            before = " " * (further if index else margin) if line.plain else ""
            self.console.print(Text(before).append_text(line), soft_wrap=True)

    def bullet(self, *parts: Part, indent: int = 1) -> None:
        """
        A paragraph with a dot before it.
        """
        self.line("· ", *parts, indent=indent, hang=indent * INDENT + INDENT)

    def under(self, zh: str, en: str, indent: int = 2) -> None:
        """
        The second language beneath a bullet, dim; nothing where there is none.
        """
        second = self.other(zh, en)
        if second and second != self.pick(zh, en):
            self.line((second, "dim"), indent=indent)

    def columns(self, rows: Iterable[Sequence[Part]], indent: int = 1) -> None:
        """
        Rows in aligned columns; the last column wraps on a terminal.
        """
        listed = [tuple(row) for row in rows]
        widths = [max(map(_cells, column)) for column in zip(*(row[:-1] for row in listed), strict=True)]
        for row in listed:
            parts: list[Part] = []
            for part, width in zip(row[:-1], widths, strict=True):
                parts += [part, " " * (width - _cells(part) + INDENT)]
            self.line(*parts, row[-1], indent=indent, hang=indent * INDENT + sum(widths) + INDENT * len(widths))

    def _wrapped(self, text: Text, margin: int, further: int) -> list[Text]:
        if self.width is None or not text.plain:
            return [text]
        return [*text.divide(breaks(text.plain, self.width - margin, self.width - further))]


def _cells(part: Part) -> int:
    return cell_len(part if isinstance(part, str) else part[0])


def print_json(document: Any) -> None:
    """
    A document as JSON on stdout.
    """
    print(json.dumps(document, ensure_ascii=False, indent=2))
