"""
The head of a report and its first sections: determination, severity, what the grade rests on.
"""

from datetime import date

from campuslex.assessment.answer import ADVICE_EN, ADVICE_ZH, Assessment, Severity
from campuslex.cli.options import Settings
from campuslex.cli.paper import Paper, Part
from campuslex.cli.rests import supports
from campuslex.cli.tongue import STYLES, Tongue
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.records import Element, Presume


def head(paper: Paper, settings: Settings, zh: str, en: str, code: str, on: date) -> None:
    """
    Title, id, day, and what the whole is not.
    """
    paper.title(zh, en, code)
    day: list[Part] = [*paper.both("核对日期", "assessed on"), f" {on.isoformat()}"]
    if settings.on is None:
        day += [*paper.both("（未指定 --on，取中国今日）", "(no --on given: today in China)", "yellow")]
    paper.line(*day)
    paper.line((paper.pick(ADVICE_ZH, ADVICE_EN), "italic"))
    paper.under(ADVICE_ZH, ADVICE_EN, indent=0)


def determination(tongue: Tongue, answer: Assessment) -> None:
    """
    Where the determination stands, definition by definition.
    """
    paper, told = tongue.paper, answer.determination
    paper.heading("认定", "Determination")
    paper.line(*tongue.word("determination", told.status), *basis(tongue, told.basis), indent=1)
    for definition in told.definitions:
        elements: list[Part] = []
        for element in definition.elements:
            name = _element_name(tongue, definition.norm, element.id)
            verdict = tongue.first("verdict", element.verdict)
            elements += ["  ", name, " ", (verdict, STYLES.get(element.verdict, ""))]
        verdict = tongue.first("verdict", definition.verdict)
        shown: Part = (verdict, STYLES.get(definition.verdict, ""))
        paper.bullet((_norm_name(tongue, definition.norm), "bold"), " ", shown, paper.pick("：", ":"), *elements)


def basis(tongue: Tongue, name: str) -> list[Part]:
    """
    A basis in brackets.
    """
    opening, closing = ("（", "）") if tongue.paper.lang == "zh" else (" (", ")")
    return [opening, (tongue.first("basis", name), STYLES.get(name, "")), closing]


def _norm_name(tongue: Tongue, norm: str) -> str:
    for rule in tongue.book.rules:
        if rule.record.norm == norm:
            return tongue.cite([rule.citation("")])[0][0].strip(" 〔〕")
    return norm


def _element_name(tongue: Tongue, norm: str, name: str) -> str:
    for rule in tongue.book.rules:
        found = rule.conclusion
        if isinstance(found, Element) and (found.definition, found.id) == (norm, name):
            zh, en = rule.record.title_zh, rule.record.title_en
            return tongue.paper.pick(zh.split("：")[-1], en.split(": ")[-1])
    return name.replace("_", " ")


def severity(tongue: Tongue, answer: Assessment) -> None:
    """
    Grade, range and basis, the axis of unlawfulness, what it rests on.
    """
    tongue.paper.heading("严重程度", "Severity")
    severity_line(tongue, answer.severity)
    unlawful_line(tongue, answer.severity)
    for support in supports(answer, tongue.book):
        _support(tongue, support.why.title_zh, support.why.title_en, support.why.rule, support.persons)
        for fact, value, rules in support.presumed:
            _presumption(tongue, fact, value, tuple(rule.id for rule in rules))


def severity_line(tongue: Tongue, told: Severity) -> None:
    """
    Grade, basis, and how far it may reach.
    """
    paper = tongue.paper
    if told.grade is None and not told.range:
        paper.line(*paper.both("不分级", "no grade"), indent=1)
        return
    parts: list[Part] = [*tongue.word("grade", told.grade), *basis(tongue, told.basis)]
    if len(set(told.range)) > 1:
        ends = f"{tongue.first('grade', told.range[0])} — {tongue.first('grade', told.range[-1])}"
        parts += [" ", *paper.both("幅度", "range"), f" {ends}"]
    paper.line(*parts, indent=1)


def unlawful_line(tongue: Tongue, told: Severity) -> None:
    """
    Whether a violation of public-security law or a crime is suspected.
    """
    paper, axis = tongue.paper, told.unlawful
    parts: list[Part] = []
    for zh, en, verdict in (
        ("涉嫌违反治安管理", "suspected public-security violation", axis.public_security),
        ("涉嫌犯罪", "suspected crime", axis.crime),
    ):
        shown = tongue.first("verdict", verdict)
        gap = ["   "] if parts else []
        parts += [*gap, *paper.both(zh, en), paper.pick("：", ": "), (shown, STYLES.get(verdict, ""))]
    paper.line(*parts, *basis(tongue, axis.basis), indent=1)


def _support(tongue: Tongue, zh: str, en: str, rule: str, persons: tuple[str, ...]) -> None:
    paper = tongue.paper
    told = tongue.book.rule(rule)
    who = [f"{tongue.comma.join(persons)}{paper.pick('：', ': ')}"] if persons else []
    paper.bullet(paper.pick("依据 ", "rests on "), *who, paper.pick(zh, en), *tongue.cite([told.citation("")]))
    paper.under(zh, en)


def _presumption(tongue: Tongue, fact: str, value: str, rules: tuple[str, ...]) -> None:
    paper = tongue.paper
    name, shown = paper.pick(*tongue.fact(fact)), tongue.value(fact, value)
    colon = paper.pick("：", ": ")
    paper.line((paper.pick("推定 ", "presumed "), "yellow"), f"{name}{colon}{shown}", indent=2, hang=6)
    for rule in map(tongue.book.rule, rules):
        conclusion = rule.conclusion
        assert isinstance(conclusion, Presume)
        source = paper.pick(conclusion.source_zh, conclusion.source_en)
        trust = tongue.first("presumption_confidence", conclusion.confidence)
        title = paper.pick(rule.record.title_zh, rule.record.title_en)
        paper.line(f"{title}{paper.pick('；来源：', '; source: ')}{source} [{trust}]", indent=3)


def receipt(tongue: Tongue, answer_receipt: object) -> None:
    """
    What the answer was made of.
    """
    paper = tongue.paper
    told = answer_receipt.to_dict()  # type: ignore[attr-defined]
    paper.heading("依据回执", "Receipt")
    layers = [tongue.book.layers[code].title_zh for code in told["layers"] if code in tongue.book.layers]
    english = [tongue.book.layers[code].title_en for code in told["layers"] if code in tongue.book.layers]
    paper.columns(
        [
            ("campuslex", f"{told['campuslex']} · {told['engine']}"),
            (paper.pick("规则版本", "rules edition"), f"{told['edition']} {told['rules_sha256'][:16]}"),
            (paper.pick("事实摘要", "facts"), told["facts_sha256"][:16]),
            (paper.pick("规则层", "layers"), tongue.comma.join(layers if paper.lang == "zh" else english)),
            (paper.pick("读法", "readings"), tongue.comma.join(f"{k}={v}" for k, v in told["readings"].items()) or "–"),
        ]
    )


def book_of(settings: Settings) -> tuple[Rulebook, Paper, Tongue]:
    """
    The rulebook, a paper and a tongue for a report.
    """
    book, paper = settings.book(), Paper(settings.lang)
    return book, paper, Tongue(book, paper)
