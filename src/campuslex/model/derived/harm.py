"""
Derived facts of the harm that was done.
"""

from collections.abc import Callable
from enum import StrEnum

from campuslex.model.derived.folds import any_of, bounds, greatest, negated, number, word_test, words_of
from campuslex.model.derived.people import age_of
from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import View
from campuslex.model.incident import Person
from campuslex.model.spans import MAX_INT
from campuslex.model.vocabulary import Flag, Number, Value, word_kind
from campuslex.model.words import Diagnosis, Injury, Mental, Role


def _worst(name: str, field: str, cls: type[StrEnum], zh: str, en: str, norm: str, owner: str) -> None:
    def worst(view: View) -> Value:
        sure, maybe = ([getattr(victim, field) for victim in some] for some in view.victim_sets)
        return greatest(sure, cls, True, maybe)

    worst.__name__ = name
    worst.__doc__ = f"The worst `{field}` of the victims."
    derived(
        "incident offender", word_kind(cls), zh, en, f"{field}:victim", owner=owner, norm=norm, sensitivity="sensitive"
    )(worst)


_worst("worst_injury", "injury", Injury, "最重伤情", "worst injury", "criminal.234", "appraisal_body")
_worst("worst_mental", "mental", Mental, "最重精神损害", "worst harm to mind", "minors-law.130.1.3", "hospital")


def of_victims(view: View, test: Callable[[Person], bool | None]) -> bool | None:
    """
    Whether some victim passes a test, as far as the victims are known.
    """
    sure, maybe = ([test(victim) for victim in some] for some in view.victim_sets)
    if not sure and not maybe:
        return None
    known = any_of(sure)
    if known is True or (not sure and all(value is True for value in maybe)):
        return True
    return None if known is None or any(value is not False for value in maybe) else False


def any_victim(name: str, zh: str, en: str, asks: str, norm: str, test: Callable[[Person, View], bool | None]) -> None:
    """
    Register a fact that asks whether some victim passes a test.
    """

    def holds(view: View) -> Value:
        return of_victims(view, lambda victim: test(victim, view))

    holds.__name__ = name
    holds.__doc__ = f"Whether of some victim it is so: {en}."
    derived("incident offender", Flag(), zh, en, asks, norm=norm, sensitivity="sensitive")(holds)


def younger(limit: int) -> Callable[[Person, View], bool | None]:
    """
    A test whether a person is below an age.
    """

    def test(person: Person, view: View) -> bool | None:
        low, high = bounds(age_of(person, view.incident, view.on))
        return True if high < limit else False if low >= limit else None

    return test


@derived(
    "incident",
    Flag(),
    "记录载明有未成年人遭受或者疑似遭受家庭暴力",
    "family violence against a minor is on record",
    "family_violence:victim family_violence:offender",
    norm="anti-dv.14",
    sensitivity="sensitive",
)
def family_violence_recorded(view: View) -> Value:
    """Whether the record tells of family violence against a minor on either side; silence tells of none."""
    test = younger(18)
    return any_of(test(person, view) for person in view.incident.people if person.family_violence)


def diagnosed(*wanted: str) -> Callable[[Person, View], bool | None]:
    """
    A test whether a person has one of some diagnoses.
    """
    every = {member.value for member in Diagnosis}
    return lambda person, _: word_test(person.diagnosis, set(wanted), every)


any_victim(
    "victim_under_14",
    "受害方有不满十四周岁的",
    "a victim is under fourteen",
    "age:victim birth_date:victim",
    "ps-law.51.2",
    younger(14),
)
any_victim(
    "victim_under_16",
    "受害方有不满十六周岁的",
    "a victim is under sixteen",
    "age:victim birth_date:victim",
    "criminal.236-1",
    younger(16),
)
any_victim(
    "victim_under_18",
    "受害方有未成年人",
    "a victim is a minor",
    "age:victim birth_date:victim",
    "minors-law.2",
    younger(18),
)
any_victim(
    "victim_under_8",
    "受害方有不满八周岁的",
    "a victim is under eight",
    "age:victim birth_date:victim",
    "civil.1199",
    younger(8),
)
any_victim(
    "victim_disabled",
    "受害方有残疾人",
    "a victim has a disability",
    "disability:victim",
    "ps-law.51.2",
    lambda p, _: p.disability,
)
any_victim(
    "victim_pregnant", "受害方怀孕", "a victim is pregnant", "pregnant:victim", "ps-law.51.2", lambda p, _: p.pregnant
)
any_victim(
    "victim_female",
    "受害方有女性",
    "a victim is female",
    "sex:victim",
    "women.24.2",
    lambda p, _: word_test(p.sex, {"female"}, {"female", "male"}),
)
any_victim(
    "victim_fears_school",
    "不敢正常到校学习生活",
    "a victim is afraid to attend school",
    "fears_school:victim",
    "spc-juv2006.7",
    lambda p, _: p.fears_school,
)
any_victim(
    "victim_seriously_disabled",
    "伤致严重残疾",
    "a victim is severely disabled",
    "disabled_by_injury:victim",
    "criminal.17.3",
    lambda p, _: p.disabled_by_injury,
)
any_victim(
    "victim_diagnosed_injury",
    "诊断有骨折或者住院",
    "fracture or hospital stay diagnosed",
    "diagnosis:victim",
    "plan2017.P6.L2",
    diagnosed("fracture", "hospitalised"),
)
any_victim(
    "victim_bruised",
    "诊断有伤",
    "some injury diagnosed",
    "diagnosis:victim",
    "minors-law.130.1.3",
    diagnosed("bruises", "fracture", "hospitalised", "other"),
)


@derived(
    "incident offender",
    Flag(),
    "伤情已经鉴定",
    "the worst injury is appraised",
    "injury_appraised:victim",
    owner="public_security",
    norm="mps-proc.90",
    sensitivity="sensitive",
)
def injury_appraised(view: View) -> Value:
    """Whether the victims' injuries are appraised, all of those that are not known to be none."""
    if all(victim.injury is Injury.NONE for victim in view.victims):
        return of_victims(view, lambda victim: victim.injury_appraised)
    return negated(of_victims(view, _lacks_appraisal))


def _lacks_appraisal(victim: Person) -> bool | None:
    if victim.injury is Injury.NONE:
        return False
    perhaps_unhurt = victim.injury is None or Injury.NONE.value in words_of(victim.injury, Injury)
    lacking = negated(victim.injury_appraised)
    return None if lacking and perhaps_unhurt else lacking


@derived("incident offender", Number(), "受害人数", "number of victims", "acts.against:act", norm="ps-law.51.2")
def victim_count(view: View) -> Value:
    """How many people suffered."""
    sure, maybe = view.victim_sets
    return number(max(len(sure), 1), len(sure) + len(maybe)) if sure or maybe else None


@derived("incident", Number(), "实施方人数", "number of offenders", "acts.by:act", norm="civil.1172")
def offender_count(view: View) -> Value:
    """How many people did it: those named; more may have, where an act names nobody."""
    named, acts = len(view.of_role(Role.OFFENDER)), view.incident.acts
    if not named:
        return None
    return number(named, named if acts and all(act.by is not None for act in acts) else MAX_INT)


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
