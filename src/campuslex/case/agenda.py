"""
What comes next: the deadlines and the prompt duties of a case, one row an act.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from campuslex.assessment.answer import cited
from campuslex.case.owed import Owed, State
from campuslex.dates.zone import day_of


@frozen(kw_only=True)
class Task:
    """
    One act somebody must do, with every rule that asks for it.

    Args:
        actor: Who must.
        action: What.
        addressee: Towards whom.
        person: About whom; None is nobody in particular.
        measure: The measure it is about, where it is about one.
        state: The most pressing of its rules' states.
        since: The earliest start.
        by: The earliest last day, or instant; None where no rule gives one that can be told.
        left: Days left until then, below nought once it is late; None likewise.
        days: Days since its start.
        strength: `hard` if any rule is.
        promptness: The law's words for how soon, where it gives no number.
        rules: The rules, the most pressing first.
    """

    actor: str
    action: str
    addressee: str
    person: str | None
    measure: str | None
    state: State
    since: date | None
    by: date | None
    left: int | None
    days: int | None
    strength: str
    promptness: tuple[str, ...]
    rules: tuple[Owed, ...]

    @property
    def late(self) -> bool:
        """
        Whether a last day has passed.
        """
        return self.state is State.LATE

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "actor": self.actor,
            "action": self.action,
            "addressee": self.addressee,
            "person": self.person,
            "measure": self.measure,
            "state": self.state.value,
            "since": self.since.isoformat() if self.since else None,
            "by": self.by.isoformat() if self.by else None,
            "left": self.left,
            "days": self.days,
            "strength": self.strength,
            "promptness": list(self.promptness),
            "rules": [
                {
                    "rule": row.duty.rule,
                    "title": {"zh": row.duty.title_zh, "en": row.duty.title_en},
                    "by": row.by.isoformat() if row.by else None,
                    "basis": row.duty.basis,
                    "citations": cited(row.duty.citations),
                }
                for row in self.rules
            ],
        }


def agenda(rows: Iterable[Owed], on: date) -> tuple[Task, ...]:
    """
    What must be done and has begun: late first, hard before soft, then by last day or start; each act once.
    """
    acts: dict[tuple[str, str, str | None], list[Owed]] = {}
    for row in rows:
        if row.duty.modality == "must" and row.pending and row.since is not None:
            acts.setdefault((row.duty.actor, row.duty.act, row.measure), []).append(row)
    tasks = [_task(sorted(found, key=_pressing), on) for found in acts.values()]
    return tuple(sorted(tasks, key=_order))


def _pressing(row: Owed) -> tuple[bool, bool, date, str]:
    return row.state is not State.LATE, row.strength != "hard", day_of(row.by or row.since or date.max), row.duty.rule


def _task(rows: Sequence[Owed], on: date) -> Task:
    first = rows[0].duty
    by = min((row.by for row in rows if row.by), key=day_of, default=None)
    since = min((row.since for row in rows if row.since), key=day_of, default=None)
    return Task(
        actor=first.actor,
        action=first.action,
        addressee=first.addressee,
        person=first.person,
        measure=rows[0].measure,
        state=rows[0].state,
        since=since,
        by=by,
        left=(day_of(by) - day_of(on)).days if by else None,
        days=(day_of(on) - day_of(since)).days if since else None,
        strength="hard" if any(row.strength == "hard" for row in rows) else "soft",
        promptness=tuple(dict.fromkeys(_words(rows))),
        rules=tuple(rows),
    )


def _words(rows: Iterable[Owed]) -> Iterator[str]:
    return (row.due.promptness for row in rows if row.due and row.due.promptness)


def _order(task: Task) -> tuple[bool, bool, date, str, str, str]:
    day = day_of(task.by or task.since or date.max)
    return not task.late, task.strength != "hard", day, task.actor, task.action, f"{task.addressee}/{task.person}"
