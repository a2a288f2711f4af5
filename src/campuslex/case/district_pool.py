"""
The documents of a district answered one by one, here or in processes of their own; the answers are the same.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from attrs import frozen

from campuslex.case.district_case import CaseRow, district_rows
from campuslex.case.district_flat import PetitionRow, TermRow, petition_rows, term_rows
from campuslex.case.district_given import NOWHERE, Item, Unanswered, read, unanswered
from campuslex.dates.calendar import Calendar
from campuslex.dates.policy import Policy
from campuslex.errors import CampuslexError
from campuslex.model.case import CaseDocument, Event
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm
from campuslex.rulebook.book import Rulebook

Answer: TypeAlias = CaseRow | PetitionRow | TermRow | Unanswered
CHUNK = 50
"""How many documents a process is handed at once."""


@frozen
class CaseJob:
    """
    A case to answer.
    """

    item: Item[CaseDocument]


@frozen
class PetitionJob:
    """
    A petition to answer, with the school it belongs to and what cases tell of it.
    """

    item: Item[Petition]
    school: str
    events: tuple[Event, ...]


@frozen
class TermJob:
    """
    A school's term to answer.
    """

    item: Item[SchoolTerm]


Job: TypeAlias = CaseJob | PetitionJob | TermJob
Answering: TypeAlias = Callable[[Iterable[Job]], Iterator[Answer]]


@frozen
class Question:
    """
    What every document of a district is asked with. Pickles.
    """

    book: Rulebook
    on: date
    calendar: Calendar
    policy: Policy
    engine: str

    def answer(self, job: Job) -> Answer:
        """
        The row of one document, or why there is none.
        """
        asked: dict[str, Any] = {"calendar": self.calendar, "policy": self.policy, "engine": self.engine}
        try:
            if isinstance(job, CaseJob):
                case = read(job.item, CaseDocument)
                school = job.item.school or case.incident.jurisdiction or NOWHERE
                return district_rows(case, self.book, self.on, school=school, **asked)
            if isinstance(job, TermJob):
                term = read(job.item, SchoolTerm)
                school = job.item.school or term.jurisdiction or NOWHERE
                return term_rows(term, self.book, self.on, school=school, **asked)
            petition = read(job.item, Petition)
            return petition_rows(petition, self.book, self.on, school=job.school, events=job.events, **asked)
        # INVARIANT: one bad document never stops the district; what is wrong with it is told
        except Exception as error:
            kind = {CaseJob: "case", PetitionJob: "petition", TermJob: "school_term"}[type(job)]
            return unanswered(kind, job.item, error)


@contextmanager
def answering(question: Question, workers: int) -> Iterator[Answering]:
    """
    Something that answers jobs in their order.

    Args:
        question: What every document is asked with.
        workers: How many processes; up to 1 is none but this one.
    """
    if workers <= 1:
        yield partial(map, question.answer)
        return
    # spawned, not forked: the same on every system, and safe where a host has threads
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawned, initializer=_begin, initargs=(question,)) as pool:
        yield partial(_in_chunks, pool, question)


def _in_chunks(pool: ProcessPoolExecutor, question: Question, jobs: Iterable[Job]) -> Iterator[Answer]:
    waiting = list(jobs)
    chunks = [waiting[first : first + CHUNK] for first in range(0, len(waiting), CHUNK)]
    for chunk, answers in [(chunk, pool.submit(_chunk, chunk)) for chunk in chunks]:
        try:
            yield from answers.result()
        except (CampuslexError, BrokenExecutor):
            raise
        except Exception:  # something among them does not pickle, so it is none of ours: it is told from here
            yield from map(question.answer, chunk)


_worker: list[Question] = []
"""The question a process of its own was started with; empty in every other."""


def _begin(question: Question) -> None:
    _worker[:] = [question]


def _chunk(jobs: Sequence[Job]) -> list[Answer]:
    return [_worker[0].answer(job) for job in jobs]
