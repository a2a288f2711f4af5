"""
A small book of duties for tests of cases: each test says the one duty it is about.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from campuslex.case.owed import Owed
from campuslex.case.view import CaseView
from campuslex.dates.policy import Policy
from campuslex.rulebook.book import Rulebook
from tests.builders import Document, assault, person, read_case, victim
from tests.rulebooks import load, provision, rule

PLANNED = assault(planned=True, occurred_from="2026-03-09", occurred_to="2026-03-09")
"""An incident in which the duties of the small book hold."""


def planned(**facts: Any) -> Document:
    """
    The same, with further facts.
    """
    return {**PLANNED, **facts}


def born(day: str) -> Document:
    """
    The same, of a victim born on a day.
    """
    return planned(people=[person(), victim(birth_date=day)])


def duty(due: str = "", **said: str) -> str:
    """
    A duty as a rule file writes it; without words of its own the school must investigate.

    Args:
        due: Lines of its deadline.
        said: Its words: actor, action, addressee, modality, choice.
    """
    words = {"actor": "school", "action": "investigate", "modality": "must", "track": "protection", **said}
    addressee = words.pop("addressee", "student")
    lines = "\n".join(f'{key} = "{value}"' for key, value in words.items())
    told = f"[rule.then.duty.due]\n{due}" if due else ""
    return f'[rule.then.duty]\n{lines}\naddressees = ["{addressee}"]\n{told}'


def days(number: int, start: str = "procedure_started_on", unit: str = "calendar_day", more: str = "") -> str:
    """
    A deadline of some units from a start.
    """
    return f'from = "{start}"\nnumber = {number}\nunit = "{unit}"\n{more}'


def prompt(start: str = "first_known_at", word: str = "及时") -> str:
    """
    A deadline without a number.
    """
    return f'from = "{start}"\npromptness = "{word}"\n'


def book(*duties: str, when: str = "planned", scope: str = "incident", files: dict[str, str] | None = None) -> Rulebook:
    """
    A book of some duties, in one file, which hold where the incident was planned.
    """
    rules = [
        rule(f"protection.small.d{index}", when, then, scope=scope, applies_by="step")
        for index, then in enumerate(duties)
    ]
    return own_book(*rules, files=files)


def own_book(*rules: str, files: dict[str, str] | None = None) -> Rulebook:
    """
    A book of some rules, in one file.
    """
    with TemporaryDirectory() as folder:
        return load(Path(folder), {"protection/law-a-9.toml": provision(*rules), **(files or {})})


def on(day: str, law: Rulebook, *events: Document, of: Document | None = None, **options: Any) -> CaseView:
    """
    The view of a planned incident on a day.

    Args:
        day: The day.
        law: The rules.
        events: What happened.
        of: Another incident.
        options: `policy`; other words are fields of the case.
    """
    policy: Policy | None = options.pop("policy", None)
    return read_case(*events, of=of or PLANNED, **options).at(date.fromisoformat(day), law, policy=policy)


def rows(view: CaseView, number: int = 0) -> Iterator[Owed]:
    """
    The rows of one duty of the small book.
    """
    return (row for row in view.duties if row.duty.rule == f"protection.small.d{number}")


def row(view: CaseView, number: int = 0) -> Owed:
    """
    The one row of a duty.
    """
    (found,) = rows(view, number)
    return found
