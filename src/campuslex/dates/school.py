"""
A school's terms, which only the school knows: school weeks and terms are counted by them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Self, TypeAlias

from attrs import frozen

from campuslex.dates.refusals import CannotCompute
from campuslex.errors import FactsError, Fault

Days: TypeAlias = tuple[date, date]


@frozen
class SchoolCalendar:
    """
    The terms of a school; what lies between two of them is holidays. Use `from_terms`.

    Args:
        terms: First and last day of each term, in order.
    """

    terms: tuple[Days, ...]

    @classmethod
    def from_terms(cls, terms: Iterable[Days]) -> Self:
        """
        A school calendar from the first and last days of consecutive terms.

        Raises:
            FactsError: No term, one that ends before it begins, or two that overlap.
        """
        inorder = tuple(sorted(terms))
        faults = list(_faults(inorder))
        if faults:
            raise FactsError(faults)
        return cls(inorder)

    def in_term(self, day: date) -> bool:
        """
        Whether a day lies in a term.

        Raises:
            CannotCompute: Before the first or after the last term known.
        """
        self._known(day)
        return any(begins <= day <= ends for begins, ends in self.terms)

    def end_of_term(self, day: date, number: int) -> date:
        """
        The last day of the `number`-th term, the term of a day being the first; in the holidays the next one is.

        Raises:
            CannotCompute: Before the first or after the last term known.
        """
        self._known(day)
        ends = [to for _, to in self.terms if to >= day]
        if number > len(ends):
            raise self._later()
        return ends[number - 1]

    def _known(self, day: date) -> None:
        if day < self.terms[0][0]:
            first = self.terms[0][0]
            raise CannotCompute("earlier_terms", f"no school term before `{first}` is known; supply it")
        if day > self.terms[-1][1]:
            raise self._later()

    def _later(self) -> CannotCompute:
        last = self.terms[-1][1]
        return CannotCompute("later_terms", f"no school term after `{last}` is known; supply it")


def _faults(terms: tuple[Days, ...]) -> Iterator[Fault]:
    if not terms:
        yield Fault("terms", "there is none", remedy="supply the first and last day of each")
    for index, (begins, ends) in enumerate(terms):
        if ends < begins:
            yield Fault(f"terms.{index}.to", "lies before the term's first day", ends.isoformat())
    for index, (one, other) in enumerate(pairwise(terms), 1):
        if other[0] <= one[1]:
            yield Fault(f"terms.{index}.from", "lies within the term before", other[0].isoformat())
