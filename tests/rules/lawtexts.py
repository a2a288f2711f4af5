"""
The law as it stands beside the checkout: its texts by instrument and version, its digests by norm.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.records import Instrument, Version
from campuslex.rulebook.rules import Rule, versions_of

LAW = Path(__file__).parents[3] / "shared" / "law"

needs_the_law = pytest.mark.skipif(not LAW.is_dir(), reason="no ../shared/law beside the checkout")

HEADED_OTHERWISE = {
    "criminal": ["中华人民共和国刑法"],
    "admin-lit-interp": ["最高人民法院关于适用《中华人民共和国行政诉讼法》的解释"],
    "spc-cpl2021": ["最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释"],
    "spc-tort2024": ["最高人民法院关于适用《中华人民共和国民法典》侵权责任编的解释（一）"],
    "petition": ["信访工作条例", "信访条例"],
    "act2018": ["国务院教育督导委员会办公室关于开展中小学生欺凌防治落实年行动的通知"],
    "act2024": ["教育部办公厅关于中小学校园暴力与学生欺凌防范治理专项行动具体工作要求的通知"],
    "neg2024": ["教育部办公厅关于中小学校园暴力与学生欺凌防范治理专项行动具体工作要求的通知"],
    "mr2020": ["关于建立侵害未成年人案件强制报告制度的意见"],
    "trn1999": ["校长培训学时的两个版本"],
    "trn2013": ["校长培训学时的两个版本"],
    "county-plan": ["county-plan"],
}
"""Headings of the files of instruments that the rules call by another title; the notice of 2024 holds two documents."""

DIGITS = "零一二三四五六七八九"
ARTICLE = re.compile(r"^第([零一二三四五六七八九十百千]+)条(之[一二三四五])?", re.MULTILINE)
CODES = re.compile(r"(?<![A-Za-z0-9])(?:V2|VR|V|P|S|M)(?![A-Za-z0-9])")
DATE = r"\d{4}-\d{2}(?:-\d{2})?"


@frozen
class LawText:
    """
    One file: its heading, the dates in its header, its text, and its articles by Chinese number.
    """

    path: Path
    heading: str
    dates: frozenset[str]
    text: str
    articles: dict[str, str]


def bare(title: str) -> str:
    """
    A title without what is bracketed, without the part of a code, without the state's name.
    """
    title = re.sub(r"（(?!一）).*$|〔.*$|·.*$", "", title.strip()).strip()
    return title.removeprefix("中华人民共和国")


def in_chinese(number: int) -> str:
    """
    A number of an article as statutes write it.
    """
    out, zero = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            out += ("零" if zero else "") + DIGITS[digit] + name
        zero = bool(out) and not digit
    return out.removeprefix("一") if out.startswith("一十") else out


def _read(path: Path) -> LawText:
    # one regulation prints its digits full-width
    text = path.read_text("utf-8-sig").translate({0xFF10 + digit: str(digit) for digit in range(10)})
    headed = re.search(r"^full_title: (.*)$|^# (.*)$", text, re.MULTILINE)
    heading = (headed[1] or headed[2]) if headed else path.name[: len("county-plan")]
    header = "\n".join(re.findall(r"^(?:-? ?(?:effective|promulgated)[^:]*: |##? )(.*)$", text, re.MULTILINE))
    starts = [*ARTICLE.finditer(text)]
    ends = [found.start() for found in starts[1:]] + [len(text)]
    articles = {
        found[1] + (found[2] or ""): text[found.start() : end] for found, end in zip(starts, ends, strict=False)
    }
    return LawText(path, bare(heading), frozenset(re.findall(DATE, header)), text, articles)


@cache
def law_texts() -> tuple[LawText, ...]:
    """
    Every file of the law folder but the digests; none where there is no such folder.
    """
    if not LAW.is_dir():
        return ()
    paths = [path for name in ("statutes", "ministry", "local") for path in sorted((LAW / name).iterdir())]
    return tuple(_read(path) for path in paths if path.suffix != ".json" and path.name != "README.md")


def texts_of(instrument: Instrument) -> list[LawText]:
    """
    The files of an instrument, whatever the version.
    """
    wanted = {bare(title) for title in HEADED_OTHERWISE.get(instrument.id, [instrument.title_zh])}
    return [
        text
        for text in law_texts()
        if any(
            text.heading in (title, f"关于{title}") or re.fullmatch(f"最高人民.*{title}", text.heading)
            for title in wanted
        )
    ]


def texts_of_version(instrument: Instrument, version: Version) -> list[LawText]:
    """
    The files of one version: those with its year in the name, else with its first day in the header.

    An instrument with one version has all its files.
    """
    found = texts_of(instrument)
    if len(instrument.version) == 1:
        return found
    named = [text for text in found if re.search(rf"[-_]{version.id}", text.path.name)]
    return named or [text for text in found if version.from_.isoformat() in text.dates]


def passages(rule: Rule, book: Rulebook) -> list[tuple[str, str]]:
    """
    What a rule's terms must stand in, by version: the cited article, or the whole file where it has no articles.

    An inserted article is written `236-1` (第二百三十六条之一).
    A version whose file lacks the article is read in the other versions' files: the collection holds only what changed.
    """
    instrument = book.instruments[rule.provision.instrument]
    number, _, inserted = rule.provision.article.partition("-")
    name = in_chinese(int(number)) if number.isdecimal() else ""
    name += f"之{in_chinese(int(inserted))}" if name and inserted.isdecimal() else ""
    everything = texts_of(instrument)
    found = []
    for version in versions_of(rule.provision, instrument):
        texts = texts_of_version(instrument, version)
        articles = [text.articles[name] for text in texts if name in text.articles]
        articles = articles or [text.articles[name] for text in everything if name in text.articles]
        whole = [text.text for text in texts if not text.articles]
        if articles or whole:
            found.append((version.id, "\n".join(articles or whole)))
    return found


def missing_terms(terms: tuple[str, ...], read: list[tuple[str, str]]) -> list[str]:
    """
    The terms that do not stand in every one of the passages.
    """
    return [f"{term} ({version})" for version, text in read for term in terms if term not in text]


# ---- the digests

SAME = {
    "pol-adm": "mps-proc",
    "pol-crim": "mps-crim-proc",
    "supv2012": "edu-sup",
    "pet2022": "petition",
    "xxzs2013": "spc-spp-xxzs2013",
    "theft2013": "spc-spp-theft2013",
}
"""What a digest also calls otherwise."""


@frozen
class Row:
    """
    A row of a digest's table: its cells by heading, and the confidence codes it carries.
    """

    cells: dict[str, str]
    codes: frozenset[str]

    @property
    def first(self) -> str:
        """
        Its first cell.
        """
        return next(iter(self.cells.values()))


def _rows(name: str) -> Iterator[tuple[str, Row]]:
    """
    The rows of a digest with the heading of their section.
    """
    section, head = "", list[str]()
    for line in (LAW / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            section, head = line, []
        elif not line.startswith("|"):
            head = []
        elif not head:
            head = [cell.strip() for cell in line.strip("| ").split("|")]
        elif not set(line) <= set("|-: "):
            cells = [
                cell.strip().replace("**", "") for cell in line.strip().removeprefix("|").removesuffix("|").split("|")
            ]
            named = dict(zip(head, cells, strict=False))
            said = " ".join(cell for title, cell in named.items() if re.search("[可信]信?度", title))
            said = said or (section if "全部 V2" in section or "逐字，V" in section else "")
            yield section, Row(named, frozenset(CODES.findall(said)))


def expand(cell: str) -> Iterator[str]:
    """
    The norms a bundled cell names: `pipl.28/29/31`, `petition.42—46`, `mental.4.3 / 23.4`, `act2018.N4a–d`,
    `sd.safe.57/58`.
    """
    stem = group = ""
    for part in re.split(r"[/、\uff0b]", re.sub(r"（.*?）", "", cell)):
        piece = part.strip()
        if named := re.match(r"[a-z][a-z0-9@-]*", piece):
            stem, piece = SAME.get(named[0], named[0]), piece[named.end() :]
            grouped = re.match(r"\.([a-z]{2,}\.)(?=\d)", piece)
            group = grouped[1] if grouped else ""
        elif piece[:1].isdecimal():
            piece = group + piece
        piece = piece.lstrip(".")
        bounds = re.fullmatch(r"(.*?)(\d+|[a-z])[–—](?:\d+\.)?([A-Z]?\d+|[a-z])", piece)
        if bounds is None:
            yield f"{stem}.{piece}" if piece else stem
            continue
        before, first, last = bounds[1], bounds[2], re.sub("[A-Z]", "", bounds[3])
        if first.isdecimal():
            yield from (f"{stem}.{before}{number}" for number in range(int(first), int(last) + 1))
        else:
            yield from (f"{stem}.{before}{chr(letter)}" for letter in range(ord(first), ord(last) + 1))


def _offences(row: Row) -> Iterator[str]:
    """
    Articles in the digest's table of offences: one column a version of the public-security law.
    """
    for heading, cell in row.cells.items():
        if not heading.startswith(("2025", "2012")):
            continue
        stem = "ps-law" if heading.startswith("2025") else "ps-law@2012"
        for found in re.finditer(r"(?:^|；)(\d+(?:\.\d+)?)(?:\(([一二三四五六])\))?(?=：|$|（)", cell):
            yield f"{stem}.{found[1]}" + (f".{DIGITS.index(found[2])}" if found[2] else "")


@cache
def digest_norms() -> dict[str, frozenset[str]]:
    """
    Every norm of the digests with its confidence codes.
    """
    norms = dict[str, frozenset[str]]()
    for name in ("norms-statutes.md", "norms-ministry.md"):
        for _, row in _rows(name):
            head = next(iter(row.cells))
            if head == "行为":
                found, codes = [*_offences(row)], frozenset({"V2", *CODES.findall(row.cells.get("备注", ""))})
            elif named := row.cells.get("id"):
                found, codes = [named, *expand(named)], row.codes
                if old := re.search(r"/ (\d+)", row.cells.get("条（2025 / 2012）", "")):
                    found.append(f"ps-law@2012.{old[1]}")
            elif head == "句":
                found, codes = [row.first], frozenset({"S"})
            else:
                continue
            for norm in filter(None, found if codes else ()):
                norms[norm] = norms.get(norm, frozenset()) | codes
    return norms


WRITTEN_SHORT = {
    "admin-lit-interp.8": "admin-lit-interp.1.2.8",
    "net.80.2": "minors-law.80.2",
    "net.80.3": "minors-law.80.3",
    "cq.2023": "cq.appeal.2023",
    "criminal.渎职解释(一)1": "criminal.397",
    "spc-tort2024.14": "spc-tort2024.14",
}
"""Norms that bundled cells of the digests name in short."""


@cache
def register_norms() -> dict[str, frozenset[str]]:
    """
    Every norm the register must hold, each once under its own id, with its confidence codes: bundles told apart.
    """
    found = dict[str, frozenset[str]]()
    for name, codes in digest_norms().items():
        parts = list(expand(name)) if re.match(r"[a-z]", name) else [name]
        for part in parts:
            norm = WRITTEN_SHORT.get(part, part)
            found[norm] = found.get(norm, frozenset()) | (
                codes if len(parts) == 1 or part not in found else frozenset()
            )
            found[norm] = found[norm] or codes
    return found


def codes_of(norm: str) -> frozenset[str] | None:
    """
    The confidence codes of a norm, or of the article it is a paragraph of; None where the digests know neither.
    """
    norms = digest_norms() | register_norms()
    while norm and norm not in norms:
        norm = norm.rpartition(".")[0]
    return norms[norm] if norm else None


@frozen
class Period:
    """
    First day, last day and ground of a version, as the digest writes them.
    """

    start: str
    end: str
    ground: str


@cache
def timeline() -> dict[tuple[str, str], Period]:
    """
    The digest's timeline by instrument and version; no version is every one.
    """
    found = dict[tuple[str, str], Period]()
    for section, row in _rows("norms-statutes.md"):
        if not section.startswith("## 1. "):
            continue
        names = list[str]()
        start, end, ground = list(row.cells.values())[2:5]
        for part in row.first.split("/"):
            name, before = part.strip(), names[0] if names else ""
            if name.startswith("@"):
                name = before.partition("@")[0] + name
            elif name.startswith("-"):
                name = (before if name == "-interp" else before.rpartition("-")[0]) + name
            names.append(name)
        starts, ends = start.split("/"), end.split("/")
        for place, name in enumerate(names):
            instrument, _, version = name.partition("@")
            found[instrument, version] = Period(
                starts[min(place, len(starts) - 1)].strip(), ends[min(place, len(ends) - 1)].strip(), ground
            )
    return found


def period_of(instrument: str, version: str) -> Period | None:
    """
    What the timeline says of a version; None where it does not list the instrument.
    """
    return timeline().get((instrument, version)) or timeline().get((instrument, ""))
