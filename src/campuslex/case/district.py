"""
The door to a district: cases, petitions and school terms that answer together.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

import attrs

from campuslex.assessment.answer import Receipt
from campuslex.assessment.context import policy_of
from campuslex.case.district_case import CaseRow
from campuslex.case.district_given import NOWHERE, Given, Item, is_key, items, read, unanswered
from campuslex.case.district_pool import Answer, Answering, CaseJob, PetitionJob, Question, TermJob, answering
from campuslex.case.district_view import DistrictView, Rows, district_view
from campuslex.case.order import canonical
from campuslex.dates.calendar import Calendar
from campuslex.dates.policy import Policy
from campuslex.dates.zone import day_of
from campuslex.errors import CampuslexError
from campuslex.model.case import CaseDocument, Event
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm
from campuslex.model.version import VERSION
from campuslex.rulebook.book import Rulebook


class District:
    """
    The cases, petitions and school terms of a district.

    Args:
        cases: Cases, as objects, in document form or as JSON text; under the schools they belong to, as a mapping by
            school or as pairs of school and case, where the host says so; else listed under their jurisdiction.
        petitions: Petitions, likewise; one that names the incident of a case is listed under the school of that case.
        school_terms: School terms, likewise.
        codes: Whether a person's code means the same person in every case of a `school`, or in its own `case` alone.
            Only then can the same code in two cases be told.
    """

    def __init__(
        self,
        cases: Given[CaseDocument] = (),
        petitions: Given[Petition] = (),
        school_terms: Given[SchoolTerm] = (),
        *,
        codes: Literal["school", "case"] = "school",
    ) -> None:
        self.cases = tuple(items(cases))
        self.petitions = tuple(items(petitions))
        self.school_terms = tuple(items(school_terms))
        self.codes = codes

    def at(
        self,
        on: date,
        rulebook: Rulebook,
        *,
        since: date | None = None,
        calendar: Calendar | None = None,
        policy: Policy | None = None,
        engine: str = "compiled",
        workers: int = 1,
        each: Callable[[], object] | None = None,
    ) -> DistrictView:
        """
        What is owed, late and woken in the district by a day or an instant, and the tables of a period up to it.

        A document that is faulty is listed among the view's `faults`, and the rest answers.

        Args:
            on: The day, or an instant with its offset from UTC.
            rulebook: The rules.
            since: The first day of the period that the tables are about; from the beginning if not given.
            calendar: Holidays and make-up workdays beyond the shipped ones.
            policy: How what the law leaves open in counting is read; as the rulebook chose if not given.
            engine: `compiled`, `durable` or `crosscheck`.
            workers: How many processes share the work; the answer is the same. They are spawned, so a script that asks
                for them does so under `if __name__ == "__main__":`.
            each: Called after each document, as a progress bar wants to know.

        Raises:
            FactsError: An instant without its offset from UTC.
            EngineUnavailable, UnknownName: As `assess`.
        """
        day_of(on)
        question = Question(rulebook, on, calendar or Calendar(), policy or policy_of(rulebook), engine)
        with answering(question, workers) as answer:
            cases = list(_counted(answer(CaseJob(item) for item in self.cases), each))
            others = list(_counted(answer(TermJob(item) for item in self.school_terms), each))
            known = [row for row in cases if isinstance(row, CaseRow)]
            others += _counted(self._petitions(known, answer), each)
        rows = Rows.of((*cases, *others))
        told = [item.school for items_ in (self.cases, self.petitions, self.school_terms) for item in items_]
        named = {school for school in told if school is not None and is_key(school)}
        receipt = receipt_of(rows, question)
        return district_view(rows, on, receipt, named=named, matched=self.codes == "school", since=since)

    def _petitions(self, cases: Sequence[CaseRow], answer: Answering) -> Iterator[Answer]:
        known = _Links(cases)
        jobs = []
        for item in self.petitions:
            try:
                petition = read(item, Petition)
            except CampuslexError as error:
                yield unanswered("petition", item, error)
                continue
            school = item.school or known.school(petition)
            jobs.append(PetitionJob(Item(item.school, petition), school, known.events(petition)))
        yield from answer(jobs)


def _counted(answers: Iterable[Answer], each: Callable[[], object] | None) -> Iterator[Answer]:
    for answer in answers:
        yield answer
        if each is not None:
            each()


class _Links:
    """
    What cases say of petitions, and petitions of cases.
    """

    def __init__(self, cases: Sequence[CaseRow]) -> None:
        self._schools: dict[str, set[str]] = defaultdict(set)
        self._events: dict[str, list[tuple[str, Event]]] = defaultdict(list)
        for row in cases:
            self._schools[row.incident].add(row.school)
            for petition, event in row.about_petitions:
                self._events[petition].append((row.incident, event))

    def school(self, petition: Petition) -> str:
        """
        The school of the one case a petition names, else where it says it belongs.
        """
        schools = self._schools.get(petition.incident_id or "", set())
        if len(schools) == 1:
            return next(iter(schools))
        return petition.concerns_jurisdiction or petition.jurisdiction or NOWHERE

    def events(self, petition: Petition) -> tuple[Event, ...]:
        """
        What cases tell of a petition, unless it says it is about another.
        """
        told = self._events.get(petition.id, [])
        return tuple(event for incident, event in told if petition.incident_id in (None, incident))


def receipt_of(rows: Rows, question: Question) -> Receipt:
    """
    What a district's answer was made of: equal receipts mean equal answers.
    """
    book = question.book
    calendar = {name: sorted(map(str, days)) for name, days in attrs.asdict(question.calendar).items()}
    looked_at: list[object] = [calendar, attrs.asdict(question.policy)]
    looked_at += [[type(row).__name__, row.school, row.id, row.sha256] for row in rows.everything]
    looked_at += [fault.to_dict() for fault in rows.faults]
    return Receipt(
        campuslex=VERSION,
        edition=book.edition,
        rules_sha256=book.sha256,
        facts_sha256=hashlib.sha256(canonical(looked_at).encode()).hexdigest(),
        layers=tuple(book.forced),
        readings={reading: book.chosen(reading) for reading in sorted(book.readings)},
        engine=question.engine,
    )
