"""
What an assessment says: frozen results, each with its dictionary form (design §7).
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

if TYPE_CHECKING:
    from campuslex.assessment.why import Why

ADVICE_ZH = "本结果为规则核对意见，不是认定或处分决定；须由法定主体依程序作出。"
ADVICE_EN = (
    "Advice from rules, not a determination or a sanction; those are for the competent bodies, by their procedures."
)
Citation: TypeAlias = Mapping[str, Any]
VERDICTS = ("fails", "open", "holds")


def cited(citations: tuple[Citation, ...]) -> list[dict[str, Any]]:
    """
    Citations in their dictionary form.
    """
    return [dict(citation) for citation in citations]


@frozen
class Due:
    """
    By when.

    Args:
        number: How many units, or None where the law gives no number.
        unit: The unit.
        start: What the deadline runs from.
        by: Last day, where the start and the calendar are known.
        strength: `hard` or `soft`.
        promptness: The law's own word, such as 及时, where it gives no number.
    """

    number: int | None
    unit: str | None
    start: str
    by: date | None
    strength: str
    promptness: str

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "number": self.number,
            "unit": self.unit,
            "from": self.start,
            "by": self.by.isoformat() if self.by else None,
            "strength": self.strength,
            "promptness": self.promptness or None,
        }


@frozen
class Duty:
    """
    What someone must, may or must not do towards one addressee.
    """

    id: str
    act: str
    track: str
    actor: str
    action: str
    addressee: str
    choice: str | None
    person: str | None
    modality: str
    verdict: str
    basis: str
    due: Due | None
    rule: str
    title_zh: str
    title_en: str
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "id": self.id,
            "act": self.act,
            "track": self.track,
            "actor": self.actor,
            "action": self.action,
            "addressee": self.addressee,
            "choice": self.choice,
            "person": self.person,
            "modality": self.modality,
            "verdict": self.verdict,
            "basis": self.basis,
            "due": self.due.to_dict() if self.due else None,
            "rule": self.rule,
            "title_zh": self.title_zh,
            "title_en": self.title_en,
            "citations": cited(self.citations),
        }


@frozen
class MeasureOption:
    """
    Whether one measure is available against one offender, and why.
    """

    measure: str
    status: str
    ground: str | None
    basis: str
    decided_by: str | None
    limits_zh: str
    limits_en: str
    first: tuple[str, ...]
    rule: str | None
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        limits = {"zh": self.limits_zh, "en": self.limits_en} if self.limits_zh or self.limits_en else None
        return {
            "measure": self.measure,
            "status": self.status,
            "ground": self.ground,
            "basis": self.basis,
            "decided_by": self.decided_by,
            "limits": limits,
            "first": list(self.first),
            "rule": self.rule,
            "citations": cited(self.citations),
        }


@frozen
class Liability:
    """
    What the law makes possible and who decides; never a verdict.
    """

    kind: str
    statement_zh: str
    statement_en: str
    verdict: str
    basis: str
    decided_by: str
    rule: str
    citations: tuple[Citation, ...]
    person: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "kind": self.kind,
            "statement_zh": self.statement_zh,
            "statement_en": self.statement_en,
            "verdict": self.verdict,
            "basis": self.basis,
            "decided_by": self.decided_by,
            "rule": self.rule,
            "citations": cited(self.citations),
        }


@frozen
class UnlawfulAxis:
    """
    Suspected violation of public-security law, or crime: a separate axis, whatever the age.
    """

    public_security: str
    crime: str
    basis: str

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {"public_security": self.public_security, "crime": self.crime, "basis": self.basis}


@frozen
class Severity:
    """
    The grade that holds, how far it may reach, and what it rests on.
    """

    grade: str | None
    range: tuple[str, ...]
    basis: str
    rules: tuple[str, ...]
    unlawful: UnlawfulAxis

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "grade": self.grade,
            "range": list(self.range),
            "basis": self.basis,
            "rules": list(self.rules),
            "unlawful": self.unlawful.to_dict(),
        }


@frozen
class PersonAnswer:
    """
    What is said of one offender.
    """

    severity: Severity
    determination: str
    liability: tuple[Liability, ...]
    measures: tuple[MeasureOption, ...]

    def measure(self, name: str) -> MeasureOption:
        """
        The row of one measure.

        Raises:
            KeyError: No such measure.
        """
        for option in self.measures:
            if option.measure == name:
                return option
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "severity": self.severity.to_dict(),
            "determination": self.determination,
            "liability": [item.to_dict() for item in self.liability],
            "measures": [item.to_dict() for item in self.measures],
        }


@frozen
class ElementVerdict:
    """
    One element of a definition, with the facts it reads.
    """

    id: str
    verdict: str
    facts: tuple[str, ...]


@frozen
class Definition:
    """
    One definition of student bullying, element by element.
    """

    norm: str
    verdict: str
    elements: tuple[ElementVerdict, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        elements = [{"id": item.id, "verdict": item.verdict, "facts": list(item.facts)} for item in self.elements]
        return {"norm": self.norm, "verdict": self.verdict, "elements": elements}


@frozen
class Determination:
    """
    Where the determination of bullying stands.
    """

    status: str
    basis: str
    definitions: tuple[Definition, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "status": self.status,
            "basis": self.basis,
            "definitions": [item.to_dict() for item in self.definitions],
        }


@frozen
class Trigger:
    """
    Whom a state of affairs wakes, and why.
    """

    id: str
    wakes: tuple[str, ...]
    reason_zh: str
    reason_en: str
    basis: str
    rule: str
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "id": self.id,
            "wakes": list(self.wakes),
            "reason": {"zh": self.reason_zh, "en": self.reason_en},
            "basis": self.basis,
            "rule": self.rule,
            "citations": cited(self.citations),
        }


@frozen
class Need:
    """
    A fact whose knowledge could change an outcome.
    """

    fact: str
    person: str | None
    question_zh: str
    question_en: str
    owner: str
    decides: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "fact": self.fact,
            "person": self.person,
            "question_zh": self.question_zh,
            "question_en": self.question_en,
            "owner": self.owner,
            "decides": list(self.decides),
        }


@frozen
class OpenTermRow:
    """
    A term the law leaves open that this answer meets.
    """

    term: str
    owner: str
    rule: str
    reading: str | None
    presumed: bool

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "term": self.term,
            "owner": self.owner,
            "rule": self.rule,
            "reading": self.reading,
            "presumed": self.presumed,
        }


@frozen
class Notice:
    """
    Something a reader must know beside the answer.
    """

    code: str
    zh: str
    en: str

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {"code": self.code, "zh": self.zh, "en": self.en}


@frozen
class Defect:
    """
    A step the law requires that is missing or out of order.

    Args:
        step: The step.
        person: The offender concerned, or None.
        curable: `yes`, `no` or `depends`.
        consequence_zh: What follows from it.
        cure_zh: How it is made good, where it can be.
    """

    step: str
    person: str | None
    curable: str
    consequence_zh: str
    consequence_en: str
    cure_zh: str
    cure_en: str
    basis: str
    rule: str
    title_zh: str
    title_en: str
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "step": self.step,
            "person": self.person,
            "title_zh": self.title_zh,
            "title_en": self.title_en,
            "curable": self.curable,
            "consequence": {"zh": self.consequence_zh, "en": self.consequence_en},
            "cure": {"zh": self.cure_zh, "en": self.cure_en} if self.cure_zh else None,
            "basis": self.basis,
            "rule": self.rule,
            "citations": cited(self.citations),
        }


@frozen
class ComparisonRow:
    """
    One respect in which the law of the conduct and the law of today differ; a person says which applies.

    Args:
        lighter: `old`, `new`, `same`, or `person` where it takes a judgement.
    """

    id: str
    instrument: str
    aspect_zh: str
    aspect_en: str
    old: str
    new: str
    old_norm: str
    new_norm: str
    old_zh: str
    old_en: str
    new_zh: str
    new_en: str
    lighter: str
    note_zh: str
    note_en: str

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "id": self.id,
            "instrument": self.instrument,
            "aspect": {"zh": self.aspect_zh, "en": self.aspect_en},
            "old": {"version": self.old, "norm": self.old_norm, "zh": self.old_zh, "en": self.old_en},
            "new": {"version": self.new, "norm": self.new_norm, "zh": self.new_zh, "en": self.new_en},
            "lighter": self.lighter,
            "note": {"zh": self.note_zh, "en": self.note_en} if self.note_zh else None,
        }


@frozen
class ReadingEffect:
    """
    An option of a named reading, not chosen, under which something would come out otherwise.

    Args:
        reading: The reading.
        chosen: The option that applies.
        other: The option that would change the answer.
        rules: The rules that would speak, or fall silent.
    """

    reading: str
    chosen: str
    other: str
    rules: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {"reading": self.reading, "chosen": self.chosen, "other": self.other, "rules": list(self.rules)}


@frozen
class Receipt:
    """
    What the answer was made of: equal receipts mean equal answers.
    """

    campuslex: str
    edition: str
    rules_sha256: str
    facts_sha256: str
    layers: tuple[str, ...]
    readings: Mapping[str, str]
    engine: str

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form.
        """
        return {
            "campuslex": self.campuslex,
            "edition": self.edition,
            "rules_sha256": self.rules_sha256,
            "facts_sha256": self.facts_sha256,
            "layers": list(self.layers),
            "readings": dict(self.readings),
            "engine": self.engine,
        }


@frozen
class Assessment:
    """
    The answer to one incident on one day: advice, never a verdict.
    """

    on: date
    receipt: Receipt
    determination: Determination
    severity: Severity
    persons: Mapping[str, PersonAnswer]
    duties: tuple[Duty, ...]
    triggers: tuple[Trigger, ...]
    needs: tuple[Need, ...]
    open_terms: tuple[OpenTermRow, ...]
    notices: tuple[Notice, ...]
    liability: tuple[Liability, ...] = ()
    defects: tuple[Defect, ...] = ()
    comparison: tuple[ComparisonRow, ...] = ()
    readings: tuple[ReadingEffect, ...] = ()
    _explain: Any = field(default=None, eq=False, repr=False, alias="explain")

    SCHEMA = "campuslex/assessment/1"

    def why(self, outcome: str) -> "tuple[Why, ...]":
        """
        The rules behind an outcome, each with its condition, the values read and its citation.

        Args:
            outcome: `determination`, `severity.grade`, `severity.grade/S1`, `measures/S1/suspension`, a duty's id, a
                trigger's id, or a rule's id.

        Raises:
            UnknownName: Nothing in this answer is called so; the nearest is named.
        """
        found: tuple[Why, ...] = self._explain(self, outcome)
        return found

    def to_dict(self) -> dict[str, Any]:
        """
        The dictionary form, `campuslex/assessment/1`.
        """
        return {
            "schema": self.SCHEMA,
            "advice": ADVICE_ZH,
            "advice_en": ADVICE_EN,
            "on": self.on.isoformat(),
            "receipt": self.receipt.to_dict(),
            "determination": self.determination.to_dict(),
            "severity": self.severity.to_dict(),
            "persons": {code: item.to_dict() for code, item in self.persons.items()},
            "liability": [item.to_dict() for item in self.liability],
            "duties": [item.to_dict() for item in self.duties],
            "triggers": [item.to_dict() for item in self.triggers],
            "defects": [item.to_dict() for item in self.defects],
            "comparison": [item.to_dict() for item in self.comparison],
            "readings": [item.to_dict() for item in self.readings],
            "needs": [item.to_dict() for item in self.needs],
            "open_terms": [item.to_dict() for item in self.open_terms],
            "notices": [item.to_dict() for item in self.notices],
        }
