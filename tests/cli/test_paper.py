"""
Layout at East Asian widths, on a terminal and in a pipe.
"""

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from campuslex.cli.paper import Paper, QuietConsole
from campuslex.cli.wrap import breaks, pad


def paper(lang: str = "zh", *, terminal: bool = False, width: int = 30) -> tuple[Paper, io.StringIO]:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=terminal, highlight=False, markup=False)
    return Paper(lang, console), stream


def split(text: str, width: int) -> list[str]:
    cuts = [0, *breaks(text, width, width), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def test_columns_are_aligned_by_cells() -> None:
    """
    Chinese and Latin labels fill the same room.
    """
    sheet, stream = paper()
    sheet.columns([("规则版本", "x"), ("layers", "y"), ("a", "z")], indent=0)
    lines = stream.getvalue().splitlines()
    assert [cell_len(line[:-1]) for line in lines] == [10, 10, 10]


def test_padding_counts_cells() -> None:
    """
    Two characters of two cells leave two of six.
    """
    assert pad("欺凌", 6) == "欺凌  "


def test_lines_never_begin_with_closing_punctuation() -> None:
    """
    A full stop or bracket stays with what it closes, and an opening bracket with what it opens.
    """
    found = split("学校应当立即制止，通知监护人（参与认定），并报告。〔第39条〕", 10)
    assert all(line[0] not in "，。）〕" for line in found)
    assert all(line.rstrip()[-1] not in "（〔" for line in found)


def test_english_breaks_at_spaces_and_long_words_are_cut() -> None:
    """
    Words stay whole where they fit.
    """
    assert [line.strip() for line in split("stop it at once", 8)] == ["stop it", "at once"]
    assert split("x" * 7, 3) == ["xxx", "xxx", "x"]


@given(st.text(alphabet="学校，。（）a b-", max_size=80), st.integers(4, 20))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    """
    Whatever the text: the pieces are the text, and each fits but for spaces at its end and punctuation that must stay.
    """
    pieces = split(text, width)
    assert "".join(pieces) == text
    assert all(cell_len(piece.rstrip()) <= width for piece in pieces)


def test_a_terminal_wraps_with_a_hanging_indent() -> None:
    """
    Further lines of a bullet stand under its text; in a pipe it is one line.
    """
    sheet, stream = paper(terminal=True, width=20)
    sheet.bullet("学校应当立即制止并且通知监护人")
    lines = stream.getvalue().splitlines()
    assert lines[0].startswith("  · 学校")
    assert lines[1].startswith("    ")
    plain, piped = paper()
    plain.bullet("学校应当立即制止并且通知监护人")
    assert piped.getvalue().count("\n") == 1


def test_styles_and_rules_only_on_a_terminal() -> None:
    """
    A title is underlined and coloured on a terminal, plain elsewhere.
    """
    on, stream = paper(terminal=True)
    on.title("核对意见", "report", "x-1")
    off, piped = paper("en")
    off.title("核对意见", "report", "x-1")
    assert "─" in stream.getvalue()
    assert "\x1b[" in stream.getvalue()
    assert piped.getvalue() == "report 核对意见 · x-1\n"


def test_a_closed_pipe_is_left_to_the_caller() -> None:
    """
    Rich would end the process itself.
    """
    with pytest.raises(BrokenPipeError):
        QuietConsole(file=io.StringIO()).on_broken_pipe()
