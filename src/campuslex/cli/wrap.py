"""
Lines broken and padded by what they take up on a screen: a Chinese character is two cells wide.
"""

from rich.cells import cell_len

_NO_START = set("，。、；：）〕》”’？！…·,.;:)]}%")
_NO_END = set("（〔《“‘([{")
_PAUSES = set(" ，。、；：）〕")
WIDE = 2
RAGGED = 12
"""Cells a line may stay short so that it ends at a pause rather than inside a word."""


def pad(text: str, cells: int) -> str:
    """
    Text filled with spaces to a number of cells.
    """
    return text + " " * max(0, cells - cell_len(text))


def breaks(text: str, first: int, rest: int) -> list[int]:
    """
    Where to break text: offsets at which new lines begin.

    Args:
        text: One paragraph.
        first: Cells of the first line.
        rest: Cells of each further line.

    Returns:
        Offsets, ascending. Lines break at spaces and between Chinese characters, never before closing punctuation or
        after opening; what has no such place is cut.
    """
    found: list[int] = []
    start, last, pause, used, room = 0, 0, 0, 0, max(first, WIDE)
    for index, char in enumerate(text):
        if index > start and _may_break(text[index - 1], char):
            last = index
            pause = index if text[index - 1] in _PAUSES else pause
        used += cell_len(char)
        while used > room and char != " " and index > start:
            near = pause > start and cell_len(text[pause:index]) <= RAGGED
            start = pause if near else last if last > start else index
            found.append(start)
            used, room = cell_len(text[start : index + 1]), max(rest, WIDE)
    return found


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    wide = cell_len(before) == WIDE or cell_len(after) == WIDE
    return wide and after not in _NO_START and after != " " and before not in _NO_END
