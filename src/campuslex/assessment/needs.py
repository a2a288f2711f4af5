"""
What is still unknown and could change an outcome, gravest outcome first.
"""

from collections.abc import Iterator, Mapping

from attrs import define, field

from campuslex.assessment.answer import Need, PersonAnswer
from campuslex.assessment.context import Context
from campuslex.assessment.worlds import GRADES, Evaluation, Unit
from campuslex.engine.values import OPEN
from campuslex.engine.walker import open_leaves
from campuslex.model.documents import document_fields
from campuslex.model.fact import FactInfo
from campuslex.model.incident import Incident, Person
from campuslex.model.questions import Asked, question
from campuslex.model.vocabulary import FactSpec, Flag, vocabulary
from campuslex.rulebook.book import Selected
from campuslex.rulebook.nodes import Unset
from campuslex.rulebook.records import (
    DefectConclusion,
    DutyConclusion,
    Element,
    GradeConclusion,
    LiabilityConclusion,
    MeasureConclusion,
    TriggerConclusion,
    UnlawfulConclusion,
)
from campuslex.rulebook.words import Effect

_RANKS = {
    "severity.unlawful.crime": 0,
    "severity.unlawful.public_security": 1,
    "severity.grade": 2,
    "determination": 3,
    "duties": 4,
    "measures": 5,
    "triggers": 6,
    "liability": 7,
    "defects": 8,
}
"""What a need decides, gravest first."""
_ORDER = {"date": 0, "fact": 1, "finding": 2, "parameter": 3}
_SETTLING = {"findings.dominance": "dominance", "findings.intent": "intent"}
"""Document fields that settle a matter without a finding."""
Key = tuple[str, str | None]


@define(eq=False)
class _Entry:
    kind: str
    info: FactInfo
    type: Asked
    decides: dict[str, int] = field(factory=dict)
    """Rank by what it decides."""


class NeedsBuilder:
    """
    Gathers the needs of an evaluation.
    """

    def __init__(self, context: Context, persons: Mapping[str, PersonAnswer]) -> None:
        self._context, self._persons = context, persons
        self._barred = {
            (code, option.measure)
            for code, told in persons.items()
            for option in told.measures
            if option.status == "barred"
        }
        self._granted = {
            (code, option.measure)
            for code, told in persons.items()
            for option in told.measures
            if option.basis == "established" and option.status in ("required", "permitted")
        }
        self._entries: dict[Key, _Entry] = {}
        self._behind: dict[tuple[str, str | None], set[Key]] = {}

    def build(self) -> tuple[Need, ...]:
        """
        The needs, in their order.
        """
        if self._context.merged.undated:
            self._ask_date()
        if self._context.status in ("open", "suspected"):
            self._ask_determination()
        for part in self._context.merged.parts:
            # conclusions first, so that what rests on them can ask for what is behind them
            for number in (1, 2, 3, 5):
                for unit in part.worlds[0].verdicts:
                    self._gather(part, unit, number)
        ordered = sorted(self._entries.items(), key=lambda entry: _sort_key(*entry))
        return tuple(_need(key, entry) for key, entry in ordered)

    def _ask_date(self) -> None:
        spec = _INCIDENT_DATE
        entry = self._entries.setdefault(("occurred_to", None), _Entry("date", spec, Flag()))
        entry.decides["determination"] = _RANKS["determination"]

    def _ask_determination(self) -> None:
        key = self._add("findings.bullying", None, "finding", vocabulary("incident")["findings.bullying"])
        self._entries[key].decides["determination"] = _RANKS["determination"]

    def _gather(self, part: Evaluation, unit: Unit, number: int) -> None:
        plan = part.plan.scopes[unit[0]]
        world = part.worlds[0]
        verdicts = world.verdicts[unit]
        asked: dict[object, set[Key]] = {}
        for index, item in enumerate(plan.rules):
            if item.stratum != number or verdicts[index] != OPEN:
                continue
            names = self._undecided(item, unit)
            if not names:
                continue
            # rules that read alike ask alike
            alike = (item.rule.record.when, item.rule.record.unless)
            keys = asked.get(alike)
            if keys is None:
                keys = asked[alike] = self._open_in(part, item, unit)
            for key in keys:
                self._entries[key].decides.update(names)
            self._remember(item, unit, keys)

    def _open_in(self, part: Evaluation, item: Selected, unit: Unit) -> set[Key]:
        plan = part.plan.scopes[unit[0]]
        keys: set[Key] = set()
        for leaf in open_leaves(item.node, plan.layout, part.worlds[0].vectors[unit]):
            if isinstance(leaf, Unset):
                keys.add(self._parameter(leaf.parameter))
            else:
                keys |= self._keys(part.incident, unit, vocabulary(unit[0])[leaf.column.fact])
        return keys

    def _undecided(self, item: Selected, unit: Unit) -> dict[str, int]:
        """
        What an open rule may still change; an outcome that is settled otherwise is none of it.
        """
        conclusion, code = item.rule.conclusion, unit[1]
        established = self._context.merged.worlds[0]
        if isinstance(conclusion, Element) and self._context.status not in ("open", "suspected"):
            return {}
        if (
            isinstance(conclusion, UnlawfulConclusion)
            and established.unlawful.get((code or "", conclusion.axis.value)) != OPEN
        ):
            return {}
        if isinstance(conclusion, GradeConclusion):
            told = self._persons[code or ""].severity
            if told.grade is None or (
                told.basis == "established" and GRADES.index(conclusion.grade) <= GRADES.index(told.grade)
            ):
                return {}
        if isinstance(conclusion, MeasureConclusion):
            settled = self._barred | (self._granted if conclusion.effect is Effect.PERMIT else set())
            free = (name for name in conclusion.measures if (code, name) not in settled)
            return {f"measures.{code}.{name}": _RANKS["measures"] for name in free}
        return _decides(item, unit)

    def _remember(self, item: Selected, unit: Unit, keys: set[Key]) -> None:
        conclusion, code = item.rule.conclusion, unit[1]
        if isinstance(conclusion, Element):
            self._behind.setdefault(("suspicion", None), set()).update(keys)
        elif isinstance(conclusion, UnlawfulConclusion):
            for name, person in (
                (f"decided.unlawful_{conclusion.axis}", code),
                (f"decided.any_unlawful_{conclusion.axis}", None),
            ):
                self._behind.setdefault((name, person), set()).update(keys)
        elif isinstance(conclusion, GradeConclusion):
            for name, person in (("decided.grade", code), ("decided.max_grade", None)):
                self._behind.setdefault((name, person), set()).update(keys)

    def _parameter(self, name: str) -> Key:
        record = self._context.book.parameters[name]
        info = FactInfo(
            record.zh,
            record.en,
            f"“{record.zh}”由谁定、定为多少？",
            f"What is set for: {record.en}?",
            record.owner.value,
        )
        key = (f"param.{name}", None)
        self._entries.setdefault(key, _Entry("parameter", info, Flag()))
        return key

    def _keys(self, incident: Incident, unit: Unit, spec: FactSpec) -> set[Key]:
        if spec.origin == "decided":
            return self._behind.get((spec.name, unit[1]), set()) | self._behind.get((spec.name, None), set())
        if spec.origin == "finding":
            # a finding that counts for all is asked once, not for each offender
            found = {self._add(spec.name, None, "finding", spec)}
            document_field = _SETTLING.get(spec.name)
            if document_field and getattr(incident, document_field) is None:
                found.add(self._add(document_field, None, "fact", spec))
            return found
        if not spec.asks:
            person = unit[1] if unit[1] and hasattr(Person, spec.name) else None
            return {self._add(spec.name, person, "fact", spec)}
        return {self._add(*asked, spec) for asked in _asked(incident, unit, spec)}

    def _add(self, fact: str, person: str | None, kind: str, spec: FactSpec) -> Key:
        key = (fact, person)
        if key not in self._entries:
            info, type_ = _document_info(fact, spec)
            self._entries[key] = _Entry(kind, info, type_)
        return key


def _asked(incident: Incident, unit: Unit, spec: FactSpec) -> Iterator[tuple[str, str | None, str]]:
    """
    The document fields behind a derived fact, with the people they are unknown of.
    """
    found = False
    for name, whose in spec.asks:
        if name == "birth_date" and ("age", whose) in spec.asks:
            continue  # the age answers as well, and says less about a child
        if whose in ("self", "victim", "offender"):
            for person in _people(incident, unit, whose):
                if _lacks(person, name):
                    found = True
                    yield name, person.id, "fact"
        elif whose == "finding":
            found = True
            yield name, None, "finding"
        elif whose == "incident" and _known(incident, name):
            continue
        else:
            found = True
            yield name, None, "fact"
    if not found:
        yield spec.asks[0][0], unit[1], "fact"


def _lacks(person: Person, name: str) -> bool:
    """
    Whether a field of a person is unknown; `measures_in_force.decided_on` is one of the records in a field, once known.
    """
    head, _, tail = name.partition(".")
    value = getattr(person, head)
    return any(getattr(item, tail) is None for item in value or ()) if tail else value is None


def _known(incident: Incident, name: str) -> bool:
    head, _, tail = name.partition(".")
    value = getattr(incident, head, None)
    return (getattr(value, tail, None) if tail else value) is not None


def _people(incident: Incident, unit: Unit, whose: str) -> list[Person]:
    if whose == "self":
        return [person for person in incident.people if person.id == unit[1]]
    if whose == "victim" and unit[0] == "offender":
        hurt = {code for act in incident.acts if act.by is None or unit[1] in act.by for code in act.against or ()}
        named = [person for person in incident.people if person.id in hurt]
        return named or [person for person in incident.people if person.role == "victim"]
    return [person for person in incident.people if person.role == whose]


def _document_info(fact: str, spec: FactSpec) -> tuple[FactInfo, Asked]:
    """
    The description of a document's own field, where the fact is one; else that of the fact itself.
    """
    return document_fields().get(fact, (spec.info, spec.kind))


def _decides(item: Selected, unit: Unit) -> dict[str, int]:
    conclusion, who = item.rule.conclusion, unit[1] or "-"
    if isinstance(conclusion, DutyConclusion):
        rank, rule = _RANKS["duties"], item.rule.id
        return {f"duties.{rule}/{who}/{addressee}": rank for addressee in conclusion.words.addressees}
    if isinstance(conclusion, Element):
        name = "determination"
    elif isinstance(conclusion, UnlawfulConclusion):
        name = f"severity.unlawful.{conclusion.axis}"
    elif isinstance(conclusion, GradeConclusion):
        name = "severity.grade"
    elif isinstance(conclusion, TriggerConclusion):
        return {f"triggers.{item.rule.id}": _RANKS["triggers"]}
    elif isinstance(conclusion, DefectConclusion):
        return {f"defects.{item.rule.id}": _RANKS["defects"]}
    else:
        return {f"liability.{item.rule.id}": _RANKS["liability"]} if isinstance(conclusion, LiabilityConclusion) else {}
    return {name: _RANKS[name]}


def _sort_key(key: Key, entry: _Entry) -> tuple[int, int, int, str, str]:
    rank = min(entry.decides.values(), default=len(_RANKS))
    return _ORDER[entry.kind], rank, -len(entry.decides), key[0], key[1] or ""


def _need(key: Key, entry: _Entry) -> Need:
    zh, en = (question(entry.info, entry.type, lang) for lang in ("zh", "en"))
    return Need(
        key[0],
        key[1],
        zh,
        en,
        entry.info.owner,
        tuple([name for _, name in sorted((rank, name) for name, rank in entry.decides.items())]),
    )


_INCIDENT_DATE = FactInfo(
    "最后行为日期",
    "day of the last act",
    "行为发生在哪一天？跨多日的，最后一天是哪一天？",
    "On which day did the conduct happen, or end?",
)
