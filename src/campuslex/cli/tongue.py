"""
How words of the rules are said in both languages: labels, citations, deadlines, facts.
"""

import re
from collections.abc import Iterable, Sequence

from campuslex.assessment.answer import Citation, Due
from campuslex.cli.paper import Paper, Part
from campuslex.errors import CampuslexError
from campuslex.model.vocabulary import SCOPES, vocabulary
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.labels import label as shipped_label

_STATE = re.compile(r"^中华人民共和国")
_ASIDE = re.compile(r"（(?![试一二三四五]).*?）$|\s*\((?!trial|I+\))[^()]*\)$")
_MARKS = {"P": ("转述", "paraphrase"), "S": ("二手来源", "secondary"), "M": ("凭记忆", "from memory")}
PRESUMED = re.compile(r"^(?P<known>.*) \(presumed: (?P<value>.*)\)$")
"""A value as `why` tells it where a presumption speaks."""
STYLES = {
    "required": "bold red",
    "permitted": "green",
    "open": "yellow",
    "barred": "red",
    "holds": "bold",
    "fails": "dim",
    "met": "green",
    "not_met": "bold red",
    "must": "bold red",
    "must_not": "red",
    "may": "green",
    "minor": "yellow",
    "serious": "red",
    "grave": "bold red",
    "established": "green",
    "presumed": "yellow",
    "confirmed": "bold red",
    "suspected": "yellow",
}


class Tongue:
    """
    The words of one rulebook on one paper.
    """

    def __init__(self, book: Rulebook, paper: Paper) -> None:
        self.book, self.paper = book, paper

    def pair(self, kind: str, identifier: str | None) -> tuple[str, str]:
        """
        A word in Chinese and English; the identifier itself where no glossary knows it.
        """
        if identifier is None:
            return "未知", "unknown"
        return self._label(kind, identifier, "zh"), self._label(kind, identifier, "en")

    def _label(self, kind: str, identifier: str, lang: str) -> str:
        term = self.book.term(kind, identifier) or self.book.term("word", f"{kind}.{identifier}")
        if term is not None:
            return term.zh if lang == "zh" else term.en
        try:
            return shipped_label(kind, identifier, lang)
        except CampuslexError:
            return identifier.replace("_", " ")

    def word(self, kind: str, identifier: str | None) -> list[Part]:
        """
        A word in both languages, in the colour of what it means.
        """
        return self.paper.both(*self.pair(kind, identifier), STYLES.get(identifier or "", ""))

    def first(self, kind: str, identifier: str | None) -> str:
        """
        A word in the language that comes first.
        """
        return self.paper.pick(*self.pair(kind, identifier))

    def firsts(self, kind: str, identifiers: Iterable[str]) -> str:
        """
        Words in the language that comes first, as a list.
        """
        return self.comma.join(self.first(kind, item) for item in identifiers)

    @property
    def comma(self) -> str:
        """
        What stands between the items of a list.
        """
        return self.paper.pick("、", ", ")

    def cite(self, citations: Sequence[Citation]) -> list[Part]:
        """
        Citations as 〔未成年人保护法 第39条第3款〕, articles of one instrument together.
        """
        by_title: dict[str, list[str]] = {}
        for citation in citations:
            by_title.setdefault(self.instrument(str(citation["instrument"])), []).append(self._article(citation))
        told = [f"{title} {self.comma.join(dict.fromkeys(found))}" for title, found in by_title.items()]
        return [(f" 〔{self.paper.pick('；', '; ').join(told)}〕", "blue")] if told else []

    def instrument(self, identifier: str) -> str:
        """
        The short title of an instrument.
        """
        found = self.book.instruments.get(identifier)
        title = self.paper.pick(found.title_zh, found.title_en) if found else identifier
        return _ASIDE.sub("", _STATE.sub("", title))

    def _article(self, citation: Citation) -> str:
        article, paragraph, item = (str(citation[name] or "") for name in ("article", "paragraph", "item"))
        mark = _MARKS.get(str(citation["confidence"]))
        trust = f"（{mark[0]}）" if mark and self.paper.lang == "zh" else f" [{mark[1]}]" if mark else ""
        if not article.isdigit():
            return ".".join(part for part in (article, paragraph, item) if part) + trust
        if self.paper.lang == "zh":
            parts = (("条", article), ("款", paragraph.lstrip("0")), ("项", item))
            return "".join(f"第{value}{unit}" for unit, value in parts if value) + trust
        return f"art. {article}" + "".join(f"({part})" for part in (paragraph.lstrip("0"), item) if part) + trust

    def due(self, due: Due | None) -> str:
        """
        By when, in the language that comes first; empty where the law does not say.
        """
        if due is None:
            return ""
        start = "" if due.start in ("none", "event") else self.first("step", due.start)
        if due.number is not None and due.unit:
            unit = self.first("unit", due.unit)
            counted = "个月" if due.unit == "month" else unit
            zh = f"{f'自{start}起' if start else ''}{due.number}{counted}内"
            en = f"within {due.number} {unit}{'s' if due.number > 1 else ''}{f' from {start}' if start else ''}"
        else:
            zh, en = due.promptness, self._promptness(due.promptness)
            zh += f"（自{start}起）" if start and zh else ""
            en += f" (from {start})" if start and en else ""
        last = f"{due.by:%Y-%m-%d}" if due.by else ""
        zh += f"，至迟{last}" if last else ""
        en += f", by {last}" if last else ""
        if due.strength == "soft" and zh:
            zh, en = f"{zh}（原则上）", f"{en} (in principle)"
        return self.paper.pick(zh, en)

    def _promptness(self, zh: str) -> str:
        found = (term.en for term in self.book.terms if term.zh == zh and str(term.kind) == "deadline")
        return next(found, zh)

    def fact(self, name: str) -> tuple[str, str]:
        """
        A fact's labels, by the name rules and needs use.
        """
        for scope in SCOPES:
            spec = vocabulary(scope).get(name)
            if spec is not None:
                return spec.info.zh, spec.info.en
        return name, name

    def value(self, fact: str, told: str) -> str:
        """
        A value as `why` tells it, in the language that comes first.
        """
        plain = {"true": ("是", "yes"), "false": ("否", "no"), "unknown": ("未知", "unknown")}
        if told in plain:
            return self.paper.pick(*plain[told])
        short = fact.rpartition(".")[2]
        kind = "grade" if short in ("grade", "max_grade") else short
        zh, _ = self.pair(kind, told)
        return self.first(kind, told) if zh != told.replace("_", " ") else told

    def reads(self, fact: str, told: str) -> str:
        """
        A value as `why` tells it, with what is presumed where it is unknown.
        """
        match = PRESUMED.match(told)
        if match is None:
            return self.value(fact, told)
        known, presumed = self.value(fact, match["known"]), self.value(fact, match["value"])
        return self.paper.pick(f"{known}（推定：{presumed}）", f"{known} (presumed: {presumed})")
