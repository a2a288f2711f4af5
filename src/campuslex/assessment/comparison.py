"""
The lighter law (从旧兼从轻, penalty.37): conduct under an old version, decided under a new one, compared item by item.

What is lighter is listed; which law applies is for a person to say.
"""

from collections.abc import Iterable, Iterator

from campuslex.assessment.answer import ComparisonRow
from campuslex.assessment.context import Context
from campuslex.engine.values import FAILS
from campuslex.model.incident import Incident
from campuslex.model.words import Unlawful
from campuslex.rulebook.book import Rulebook
from campuslex.rulebook.records import Version
from campuslex.rulebook.registers import Comparison


def comparison(context: Context) -> tuple[ComparisonRow, ...]:
    """
    The respects in which the law of the conduct and the law of today differ for what is suspected here.
    """
    parts = context.merged.parts
    violations = parts[-1].worlds[1].unlawful.items()
    if all(verdict == FAILS for (_, axis), verdict in violations if axis == Unlawful.PUBLIC_SECURITY.value):
        return ()
    suspected = frozenset(_suspected(context))
    crossed = [item for item in context.book.comparisons if _crossed(context, parts[0].incident, item)]
    return tuple(_row(item) for item in crossed if not item.offences or suspected & set(item.offences))


def _suspected(context: Context) -> Iterator[str]:
    for part in context.merged.parts:
        for unit, verdicts in part.worlds[1].verdicts.items():
            rules = part.plan.scopes[unit[0]].rules
            yield from (item.rule.id for item, told in zip(rules, verdicts, strict=True) if told != FAILS)


def _crossed(context: Context, incident: Incident, item: Comparison) -> bool:
    """
    Whether the old version may have been in force at the conduct, and the new one is now.
    """
    old, new = (_version(context.book, item.instrument, name) for name in (item.old, item.new))
    first = incident.occurred_to or incident.occurred_from
    return new.from_ <= context.on and (first is None or first < new.from_) and (first is None or old.from_ <= first)


def _version(book: Rulebook, instrument: str, name: str) -> Version:
    versions: Iterable[Version] = book.instruments[instrument].version
    return next(version for version in versions if version.id == name)


def _row(item: Comparison) -> ComparisonRow:
    return ComparisonRow(
        id=item.id,
        instrument=item.instrument,
        aspect_zh=item.aspect_zh,
        aspect_en=item.aspect_en,
        old=item.old,
        new=item.new,
        old_norm=item.old_norm,
        new_norm=item.new_norm,
        old_zh=item.old_zh,
        old_en=item.old_en,
        new_zh=item.new_zh,
        new_en=item.new_en,
        lighter=item.lighter.value,
        note_zh=item.note_zh,
        note_en=item.note_en,
    )
