"""
What the law leaves a person to look at: defects of procedure, two versions compared, readings that would change much.
"""

from collections.abc import Sequence

from campuslex.assessment.answer import ComparisonRow, Defect, ReadingEffect
from campuslex.cli.report_head import basis
from campuslex.cli.report_persons import grouped
from campuslex.cli.tongue import Tongue

_STYLES = {"yes": "yellow", "no": "bold red", "depends": "yellow"}


def defects(tongue: Tongue, rows: Sequence[Defect]) -> None:
    """
    Steps the law requires that are missing or out of order, each with consequence and cure.
    """
    if not rows:
        return
    paper = tongue.paper
    paper.heading("程序缺陷", "Defects of procedure")
    for together in grouped(rows, lambda row: (row.rule, row.basis)).values():
        row = together[0]
        people = tongue.comma.join(item.person for item in together if item.person)
        told = basis(tongue, row.basis) if row.basis != "established" else []
        who = f"  {people}" if people else ""
        paper.bullet((paper.pick(row.title_zh, row.title_en), "bold"), who, *told, *tongue.cite(row.citations))
        paper.under(row.title_zh, row.title_en)
        curable = paper.pick(*tongue.pair("curable", row.curable))
        paper.line(paper.pick("后果：", "consequence: "), paper.pick(row.consequence_zh, row.consequence_en), indent=2)
        cure = paper.pick(row.cure_zh, row.cure_en)
        paper.line(paper.pick("补正：", "cure: "), (curable, _STYLES[row.curable]), f"  {cure}".rstrip(), indent=2)


def comparison(tongue: Tongue, rows: Sequence[ComparisonRow]) -> None:
    """
    Where the law of the conduct and the law of today differ; a person says which is the lighter on the whole.
    """
    if not rows:
        return
    paper = tongue.paper
    paper.heading("新旧法比较（从旧兼从轻）", "Old law and new compared (the lighter applies)")
    paper.line(
        paper.pick(
            "行为在旧法、决定在新法：逐项列出轻重，适用哪一部由公安机关判断，本库不选。",
            "Conduct under the old law, decided under the new; public security says which applies, not this library.",
        ),
        indent=1,
    )
    for row in rows:
        lighter = paper.pick(*tongue.pair("lighter", row.lighter))
        paper.bullet((paper.pick(row.aspect_zh, row.aspect_en), "bold"), f"  {lighter}")
        for version, norm, zh, en in (
            (row.old, row.old_norm, row.old_zh, row.old_en),
            (row.new, row.new_norm, row.new_zh, row.new_en),
        ):
            paper.line(f"{version}  {norm}{paper.pick('：', ': ')}{paper.pick(zh, en)}", indent=2)
        note = paper.pick(row.note_zh, row.note_en)
        if note:
            paper.line((note, "dim"), indent=2)


def readings(tongue: Tongue, rows: Sequence[ReadingEffect]) -> None:
    """
    Readings whose other options would change this answer.
    """
    if not rows:
        return
    paper = tongue.paper
    paper.heading("读法不同会改变结果", "Another reading would change this")
    for row in rows:
        reading = tongue.book.readings[row.reading]
        options = {option.id: paper.pick(option.zh, option.en) for option in reading.option}
        paper.bullet((row.reading, "bold"), f" {paper.pick(reading.zh, reading.en)}")
        paper.line(
            f"{paper.pick('现采用', 'taken')} {row.chosen}{paper.pick('：', ': ')}{options[row.chosen]}", indent=2
        )
        paper.line(f"{paper.pick('若采用', 'with')} {row.other}{paper.pick('：', ': ')}{options[row.other]}", indent=2)
        for rule in row.rules:
            record = tongue.book.rule(rule).record
            paper.bullet(paper.pick(record.title_zh, record.title_en), (f"  {rule}", "dim"), indent=2)
