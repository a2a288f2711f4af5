"""
Derived facts of a school's term.
"""

from datetime import date

from campuslex.model.derived.folds import bounds, number
from campuslex.model.derived.people import school_stages
from campuslex.model.derived.registry import derived
from campuslex.model.derived.views import TermView
from campuslex.model.spans import MAX_INT
from campuslex.model.vocabulary import Flag, Number, Value, word_kind
from campuslex.model.words import Stage


@derived("school_term", word_kind(Stage), "学段", "school stage", "school.stage:school_term", norm="act2018.N4a")
def stage_of_school(view: TermView) -> Value:
    """The school's stage."""
    return school_stages(view.term.school)


@derived(
    "school_term",
    Flag(),
    "治理委员会由校长负责",
    "the principal chairs the committee",
    "committee.chair_role:school_term",
    norm="plan2017.P2",
)
def principal_chairs(view: TermView) -> Value:
    """Whether the principal chairs the governance committee."""
    committee = view.term.committee
    return None if committee is None or committee.chair_role is None else committee.chair_role.value == "principal"


def day_number(day: date) -> int:
    """
    A day as the number 20260630, as conditions compare days.
    """
    return day.year * 10_000 + day.month * 100 + day.day


def _deed(name: str, said: str, done: tuple[str, str], on: tuple[str, str], norm: str, owner: str = "school") -> None:
    """
    Two facts of something done once: whether it was done, and on which day, as far as either is known.

    Args:
        name: The deed; the field of its day is `…_on`.
        said: The field that says yes or no.
        done: Labels of whether it was done.
        on: Labels of its day.
        norm: Norm that asks for it.
        owner: Who can answer.
    """
    county, _, field = said.rpartition(".")
    prefix = f"{county}." if county else ""

    def known(view: TermView) -> tuple[bool | None, date | None]:
        holder = getattr(view.term, county) if county else view.term
        told, day = getattr(holder, field, None), getattr(holder, f"{name}_on", None)
        if day and day <= view.on:
            return True, day
        return (None if day and told else told), None

    def flag(view: TermView) -> Value:
        return known(view)[0]

    def day_of(view: TermView) -> Value:
        so, day = known(view)
        if day:
            return day_number(day)
        today = day_number(view.on)
        # done on some day up to now; or not done, so that it can only follow
        return None if so is None else number(0, today) if so else number(today + 1, MAX_INT)

    flag.__name__, day_of.__name__ = field, f"{name}_day"
    flag.__doc__ = f"Whether it was done by the day of the review: the day is known, or `{said}` says so."
    day_of.__doc__ = f"The day of `{prefix}{name}_on` as a number; while it is not done, only that it is still to come."
    asks = f"{said}:school_term {prefix}{name}_on:school_term"
    derived("school_term", Flag(), *done, asks, owner, norm)(flag)
    derived("school_term", Number(day=True), *on, asks, owner, norm)(day_of)


_deed(
    "special_report",
    "special_report_filed",
    ("专项报告已报送", "the special report was filed"),
    ("专项报告报送日", "day the special report was filed"),
    "S9",
)
_deed(
    "annual_summary",
    "annual_summary_filed",
    ("年度总结已提交", "the annual summary was filed"),
    ("年度总结提交日", "day the annual summary was filed"),
    "S31",
)
_deed(
    "special_inspection",
    "county.special_inspection_held",
    ("专项督导已组织", "the special inspection was held"),
    ("专项督导日", "day of the special inspection"),
    "S27",
    "county_education_bureau",
)


@derived(
    "school_term",
    Number(),
    "最近一次通报距今天数",
    "days since the latest circular",
    "county.latest_circular_on:school_term",
    "county_education_bureau",
    "S28",
)
def days_since_circular(view: TermView) -> Value:
    """Whole days from the county's latest circular to the day of the review."""
    latest = view.term.county.latest_circular_on if view.term.county else None
    return None if latest is None or latest > view.on else (view.on - latest).days


@derived(
    "school_term",
    Flag(),
    "记录载明开展了综合督导或者专项督导",
    "an inspection is on record",
    "inspection.comprehensive:school_term inspection.ended_on:school_term",
    norm="edu-sup.16",
)
def inspection_recorded(view: TermView) -> Value:
    """Whether the record tells of a special or comprehensive inspection; where it is silent there was none."""
    return view.term.inspection is not None


@derived(
    "school_term",
    Flag(),
    "记录载明最近一次综合督导距今已满五年",
    "the latest comprehensive inspection on record lies five years back",
    "inspection.comprehensive:school_term inspection.ended_on:school_term",
    norm="edu-sup.14.2",
)
def inspection_five_years_past_recorded(view: TermView) -> Value:
    """Whether five years have passed since the comprehensive inspection on record; where none is, none is late."""
    inspection = view.term.inspection
    ended = inspection.ended_on if inspection and inspection.comprehensive else None
    return ended is not None and (view.on.year - 5, view.on.month, view.on.day) > (ended.year, ended.month, ended.day)


@derived(
    "school_term",
    Flag(),
    "记录载明综合督导或者专项督导已经结束",
    "the end of an inspection is on record",
    "inspection.ended_on:school_term",
    norm="edu-sup.20",
)
def inspection_end_recorded(view: TermView) -> Value:
    """Whether the record tells of an inspection that has ended; where it is silent there was none to speak of."""
    inspection = view.term.inspection
    ended = inspection.ended_on if inspection else None
    return ended is not None and ended <= view.on


@derived(
    "school_term",
    Flag(),
    "记录载明已经收到督导意见书",
    "receipt of an inspection opinion is on record",
    "inspection.opinion_received_on:school_term",
    norm="edu-sup.21",
)
def inspection_opinion_recorded(view: TermView) -> Value:
    """Whether the record tells that an inspection opinion was received; where it is silent none was."""
    inspection = view.term.inspection
    received = inspection.opinion_received_on if inspection else None
    return received is not None and received <= view.on


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


_by_term_end(
    "themed_education_by_term_end",
    "themed_education_sessions",
    "至学期末专题教育次数",
    "themed education sessions by the end of the term",
    "act2018.N5a",
)
_by_term_end(
    "class_meetings_by_term_end",
    "class_meetings_min_per_class",
    "至学期末每班主题班会最少次数",
    "class meetings by the end of the term, least of any class",
    "act2024.4",
)
_by_term_end(
    "inspector_visits_by_term_end",
    "inspector_visits",
    "至学期末督学到校次数",
    "inspector's visits by the end of the term",
    "edu-sup.14",
)


def _cycle_over(view: TermView) -> bool | None:
    training = view.term.principal_training
    begins = training.cycle_from if training else None
    # a five-year cycle ends the day before its fifth anniversary (trn2013)
    return (
        None
        if begins is None
        else (view.on.year - 5, view.on.month, view.on.day) >= (begins.year, begins.month, begins.day)
    )


@derived(
    "school_term",
    Number(),
    "至周期末培训学时",
    "training hours by the end of the cycle",
    "principal_training.cycle_hours:school_term principal_training.cycle_from:school_term",
    norm="trn2013",
)
def cycle_hours_by_cycle_end(view: TermView) -> Value:
    """The principal's hours as they can stand at the end of the cycle: while it runs, only the least they can be."""
    training = view.term.principal_training
    done = training.cycle_hours if training else None
    return done if done is None or _cycle_over(view) is not False else number(bounds(done)[0], MAX_INT)


@derived(
    "school_term",
    Flag(),
    "周期内接受过防治欺凌培训",
    "trained on bullying within the cycle",
    "principal_training.covers_bullying:school_term principal_training.cycle_from:school_term",
    norm="S20",
)
def bullying_training_in_cycle(view: TermView) -> Value:
    """Whether the principal was trained on bullying in the cycle; not yet is open while the cycle runs."""
    training = view.term.principal_training
    done = training.covers_bullying if training else None
    return None if done is False and _cycle_over(view) is False else done


@derived(
    "school_term", Number(), "本学期专项调查次数", "surveys in the term", "survey_done:school_term", norm="moe50.19.2"
)
def surveys_in_term(view: TermView) -> Value:
    """How many surveys there were, as far as `survey_done` says: at least one, or none."""
    done = view.term.survey_done
    return None if done is None else number(1, MAX_INT) if done else 0
