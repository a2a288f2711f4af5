"""
Derived facts: everything with a loop, as typed three-valued functions of what is known.

Each is documented by its label and docstring, and names the document fields to ask for when it is open.
A known part never becomes a guess: where one of several acts or people is unknown, so is what depends on it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from campuslex.model.age import age_on
from campuslex.model.fact import FactInfo
from campuslex.model.incident import Act, Incident, Person
from campuslex.model.petition import Petition
from campuslex.model.school_term import SchoolTerm
from campuslex.model.spans import MAX_INT, OneOf, Span
from campuslex.model.vocabulary import FactSpec, Flag, Kind, Members, Number, Scope, Value, Word, Words, word_kind
from campuslex.model.words import (
    ActKind,
    Coercion,
    Diagnosis,
    Injury,
    Intent,
    Measure,
    Mental,
    Ownership,
    Role,
    Spread,
    Stage,
    Status,
)

T = TypeVar("T")


@attrs.frozen
class View:
    """
    What a derived fact may look at: the incident, the person in question, the day of the assessment.
    """

    incident: Incident
    on: date
    person: Person | None = None

    @property
    def certain(self) -> list[Act]:
        """
        Acts known to be this person's (of the incident, where no person is in question).
        """
        code = self.person.id if self.person else None
        return [act for act in self.incident.acts if code is None or (act.by is not None and code in act.by)]

    @property
    def possible(self) -> list[Act]:
        """
        Acts that may be this person's, because nobody is named.
        """
        return [act for act in self.incident.acts if self.person and act.by is None]

    @property
    def acts_known(self) -> bool:
        """
        Whether the acts of this person are all known.
        """
        return bool(self.incident.acts) and not self.possible

    @property
    def suffered(self) -> list[Act]:
        """
        Acts known to be against this person.
        """
        code = self.person.id if self.person else None
        return [act for act in self.incident.acts if act.against is not None and code in act.against]

    @property
    def victims(self) -> list[Person]:
        """
        The victims of this person's acts, or of the incident. An act against nobody named counts every victim.
        """
        everyone = [person for person in self.incident.people if person.role is Role.VICTIM]
        acts = self.certain + self.possible
        if self.person is None or not acts or any(act.against is None for act in acts):
            hurt = {code for act in self.incident.acts for code in act.against or ()}
            return [p for p in self.incident.people if p.role is Role.VICTIM or (self.person is None and p.id in hurt)]
        codes = {code for act in acts for code in act.against or ()}
        return [person for person in self.incident.people if person.id in codes] or everyone

    def of_role(self, role: Role) -> list[Person]:
        """
        The people who have a role by the document or by what they did or suffered.
        """
        return [person for person in self.incident.people if has_role(self.incident, person, role)]


def has_role(incident: Incident, person: Person, role: Role) -> bool:
    """
    Whether a person has a role: the one given, or by `by` and `against` of some act.
    """
    if person.role is role:
        return True
    if role is Role.OFFENDER:
        return person.role is Role.VICTIM and any(act.by is not None and person.id in act.by for act in incident.acts)
    if role is Role.VICTIM:
        acts = (act for act in incident.acts if act.against is not None and person.id in act.against)
        return person.role is Role.OFFENDER and any(True for _ in acts)
    return False


# --- three-valued folds -------------------------------------------------------------------------------------------


def any_of(values: Iterable[bool | None]) -> bool | None:
    """
    Kleene's `or` over many.
    """
    seen = list(values)
    return True if True in seen else None if None in seen else False


def bounds(value: int | Span | None, low: int = 0) -> tuple[int, int]:
    """
    Least and greatest value a number may have.
    """
    if value is None:
        return low, MAX_INT
    return (value.low, value.high) if isinstance(value, Span) else (value, value)


def number(low: int, high: int) -> int | Span | None:
    """
    A number from its bounds; wholly unknown becomes None.
    """
    if low == high:
        return low
    return None if (low, high) == (0, MAX_INT) else Span(low, high)


def words_of(value: Any, cls: type[StrEnum]) -> tuple[str, ...]:
    """
    The words a value may be; all of them where it is unknown.
    """
    if value is None:
        return tuple(member.value for member in cls)
    return tuple(member.value for member in value.values) if isinstance(value, OneOf) else (str(value),)


def greatest(values: Sequence[Any], cls: type[StrEnum], complete: bool) -> Value:
    """
    The greatest of ordered words, as far as it is known.
    """
    order = [member.value for member in cls]
    ranks = [[order.index(word) for word in words_of(value, cls)] for value in values]
    if not ranks:
        return None
    low = max(min(rank) for rank in ranks)
    high = max(max(rank) for rank in ranks) if complete else len(order) - 1
    found = frozenset(order[low : high + 1])
    return order[low] if low == high else None if len(found) == len(order) else found


# --- the registry -------------------------------------------------------------------------------------------------

_REGISTRY: dict[Scope, dict[str, tuple[FactSpec, Callable[[Any], Value]]]] = {}
F = TypeVar("F", bound=Callable[[Any], Value])


def derived(
    scopes: str, kind: Kind, zh: str, en: str, asks: str, owner: str = "school", norm: str = "minors-law.130.1.3", **info: Any
) -> Callable[[F], F]:
    """
    Register a derived fact under its function's name.

    Args:
        scopes: Scopes it belongs to, separated by spaces.
        kind: Its type.
        zh: Chinese label.
        en: English label.
        asks: Document fields to ask for, as `field:whose` separated by spaces.
        owner: Who can answer.
        norm: Norm that makes it needed.
        info: Other arguments of `FactInfo`.
    """
    wanted = tuple((field, whose) for field, _, whose in (item.partition(":") for item in asks.split()))

    def register(function: F) -> F:
        name = function.__name__.strip("_")
        for scope in scopes.split():
            spec = FactSpec(name, kind, FactInfo(zh, en, owner=owner, norm=norm, **info), wanted, "derived")
            _REGISTRY.setdefault(scope, {})[name] = (spec, function)  # type: ignore[index]
        return function

    return register


def derived_specs(scope: Scope) -> Iterator[FactSpec]:
    """
    The derived facts of a scope.
    """
    for spec, _ in _REGISTRY.get(scope, {}).values():
        yield spec


def derived_function(scope: Scope, name: str) -> Callable[[Any], Value] | None:
    """
    The function behind a derived fact; None for plain fields. It takes a `View`, a petition's or a term's view.
    """
    found = _REGISTRY.get(scope, {}).get(name)
    return found[1] if found else None


# --- people -------------------------------------------------------------------------------------------------------


def conduct_days(incident: Incident) -> tuple[date, date] | None:
    """
    First and last day on which the conduct may have ended; None if unknown.
    """
    if incident.occurred_to:
        return incident.occurred_to, incident.occurred_to
    if incident.occurred_between:
        return incident.occurred_between
    # only the first day is known: the conduct ended then or later, which is not a known day
    return (incident.occurred_from, incident.occurred_from) if incident.occurred_from else None


def age_of(person: Person, incident: Incident) -> int | Span | None:
    """
    Completed years at the time of the conduct (spc-juv2006.2), from the birth date where it is known, else as given.
    """
    days = conduct_days(incident)
    if person.birth_date is None or days is None or days[0] < person.birth_date:
        return person.age
    return number(age_on(person.birth_date, days[0]), age_on(person.birth_date, days[1]))


def is_student_person(person: Person, incident: Incident) -> bool | None:
    """
    Whether a person is a student: enrolled or suspended yes, staff or enrolled nowhere no, dropout or graduate open.

    A stage or year of study, or a shared class, also says so.
    """
    if person.status is not None:
        told = {_STUDENT[word] for word in words_of(person.status, Status)}
        return told.pop() if len(told) == 1 else None
    studies = person.stage is not None or person.grade_year is not None
    return True if studies or incident.same_class or incident.same_dormitory else None


_STUDENT: dict[str, bool | None] = {
    "enrolled": True,
    "suspended": True,
    "dropped_out": None,
    "graduated": None,
    "outsider": False,
    "staff": False,
}


@derived("offender victim", Number(), "行为时周岁年龄", "age at the time of the conduct", "age:self birth_date:self", norm="ps-law.12")
def age(view: View) -> Value:
    """Completed years at the time of the conduct."""
    return age_of(_person(view), view.incident)


def _person(view: View) -> Person:
    if view.person is None:
        raise TypeError("this fact belongs to a person")
    return view.person


@derived("offender victim", Flag(), "系在校学生", "is a student", "status:self")
def is_student(view: View) -> Value:
    """Whether the person is a student."""
    return is_student_person(_person(view), view.incident)


_HALVES = {"primary": ("primary_lower", "primary_upper")}


def _stages(value: Any) -> Value:
    words = {half for word in words_of(value, Stage) for half in _HALVES.get(word, (word,))}
    if len(words) == 1:
        return words.pop()
    return None if value is None else frozenset(words)


@derived("offender victim", word_kind(Stage), "所在学段", "stage of study", "stage:self", norm="compulsory.27")
def stage(view: View) -> Value:
    """The person's stage, else the school's where only one school is concerned; `primary` is either half."""
    person = _person(view)
    own = person.stage
    if own is None and view.incident.school and not view.incident.cross_school:
        own = view.incident.school.stage if is_student_person(person, view.incident) is not False else None
    return _stages(own)


def _school_stage(school: Any) -> Value:
    return _stages(school.stage if school else None)


@derived("incident offender victim", Flag(), "有报告、线索或者发现", "a report, clue or discovery exists", "school.stage:incident", norm="minors-law.39.2")
def reported(view: View) -> Value:
    """
    Whether something a school in the sense of minors-law.130.1.2 must act on was reported.

    A document of this kind is itself the report; only a school known to be outside that law (kindergarten, higher
    education) takes it away.
    """
    incident = view.incident
    stages = _school_stage(incident.school)
    if stages in ("kindergarten", "higher"):
        return False
    told = incident.acts or incident.people or incident.first_known_at or incident.findings or incident.school_conduct
    return True if told else None


# --- acts ---------------------------------------------------------------------------------------------------------


@derived("incident offender", Words(tuple(ActKind)), "行为种类", "kinds of act", "acts.kind:act")
def act_kinds(view: View) -> Value:
    """The kinds of act done."""
    has = frozenset(act.kind.value for act in view.certain)
    if view.acts_known:
        return Members(has)
    return Members(has, frozenset(act.kind.value for act in view.possible) - has if view.incident.acts else None)


@derived("victim", Words(tuple(ActKind)), "所受行为种类", "kinds of act suffered", "acts.kind:act")
def suffered_kinds(view: View) -> Value:
    """The kinds of act done to the person."""
    has = frozenset(act.kind.value for act in view.suffered)
    maybe = frozenset(act.kind.value for act in view.incident.acts if act.against is None) - has
    return Members(has, maybe if view.incident.acts else None)


def _any_act(view: View, test: Callable[[Act], bool | None]) -> bool | None:
    certain = any_of(test(act) for act in view.certain)
    if certain is True:
        return True
    if not view.incident.acts or any(test(act) is not False for act in view.possible):
        return None
    return certain


def _kinds_group(name: str, zh: str, en: str, kinds: str) -> None:
    group = frozenset(kinds.split())

    def belongs(view: View) -> Value:
        return _any_act(view, lambda act: act.kind in group)

    belongs.__name__ = name
    belongs.__doc__ = f"Whether an act was one of: {kinds}."
    derived("incident offender", Flag(), zh, en, "acts.kind:act")(belongs)


PHYSICAL = "strike kick slap scratch_bite push pull burn choke stab genital_injury force_ingest force_kneel kill poison"
VERBAL = "threaten insult mock nickname humiliate defame_online rumour harass_online sexual_rumour"
_kinds_group("physical_act", "有肢体侵害行为", "an act against the body", PHYSICAL + " strip confine pull")
_kinds_group("beating_act", "有殴打行为", "a beating", "strike kick slap scratch_bite push pull burn choke stab genital_injury")
_kinds_group("injurious_act", "有伤害身体行为", "an act that injures the body", PHYSICAL)
_kinds_group("verbal_act", "有言语侵害行为", "an act in words", VERBAL)
_kinds_group("insulting_act", "有侮辱人格行为", "an act that insults", "insult humiliate mock nickname strip force_kneel force_ingest record_humiliation sexual_rumour defame_online")
_kinds_group("taking_act", "有索取财物行为", "an act of taking property", "take_property extort")
_kinds_group("property_act", "有侵害财物行为", "an act against property", "take_property extort steal damage_property pollute_belongings")
_kinds_group("online_act", "有网络侵害行为", "an act online", "defame_online harass_online expose_privacy record_humiliation")
_kinds_group("sexual_act", "有涉性侵害行为", "an act of a sexual kind", "sexual_harassment sexual_assault sexual_rumour genital_injury")
_kinds_group("isolating_act", "有孤立排斥行为", "an act of exclusion", "exclude rumour sexual_rumour")
_kinds_group("forcing_act", "有强迫行为", "an act of forcing", "force_kneel force_ingest force_labour force_participate confine")
_kinds_group("cruel_act", "有恶劣手段行为", "an act with cruel means", "burn choke stab genital_injury force_ingest")


@derived("incident offender", Flag(), "只有轻微言语或者财物行为", "only words or small damage", "acts.kind:act")
def only_petty_acts(view: View) -> Value:
    """Whether every act was a nickname, mockery, an insult, words online or damage."""
    petty = {"nickname", "mock", "insult", "harass_online", "damage_property", "pollute_belongings"}
    if any(act.kind not in petty for act in view.certain):
        return False
    if not view.certain:
        return None
    return True if view.acts_known else None


@derived("incident offender", Flag(), "只有一次推搡、打耳光或者击打", "a single push, slap or strike only", "acts.occasions:act")
def single_blow(view: View) -> Value:
    """Whether all there was is one push, slap or strike."""
    acts = view.certain
    if not acts:
        return None
    if len(acts) > 1 or acts[0].kind not in ("push", "slap", "strike"):
        return False
    low, high = bounds(acts[0].occasions, 1)
    if low > 1:
        return False
    return True if high == 1 and view.acts_known else None


@derived("incident offender", Flag(), "二人以上共同实施", "two or more acted jointly", "acts.together:act", norm="ps-law.51.2")
def acted_together(view: View) -> Value:
    """Whether some act was done jointly: by several people named, or a number acting jointly."""

    def joint(act: Act) -> bool | None:
        if act.by is not None and len(act.by) > 1:
            return True
        low, high = bounds(act.together, 1)
        if low >= 2:
            return True
        return False if high < 2 or (act.together is None and act.by is not None) else None

    return _any_act(view, joint)


@derived("incident offender", Number(), "总次数", "occasions in all", "acts.occasions:act", norm="plan2017.P6.L1r")
def occasions(view: View) -> Value:
    """
    On how many occasions: at least the most of any one kind or the days that differ; at most the sum.

    Acts of one and the same day count as one occasion unless the document says otherwise.
    """
    acts = view.certain
    if not acts:
        return None
    each = [bounds(act.occasions, 1) for act in acts]
    days = {act.from_ for act in acts if act.from_}
    low = max(len(days), *(low for low, _ in each))
    one_day = view.incident.occurred_from is not None and view.incident.occurred_from == view.incident.occurred_to
    high = max(high for _, high in each) if one_day or len(acts) == 1 else sum(high for _, high in each)
    return number(low, min(max(low, high), MAX_INT) if view.acts_known else MAX_INT)


def _occasions_of(name: str, zh: str, en: str, kinds: set[str]) -> None:
    def count(view: View) -> Value:
        acts = [act for act in view.certain if act.kind in kinds]
        if not acts:
            return 0 if view.acts_known else None
        each = [bounds(act.occasions, 1) for act in acts]
        return number(max(low for low, _ in each), min(sum(high for _, high in each), MAX_INT))

    count.__name__ = name
    count.__doc__ = f"On how many occasions: {', '.join(sorted(kinds))}."
    derived("incident offender", Number(), zh, en, "acts.occasions:act", norm="spc-spp-extort2013")(count)


_occasions_of("extort_occasions", "敲诈、强索次数", "occasions of extortion", {"extort", "take_property"})
_occasions_of("strip_occasions", "强脱衣物次数", "occasions of stripping", {"strip"})
_occasions_of("theft_occasions", "盗窃次数", "occasions of theft", {"steal"})


def _act_flag(name: str, field: str, zh: str, en: str, norm: str) -> None:
    def holds(view: View) -> Value:
        return _any_act(view, lambda act: getattr(act, field))

    holds.__name__ = name
    holds.__doc__ = f"Whether some act has `{field}`."
    derived("incident offender", Flag(), zh, en, f"acts.{field}:act", norm=norm)(holds)


_act_flag("filmed", "filmed", "被拍摄", "filmed", "minors-law.77")
_act_flag("livestreamed", "livestreamed", "被直播", "livestreamed", "minors-law.77")
_act_flag("still_online", "still_online", "仍在网上", "still online", "minors-law.77")
_act_flag("nude_imagery", "nude_imagery", "含裸露影像", "nude imagery", "ps-law.80")
_act_flag("particularly_cruel", "particularly_cruel", "手段特别残忍", "particularly cruel means", "criminal.17.3")


@derived("incident offender", word_kind(Spread), "传播范围", "how far it was spread", "acts.spread:act", norm="minors-law.77")
def spread(view: View) -> Value:
    """The widest spread of any act."""
    return greatest([act.spread for act in view.certain], Spread, view.acts_known)


@derived("incident offender", word_kind(Coercion), "强制程度", "degree of coercion", "acts.coercion:act", norm="spc-juv2006.7")
def coercion(view: View) -> Value:
    """The greatest coercion of any act."""
    return greatest([act.coercion for act in view.certain], Coercion, view.acts_known)


@derived("incident offender", Flag(), "使用器具", "a weapon or tool was used", "acts.weapon:act", norm="delinq-law.38")
def used_weapon(view: View) -> Value:
    """Whether a tool or controlled knife was used."""
    return _any_act(view, lambda act: _word_test(act.weapon, {"tool", "controlled_knife"}, {"none", "tool", "controlled_knife"}))


@derived("incident offender", Flag(), "使用管制刀具", "a controlled knife was used", "acts.weapon:act", norm="ps-law.38")
def used_controlled_knife(view: View) -> Value:
    """Whether a controlled knife was used or carried."""
    return _any_act(view, lambda act: _word_test(act.weapon, {"controlled_knife"}, {"none", "tool", "controlled_knife"}))


def _word_test(value: Any, yes: set[str], all_words: set[str]) -> bool | None:
    words = all_words if value is None else set(words_of(value, StrEnum))
    return True if words <= yes else None if words & yes else False


def _sum(name: str, field: str, zh: str, en: str, norm: str) -> None:
    def total(view: View) -> Value:
        each = [bounds(getattr(act, field)) for act in view.certain]
        if not each:
            return None
        low, high = sum(low for low, _ in each), sum(high for _, high in each)
        # amounts given for some acts bound the whole from below only
        return number(min(low, MAX_INT), min(high, MAX_INT) if view.acts_known else MAX_INT)

    total.__name__ = name
    total.__doc__ = f"The sum of `{field}` over the acts."
    derived("incident offender", Number(), zh, en, f"acts.{field}:act", norm=norm)(total)


_sum("amount_cny", "amount_cny", "涉案金额（元）", "amount in yuan", "spc-juv2006.7")
_sum("views", "views", "浏览次数", "views", "spc-spp-slander2013.2")
_sum("forwards", "forwards", "转发次数", "forwards", "spc-spp-slander2013.2")
_sum("confinement_hours", "hours", "限制自由小时数", "hours of confinement", "ps-law.47")


@derived("offender", Flag(), "系对不法侵害的还手", "acted in answer to an attack", "acts.response_to:act", norm="ps-law.19")
def answered_attack(view: View) -> Value:
    """Whether every act of this person answers an act of another."""
    acts = view.certain
    if not acts:
        return None if not view.acts_known else False
    return all(act.response_to is not None for act in acts)


@derived("offender", Flag(), "明显超过必要限度", "beyond necessary defence", "acts.excess:act", owner="public_security", norm="ps-law.19")
def excess(view: View) -> Value:
    """Whether some answering act was in excess."""
    return any_of(act.excess for act in view.certain if act.response_to is not None)


# --- state of mind and strength -----------------------------------------------------------------------------------


@derived("incident offender", word_kind(Intent), "主观状态", "state of mind", "findings.intent:finding intent:incident", owner="school_committee")
def intent(view: View) -> Value:
    """
    The state of mind as far as it is settled without a finding.

    An account of play, accident, mutual fight or self-defence leaves it open: only a finding settles it.
    """
    accounts = [act.intent for act in view.certain if act.intent is not None]
    if not accounts and view.incident.intent is not None:
        accounts = [view.incident.intent]
    words = {word for account in accounts for word in words_of(account, Intent)}
    settled = words & {"deliberate", "malicious"}
    if not words or settled != words:
        return None
    return words.pop() if len(words) == 1 else frozenset(words)


@derived("incident offender", Flag(), "一方具有优势", "one side had the upper hand", "dominance:incident", owner="school_committee", norm="moe50.21.2")
def has_dominance(view: View) -> Value:
    """Whether some kind of dominance is named; an empty list says there was none."""
    return None if view.incident.dominance is None else bool(view.incident.dominance)


@derived("incident", Flag(), "发生在学生之间", "between students", "status:offender status:victim")
def between_students(view: View) -> Value:
    """Whether some offender and some victim are students; a dropout leaves it open."""
    return _all_of(_some_student(view, Role.OFFENDER), _some_student(view, Role.VICTIM))


def _all_of(first: bool | None, second: bool | None) -> bool | None:
    return False if first is False or second is False else None if None in (first, second) else True


def _some_student(view: View, role: Role) -> bool | None:
    people = view.of_role(role)
    return any_of(is_student_person(person, view.incident) for person in people) if people else None


@derived("offender", Flag(), "受害方有学生", "a victim is a student", "status:victim")
def victim_is_student(view: View) -> Value:
    """Whether some victim of this person's acts is a student."""
    return any_of(is_student_person(p, view.incident) for p in view.victims) if view.victims else None


@derived("incident", Flag(), "有在校学生参与实施", "some offender is a student", "status:offender")
def any_offender_student(view: View) -> Value:
    """Whether some offender is a student."""
    return _some_student(view, Role.OFFENDER)


@derived("incident", Flag(), "有教职工或者校外人员实施", "some offender is staff or an outsider", "status:offender", norm="minors-law.11.2")
def any_offender_not_student(view: View) -> Value:
    """Whether some offender is staff or enrolled nowhere."""
    people = view.of_role(Role.OFFENDER)
    return any_of(_not(is_student_person(p, view.incident)) for p in people) if people else None


@derived("incident", Flag(), "有教职工实施", "some offender is staff", "status:offender", norm="minors-law.27")
def any_offender_staff(view: View) -> Value:
    """Whether some offender is a member of staff."""
    people = view.of_role(Role.OFFENDER)
    every = {member.value for member in Status}
    return any_of(_word_test(p.status, {"staff"}, every) for p in people) if people else None


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


# --- harm ---------------------------------------------------------------------------------------------------------


def _worst(name: str, field: str, cls: type[StrEnum], zh: str, en: str, norm: str, owner: str) -> None:
    def worst(view: View) -> Value:
        return greatest([getattr(victim, field) for victim in view.victims], cls, bool(view.victims))

    worst.__name__ = name
    worst.__doc__ = f"The worst `{field}` of the victims."
    derived("incident offender", word_kind(cls), zh, en, f"{field}:victim", owner=owner, norm=norm, sensitivity="sensitive")(worst)


_worst("worst_injury", "injury", Injury, "最重伤情", "worst injury", "criminal.234", "appraisal_body")
_worst("worst_mental", "mental", Mental, "最重精神损害", "worst harm to mind", "minors-law.130.1.3", "hospital")


def _any_victim(name: str, zh: str, en: str, asks: str, norm: str, test: Callable[[Person, Incident], bool | None]) -> None:
    def holds(view: View) -> Value:
        return any_of(test(victim, view.incident) for victim in view.victims) if view.victims else None

    holds.__name__ = name
    holds.__doc__ = f"Whether of some victim it is so: {en}."
    derived("incident offender", Flag(), zh, en, asks, norm=norm, sensitivity="sensitive")(holds)


def _younger(limit: int) -> Callable[[Person, Incident], bool | None]:
    def test(person: Person, incident: Incident) -> bool | None:
        low, high = bounds(age_of(person, incident))
        return True if high < limit else False if low >= limit else None

    return test


def _diagnosed(*wanted: str) -> Callable[[Person, Incident], bool | None]:
    every = {member.value for member in Diagnosis}
    return lambda person, _: _word_test(person.diagnosis, set(wanted), every)


_any_victim("victim_under_14", "受害方有不满十四周岁的", "a victim is under fourteen", "age:victim birth_date:victim", "ps-law.51.2", _younger(14))
_any_victim("victim_under_18", "受害方有未成年人", "a victim is a minor", "age:victim birth_date:victim", "minors-law.2", _younger(18))
_any_victim("victim_under_8", "受害方有不满八周岁的", "a victim is under eight", "age:victim birth_date:victim", "civil.1199", _younger(8))
_any_victim("victim_disabled", "受害方有残疾人", "a victim has a disability", "disability:victim", "ps-law.51.2", lambda p, _: p.disability)
_any_victim("victim_pregnant", "受害方怀孕", "a victim is pregnant", "pregnant:victim", "ps-law.51.2", lambda p, _: p.pregnant)
_any_victim("victim_female", "受害方有女性", "a victim is female", "sex:victim", "women.24.2", lambda p, _: _word_test(p.sex, {"female"}, {"female", "male"}))
_any_victim("victim_fears_school", "不敢正常到校学习生活", "a victim is afraid to attend school", "fears_school:victim", "spc-juv2006.7", lambda p, _: p.fears_school)
_any_victim("victim_seriously_disabled", "伤致严重残疾", "a victim is severely disabled", "disabled_by_injury:victim", "criminal.17.3", lambda p, _: p.disabled_by_injury)
_any_victim("victim_diagnosed_injury", "诊断有骨折或者住院", "fracture or hospital stay diagnosed", "diagnosis:victim", "plan2017.P6.L2", _diagnosed("fracture", "hospitalised"))
_any_victim("victim_bruised", "诊断有伤", "some injury diagnosed", "diagnosis:victim", "minors-law.130.1.3", _diagnosed("bruises", "fracture", "hospitalised", "other"))


@derived("incident offender", Flag(), "伤情已经鉴定", "the worst injury is appraised", "injury_appraised:victim", owner="public_security", norm="mps-proc.90", sensitivity="sensitive")
def injury_appraised(view: View) -> Value:
    """Whether the victims' injuries are appraised, all of those that are not known to be none."""
    hurt = [victim for victim in view.victims if victim.injury is None or words_of(victim.injury, Injury) != ("none",)]
    if not hurt:
        return None if not view.victims else any_of(victim.injury_appraised for victim in view.victims)
    return _not(any_of(_not(victim.injury_appraised) for victim in hurt))


@derived("incident offender", Number(), "受害人数", "number of victims", "acts.against:act", norm="ps-law.51.2")
def victim_count(view: View) -> Value:
    """How many people suffered."""
    return len(view.victims) if view.victims else None


@derived("incident offender", Number(), "财产损失合计（元）", "property loss in all", "property_loss_cny:victim")
def property_loss_total(view: View) -> Value:
    """The victims' losses together."""
    each = [bounds(victim.property_loss_cny) for victim in view.victims]
    if not each:
        return None
    return number(min(sum(low for low, _ in each), MAX_INT), min(sum(high for _, high in each), MAX_INT))


# --- earlier history ----------------------------------------------------------------------------------------------


@derived("offender", Flag(), "此前受过教育或者惩戒", "educated or disciplined before", "prior_discipline:self prior_determinations:self prior_school_education:self", norm="plan2017.P6.L3", sensitivity="sensitive")
def corrected_before(view: View) -> Value:
    """Whether there was any earlier determination, discipline or school education measure."""
    person = _person(view)
    counts = [bounds(person.prior_discipline), bounds(person.prior_determinations)]
    return any_of(
        [*(True if low > 0 else False if high == 0 else None for low, high in counts), person.prior_school_education]
    )


# --- bodies' conduct and time -------------------------------------------------------------------------------------


@derived("incident offender victim", Flag(), "学校已知晓", "the school knew", "first_known_at:incident", norm="minors-law.11.2")
def school_knew(view: View) -> Value:
    """Whether a day is known on which the school knew."""
    conduct = view.incident.school_conduct
    return True if view.incident.first_known_at or (conduct and conduct.staff_knew_on) else None


def _told(name: str, body: str, zh: str, en: str) -> None:
    def told(view: View) -> Value:
        conduct = view.incident.school_conduct
        return None if conduct is None or conduct.reported_to is None else body in conduct.reported_to

    told.__name__ = name
    told.__doc__ = f"Whether the school reported to `{body}`."
    derived("incident", Flag(), zh, en, "school_conduct.reported_to:incident", norm="minors-law.39.3b")(told)


_told("told_police", "public_security", "已向公安机关报告", "reported to public security")
_told("told_bureau", "county_education_bureau", "已向教育行政部门报告", "reported to the education bureau")


@derived("incident offender", Flag(), "六个月内未被公安机关发现", "not discovered by police within six months", "police_known_on:incident", owner="public_security", norm="ps-law.25")
def police_unaware_six_months(view: View) -> Value:
    """Whether six months passed after the last act before the police knew."""
    days = conduct_days(view.incident)
    known_on = view.incident.police_known_on
    if days is None or known_on is None:
        return None
    early, late = (_half_year_after(day) for day in days)
    return True if known_on > late else None if known_on > early else False


def _half_year_after(day: date) -> date:
    year, month = day.year + (day.month + 5) // 12, (day.month + 5) % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise ValueError("no such month")


@derived("offender", Words(tuple(Measure)), "已作出的措施", "measures already decided", "measures_in_force:self", norm="moe49.10.2", sensitivity="sensitive")
def measures_decided(view: View) -> Value:
    """The measures already in force against the person."""
    found = _person(view).measures_in_force
    return Members(maybe=None) if found is None else Members(frozenset(item.measure.value for item in found))


@derived("incident offender victim", Flag(), "学校系公办", "the school is public", "school.ownership:incident", norm="petition.2")
def public_school(view: View) -> Value:
    """Whether the school is run by the state."""
    school = view.incident.school
    return _word_test(school.ownership if school else None, {Ownership.PUBLIC.value}, {"public", "private"})


# --- petitions ----------------------------------------------------------------------------------------------------


@attrs.frozen
class PetitionView:
    """
    A petition and the day of the assessment.
    """

    petition: Petition
    on: date


@derived("petition", Flag(), "属本辖区", "the matter lies in the receiver's territory", "concerns_jurisdiction:petition jurisdiction:petition", norm="petition.5.3")
def within_territory(view: PetitionView) -> Value:
    """Whether the matter's place lies within the receiver's: equal codes, or a province's or city's code above it."""
    here, there = view.petition.jurisdiction, view.petition.concerns_jurisdiction
    if here is None or there is None:
        return None
    return there.startswith(here.rstrip("0")) if here.endswith("00") else here == there


@derived("petition", Flag(), "已受理", "the petition was accepted", "accepted_on:petition", owner="petition_office", norm="petition.34")
def accepted(view: PetitionView) -> Value:
    """Whether it was accepted: the day is known or the stage says so."""
    if view.petition.accepted_on and view.petition.accepted_on <= view.on:
        return True
    stage = view.petition.same_matter_stage
    return None if stage is None else _word_test(stage, {"accepted", "in_progress", "answered", "reviewed", "rechecked"}, {"none", "accepted"})


@derived("petition", Flag(), "已答复", "the petition was answered", "answered_on:petition", owner="petition_office", norm="petition.35")
def answered(view: PetitionView) -> Value:
    """Whether a written answer was given."""
    return True if view.petition.answered_on and view.petition.answered_on <= view.on else None


@derived("petition", Flag(), "此前申请未获答复", "an earlier request went unanswered", "earlier_request_on:petition", norm="recon-impl@2026.24")
def earlier_request(view: PetitionView) -> Value:
    """Whether an earlier request is known to have been left unanswered."""
    return True if view.petition.earlier_request_on else None


# --- school terms -------------------------------------------------------------------------------------------------


@attrs.frozen
class TermView:
    """
    A school's term and the day of the review.
    """

    term: SchoolTerm
    on: date


@derived("school_term", word_kind(Stage), "学段", "school stage", "school.stage:school_term", norm="act2018.N4a")
def stage_of_school(view: TermView) -> Value:
    """The school's stage."""
    return _school_stage(view.term.school)


@derived("school_term", Flag(), "治理委员会由校长负责", "the principal chairs the committee", "committee.chair_role:school_term", norm="plan2017.P2")
def principal_chairs(view: TermView) -> Value:
    """Whether the principal chairs the governance committee."""
    committee = view.term.committee
    return None if committee is None or committee.chair_role is None else committee.chair_role.value == "principal"


@derived("school_term", Flag(), "专项报告已报送", "the special report was filed", "special_report_on:school_term", norm="S9")
def special_report_filed(view: TermView) -> Value:
    """Whether the special report was filed by the day of the review."""
    filed = view.term.special_report_on
    return True if filed and filed <= view.on else None


@derived("school_term", Flag(), "年度总结已提交", "the annual summary was filed", "annual_summary_on:school_term", norm="S31")
def annual_summary_filed(view: TermView) -> Value:
    """Whether the annual summary was filed by the day of the review."""
    filed = view.term.annual_summary_on
    return True if filed and filed <= view.on else None


@derived("school_term", Flag(), "学期已经结束", "the term is over", "term.to:school_term", norm="act2018.N5a")
def term_over(view: TermView) -> Value:
    """Whether the term has ended by the day of the review."""
    ends = view.term.term.to if view.term.term else None
    return None if ends is None else ends <= view.on
