"""
The question that asks for a fact: its own, or the standard one for its type.
"""

from datetime import date
from typing import Literal, TypeAlias

from campuslex.errors import Fault, UnknownName
from campuslex.model.fact import FactInfo
from campuslex.model.vocabulary import Flag, Kind, Number, Word, Words

Language = Literal["zh", "en"]
Asked: TypeAlias = Kind | type[date] | None
"""Type of what is asked for; None for text and records."""

_STANDARD: dict[type | None, tuple[str, str]] = {
    Flag: ("是否{}？", "Is it so: {}?"),
    Word: ("{}是哪一种？", "Which: {}?"),
    Words: ("{}有哪些？", "Which: {}?"),
    Number: ("{}是多少？", "How much or many: {}?"),
    date: ("{}是哪一天？", "On which day: {}?"),
    None: ("{}是什么？", "What is it: {}?"),
}


def question(info: FactInfo, kind: Asked, lang: Language = "zh") -> str:
    """
    The question for a fact.

    Args:
        info: The fact's description.
        kind: Its type, as the vocabulary gives it; `date` for a day, None for text and records.
        lang: `zh` or `en`.

    Raises:
        UnknownName: There is no such language.
    """
    if lang not in ("zh", "en"):
        raise UnknownName([Fault("lang", "no such language", str(lang)[:40], "one of: zh, en")])
    own, label = (info.ask_zh, info.zh) if lang == "zh" else (info.ask_en, info.en)
    if own:
        return own
    if lang == "zh" and label.startswith("是否"):
        return f"{label}？"
    if lang == "zh" and isinstance(kind, Flag) and "已" in label[1:]:
        # a label with a subject: 监护人已通知 asks 监护人是否已通知
        return label.replace("已", "是否已", 1) + "？"
    standard = _STANDARD[kind if isinstance(kind, type) else None if kind is None else type(kind)]
    return standard[lang == "en"].format(label)
