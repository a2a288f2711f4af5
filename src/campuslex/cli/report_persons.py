"""
What is said of each offender: measures and liability; offenders of whom the same is said stand together.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from campuslex.assessment.answer import Assessment, Liability, MeasureOption, PersonAnswer
from campuslex.cli.paper import Part
from campuslex.cli.report_head import basis, severity_line, unlawful_line
from campuslex.cli.tongue import STYLES, Tongue

T = TypeVar("T")
_STATUSES = (
    ("required", "必须", "Required"),
    ("permitted", "可以", "Permitted"),
    ("open", "待定", "Open"),
    ("barred", "不得", "Barred"),
)


def grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> Mapping[Hashable, list[T]]:
    """
    Items by key, in the order of first appearance.
    """
    found: dict[Hashable, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def persons(tongue: Tongue, answer: Assessment) -> None:
    """
    Every offender.
    """
    paper = tongue.paper
    said = grouped(answer.persons.items(), lambda pair: (pair[1].severity, str(pair[1].measures)))
    for together in said.values():
        codes = tongue.comma.join(code for code, _ in together)
        same = ("（以下相同）", " (the same for all)") if len(together) > 1 else ("", "")
        paper.heading(f"实施者 {codes}{same[0]}", f"Offender {codes}{same[1]}" if paper.lang == "en" else "Offender")
        person = together[0][1]
        severity_line(tongue, person.severity)
        unlawful_line(tongue, person.severity)
        _measures(tongue, person)


def _measures(tongue: Tongue, person: PersonAnswer) -> None:
    for status, zh, en in _STATUSES:
        found = [option for option in person.measures if option.status == status]
        if not found:
            continue
        tongue.paper.line(*tongue.paper.both(f"措施：{zh}", f"Measures: {en.lower()}", STYLES[status]), indent=1)
        for together in grouped(found, _same_terms).values():
            _measure(tongue, together)


def _same_terms(option: MeasureOption) -> Hashable:
    return option.basis, option.ground, option.decided_by, option.limits_zh, option.first, option.rule


def _measure(tongue: Tongue, together: list[MeasureOption]) -> None:
    paper, option = tongue.paper, together[0]
    names: list[Part] = []
    for item in together:
        names += [tongue.comma if names else "", *tongue.word("measure", item.measure)]
    shown = [] if option.basis == "open" else basis(tongue, option.basis)
    if option.ground and option.status == "barred":
        shown += [" ", *tongue.word("ground", option.ground)]
    paper.bullet(*names, *shown, *tongue.cite(option.citations), indent=2)
    details: list[Part] = []
    if option.decided_by:
        details += [f"{paper.pick('决定', 'decided by')} {tongue.first('actor', option.decided_by)}   "]
    if option.first:
        details += [f"{paper.pick('先行', 'first')} {tongue.firsts('step', option.first)}   "]
    if details:
        paper.line(*details, indent=3)
    if option.limits_zh or option.limits_en:
        paper.line(paper.pick(option.limits_zh, option.limits_en), indent=3)
        paper.under(option.limits_zh, option.limits_en, indent=3)


def liability(tongue: Tongue, answer: Assessment, everything: bool) -> None:
    """
    What the law makes possible, each statement once, with the offenders it is made of.
    """
    paper = tongue.paper
    told = [(code, row) for code, person in answer.persons.items() for row in person.liability]
    told += [("", row) for row in answer.liability]
    said = grouped(told, lambda pair: (pair[1].rule, pair[1].verdict, pair[1].basis))
    if not said:
        return
    paper.heading("法律责任（可能的，不是结论）", "Liability the law makes possible, not a verdict")
    left = 0
    for together in said.values():
        if everything or together[0][1].verdict == "holds":
            _liability(tongue, tongue.comma.join(code for code, _ in together if code), together[0][1])
        else:
            left += 1
    if left:
        open_rows(tongue, left)


def _liability(tongue: Tongue, codes: str, row: Liability) -> None:
    paper = tongue.paper
    kind, body = tongue.first("liability_kind", row.kind), tongue.first("actor", row.decided_by)
    state: list[Part] = [] if row.verdict == "holds" else [(paper.pick("待定 ", "open "), "yellow")]
    opening = paper.pick(f"{kind}（{body}）{codes}：", f"{kind} ({body}) {codes}: ".replace(" : ", ": "))
    statement = paper.pick(row.statement_zh, row.statement_en)
    paper.bullet(*state, (opening, "bold"), statement, *tongue.cite(row.citations))
    paper.under(row.statement_zh, row.statement_en)


def open_rows(tongue: Tongue, count: int, indent: int = 1) -> None:
    """
    How many rows are open and not listed.
    """
    more = tongue.paper.both(f"待定 {count} 项", f"{count} open", "yellow")
    tongue.paper.line(*more, (tongue.paper.pick("（--all 列出）", " (--all lists them)"), "dim"), indent=indent)
