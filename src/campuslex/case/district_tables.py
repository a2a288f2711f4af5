"""
The tables of the periodic circular (通报, S28) and of the annual summary (年行动总结, S31), as rows of data.

Numbers come from the cases; what was learned, what falls short and what is to be done better (经验、不足、改进) is for
people to write. Cases and petitions are those first known in the period, so that the tables of two periods share none
and no number can be told from their difference.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from campuslex.case.district_case import CaseRow
from campuslex.case.district_cells import TOTAL, Cell, lone_cell, suppressed
from campuslex.case.district_flat import PetitionRow, TermRow
from campuslex.case.district_schools import SchoolRow, school_rows
from campuslex.dates.zone import day_of
from campuslex.model.words import SummaryPart

WHOLES: Mapping[str, str | None] = {
    "cases": None,
    "open": "cases",
    "confirmed": "cases",
    "late": "cases",
    "supervised": "cases",
    "petitions": None,
    "petitions_late": "petitions",
}
"""The counts that are published, each with the count it is a part of."""


@frozen
class Column:
    """
    One column of a table.

    Args:
        key: Its name.
        zh: Its head.
        en: The same in English.
        kind: `count` of persons, cases or petitions, suppressed where small; `number` of anything else; `key`, `day`,
            `words` or `text`, which is for people to write.
    """

    key: str
    zh: str
    en: str
    kind: str

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {"key": self.key, "zh": self.zh, "en": self.en, "kind": self.kind}


@frozen
class Table:
    """
    One table that may be published.

    Args:
        name: Its name.
        zh: Its title.
        en: The same in English.
        columns: Its columns.
        rows: Its rows, each a cell a column.
        total: The row of totals; None if the rows add up to nothing.
    """

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    total: Mapping[str, Cell] | None

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "name": self.name,
            "title": {"zh": self.zh, "en": self.en},
            "columns": [column.to_dict() for column in self.columns],
            "rows": [_plain(row) for row in self.rows],
            "total": _plain(self.total) if self.total is not None else None,
        }


def _plain(row: Mapping[str, Cell]) -> dict[str, Any]:
    return {key: cell.to_dict() for key, cell in row.items()}


_SCHOOL = Column("school", "学校", "school", "key")
_COUNTS = (
    Column("cases", "事件", "cases", "count"),
    Column("open", "未办结", "not closed", "count"),
    Column("confirmed", "认定为欺凌", "found to be bullying", "count"),
    Column("late", "有逾期义务", "with a duty late", "count"),
    Column("supervised", "督办中", "under supervision", "count"),
    Column("petitions", "信访", "petitions", "count"),
    Column("petitions_late", "信访逾期", "petitions with a duty late", "count"),
)
_REQUIREMENTS = (
    Column("met", "已落实要求", "requirements met", "number"),
    Column("not_met", "未落实要求", "requirements not met", "number"),
    Column("unknown", "待核要求", "requirements open", "number"),
)
_SUMMARY = (
    Column("summary_filed", "总结已提交", "summary filed", "words"),
    Column("summary_on", "提交日期", "filed on", "day"),
    Column("summary_lacks", "总结所缺部分", "parts the summary lacks", "words"),
)
_TEXTS = (
    Column("experience", "经验", "what was learned", "text"),
    Column("shortcomings", "不足", "what falls short", "text"),
    Column("improvements", "改进", "what is to be done better", "text"),
)
_ALARMS = (
    Column("rule", "规则", "rule", "key"),
    Column("reason_zh", "事由", "reason in Chinese", "words"),
    Column("reason_en", "事由（英）", "reason", "words"),
    Column("cases", "事件", "cases", "count"),
    Column("petitions", "信访", "petitions", "count"),
)
_LACKING = (
    Column("requirement", "要求", "requirement", "key"),
    Column("met", "已落实的学校", "schools that meet it", "number"),
    Column("not_met", "未落实的学校", "schools that do not", "number"),
    Column("unknown", "待核的学校", "schools of which too little is known", "number"),
)


@frozen
class Period:
    """
    What is on record of a period: all of it that tables may count.

    Args:
        cases: Cases first known in it; those without any day are in every period.
        petitions: Petitions received in it; likewise.
        terms: Terms that touch it; likewise.
    """

    cases: tuple[CaseRow, ...]
    petitions: tuple[PetitionRow, ...]
    terms: tuple[TermRow, ...]

    @classmethod
    def since(
        cls,
        first: date | None,
        on: date,
        cases: Iterable[CaseRow],
        petitions: Iterable[PetitionRow],
        terms: Iterable[TermRow],
    ) -> "Period":
        """
        The period from a first day, or from the beginning, to the day of the answer.
        """

        def within(begins: date | None, ends: date | None) -> bool:
            return (begins is None or begins <= day_of(on)) and (None in (first, ends) or first <= ends)  # type: ignore[operator]

        return cls(
            tuple(row for row in cases if within(row.began, row.began)),
            tuple(row for row in petitions if within(row.received, row.received)),
            tuple(row for row in terms if within(row.first, row.last)),
        )

    @property
    def schools(self) -> tuple[SchoolRow, ...]:
        """
        Its schools.
        """
        return school_rows(self.cases, self.petitions, self.terms, ())


def counted(schools: Sequence[SchoolRow]) -> dict[str, dict[str, Cell]]:
    """
    The counts that are published by school, and their totals, with small ones suppressed.
    """
    return suppressed({row.school: {key: _count(row, key) for key in WHOLES} for row in schools}, WHOLES)


def _count(row: SchoolRow, key: str) -> int:
    value: int = row.determination[key] if key == "confirmed" else getattr(row, key)
    return value


def circular_tables(period: Period) -> tuple[Table, ...]:
    """
    The tables of the periodic circular: school by school, and what wakes whom.
    """
    columns = (_SCHOOL, *_COUNTS, *_REQUIREMENTS)
    title = "学生欺凌防治情况通报表", "Circular on the prevention of bullying"
    return _by_school("circular", *title, columns, period), _alarms(period)


def summary_tables(period: Period) -> tuple[Table, ...]:
    """
    The tables of the annual summary: school by school with room for what people write, and requirement by requirement.
    """
    columns = (_SCHOOL, *_COUNTS, *_REQUIREMENTS, *_SUMMARY, *_TEXTS)
    title = "学生欺凌防治落实年行动总结表", "Annual summary on the prevention of bullying"
    return _by_school("annual_summary", *title, columns, period), _requirements(period)


def _by_school(name: str, zh: str, en: str, columns: tuple[Column, ...], period: Period) -> Table:
    schools = period.schools
    cells = counted(schools)
    rows = []
    for row in schools:
        found = {"school": Cell.of(row.school), **cells[row.school], **_of_term(row.term)}
        rows.append({column.key: found.get(column.key, Cell.of(None)) for column in columns})
    total = {"school": Cell.of("合计"), **cells[TOTAL]}
    for column in _REQUIREMENTS:
        total[column.key] = Cell.of(sum(row[column.key].value or 0 for row in rows))
    return Table(
        name, zh, en, columns, tuple(rows), {column.key: total.get(column.key, Cell.of(None)) for column in columns}
    )


def _of_term(term: TermRow | None) -> dict[str, Cell]:
    if term is None:
        return {}
    covers = term.summary_covers
    lacks = None if covers is None else [part.value for part in SummaryPart if part.value not in covers]
    filed = term.summary_filed
    return {
        "met": Cell.of(len(term.met)),
        "not_met": Cell.of(len(term.not_met)),
        "unknown": Cell.of(len(term.open)),
        "summary_filed": Cell(filed, False, {True: "是", False: "否", None: ""}[filed]),
        "summary_on": Cell.of(term.summary_on.isoformat() if term.summary_on else None),
        "summary_lacks": Cell(lacks, False, "、".join(_PARTS[part] for part in lacks or ())),
    }


_PARTS = {column.key: column.zh for column in _TEXTS}


def _alarms(period: Period) -> Table:
    """
    What wakes somebody, by rule. A case can wake under several rules, so these counts add up to nothing.
    """
    told: dict[str, tuple[str, str]] = {}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for source, rows in (("cases", period.cases), ("petitions", period.petitions)):
        for row in rows:
            for rule, reasons in {alarm.rule: (alarm.reason_zh, alarm.reason_en) for alarm in row.alarms}.items():
                told[rule] = min(told.get(rule, reasons), reasons)
                found[rule][source] += 1
    rows_ = tuple(
        {
            "rule": Cell.of(rule),
            "reason_zh": Cell.of(told[rule][0]),
            "reason_en": Cell.of(told[rule][1]),
            "cases": lone_cell(counts["cases"]),
            "petitions": lone_cell(counts["petitions"]),
        }
        for rule, counts in sorted(found.items())
    )
    return Table("alarms", "督办、提醒情况", "What wakes whom", _ALARMS, rows_, None)


def _requirements(period: Period) -> Table:
    """
    Requirement by requirement, by each school's latest term.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in period.schools:
        for state in ("met", "not_met", "open"):
            for requirement in getattr(row.term, state, ()):
                found[requirement][state] += 1
    rows = tuple(
        {
            "requirement": Cell.of(requirement),
            "met": Cell.of(counts["met"]),
            "not_met": Cell.of(counts["not_met"]),
            "unknown": Cell.of(counts["open"]),
        }
        for requirement, counts in sorted(found.items())
    )
    return Table("requirements", "各项要求落实情况", "Requirements", _LACKING, rows, None)
