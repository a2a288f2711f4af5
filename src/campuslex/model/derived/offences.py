"""
Derived facts that offences and liability turn on.
"""

from campuslex.model.derived.acts import any_act, jointly
from campuslex.model.derived.folds import any_of, both, bounds, greatest, negated, number, word_test, words_of
from campuslex.model.derived.harm import any_victim, injury_appraised, younger
from campuslex.model.derived.people import whole_years
from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import View, person_of
from campuslex.model.spans import MAX_INT
from campuslex.model.vocabulary import Flag, Number, Value, word_kind
from campuslex.model.words import ActKind, Capacity, Coercion, Injury, Intent, Mental, Weapon

BLOWS = frozenset(["strike", "kick", "slap", "scratch_bite", "burn", "choke", "stab", "genital_injury"])
TAKING = frozenset({"take_property", "extort"})


@derived(
    "incident offender",
    Flag(),
    "二人以上共同殴打",
    "two or more beat jointly",
    "acts.together:act acts.kind:act",
    norm="ps-law.51.2",
)
def joint_beating(view: View) -> Value:
    """Whether some blow was struck jointly; pushing and pulling are not blows."""
    return any_act(view, lambda act: both(act.kind in BLOWS, jointly(act)))


@derived(
    "incident offender",
    word_kind(Coercion),
    "索取财物时的强制程度",
    "degree of coercion in taking property",
    "acts.coercion:act",
    norm="spc-juv2006.7",
)
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


_amount_of(
    "taken_cny", TAKING, "强索、敲诈的数额（元）", "amount taken by force or extortion, in yuan", "spc-juv2006.7"
)
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


@derived(
    "incident offender",
    Number(),
    "轻微伤以上的人数",
    "victims slightly hurt or worse",
    "injury:victim",
    owner="appraisal_body",
    norm="spc-spp-xxzs2013.2",
    sensitivity="sensitive",
)
def victims_slightly_hurt(view: View) -> Value:
    """How many victims have an injury graded slight or worse."""
    harmless = {Injury.NONE.value, Injury.PAIN.value}
    sure, maybe = ([set(words_of(victim.injury, Injury)) for victim in some] for some in view.victim_sets)
    if not sure and not maybe:
        return None
    least = sum(not words & harmless for words in sure) if sure else not any(words & harmless for words in maybe)
    return number(int(least), sum(not words <= harmless for words in sure + maybe))


@derived(
    "incident offender",
    Flag(),
    "致人重伤或者死亡",
    "serious injury or death",
    "injury:victim injury_appraised:victim",
    owner="appraisal_body",
    norm="criminal.17.2",
    sensitivity="sensitive",
)
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


any_victim(
    "victim_8_to_17",
    "受害方有八周岁以上的未成年人",
    "a victim is a minor of eight or more",
    "age:victim birth_date:victim",
    "civil.1200",
    lambda p, i: both(negated(younger(8)(p, i)), younger(18)(p, i)),
)


@derived(
    "incident offender",
    Flag(),
    "记录载明受害方自残或者自杀",
    "self-harm or suicide is on record",
    "mental:victim",
    owner="hospital",
    norm="spc-spp-slander2013.2",
    sensitivity="sensitive",
)
def self_harm_recorded(view: View) -> Value:
    """Whether the record names self-harm or suicide of a victim; where it names none, none is recorded."""
    wanted = {Mental.SELF_HARM.value, Mental.SUICIDE_ATTEMPT.value, Mental.SUICIDE.value}
    every = {member.value for member in Mental}
    return any_of(word_test(victim.mental, wanted, every) for victim in view.victims if victim.mental is not None)


@derived(
    "incident offender",
    Flag(),
    "各次行为在二年之内",
    "all of it within two years",
    "occurred_from:incident occurred_to:incident",
    norm="spc-spp-extort2013.3",
)
def within_two_years(view: View) -> Value:
    """Whether first and last act lie within two years of each other."""
    incident = view.incident
    span = (incident.occurred_from, incident.occurred_to) if incident.occurred_to else incident.occurred_between
    if span is None or span[0] is None or span[1] is None:
        return None
    years, anniversary = whole_years(span[0], span[1]), (span[0].month, span[0].day) == (span[1].month, span[1].day)
    return True if years < 2 or (years == 2 and anniversary) else None if incident.occurred_between else False


@derived(
    "incident offender",
    Flag(),
    "有意外、玩闹、自卫的说法，或者已有主观状态的认定",
    "an account of accident, play or self-defence, or a finding on intent",
    "findings.intent:finding intent:incident",
    owner="public_security",
    norm="ps-law.51.1",
)
def intent_in_question(view: View) -> Value:
    """
    Whether the state of mind has to be found: every account says accident, play or self-defence, or
    a body has found on it.

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


@derived(
    "offender",
    Flag(),
    "记录载明不能辨认或者控制自己的行为",
    "inability to discern and control is on record",
    "capacity:self",
    owner="appraisal_body",
    norm="ps-law.13",
    sensitivity="sensitive",
)
def incapacity_recorded(view: View) -> Value:
    """Whether the record says so; where it is silent nothing is recorded, for capacity is the rule."""
    stated = person_of(view).capacity
    return False if stated is None else word_test(stated, {Capacity.NONE.value}, {member.value for member in Capacity})


@derived(
    "offender",
    Flag(),
    "记录载明怀孕或者哺乳",
    "pregnancy or nursing is on record",
    "pregnant:self",
    norm="ps-law.23.1",
    sensitivity="sensitive",
)
def pregnancy_recorded(view: View) -> Value:
    """Whether the record says so; where it is silent nothing is recorded."""
    return person_of(view).pregnant is True


@derived(
    "incident offender",
    Flag(),
    "记录载明使用管制刀具",
    "a controlled knife is on record",
    "acts.weapon:act",
    owner="public_security",
    norm="ps-law.38",
)
def controlled_knife_recorded(view: View) -> Value:
    """Whether the record names a controlled knife; where it names no weapon, none is recorded."""
    every = {member.value for member in Weapon}
    known = [
        word_test(act.weapon, {Weapon.CONTROLLED_KNIFE.value}, every) for act in view.certain if act.weapon is not None
    ]
    maybe = any(
        act.weapon is not None and Weapon.CONTROLLED_KNIFE.value in words_of(act.weapon, Weapon)
        for act in view.possible
    )
    return any_of([*known, None if maybe else False])


@derived(
    "offender",
    Flag(),
    "初次违反治安管理",
    "first public-security violation",
    "first_violation:self prior_public_security_cases:self",
    owner="public_security",
    norm="ps-law.23.1",
    sensitivity="sensitive",
)
def violation_is_first(view: View) -> Value:
    """
    As stated; else an earlier case shows that it is not the first.

    That no case is on record does not show that it is (mps-proc.164.2).
    """
    person = person_of(view)
    if person.first_violation is not None:
        return person.first_violation
    earlier = (person.prior_public_security_cases, person.prior_public_security_cases_1y, person.prior_penalties_1y)
    known = any(bounds(count)[0] > 0 for count in earlier)
    return False if known or person.prior_detention_not_executed else None
