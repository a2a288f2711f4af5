"""
A district on a day: the bureau's worklist, its schools, whom its cases wake; and the tables that may be published.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Self, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from campuslex.assessment.answer import ADVICE_EN, ADVICE_ZH, Receipt
from campuslex.case.district_case import CaseRow
from campuslex.case.district_cells import TOTAL, Cell
from campuslex.case.district_flat import PetitionRow, TermRow
from campuslex.case.district_given import Unanswered
from campuslex.case.district_schools import Repeat, SchoolRow, repeats, school_rows
from campuslex.case.district_tables import Period, Table, circular_tables, counted, summary_tables
from campuslex.case.district_work import Woken, Work, in_order_of_alarm, in_order_of_work

Row: TypeAlias = CaseRow | PetitionRow | TermRow
R = TypeVar("R", CaseRow, PetitionRow, TermRow)
INTERNAL_ZH = "供承办机关内部办理使用，含单件信息和小数，不得公开。"
INTERNAL_EN = "For the bureau's own use: it shows single cases and small numbers. Not to be published."
PUBLISHED_ZH = "一至四显示为“<5”；另隐去若干数（“*”），使其不能从合计推算。同一期只公布一次，各期以首次知悉的日期划分。"
PUBLISHED_EN = (
    "1 to 4 is shown as <5; some others are withheld (*), so that no total gives these away. Publish a period once; "
    "periods are told apart by the day on which a case was first known."
)


@frozen(kw_only=True)
class DistrictView:
    """
    The answer to one district on one day: advice, never a verdict. The order in which documents came makes none.

    Args:
        on: The day, or instant.
        since: The first day of the period that the tables are about; None is from the beginning.
        receipt: What the answer was made of.
        worklist: Every act owed, in the order in which to see to them.
        alarms: Whom cases, petitions and terms wake.
        schools: School by school, in plain numbers.
        repeats: What came more than once in one school, for a person to look at.
        faults: Documents that are not answered, or not wholly.
        cases: One row a case.
        petitions: One row a petition.
        terms: One row a school's term.
    """

    on: date
    since: date | None
    receipt: Receipt
    worklist: tuple[Work, ...]
    alarms: tuple[Woken, ...]
    schools: tuple[SchoolRow, ...]
    repeats: tuple[Repeat, ...]
    faults: tuple[Unanswered, ...]
    cases: tuple[CaseRow, ...] = field(repr=False)
    petitions: tuple[PetitionRow, ...] = field(repr=False)
    terms: tuple[TermRow, ...] = field(repr=False)

    SCHEMA = "campuslex/district/1"

    def for_actor(self, *actors: str) -> Self:
        """
        The same, with the acts that some bodies owe and the alarms that wake them alone.

        Args:
            actors: Bodies, such as `county_education_bureau`.
        """
        wanted = set(actors)
        return evolve(
            self,
            worklist=tuple(row for row in self.worklist if row.actor in wanted),
            alarms=tuple(row for row in self.alarms if wanted & set(row.wakes)),
        )

    def over(self, since: date | None) -> Self:
        """
        The same, with tables about another period.
        """
        return evolve(self, since=since)

    @property
    def _everything(self) -> tuple[Row, ...]:
        return *self.cases, *self.petitions, *self.terms

    @cached_property
    def _period(self) -> Period:
        return Period.since(self.since, self.on, self.cases, self.petitions, self.terms)

    @cached_property
    def counts(self) -> dict[str, Cell]:
        """
        The whole district in numbers that may be published: the totals of the circular.
        """
        return counted(self._period.schools)[TOTAL]

    @cached_property
    def circular(self) -> tuple[Table, ...]:
        """
        The tables of the periodic circular (通报).
        """
        return circular_tables(self._period)

    @cached_property
    def annual_summary(self) -> tuple[Table, ...]:
        """
        The tables of the annual summary; what people write is left empty.
        """
        return summary_tables(self._period)

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form, `campuslex/district/1`.
        """
        return {
            "schema": self.SCHEMA,
            "advice": ADVICE_ZH,
            "advice_en": ADVICE_EN,
            "on": self.on.isoformat(),
            "since": self.since.isoformat() if self.since else None,
            "receipt": self.receipt.to_dict(),
            "internal": {
                "notice": {"zh": INTERNAL_ZH, "en": INTERNAL_EN},
                "worklist": [row.to_dict() for row in self.worklist],
                "alarms": [row.to_dict() for row in self.alarms],
                "schools": [row.to_dict() for row in self.schools],
                "repeats": [row.to_dict() for row in self.repeats],
                "conditional": sum(row.conditional for row in self.cases),
                "undated": sum(row.undated for row in self._everything),
                "set_aside": sum(row.set_aside for row in self.cases),
                "faults": [row.to_dict() for row in self.faults],
            },
            "published": {
                "notice": {"zh": PUBLISHED_ZH, "en": PUBLISHED_EN},
                "counts": {key: cell.to_dict() for key, cell in self.counts.items()},
                "circular": [table.to_dict() for table in self.circular],
                "annual_summary": [table.to_dict() for table in self.annual_summary],
            },
        }


@frozen
class Rows:
    """
    Answered documents, each once, in an order of their own.
    """

    cases: tuple[CaseRow, ...]
    petitions: tuple[PetitionRow, ...]
    terms: tuple[TermRow, ...]
    faults: tuple[Unanswered, ...]

    @property
    def everything(self) -> tuple[Row, ...]:
        """
        The rows of every kind.
        """
        return *self.cases, *self.petitions, *self.terms

    @classmethod
    def of(cls, answers: Iterable[Row | Unanswered]) -> "Rows":
        """
        Sort answers by what they are, and tell which ids were given twice.
        """
        told = list(answers)
        faults = [row for row in told if isinstance(row, Unanswered)]
        cases, again = _each_once([row for row in told if isinstance(row, CaseRow)])
        petitions, twice = _each_once([row for row in told if isinstance(row, PetitionRow)])
        terms, further = _each_once([row for row in told if isinstance(row, TermRow)])
        faults += [Unanswered("case", row.school, row.id, _AGAIN) for row in again]
        faults += [Unanswered("petition", row.school, row.id, _AGAIN) for row in twice]
        faults += [Unanswered("school_term", row.school, row.id, _AGAIN) for row in further]
        return cls(cases, petitions, terms, tuple(sorted(faults)))


_AGAIN = "the id is given twice in this school; the one with more events is answered"


def _each_once(rows: Sequence[R]) -> tuple[tuple[R, ...], list[R]]:
    """
    One row an id and school, and those left over. Which is kept does not depend on which came first.
    """
    kept: dict[tuple[str, str], R] = {}
    again = []
    for row in sorted(rows, key=lambda row: (row.school, row.id, -getattr(row, "events", 0), row.sha256)):
        if (row.school, row.id) in kept:
            again.append(row)
        else:
            kept[row.school, row.id] = row
    return tuple(kept.values()), again


def district_view(
    rows: Rows, on: date, receipt: Receipt, *, named: Iterable[str], matched: bool, since: date | None = None
) -> DistrictView:
    """
    A district from its rows.

    Args:
        rows: The rows.
        on: The day, or instant.
        receipt: What they were made of, but for their documents.
        named: The schools that a host named.
        matched: Whether a code means the same person in every case of a school.
        since: The first day of the period that the tables are about.
    """
    found = tuple(repeats(rows.cases, named, matched))
    return DistrictView(
        on=on,
        since=since,
        receipt=receipt,
        worklist=in_order_of_work([work for row in rows.everything for work in row.work]),
        alarms=in_order_of_alarm(alarm for row in rows.everything for alarm in row.alarms),
        schools=school_rows(rows.cases, rows.petitions, rows.terms, found),
        repeats=found,
        faults=rows.faults,
        cases=rows.cases,
        petitions=rows.petitions,
        terms=rows.terms,
    )
