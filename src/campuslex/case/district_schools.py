"""
A district school by school: how many cases, how far they are, what is late; and what came more than once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from attrs import frozen

from campuslex.case.district_case import CaseRow
from campuslex.case.district_flat import PetitionRow, TermRow
from campuslex.model.words import Determination

R = TypeVar("R", CaseRow, PetitionRow, TermRow)


@frozen
class Repeat:
    """
    What came more than once in one school: for a person to look at. Never a prediction, nor a score of a child.

    Args:
        school: The school.
        code: The code that offended in each of the cases; None where only the school is the same.
        cases: Ids of the cases.
    """

    school: str
    code: str | None
    cases: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {"school": self.school, "code": self.code, "cases": list(self.cases), "candidate": True}


@frozen(kw_only=True)
class SchoolRow:
    """
    One school's cases, petitions and latest term, in plain numbers: for the bureau's own use.

    Args:
        school: The key the host gave, or the jurisdiction of the documents.
        cases: How many cases.
        open: How many of them are not closed.
        closed: How many are.
        determination: How many stand where.
        late: How many have something late.
        late_acts: How many acts are late in them.
        supervised: How many are under supervision.
        repeated: How many of them may be bullying, where that is more than one and the host named the school.
        repeated_codes: How many codes offended in more than one of them.
        petitions: How many petitions.
        petitions_late: How many of them have something late.
        term: The latest term that was handed in.
    """

    school: str
    cases: int
    open: int
    closed: int
    determination: Mapping[str, int]
    late: int
    late_acts: int
    supervised: int
    repeated: int
    repeated_codes: int
    petitions: int
    petitions_late: int
    term: TermRow | None

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        term = self.term
        return {
            "school": self.school,
            "cases": self.cases,
            "open": self.open,
            "closed": self.closed,
            "determination": dict(self.determination),
            "late": self.late,
            "late_acts": self.late_acts,
            "supervised": self.supervised,
            "repeated": self.repeated,
            "repeated_codes": self.repeated_codes,
            "petitions": self.petitions,
            "petitions_late": self.petitions_late,
            "term": None
            if term is None
            else {
                "id": term.id,
                "from": term.first.isoformat() if term.first else None,
                "to": term.last.isoformat() if term.last else None,
                "met": len(term.met),
                "not_met": list(term.not_met),
                "open": len(term.open),
            },
        }


def school_rows(
    cases: Sequence[CaseRow], petitions: Sequence[PetitionRow], terms: Sequence[TermRow], repeats: Iterable[Repeat]
) -> tuple[SchoolRow, ...]:
    """
    A row a school, in order of their keys.
    """
    of_cases, of_petitions, of_terms = _by_school(cases), _by_school(petitions), _by_school(terms)
    again = list(repeats)
    codes = Counter(repeat.school for repeat in again if repeat.code)
    incidents = {repeat.school: len(repeat.cases) for repeat in again if not repeat.code}
    return tuple(
        SchoolRow(
            school=school,
            cases=len(own := of_cases.get(school, [])),
            open=sum(not row.closed for row in own),
            closed=sum(row.closed for row in own),
            determination=_counted(own),
            late=sum(row.late for row in own),
            late_acts=sum(work.late for row in own for work in row.work),
            supervised=sum(row.supervised for row in own),
            repeated=incidents.get(school, 0),
            repeated_codes=codes[school],
            petitions=len(of_petitions.get(school, [])),
            petitions_late=sum(row.late for row in of_petitions.get(school, [])),
            term=latest(of_terms.get(school, [])),
        )
        for school in sorted({*of_cases, *of_petitions, *of_terms})
    )


def _counted(cases: Iterable[CaseRow]) -> dict[str, int]:
    counts = Counter(row.determination for row in cases)
    return {status.value: counts[status] for status in Determination}


def _by_school(rows: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        found[row.school].append(row)
    return found


def latest(terms: Iterable[TermRow]) -> TermRow | None:
    """
    The term that ends last; of several the one that begins last, then by id.
    """
    return max(terms, key=lambda row: (row.last or date.min, row.first or date.min, row.id), default=None)


def repeats(cases: Iterable[CaseRow], named: Iterable[str], matched: bool) -> Iterator[Repeat]:
    """
    Schools with more than one case, and codes that offended in more than one case of a school.

    Args:
        cases: The cases; one found not to be bullying counts for nothing here.
        named: The schools a host named; a jurisdiction is no school.
        matched: Whether a code means the same person in every case of a school.
    """
    schools = set(named)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in cases:
        if row.school in schools and row.may_repeat:
            for code in ("", *(row.offenders if matched else ())):
                found[row.school, code].add(row.id)
    for (school, code), ids in sorted(found.items()):
        if len(ids) > 1:
            yield Repeat(school, code or None, tuple(sorted(ids)))
