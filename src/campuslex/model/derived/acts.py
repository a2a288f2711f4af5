"""
Derived facts of what was done.
"""

from collections.abc import Callable

from campuslex.model.derived.folds import any_of, both, bounds, greatest, number, word_test, words_of
from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import View
from campuslex.model.incident import Act
from campuslex.model.spans import MAX_INT
from campuslex.model.vocabulary import Flag, Members, Number, Value, Words, word_kind
from campuslex.model.words import ActKind, Coercion, Intent, Spread


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


def any_act(view: View, test: Callable[[Act], bool | None]) -> bool | None:
    """
    Whether some act passes a test, as far as the acts are known.
    """
    certain = any_of(test(act) for act in view.certain)
    if certain is True:
        return True
    if not view.incident.acts or any(test(act) is not False for act in view.possible):
        return None
    return certain


def _kinds_group(name: str, zh: str, en: str, kinds: str) -> None:
    group = frozenset(kinds.split())

    def belongs(view: View) -> Value:
        return any_act(view, lambda act: act.kind in group)

    belongs.__name__ = name
    belongs.__doc__ = f"Whether an act was one of: {kinds}."
    derived("incident offender", Flag(), zh, en, "acts.kind:act")(belongs)


PHYSICAL = "strike kick slap scratch_bite push pull burn choke stab genital_injury force_ingest force_kneel kill poison"
VERBAL = "threaten insult mock nickname humiliate defame_online rumour harass_online sexual_rumour"
_kinds_group("physical_act", "有肢体侵害行为", "an act against the body", PHYSICAL + " strip confine pull")
_kinds_group(
    "beating_act", "有殴打行为", "a beating", "strike kick slap scratch_bite push pull burn choke stab genital_injury"
)
_kinds_group("injurious_act", "有伤害身体行为", "an act that injures the body", PHYSICAL)
_kinds_group("verbal_act", "有言语侵害行为", "an act in words", VERBAL)
_kinds_group(
    "insulting_act",
    "有侮辱人格行为",
    "an act that insults",
    "insult humiliate mock nickname strip force_kneel force_ingest record_humiliation sexual_rumour defame_online",
)
_kinds_group("taking_act", "有索取财物行为", "an act of taking property", "take_property extort")
_kinds_group(
    "property_act",
    "有侵害财物行为",
    "an act against property",
    "take_property extort steal damage_property pollute_belongings",
)
_kinds_group(
    "online_act", "有网络侵害行为", "an act online", "defame_online harass_online expose_privacy record_humiliation"
)
_kinds_group(
    "sexual_act",
    "有涉性侵害行为",
    "an act of a sexual kind",
    "sexual_harassment sexual_assault sexual_rumour genital_injury",
)
_kinds_group("isolating_act", "有孤立排斥行为", "an act of exclusion", "exclude rumour sexual_rumour")
_kinds_group(
    "forcing_act", "有强迫行为", "an act of forcing", "force_kneel force_ingest force_labour force_participate confine"
)
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


@derived(
    "incident offender",
    Flag(),
    "只有一次推搡、打耳光或者击打",
    "a single push, slap or strike only",
    "acts.occasions:act",
)
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
    f"{PHYSICAL} strip confine insult humiliate threaten take_property extort steal damage_property "
    "force_labour force_participate sexual_harassment sexual_assault".split()
)
EXCUSING = {"accidental", "playful", "self_defence"}


@derived(
    "offender",
    Flag(),
    "有打骂同学或者侵害他人权益的行为",
    "hits, reviles, threatens, forces or takes from others",
    "acts.kind:act",
    norm="moe49.7.5",
)
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

    return any_act(view, breach)


def jointly(act: Act) -> bool | None:
    """
    Whether an act was done by two or more together.
    """
    if act.by is not None and len(act.by) > 1:
        return True
    low, high = bounds(act.together, 1)
    if low >= 2:
        return True
    return False if high < 2 or (act.together is None and act.by is not None) else None


@derived(
    "incident offender",
    Flag(),
    "二人以上共同实施",
    "two or more acted jointly",
    "acts.together:act",
    norm="ps-law.51.2",
)
def acted_together(view: View) -> Value:
    """Whether some act was done jointly: by several people named, or a number acting jointly."""
    return any_act(view, jointly)


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


def _occasions_of(name: str, zh: str, en: str, kinds: set[str], norm: str = "spc-spp-extort2013") -> None:
    def count(view: View) -> Value:
        acts = [act for act in view.certain if act.kind in kinds]
        if not acts:
            return 0 if view.acts_known else None
        each = [bounds(act.occasions, 1) for act in acts]
        high = sum(high for _, high in each) if view.acts_known else MAX_INT
        return number(max(low for low, _ in each), min(high, MAX_INT))

    count.__name__ = name
    count.__doc__ = f"On how many occasions: {', '.join(sorted(kinds))}."
    derived("incident offender", Number(), zh, en, "acts.occasions:act", norm=norm)(count)


_occasions_of("extort_occasions", "敲诈、强索次数", "occasions of extortion", {"extort", "take_property"})
_occasions_of("strip_occasions", "强脱衣物次数", "occasions of stripping", {"strip"})
_occasions_of("theft_occasions", "盗窃次数", "occasions of theft", {"steal"})
_occasions_of(
    "taunt_occasions", "恐吓、谩骂、讥讽次数", "occasions of threats or taunts", {"threaten", "insult", "mock"}, "tj.2"
)
_occasions_of(
    "damage_occasions", "毁损、污损次数", "occasions of damage", {"damage_property", "pollute_belongings"}, "tj.2"
)


def _act_flag(name: str, field: str, zh: str, en: str, norm: str) -> None:
    def holds(view: View) -> Value:
        return any_act(view, lambda act: getattr(act, field))

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
        spread_out = word_test(act.spread, {"group_chat", "public"}, {"none", "group_chat", "public"})
        return both(pictured, any_of([spread_out, act.still_online]))

    return any_act(view, put_online)


_act_flag("filmed", "filmed", "被拍摄", "filmed", "minors-law.77")
_act_flag("livestreamed", "livestreamed", "被直播", "livestreamed", "minors-law.77")
_act_flag("still_online", "still_online", "仍在网上", "still online", "minors-law.77")
_act_flag("nude_imagery", "nude_imagery", "含裸露影像", "nude imagery", "ps-law.80")
_act_flag("particularly_cruel", "particularly_cruel", "手段特别残忍", "particularly cruel means", "criminal.17.3")


@derived(
    "incident offender", word_kind(Spread), "传播范围", "how far it was spread", "acts.spread:act", norm="minors-law.77"
)
def spread(view: View) -> Value:
    """The widest spread of any act."""
    return greatest([act.spread for act in view.certain], Spread, view.acts_known)


@derived(
    "incident offender",
    word_kind(Coercion),
    "强制程度",
    "degree of coercion",
    "acts.coercion:act",
    norm="spc-juv2006.7",
)
def coercion(view: View) -> Value:
    """The greatest coercion of any act."""
    return greatest([act.coercion for act in view.certain], Coercion, view.acts_known)


@derived("incident offender", Flag(), "使用器具", "a weapon or tool was used", "acts.weapon:act", norm="delinq-law.38")
def used_weapon(view: View) -> Value:
    """Whether a tool or controlled knife was used."""
    return any_act(
        view, lambda act: word_test(act.weapon, {"tool", "controlled_knife"}, {"none", "tool", "controlled_knife"})
    )


@derived(
    "incident offender", Flag(), "使用管制刀具", "a controlled knife was used", "acts.weapon:act", norm="ps-law.38"
)
def used_controlled_knife(view: View) -> Value:
    """Whether a controlled knife was used or carried."""
    return any_act(view, lambda act: word_test(act.weapon, {"controlled_knife"}, {"none", "tool", "controlled_knife"}))


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


@derived(
    "offender", Flag(), "系对不法侵害的还手", "acted in answer to an attack", "acts.response_to:act", norm="ps-law.19"
)
def answered_attack(view: View) -> Value:
    """Whether every act of this person answers an act of another."""
    if any(act.response_to is None for act in view.certain):
        return False
    if not view.acts_known:
        return None
    return bool(view.certain)


@derived(
    "offender",
    Flag(),
    "明显超过必要限度",
    "beyond necessary defence",
    "acts.excess:act",
    owner="public_security",
    norm="ps-law.19",
)
def excess(view: View) -> Value:
    """Whether some answering act was in excess."""
    return any_act(view, lambda act: act.excess if act.response_to is not None else False)
