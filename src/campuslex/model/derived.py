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
from campuslex.model.vocabulary import SCOPES, FactSpec, Flag, Kind, Members, Number, Scope, Value, Word, Words, word_kind
from campuslex.model.words import (
    ActKind,
    Body,
    Capacity,
    Coercion,
    Diagnosis,
    Injury,
    Intent,
    MatterStage,
    Measure,
    Mental,
    Ownership,
    Role,
    Spread,
    Stage,
    Status,
    Weapon,
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
    doubtful: frozenset[int] = frozenset()
    """Indexes of acts whose kind is disputed: they may have happened."""

    @property
    def _told(self) -> list[Act]:
        return [act for index, act in enumerate(self.incident.acts) if index not in self.doubtful]

    @property
    def certain(self) -> list[Act]:
        """
        Acts known to be this person's (of the incident, where no person is in question).
        """
        code = self.person.id if self.person else None
        return [act for act in self._told if code is None or (act.by is not None and code in act.by)]

    @property
    def possible(self) -> list[Act]:
        """
        Acts that may be this person's, because nobody is named or the act is disputed.
        """
        told = [act for act in self._told if self.person and act.by is None]
        code = self.person.id if self.person else None
        disputed = [self.incident.acts[index] for index in sorted(self.doubtful)]
        return told + [act for act in disputed if code is None or act.by is None or code in act.by]

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
        return [act for act in self._told if act.against is not None and code in act.against]

    @property
    def victims(self) -> list[Person]:
        """
        Everyone who is or may be a victim of this person's acts, or of the incident.
        """
        sure, maybe = self.victim_sets
        return sure + maybe

    @property
    def victim_sets(self) -> tuple[list[Person], list[Person]]:
        """
        Those known to be victims of this person's acts, or of the incident, and those who may be besides.

        Where nobody is named, every victim may be this person's; of a single one it is known.
        """
        people, acts = self.incident.people, self.certain + self.possible
        if self.person is None:
            return [p for p in people if p.role is Role.VICTIM or p.id in _codes(self._told, "against")], []
        named, maybe = _codes(self.certain, "against"), _codes(self.possible, "against")
        if not named | maybe or any(act.against is None for act in acts):
            maybe |= {person.id for person in people if person.role is Role.VICTIM}
        sure = [person for person in people if person.id in named]
        others = [person for person in people if person.id in maybe - named]
        return (others, []) if not sure and len(others) == 1 else (sure, others)

    def of_role(self, role: Role) -> list[Person]:
        """
        The people who have a role by the document or by what they did or suffered.
        """
        side = _SIDES.get(role)
        codes = _codes(self.incident.acts, side) if side else frozenset()
        return [person for person in self.incident.people if person.role is role or person.id in codes]


_SIDES = {Role.OFFENDER: "by", Role.VICTIM: "against"}


def _codes(acts: Iterable[Act], side: str) -> frozenset[str]:
    return frozenset(code for act in acts for code in getattr(act, side) or ())


def has_role(incident: Incident, person: Person, role: Role) -> bool:
    """
    Whether a person has a role: the one given, or by `by` and `against` of some act.
    """
    side = _SIDES.get(role)
    return person.role is role or (side is not None and person.id in _codes(incident.acts, side))


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


def greatest(values: Sequence[Any], cls: type[StrEnum], complete: bool, maybe: Sequence[Any] = ()) -> Value:
    """
    The greatest of ordered words, as far as it is known.

    Args:
        values: What is to be compared.
        cls: The ordered words.
        complete: Whether there is nothing else to compare.
        maybe: What may belong to it besides; where nothing else does, something of this.
    """
    order = [member.value for member in cls]
    ranks, others = ([[order.index(word) for word in words_of(value, cls)] for value in some] for some in (values, maybe))
    if not ranks and not others:
        return None
    low = max(min(rank) for rank in ranks) if ranks else min(min(rank) for rank in others)
    high = max(max(rank) for rank in ranks + others) if complete else len(order) - 1
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
        for scope in (scope for scope in SCOPES if scope in scopes.split()):
            spec = FactSpec(name, kind, FactInfo(zh, en, owner=owner, norm=norm, **info), wanted, "derived")
            _REGISTRY.setdefault(scope, {})[name] = (spec, function)
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


def conduct_days(incident: Incident, on: date | None = None) -> tuple[date, date] | None:
    """
    First and last day on which the conduct may have ended; None if unknown.

    Args:
        incident: The incident.
        on: Day of the assessment. Where only the first day of the conduct is known, it ended between then and `on`.
    """
    if incident.occurred_to:
        return incident.occurred_to, incident.occurred_to
    if incident.occurred_between:
        return incident.occurred_between
    begun = incident.occurred_from
    return (begun, max(begun, on or begun)) if begun else None


def age_of(person: Person, incident: Incident, on: date | None = None) -> int | Span | None:
    """
    Completed years at the time of the conduct (spc-juv2006.2), from the birth date where it is known, else as given.
    """
    days = conduct_days(incident, on)
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
    return age_of(_person(view), view.incident, view.on)


@derived("offender victim", Number(), "现在周岁年龄", "age on the day of the assessment", "birth_date:self age:self", norm="pipl.31", sensitivity="sensitive")
def age_now(view: View) -> Value:
    """Completed years on the day of the assessment; an age at the time of the conduct bounds it, for birthdays pass."""
    person, days = _person(view), conduct_days(view.incident, view.on)
    if person.birth_date is not None:
        return age_on(person.birth_date, view.on) if view.on >= person.birth_date else None
    if person.age is None:
        return None
    low, high = bounds(person.age)
    if days is None:
        return number(low, MAX_INT)
    early, late = (max(_whole_years(day, view.on), 0) for day in days)
    return number(low + late, min(high + early + (view.on > days[0]), MAX_INT))


def _whole_years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


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


def _stage_group(name: str, zh: str, en: str, norm: str, within: str, outside: str) -> None:
    yes, no = frozenset(within.split()), frozenset(outside.split())

    def belongs(view: View) -> Value:
        told = stage(view)
        words = told if isinstance(told, frozenset) else frozenset({str(told)})
        return True if words <= yes else False if words <= no else None

    belongs.__name__ = name
    belongs.__doc__ = f"Whether the stage is one of: {within}. Special-education and specialised schools stay open."
    derived("offender", Flag(), zh, en, "stage:self", norm=norm)(belongs)


COMPULSORY = "primary_lower primary_upper junior"
_stage_group("compulsory_stage", "处于义务教育阶段", "in compulsory education", "compulsory.27", COMPULSORY, "kindergarten senior vocational higher")
_stage_group("within_school_orders", "就读学校适用教育部两部令", "at a school the ministry's two orders govern", "moe49.2", COMPULSORY + " senior vocational", "kindergarten higher")


@derived("offender", Flag(), "只知小学和年级，高低年级依年级定", "primary and year known, upper or lower not told", "stage:self grade_year:self", norm="moe49.10.1")
def primary_half_by_year(view: View) -> Value:
    """Whether the year of study has to say which half of primary school it is: `primary` is told, its half is not."""
    told = stage(view)
    if told is None:
        return None
    if not isinstance(told, frozenset) or not told & set(_HALVES["primary"]):
        return False
    return _person(view).grade_year is not None if told <= set(_HALVES["primary"]) else None


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


_UNCLASSED = {"steal", "other"}
_NOT_IN_ITSELF_OPPRESSION = _UNCLASSED | {"stalk"}


def _typical(view: View, apart: set[str]) -> Value:
    return True if any(act.kind not in apart for act in view.certain) else None


@derived(
    "incident offender",
    Flag(),
    "有肢体、语言、网络等手段的行为",
    "an act by body, word, net or the like",
    "acts.kind:act",
    owner="school_committee",
)
def means_used(view: View) -> Value:
    """
    Whether an act of a named kind was done; theft or `other` alone leaves it to people.

    delinq-law.33 names theft beside bullying, not as a kind of it.
    """
    return _typical(view, _UNCLASSED)


@derived(
    "incident offender",
    Flag(),
    "有欺压、侮辱性质的行为",
    "an act that oppresses or insults",
    "acts.kind:act",
    owner="school_committee",
)
def oppressive_act(view: View) -> Value:
    """
    Whether an act is by its kind one of oppression or insult.

    Never false: following someone, theft or `other` alone leaves it to people.
    """
    return _typical(view, _NOT_IN_ITSELF_OPPRESSION)


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


BREACH = frozenset(
    (PHYSICAL + " strip confine insult humiliate threaten take_property extort steal damage_property").split()
    + "force_labour force_participate sexual_harassment sexual_assault".split()
)
EXCUSING = {"accidental", "playful", "self_defence"}


@derived("offender", Flag(), "有打骂同学或者侵害他人权益的行为", "hits, reviles, threatens, forces or takes from others", "acts.kind:act", norm="moe49.7.5")
def breach_act(view: View) -> Value:
    """
    Whether some act breaks school rules on its own, bullying or not (moe49.7(5)).

    An account of accident, play or self-defence leaves it open; so does an answer to an attack until excess is settled.
    Mockery, nicknames, exclusion and rumours are not here: whether they break the rules is for the school to find.
    """

    def breach(act: Act) -> bool | None:
        if act.kind not in BREACH:
            return False
        account = act.intent if act.intent is not None else view.incident.intent
        if account is not None and EXCUSING & set(words_of(account, Intent)):
            return None
        return True if act.response_to is None else act.excess

    return _any_act(view, breach)


def _jointly(act: Act) -> bool | None:
    if act.by is not None and len(act.by) > 1:
        return True
    low, high = bounds(act.together, 1)
    if low >= 2:
        return True
    return False if high < 2 or (act.together is None and act.by is not None) else None


@derived("incident offender", Flag(), "二人以上共同实施", "two or more acted jointly", "acts.together:act", norm="ps-law.51.2")
def acted_together(view: View) -> Value:
    """Whether some act was done jointly: by several people named, or a number acting jointly."""
    return _any_act(view, _jointly)


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
    low = max(1, len(days), *(low for low, _ in each))
    one_day = view.incident.occurred_from is not None and view.incident.occurred_from == view.incident.occurred_to
    high = max(high for _, high in each) if one_day or len(acts) == 1 else sum(high for _, high in each)
    return number(low, min(max(low, high), MAX_INT) if view.acts_known else MAX_INT)


def _occasions_of(name: str, zh: str, en: str, kinds: set[str]) -> None:
    def count(view: View) -> Value:
        acts = [act for act in view.certain if act.kind in kinds]
        if not acts:
            return 0 if view.acts_known else None
        each = [bounds(act.occasions, 1) for act in acts]
        high = sum(high for _, high in each) if view.acts_known else MAX_INT
        return number(max(low for low, _ in each), min(high, MAX_INT))

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


@derived(
    "incident offender",
    Flag(),
    "将受欺凌影像传到网上",
    "images of the abuse put online",
    "acts.filmed:act acts.spread:act acts.still_online:act",
    norm="plan2017.P6.L3",
)
def images_online(view: View) -> Value:
    """
    Whether images of one and the same act were spread to a group or in public, or are still online.
    """

    def put_online(act: Act) -> bool | None:
        pictured = True if act.kind == "record_humiliation" or act.nude_imagery else act.filmed
        spread_out = _word_test(act.spread, {"group_chat", "public"}, {"none", "group_chat", "public"})
        return _all_of(pictured, any_of([spread_out, act.still_online]))

    return _any_act(view, put_online)


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
    if any(act.response_to is None for act in view.certain):
        return False
    if not view.acts_known:
        return None
    return bool(view.certain)


@derived("offender", Flag(), "明显超过必要限度", "beyond necessary defence", "acts.excess:act", owner="public_security", norm="ps-law.19")
def excess(view: View) -> Value:
    """Whether some answering act was in excess."""
    return _any_act(view, lambda act: act.excess if act.response_to is not None else False)


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
    return _of_victims(view, lambda victim: is_student_person(victim, view.incident))


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
        sure, maybe = ([getattr(victim, field) for victim in some] for some in view.victim_sets)
        return greatest(sure, cls, True, maybe)

    worst.__name__ = name
    worst.__doc__ = f"The worst `{field}` of the victims."
    derived("incident offender", word_kind(cls), zh, en, f"{field}:victim", owner=owner, norm=norm, sensitivity="sensitive")(worst)


_worst("worst_injury", "injury", Injury, "最重伤情", "worst injury", "criminal.234", "appraisal_body")
_worst("worst_mental", "mental", Mental, "最重精神损害", "worst harm to mind", "minors-law.130.1.3", "hospital")


def _of_victims(view: View, test: Callable[[Person], bool | None]) -> bool | None:
    sure, maybe = ([test(victim) for victim in some] for some in view.victim_sets)
    if not sure and not maybe:
        return None
    known = any_of(sure)
    if known is True or (not sure and all(value is True for value in maybe)):
        return True
    return None if known is None or any(value is not False for value in maybe) else False


def _any_victim(name: str, zh: str, en: str, asks: str, norm: str, test: Callable[[Person, View], bool | None]) -> None:
    def holds(view: View) -> Value:
        return _of_victims(view, lambda victim: test(victim, view))

    holds.__name__ = name
    holds.__doc__ = f"Whether of some victim it is so: {en}."
    derived("incident offender", Flag(), zh, en, asks, norm=norm, sensitivity="sensitive")(holds)


def _younger(limit: int) -> Callable[[Person, View], bool | None]:
    def test(person: Person, view: View) -> bool | None:
        low, high = bounds(age_of(person, view.incident, view.on))
        return True if high < limit else False if low >= limit else None

    return test


def _diagnosed(*wanted: str) -> Callable[[Person, View], bool | None]:
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
    if all(victim.injury is Injury.NONE for victim in view.victims):
        return _of_victims(view, lambda victim: victim.injury_appraised)
    return _not(_of_victims(view, _lacks_appraisal))


def _lacks_appraisal(victim: Person) -> bool | None:
    if victim.injury is Injury.NONE:
        return False
    perhaps_unhurt = victim.injury is None or Injury.NONE.value in words_of(victim.injury, Injury)
    lacking = _not(victim.injury_appraised)
    return None if lacking and perhaps_unhurt else lacking


@derived("incident offender", Number(), "受害人数", "number of victims", "acts.against:act", norm="ps-law.51.2")
def victim_count(view: View) -> Value:
    """How many people suffered."""
    sure, maybe = view.victim_sets
    return number(max(len(sure), 1), len(sure) + len(maybe)) if sure or maybe else None


@derived("incident offender", Number(), "财产损失合计（元）", "property loss in all", "property_loss_cny:victim")
def property_loss_total(view: View) -> Value:
    """The victims' losses together."""
    sure, maybe = ([bounds(victim.property_loss_cny) for victim in some] for some in view.victim_sets)
    if not sure and not maybe:
        return None
    low = sum(low for low, _ in sure) if sure else min(low for low, _ in maybe)
    return number(min(low, MAX_INT), min(sum(high for _, high in sure + maybe), MAX_INT))


@derived("incident", Flag(), "造成财产损失", "property was lost", "property_loss_cny:victim acts.kind:act")
def property_lost(view: View) -> Value:
    """
    Whether some loss is given.

    Where no amount is, taking or damaging property is a loss; losses known to be nil are none.
    """
    low, high = bounds(property_loss_total(view))  # type: ignore[arg-type]
    if low > 0 or high == 0:
        return low > 0
    taken = {"take_property", "extort", "steal", "damage_property", "pollute_belongings"}
    return True if any(act.kind in taken for act in view.certain) else None


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


@derived("incident", Number(), "学校知晓后已过日数", "days since the school knew", "first_known_at:incident", norm="S29")
def days_since_known(view: View) -> Value:
    """Whole days from the day the first member of staff knew, which is not counted, to the day of the assessment."""
    conduct = view.incident.school_conduct
    known = view.incident.first_known_at or (conduct.staff_knew_on if conduct else None)
    return None if known is None or known > view.on else (view.on - known).days


def _told(name: str, body: str, zh: str, en: str) -> None:
    def told(view: View) -> Value:
        conduct = view.incident.school_conduct
        return None if conduct is None or conduct.reported_to is None else body in conduct.reported_to

    told.__name__ = name
    told.__doc__ = f"Whether the school reported to `{body}`."
    derived("incident", Flag(), zh, en, "school_conduct.reported_to:incident", norm="minors-law.39.3b")(told)


_told("told_police", "public_security", "已向公安机关报告", "reported to public security")
_told("told_bureau", "county_education_bureau", "已向教育行政部门报告", "reported to the education bureau")


@derived("incident", Flag(), "有主体认定为严重的欺凌行为", "a body found serious bullying", "findings.serious_bullying:incident", owner="public_security", norm="ps-law.60.2")
def serious_bullying_found(view: View) -> Value:
    """
    Whether some body found serious bullying by the day of the assessment, so that a presumption cannot stand in for it.

    Whether that body is competent, `findings.serious_bullying` says; a rule asks for both.
    """
    found = view.incident.findings.get("serious_bullying", ()) if view.incident.findings else ()
    counted = (item for item in found if item.in_force is not False and (item.on is None or item.on <= view.on))
    return True if any(item.value is True for item in counted) else None


@derived("incident offender", Flag(), "六个月内未被公安机关发现", "not discovered by police within six months", "police_known_on:incident", owner="public_security", norm="ps-law.25")
def police_unaware_six_months(view: View) -> Value:
    """
    Whether six months passed after the last act before the police knew.

    While the six months run they are not over; a finding by the police shows that they knew by its day.
    """
    days = conduct_days(view.incident, view.on)
    if days is None:
        return None
    early, late = (_half_year_after(day) for day in days)
    known_on = view.incident.police_known_on
    if known_on is None:
        found = (item for items in (view.incident.findings or {}).values() for item in items)
        known_by = [item.on for item in found if item.by is Body.PUBLIC_SECURITY and item.on]
        return False if min([view.on, *known_by]) <= early else None
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
    # pair by pair: 500000 (Chongqing) and 371000 (Weihai) end in zeros that are not all padding
    width = 2 if here.endswith("0000") else 4 if here.endswith("00") else 6
    return here[:width] == there[:width]


@derived("petition", Flag(), "已受理", "the petition was accepted", "accepted_on:petition", owner="petition_office", norm="petition.34")
def accepted(view: PetitionView) -> Value:
    """Whether it was accepted: the day is known or the stage says so."""
    if view.petition.accepted_on and view.petition.accepted_on <= view.on:
        return True
    stage = view.petition.same_matter_stage
    return None if stage is None else _word_test(stage, {"accepted", "in_progress", "answered", "reviewed", "rechecked"}, {"none", "accepted"})


@derived("petition", Flag(), "已答复", "the petition was answered", "answered_on:petition", owner="petition_office", norm="petition.35")
def answered(view: PetitionView) -> Value:
    """Whether a written answer was given: the day is known or the stage says so."""
    if view.petition.answered_on and view.petition.answered_on <= view.on:
        return True
    stage = view.petition.same_matter_stage
    return None if stage is None else _word_test(stage, {"answered", "reviewed", "rechecked"}, {member.value for member in MatterStage})


@derived("petition", Flag(), "此前申请未获答复", "an earlier request went unanswered", "earlier_request_on:petition", norm="recon-impl@2026.24")
def earlier_request(view: PetitionView) -> Value:
    """Whether an earlier request is known to have been left unanswered."""
    return True if view.petition.earlier_request_on else None


def _days_since(name: str, field: str, zh: str, en: str, norm: str) -> None:
    def days(view: PetitionView) -> Value:
        start = getattr(view.petition, field)
        return None if start is None or start > view.on else (view.on - start).days

    days.__name__ = name
    days.__doc__ = f"Whole days from `{field}`, which is not counted, to the day of the assessment."
    derived("petition", Number(), zh, en, f"{field}:petition", owner="petition_office", norm=norm)(days)


_days_since("days_since_received", "received_on", "收到后已过日数", "days since it was received", "petition.23")
_days_since("days_since_accepted", "accepted_on", "受理后已过日数", "days since it was accepted", "petition.34")
_days_since("days_since_earlier_request", "earlier_request_on", "此前申请后已过日数", "days since the earlier request", "recon-impl@2026.24")


@derived("petition", Flag(), "收到后已满两个月", "two months have passed since it was received", "received_on:petition", owner="petition_office", norm="admin-lit.47")
def two_months_since_received(view: PetitionView) -> Value:
    """Whether the corresponding day of the second month after the receipt lies behind."""
    start, day = view.petition.received_on, view.on
    if start is None or start > day:
        return None
    months = (day.year - start.year) * 12 + day.month - start.month
    return months > 2 or (months == 2 and day.day > start.day)


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


def _by_term_end(name: str, field: str, zh: str, en: str, norm: str) -> None:
    def count(view: TermView) -> Value:
        done = getattr(view.term, field)
        # more may follow until the term is over
        return done if done is None or term_over(view) is not False else number(bounds(done)[0], MAX_INT)

    count.__name__ = name
    count.__doc__ = f"`{field}` as it can stand at the end of the term: while the term lasts, only the least it can be."
    derived("school_term", Number(), zh, en, f"{field}:school_term term.to:school_term", norm=norm)(count)


_by_term_end("themed_education_by_term_end", "themed_education_sessions", "至学期末专题教育次数", "themed education sessions by the end of the term", "act2018.N5a")
_by_term_end("class_meetings_by_term_end", "class_meetings_min_per_class", "至学期末每班主题班会最少次数", "class meetings by the end of the term, least of any class", "act2024.4")
_by_term_end("inspector_visits_by_term_end", "inspector_visits", "至学期末督学到校次数", "inspector's visits by the end of the term", "edu-sup.14")


def _cycle_over(view: TermView) -> bool | None:
    training = view.term.principal_training
    begins = training.cycle_from if training else None
    # a five-year cycle ends the day before its fifth anniversary (trn2013)
    return None if begins is None else (view.on.year - 5, view.on.month, view.on.day) >= (begins.year, begins.month, begins.day)


@derived("school_term", Number(), "至周期末培训学时", "training hours by the end of the cycle", "principal_training.cycle_hours:school_term principal_training.cycle_from:school_term", norm="trn2013")
def cycle_hours_by_cycle_end(view: TermView) -> Value:
    """The principal's hours as they can stand at the end of the cycle: while it runs, only the least they can be."""
    training = view.term.principal_training
    done = training.cycle_hours if training else None
    return done if done is None or _cycle_over(view) is not False else number(bounds(done)[0], MAX_INT)


@derived("school_term", Flag(), "周期内接受过防治欺凌培训", "trained on bullying within the cycle", "principal_training.covers_bullying:school_term principal_training.cycle_from:school_term", norm="S20")
def bullying_training_in_cycle(view: TermView) -> Value:
    """Whether the principal was trained on bullying in the cycle; not yet is open while the cycle runs."""
    training = view.term.principal_training
    done = training.covers_bullying if training else None
    return None if done is False and _cycle_over(view) is False else done


@derived("school_term", Number(), "本学期专项调查次数", "surveys in the term", "survey_done:school_term", norm="moe50.19.2")
def surveys_in_term(view: TermView) -> Value:
    """How many surveys there were, as far as `survey_done` says: at least one, or none."""
    done = view.term.survey_done
    return None if done is None else number(1, MAX_INT) if done else 0


# --- liability ----------------------------------------------------------------------------------------------------

BLOWS = frozenset("strike kick slap scratch_bite burn choke stab genital_injury".split())
TAKING = frozenset({"take_property", "extort"})


@derived("incident offender", Flag(), "二人以上共同殴打", "two or more beat jointly", "acts.together:act acts.kind:act", norm="ps-law.51.2")
def joint_beating(view: View) -> Value:
    """Whether some blow was struck jointly; pushing and pulling are not blows."""
    return _any_act(view, lambda act: _all_of(act.kind in BLOWS, _jointly(act)))


@derived("incident offender", word_kind(Coercion), "索取财物时的强制程度", "degree of coercion in taking property", "acts.coercion:act", norm="spc-juv2006.7")
def taking_coercion(view: View) -> Value:
    """The greatest coercion of any act of taking."""
    return greatest([act.coercion for act in view.certain if act.kind in TAKING], Coercion, view.acts_known)


def _amount_of(name: str, kinds: frozenset[str], zh: str, en: str, norm: str) -> None:
    def total(view: View) -> Value:
        each = [bounds(act.amount_cny) for act in view.certain if act.kind in kinds]
        high = sum(high for _, high in each) if view.acts_known else MAX_INT
        return number(min(sum(low for low, _ in each), MAX_INT), min(high, MAX_INT))

    total.__name__ = name
    total.__doc__ = f"The amount in all of the acts: {', '.join(sorted(kinds))}."
    derived("incident offender", Number(), zh, en, "acts.amount_cny:act", norm=norm)(total)


_amount_of("taken_cny", TAKING, "强索、敲诈的数额（元）", "amount taken by force or extortion, in yuan", "spc-juv2006.7")
_amount_of("stolen_cny", frozenset({"steal"}), "盗窃的数额（元）", "amount stolen, in yuan", "spc-spp-theft2013.1")


def _reach(name: str, field: str, zh: str, en: str) -> None:
    def most(view: View) -> Value:
        each = [bounds(getattr(act, field)) for act in view.certain if act.kind is ActKind.DEFAME_ONLINE]
        if not each:
            return 0 if view.acts_known else None
        high = max(high for _, high in each) if view.acts_known else MAX_INT
        return number(max(low for low, _ in each), high)

    most.__name__ = name
    most.__doc__ = f"The most `{field}` of any one defamatory act: the law counts the same piece of information."
    derived("incident offender", Number(), zh, en, f"acts.{field}:act", norm="spc-spp-slander2013.2")(most)


_reach("defamation_views", "views", "同一诽谤信息的浏览次数", "views of one defamatory item")
_reach("defamation_forwards", "forwards", "同一诽谤信息的转发次数", "forwards of one defamatory item")


@derived("incident offender", Number(), "轻微伤以上的人数", "victims slightly hurt or worse", "injury:victim", owner="appraisal_body", norm="spc-spp-xxzs2013.2", sensitivity="sensitive")
def victims_slightly_hurt(view: View) -> Value:
    """How many victims have an injury graded slight or worse."""
    harmless = {Injury.NONE.value, Injury.PAIN.value}
    sure, maybe = ([set(words_of(victim.injury, Injury)) for victim in some] for some in view.victim_sets)
    if not sure and not maybe:
        return None
    least = sum(not words & harmless for words in sure) if sure else not any(words & harmless for words in maybe)
    return number(int(least), sum(not words <= harmless for words in sure + maybe))


@derived("incident offender", Flag(), "致人重伤或者死亡", "serious injury or death", "injury:victim injury_appraised:victim", owner="appraisal_body", norm="criminal.17.2", sensitivity="sensitive")
def serious_injury(view: View) -> Value:
    """
    Whether some victim died or is seriously injured.

    Without appraisal a grade of minor or serious injury may turn out to be the other; death needs none.
    """
    order = [member.value for member in Injury]
    worst = worst_words(view)
    low, high = order.index(worst[0]), order.index(worst[-1])
    if low == order.index(Injury.DEATH.value):
        return True
    if high <= order.index(Injury.SLIGHT.value):
        return False
    if injury_appraised(view) is not True:
        return None
    serious = order.index(Injury.SERIOUS.value)
    return True if low >= serious else False if high < serious else None


def worst_words(view: View) -> tuple[str, ...]:
    """
    What the worst injury may be, from least to greatest.
    """
    sure, maybe = ([victim.injury for victim in some] for some in view.victim_sets)
    worst = greatest(sure, Injury, True, maybe)
    found = {worst} if isinstance(worst, str) else worst
    return tuple(member.value for member in Injury if found is None or member.value in found)  # type: ignore[operator]


_any_victim("victim_8_to_17", "受害方有八周岁以上的未成年人", "a victim is a minor of eight or more", "age:victim birth_date:victim", "civil.1200", lambda p, i: _all_of(_not(_younger(8)(p, i)), _younger(18)(p, i)))


@derived("incident offender", Flag(), "记录载明受害方自残或者自杀", "self-harm or suicide is on record", "mental:victim", owner="hospital", norm="spc-spp-slander2013.2", sensitivity="sensitive")
def self_harm_recorded(view: View) -> Value:
    """Whether the record names self-harm or suicide of a victim; where it names none, none is recorded."""
    wanted = {Mental.SELF_HARM.value, Mental.SUICIDE_ATTEMPT.value, Mental.SUICIDE.value}
    every = {member.value for member in Mental}
    return any_of(_word_test(victim.mental, wanted, every) for victim in view.victims if victim.mental is not None)


@derived("incident offender", Flag(), "各次行为在二年之内", "all of it within two years", "occurred_from:incident occurred_to:incident", norm="spc-spp-extort2013.3")
def within_two_years(view: View) -> Value:
    """Whether first and last act lie within two years of each other."""
    incident = view.incident
    span = (incident.occurred_from, incident.occurred_to) if incident.occurred_to else incident.occurred_between
    if span is None or span[0] is None or span[1] is None:
        return None
    years, anniversary = _whole_years(span[0], span[1]), (span[0].month, span[0].day) == (span[1].month, span[1].day)
    return True if years < 2 or (years == 2 and anniversary) else None if incident.occurred_between else False


@derived("incident offender", Flag(), "有意外、玩闹、自卫的说法，或者已有主观状态的认定", "an account of accident, play or self-defence, or a finding on intent", "findings.intent:finding intent:incident", owner="public_security", norm="ps-law.51.1")
def intent_in_question(view: View) -> Value:
    """
    Whether the state of mind has to be found: every account says accident, play or self-defence, or a body has found on it.

    Where no account is given, the act speaks as it is described.
    """
    if view.incident.findings and view.incident.findings.get("intent"):
        return True
    accounts = [act.intent for act in view.certain if act.intent is not None]
    if not accounts and view.incident.intent is not None:
        accounts = [view.incident.intent]
    words = {word for account in accounts for word in words_of(account, Intent)}
    innocent = words & {"accidental", "playful", "self_defence"}
    return False if not innocent else True if innocent == words else None


@derived("offender", Flag(), "记录载明不能辨认或者控制自己的行为", "inability to discern and control is on record", "capacity:self", owner="appraisal_body", norm="ps-law.13", sensitivity="sensitive")
def incapacity_recorded(view: View) -> Value:
    """Whether the record says so; where it is silent nothing is recorded, for capacity is the rule."""
    stated = _person(view).capacity
    return False if stated is None else _word_test(stated, {Capacity.NONE.value}, {member.value for member in Capacity})


@derived("offender", Flag(), "记录载明怀孕或者哺乳", "pregnancy or nursing is on record", "pregnant:self", norm="ps-law.23.1", sensitivity="sensitive")
def pregnancy_recorded(view: View) -> Value:
    """Whether the record says so; where it is silent nothing is recorded."""
    return _person(view).pregnant is True


@derived("incident offender", Flag(), "记录载明使用管制刀具", "a controlled knife is on record", "acts.weapon:act", owner="public_security", norm="ps-law.38")
def controlled_knife_recorded(view: View) -> Value:
    """Whether the record names a controlled knife; where it names no weapon, none is recorded."""
    every = {member.value for member in Weapon}
    known = [_word_test(act.weapon, {Weapon.CONTROLLED_KNIFE.value}, every) for act in view.certain if act.weapon is not None]
    maybe = any(act.weapon is not None and Weapon.CONTROLLED_KNIFE.value in words_of(act.weapon, Weapon) for act in view.possible)
    return any_of([*known, None if maybe else False])


@derived("offender", Flag(), "初次违反治安管理", "first public-security violation", "first_violation:self prior_public_security_cases:self", owner="public_security", norm="ps-law.23.1", sensitivity="sensitive")
def violation_is_first(view: View) -> Value:
    """
    As stated; else an earlier case shows that it is not the first.

    That no case is on record does not show that it is (mps-proc.164.2).
    """
    person = _person(view)
    if person.first_violation is not None:
        return person.first_violation
    earlier = (person.prior_public_security_cases, person.prior_public_security_cases_1y, person.prior_penalties_1y)
    known = any(bounds(count)[0] > 0 for count in earlier)
    return False if known or person.prior_detention_not_executed else None
