"""
A case in order of time: what happened, and what fell or falls due.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal

from attrs import frozen

from campuslex.case.order import Instant, instant_of
from campuslex.case.owed import Owed, State
from campuslex.model.case import Event
from campuslex.model.schema import glossary_key
from campuslex.model.words import EventKind
from campuslex.rulebook.book import Rulebook


@frozen(kw_only=True)
class Row:
    """
    One line of a case's timeline.

    Args:
        kind: `event`, or `deadline`.
        at: When it happened, or its last day.
        what: The event's kind, or the action due.
        zh: The same for a reader, in Chinese.
        en: The same in English.
        who: Who did it, or must or may.
        towards: Towards whom.
        person: About whom.
        measure: The measure it is about.
        planned: The last day a soft norm (原则上) aims at.
        statutory: The last day a hard norm gives.
        actual: When it happened, or was done.
        state: What became of a deadline; None for an event.
        rules: The rules of a deadline.
    """

    kind: Literal["event", "deadline"]
    at: date
    what: str
    zh: str
    en: str
    who: str | None
    towards: str | None
    person: str | None
    measure: str | None
    planned: date | None = None
    statutory: date | None = None
    actual: date | None = None
    state: State | None = None
    rules: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "kind": self.kind,
            "at": self.at.isoformat(),
            "what": self.what,
            "title": {"zh": self.zh, "en": self.en},
            "who": self.who,
            "towards": self.towards,
            "person": self.person,
            "measure": self.measure,
            "planned": self.planned.isoformat() if self.planned else None,
            "statutory": self.statutory.isoformat() if self.statutory else None,
            "actual": self.actual.isoformat() if self.actual else None,
            "state": self.state.value if self.state else None,
            "rules": list(self.rules),
        }


def timeline(events: Sequence[Event], rows: Iterable[Owed], book: Rulebook) -> tuple[Row, ...]:
    """
    The events that count and the last days that can be told, in order; an event comes before what falls due with it.
    """
    found = [*(_happened(event, book) for event in events), *_due(rows)]
    return tuple(sorted(found, key=_order))


def _order(row: Row) -> tuple[Instant, bool]:
    return instant_of(row.at), row.kind == "deadline"


def _happened(event: Event, book: Rulebook) -> Row:
    kind, word = glossary_key(EventKind, event.kind.value)
    return Row(
        kind="event",
        at=event.at,
        what=event.kind.value,
        zh=_label(book, kind, word, "zh"),
        en=_label(book, kind, word, "en"),
        who=event.by.value if event.by else None,
        towards=event.to.value if event.to else None,
        person=event.person,
        measure=event.measure.value if event.measure else None,
        actual=event.at,
    )


def _label(book: Rulebook, kind: str, word: str, lang: str) -> str:
    told = book.label(kind, word, lang)
    return word.partition(".")[2].replace("_", " ") if told == word else told


def _due(rows: Iterable[Owed]) -> Iterator[Row]:
    """
    One line an act, last day and strength, with every rule behind it.
    """
    acts: dict[tuple[Any, ...], list[Owed]] = {}
    for row in rows:
        if row.by is not None and row.state is not State.VOID:
            key = (row.duty.actor, row.duty.act, row.measure, row.by, row.strength, row.state)
            acts.setdefault(key, []).append(row)
    for found in acts.values():
        first = found[0]
        assert first.by is not None
        hard = first.strength == "hard"
        yield Row(
            kind="deadline",
            at=first.by,
            what=first.duty.action,
            zh=first.duty.title_zh,
            en=first.duty.title_en,
            who=first.duty.actor,
            towards=first.duty.addressee,
            person=first.duty.person,
            measure=first.measure,
            planned=None if hard else first.by,
            statutory=first.by if hard else None,
            actual=first.kept_on,
            state=first.state,
            rules=tuple(dict.fromkeys(row.duty.rule for row in found)),
        )
