"""
Every exception of campuslex, one tree.

    CampuslexError
    ├── FactsError            a document of facts is faulty (exit code 2)
    ├── RulesError            a rule file is faulty (exit code 3)
    │   └── UnknownName       something was asked for that the rulebook does not hold
    ├── EngineDisagreement    two engines gave different verdicts (exit code 4)
    ├── EngineUnavailable     an engine's package is not installed
    └── CalendarUnknown       no calendar for that year; supply one

Messages are lower case, without final period, with user input in backticks.
No exception shows a fact beyond the path and the offending value.
"""

from collections.abc import Sequence

from attrs import frozen


@frozen
class Fault:
    """
    One thing wrong at one place.

    Args:
        place: Path of the fact (`people.S2.age`) or file, rule and line.
        value: The offending value as text, shortened; empty if none.
        message: What is wrong.
        remedy: What to do, or the nearest right word; empty if unknown.
    """

    place: str
    message: str
    value: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        value = f" `{self.value}`" if self.value else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.message}{value}{remedy}"


class CampuslexError(Exception):
    """
    Root of all errors of this package.
    """

    exit_code = 1


class _Faulty(CampuslexError):
    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type, tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


class FactsError(_Faulty):
    """
    A document of facts is faulty; `faults` lists every fault found.
    """

    exit_code = 2


class RulesError(_Faulty):
    """
    Rule files are faulty; `faults` lists every fault of all files.
    """

    exit_code = 3


class UnknownName(RulesError):
    """
    A rule, article, layer, document or label that does not exist was asked for.
    """

    exit_code = 2


class EngineDisagreement(CampuslexError):
    """
    The two engines gave different verdicts for the same rule and facts.

    Args:
        rule: The rule's id.
        verdicts: Verdict by engine name.
        facts: Names of the facts the rule reads with the values both engines saw.
    """

    exit_code = 4

    def __init__(self, rule: str, verdicts: dict[str, str], facts: dict[str, str]) -> None:
        self.rule, self.verdicts, self.facts = rule, verdicts, facts
        told = ", ".join(f"{engine}: {verdict}" for engine, verdict in verdicts.items())
        super().__init__(f"engines disagree on `{rule}` ({told})")

    def __reduce__(self) -> tuple[type, tuple[str, dict[str, str], dict[str, str]]]:
        return type(self), (self.rule, self.verdicts, self.facts)


class EngineUnavailable(CampuslexError):
    """
    The package behind an engine is missing or does not import.
    """


class CalendarUnknown(CampuslexError):
    """
    The State Council's holidays of a year are not known.
    """

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"no calendar for `{year}`; supply its holidays and make-up workdays")

    def __reduce__(self) -> tuple[type, tuple[int]]:
        return type(self), (self.year,)
