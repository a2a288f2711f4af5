"""
What stands in the files of `rules/`, as frozen records.
"""

from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeAlias

from attrs import Factory, fields, frozen

from campuslex.dates.systems import System
from campuslex.dates.units import Kind, Unit
from campuslex.model.words import (
    Body,
    Confidence,
    EventKind,
    Grade,
    Ground,
    LiabilityKind,
    Matter,
    Measure,
    Modality,
    PauseReason,
    Redirect,
    Track,
    Unlawful,
)
from campuslex.rulebook.words import (
    Action,
    AppliesBy,
    Curable,
    DefectStep,
    Effect,
    Family,
    FirstStep,
    GradeEffect,
    LayerLevel,
    Level,
    ParameterKind,
    RuleKind,
    ScopeName,
    SettledBy,
    StartEvent,
    Strength,
    TermKind,
    TermStatus,
)

Json: TypeAlias = dict[str, Any]


@frozen(kw_only=True)
class Version:
    """
    One version of an instrument and the days it was in force, both included; no `to` is in force.
    """

    id: str
    from_: date
    to: date | None = None
    promulgated: date | None = None
    from_confidence: Confidence = Confidence.V


@frozen(kw_only=True)
class Instrument:
    """
    A law, regulation, interpretation, rule or document.
    """

    id: str
    title_zh: str
    title_en: str
    issuer_zh: str
    level: Level
    number: str = ""
    address: str = ""
    clock: System | None = None
    version: tuple[Version, ...] = ()

    @property
    def system(self) -> System:
        """
        Whose clock its deadlines run by: its own, else that of its rank.
        """
        if self.clock is not None:
            return self.clock
        if self.level in (Level.MINISTRY_RULE, Level.MINISTRY_DOCUMENT):
            return System.MINISTRY
        return System.LOCAL if self.level.value.startswith("local") or self.level is Level.PLAN else System.OTHER


@frozen(kw_only=True)
class OpenTerm:
    """
    What a provision leaves to people.
    """

    term: str
    owner: Body
    reading: str = ""
    note_zh: str = ""
    note_en: str = ""


@frozen(kw_only=True)
class Provision:
    """
    One article or numbered section, and how we read it.

    Args:
        versions: Versions of the instrument in which it stands so; none named means all.
        effective_from: First day, where it differs from the version's.
        effective_to: Last day, where it differs from the version's.
    """

    instrument: str
    article: str
    confidence: Confidence
    reading_zh: str
    reading_en: str
    paragraph: str = ""
    item: str = ""
    versions: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None


@frozen(kw_only=True)
class Element:
    """
    One element of a definition.
    """

    definition: str
    id: str


@frozen(kw_only=True)
class Presume:
    """
    What a finding may be taken to be while no body has spoken.
    """

    finding: str
    value: bool | str
    confidence: Literal["low", "medium", "high"]
    source_zh: str
    source_en: str


@frozen(kw_only=True)
class GradeConclusion:
    """
    A severity grade: `set` it, or only let the range `reach` it.
    """

    grade: Grade
    effect: GradeEffect = GradeEffect.SET
    notice: str = ""


@frozen(kw_only=True)
class UnlawfulConclusion:
    """
    Suspected violation on one axis, by what offence.
    """

    axis: Unlawful
    offence_zh: str
    offence_en: str


@frozen(kw_only=True)
class LiabilityConclusion:
    """
    What the law makes possible, and who decides.
    """

    kind: LiabilityKind
    statement_zh: str
    statement_en: str
    decided_by: Body


@frozen(kw_only=True)
class Longest:
    """
    How long a measure may last at most.
    """

    number: int
    unit: Unit


@frozen(kw_only=True)
class MeasureConclusion:
    """
    What the rule does to measures.
    """

    measures: tuple[Measure, ...]
    effect: Effect
    ground: Ground = Ground.RULE
    decided_by: Body | None = None
    limits_zh: str = ""
    limits_en: str = ""
    first: tuple[FirstStep, ...] = ()
    longest: Longest | None = None


@frozen(kw_only=True)
class DefectConclusion:
    """
    A step the law requires that is missing or out of order, with its consequence.

    Args:
        step: The step.
        curable: Whether it can still be made good.
        consequence_zh: What follows from it.
        cure_zh: How it is made good, where it can be.
    """

    step: DefectStep
    curable: Curable
    consequence_zh: str
    consequence_en: str
    cure_zh: str = ""
    cure_en: str = ""


@frozen(kw_only=True)
class Extension:
    """
    How often, how long and by whom a deadline may be extended.
    """

    times: int
    number: int
    unit: Unit
    approved_by: Body | None = None


@frozen(kw_only=True)
class Due:
    """
    By when: a number of units from a start, or without delay in the law's own word.

    Args:
        parameter: The parameter that gives the number, where the law leaves it to somebody. While it is unset the duty
            has no number: it stands under the law's word of promptness, or is open where there is none.
        kind: `limit` is moved when offices are closed; `cap` and `served` never are.
        extension: What extensions the norm lets grant.
        not_counted: What does not count towards it.
        late_wakes: Whom it wakes once its last day has passed unkept.
    """

    from_: StartEvent
    number: int | None = None
    parameter: str = ""
    unit: Unit | None = None
    strength: Strength = Strength.HARD
    promptness: str = ""
    kind: Kind = Kind.LIMIT
    extension: Extension | None = None
    not_counted: tuple[PauseReason, ...] = ()
    late_wakes: tuple[Body, ...] = ()


@frozen(kw_only=True)
class DutyConclusion:
    """
    Who must, may or must not do what towards whom.
    """

    actor: Body
    action: Action
    addressees: tuple[Body, ...]
    modality: Modality
    track: Track
    due: Due | None = None
    choice: str = ""

    @cached_property
    def words(self) -> "DutyWords":
        """
        Its words as plain text, ready for rows.
        """
        addressees = tuple(body.value for body in self.addressees)
        acts = tuple(f"{self.action.value}/{addressee}" for addressee in addressees)
        return DutyWords(
            self.track.value,
            self.actor.value,
            self.action.value,
            self.modality.value,
            self.choice or None,
            addressees,
            acts,
        )


@frozen
class DutyWords:
    """
    A duty's words as plain text; `acts` are action and addressee, one an addressee.
    """

    track: str
    actor: str
    action: str
    modality: str
    choice: str | None
    addressees: tuple[str, ...]
    acts: tuple[str, ...]


@frozen(kw_only=True)
class TriggerConclusion:
    """
    Whom a state of affairs wakes.

    Args:
        action: What they must do.
        due: By when.
        clears_by: Events of a case by which alone it clears; none means it stands while its condition holds.
    """

    wakes: tuple[Body, ...]
    reason_zh: str
    reason_en: str
    action: Action | None = None
    due: Due | None = None
    clears_by: tuple[EventKind, ...] = ()


@frozen(kw_only=True)
class RequirementConclusion:
    """
    What a school must have in a term; met when the condition holds.
    """

    requirement: str
    found: str
    wanted: str


@frozen(kw_only=True)
class RouteConclusion:
    """
    Where a petition goes: exactly one of these.
    """

    item: str = ""
    matter: Matter | None = None
    forward_to: Body | None = None
    must_not_forward_to: Body | None = None
    redirect_to: Redirect | None = None
    end_of_road: bool | None = None
    accept: Due | None = None


Conclusion: TypeAlias = (
    Element
    | Presume
    | GradeConclusion
    | UnlawfulConclusion
    | LiabilityConclusion
    | MeasureConclusion
    | DutyConclusion
    | TriggerConclusion
    | RequirementConclusion
    | RouteConclusion
    | DefectConclusion
)


@frozen(kw_only=True)
class Then:
    """
    Exactly one conclusion.
    """

    element: Element | None = None
    presume: Presume | None = None
    grade: GradeConclusion | None = None
    unlawful: UnlawfulConclusion | None = None
    liability: LiabilityConclusion | None = None
    measure: MeasureConclusion | None = None
    duty: DutyConclusion | None = None
    trigger: TriggerConclusion | None = None
    requirement: RequirementConclusion | None = None
    route: RouteConclusion | None = None
    defect: DefectConclusion | None = None

    def given(self) -> list[tuple[str, Conclusion]]:
        """
        The conclusions that are given, with their names; a sound rule has one.
        """
        found = ((attribute.name, getattr(self, attribute.name)) for attribute in fields(Then))
        return [(name, value) for name, value in found if value is not None]


@frozen(kw_only=True)
class Example:
    """
    Facts and the verdict they lead to; a test, and printed on the rule's page.

    Args:
        parameters: Values of parameters as somebody may set them; the others are as the rules have them.
    """

    title_zh: str
    facts: Json
    verdict: Literal["holds", "open", "fails"]
    title_en: str = ""
    parameters: Json = Factory(dict)


@frozen(kw_only=True)
class ReadingChoice:
    """
    The option of a named reading under which a rule speaks.
    """

    id: str
    option: str


@frozen(kw_only=True)
class RuleRecord:
    """
    One rule as written.

    Args:
        norm: The digest's norm id the rule models.
        unless: Ids of exceptions of the same scope.
        replaces: The delegated rule of a higher layer that this one replaces.
        delegated: Whether a lower layer may replace it.
    """

    id: str
    title_zh: str
    title_en: str
    kind: RuleKind
    scope: ScopeName
    applies_by: AppliesBy
    norm: str
    when: str
    then: Then
    terms: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    reading: ReadingChoice | None = None
    paragraph: str = ""
    item: str = ""
    confidence: Confidence | None = None
    delegated: bool = False
    replaces: str = ""


@frozen(kw_only=True)
class RuleFile:
    """
    One provision and its rules.
    """

    provision: Provision
    open: tuple[OpenTerm, ...] = ()
    rule: tuple[RuleRecord, ...] = ()


@frozen(kw_only=True)
class ParameterValue:
    """
    A dated value of a parameter; a value that is a date is compared as the number 20260630.
    """

    value: int | str | date
    source: str
    from_: date | None = None

    @property
    def plain(self) -> int | str:
        """
        The value as conditions read it.
        """
        if isinstance(self.value, date):
            return self.value.year * 10_000 + self.value.month * 100 + self.value.day
        return self.value


@frozen(kw_only=True)
class ParameterRecord:
    """
    A number the law leaves open; no value is unset.

    Args:
        owner: Who may set it.
        kind: What its value is; `text` is only told, no condition reads it.
        set_by: Levels of layers that may set it.
    """

    id: str
    zh: str
    en: str
    owner: Body
    norm: str
    kind: ParameterKind = ParameterKind.NUMBER
    set_by: tuple[LayerLevel, ...] = (LayerLevel.COUNTY,)
    note_zh: str = ""
    note_en: str = ""
    value: tuple[ParameterValue, ...] = ()


@frozen(kw_only=True)
class Decision:
    """
    A decision that belongs to people: who may take it, under which norm.
    """

    id: str
    zh: str
    en: str
    owner: Body
    competent: tuple[Body, ...]
    norm: str


@frozen(kw_only=True)
class ReadingOption:
    """
    One way to read a provision.

    Args:
        leaves_out: Definitions that do not count under it while another one is in force.
        sets: Values it gives to parameters that nobody else has set.
    """

    id: str
    zh: str
    en: str
    leaves_out: tuple[str, ...] = ()
    sets: dict[str, Any] = Factory(dict)


@frozen(kw_only=True)
class Reading:
    """
    A named ambiguity with its options and the one taken where nobody chooses.

    Args:
        settled_by: What the choice works on.
        note_zh: What is open, and why the default was taken.
    """

    id: str
    zh: str
    en: str
    default: str
    option: tuple[ReadingOption, ...]
    settled_by: SettledBy = SettledBy.RULES
    note_zh: str = ""
    note_en: str = ""

    def can_choose(self, option: str) -> bool:
        """
        Whether naming an option has an effect; what a layer, a date or a parameter settles is not chosen by name.
        """
        works = self.settled_by in (SettledBy.RULES, SettledBy.DEFINITIONS, SettledBy.COUNTING)
        return works or option == self.default or any(each.sets for each in self.option if each.id == option)


@frozen(kw_only=True)
class Source:
    """
    Where a term's meaning comes from.
    """

    instrument: str
    article: str = ""


@frozen(kw_only=True)
class Term:
    """
    One word of the house: identifier, Chinese, English.
    """

    identifier: str
    kind: TermKind
    zh: str
    en: str
    definition_zh: str = ""
    definition_en: str = ""
    source: Source | None = None
    english_from: str = ""
    refused: tuple[str, ...] = ()
    status: TermStatus = TermStatus.PROVISIONAL


TEMPLATE = "000000"
"""Code of the layer that belongs to no territory."""


@frozen(kw_only=True)
class Layer:
    """
    A local layer: whose territory, under which parent, from when to when.

    Args:
        code: GB/T 2260 code; `000000` is a template that only `layers=` switches on.
        name: Short name that `layers=` accepts beside the code.
        place: File it was read from; filled in as it is read.
    """

    code: str
    name: str
    title_zh: str
    title_en: str
    parent: str = "CN"
    place: str = ""

    @property
    def level(self) -> LayerLevel:
        """
        Province, city or county, by the zeros its code ends in; a template is a county's.
        """
        if self.code == TEMPLATE or not self.code.endswith("00"):
            return LayerLevel.COUNTY
        return LayerLevel.PROVINCE if self.code.endswith("0000") else LayerLevel.CITY


NATIONAL = Layer(code="CN", name="national", title_zh="国家基线", title_en="national baseline", parent="")
FAMILIES = tuple(member.value for member in Family)
