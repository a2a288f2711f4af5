"""
What holds of every case: later events, order of arrival, instants, and that nothing is lost.
"""

from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import campuslex as cl
from campuslex.case.owed import State
from campuslex.case.view import CaseView
from campuslex.dates.zone import day_of
from campuslex.model.words import Body, EventKind, Measure
from tests.builders import Document, assault, event, read_case

CHINA = timezone(timedelta(hours=8))
FIRST = date(2026, 3, 9)
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
OF = assault(
    occurred_from="2026-03-09",
    occurred_to="2026-03-09",
    school={"stage": "junior"},
    intent="deliberate",
    offender={"age": 14, "status": "enrolled"},
    hurt={"age": 14, "status": "enrolled"},
)
FACTS: dict[str, tuple[Any, ...]] = {
    "people.V1.injury": ("none", "slight", "minor_2", None, "dreadful"),
    "people.S1.prior_determinations": (0, 1, -1),
    "people.V1.status": ("enrolled", "staff"),
    "acts.0.occasions": (1, 4),
    "occurred_to": ("2026-03-09", "2026-03-12", "2026-03-01"),
    "school_conduct.rules_published": (True, False),
}


@cache
def book() -> cl.Rulebook:
    """
    The shipped rules, read once.
    """
    return cl.load_rulebook()


def moments() -> st.SearchStrategy[str]:
    """
    Days and instants of some weeks, close enough to meet.
    """
    days = st.integers(-2, 30).map(lambda count: FIRST + timedelta(days=count))
    instants = st.builds(
        lambda day, hour: datetime(day.year, day.month, day.day, hour, tzinfo=CHINA), days, st.integers(0, 23)
    )
    return (days | instants).map(lambda at: at.isoformat())


@st.composite
def events(draw: Any) -> Document:
    """
    An event that can be read, sensible or not.
    """
    kind = draw(st.sampled_from(EventKind)).value
    facts: Document = {"person": draw(st.sampled_from([None, "S1", "V1"])), "by": draw(st.none() | bodies())}
    details: dict[str, Any] = {
        "reported_to": lambda: {"to": draw(bodies())},
        "determination_made": lambda: {"by": draw(bodies()), "value": draw(st.booleans())},
        "finding_made": lambda: {
            "by": draw(bodies()),
            "finding": "circumstances",
            "value": draw(st.sampled_from(["minor", "bad"])),
        },
        "finding_withdrawn": lambda: {
            "finding": draw(st.sampled_from(["bullying", "circumstances"])),
            "by": None,
            "person": None,
        },
        "fact_learned": lambda: {"facts": draw(learned())},
        "fact_withdrawn": lambda: {"paths": [draw(st.sampled_from(list(FACTS)))]},
        "extended": lambda: {"act": draw(acts()), "number": draw(st.integers(1, 40)), "unit": "calendar_day"},
        "paused": lambda: {"reason": "hearing"},
        "resumed": lambda: {"reason": "hearing"},
        "duty_done": lambda: {"act": draw(acts())},
    }
    facts |= details.get(kind, dict)()
    if "measure" in kind or "sanction" in kind:
        facts |= {
            "person": "S1",
            "measure": draw(st.sampled_from([Measure.WARNING, Measure.PUBLIC_SECURITY_PENALTY])).value,
        }
    return event(kind, draw(moments()), **{key: value for key, value in facts.items() if value is not None})


def bodies() -> st.SearchStrategy[str]:
    """
    Bodies that act in cases.
    """
    return st.sampled_from(
        [Body.SCHOOL, Body.SCHOOL_COMMITTEE, Body.PUBLIC_SECURITY, Body.COUNTY_EDUCATION_BUREAU]
    ).map(str)


def acts() -> st.SearchStrategy[str]:
    """
    Duties, one of which is none.
    """
    return st.sampled_from(["investigate", "report/public_security", "handle_in_time", "fly"])


@st.composite
def learned(draw: Any) -> Document:
    """
    Facts, one of which may be impossible.
    """
    paths = draw(st.lists(st.sampled_from(list(FACTS)), min_size=1, max_size=2, unique=True))
    return {path: draw(st.sampled_from(FACTS[path])) for path in paths}


stories = st.lists(events(), max_size=9)
days = st.integers(0, 60).map(lambda count: FIRST + timedelta(days=count))


def at(told: list[Document], day: date) -> CaseView:
    """
    The view of a case on a day.
    """
    return read_case(*told, of=OF).at(day, book())


def story(view: CaseView) -> Document:
    """
    What a view says, without what only tells how the case was recorded.
    """
    form = view.to_dict()
    del form["later_events"]
    for item in form["set_aside"]:
        del item["event"]
    return form


@SLOW
@given(stories, days, st.lists(events(), min_size=1, max_size=3))
def test_a_later_event_never_changes_an_earlier_answer(told: list[Document], day: date, more: list[Document]) -> None:
    """Whatever happens after a day, the answer for the day is the same, to the last byte."""
    read = read_case(*told, of=OF)
    later = [item for item in read_case(*more, of=OF).events if day_of(item.at) > day]
    grown = read
    for item in later:
        grown = grown.append(item)
    before, after = read.at(day, book()), grown.at(day, book())
    assert before == after
    assert story(before) == story(after)
    assert after.later == before.later + len(later)


@SLOW
@given(stories.flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))), days)
def test_order_of_arrival_never_matters(both: tuple[list[Document], list[Document]], day: date) -> None:
    """The same events in another order give the same answer, to the last byte."""
    one, other = (at(told, day) for told in both)
    assert one == other
    assert story(one) == story(other)


@SLOW
@given(stories, days)
def test_nothing_is_lost(told: list[Document], day: date) -> None:
    """Every event counts, is set aside with its reason, or lies after the day."""
    view = at(told, day)
    places = {item.index for item in view.set_aside if item.reason != "no_such_duty"}
    assert len(view.events) + len(places) + view.later == len(told)
    assert all(item.zh and item.en for item in view.set_aside)


@SLOW
@given(stories, days)
def test_a_duty_without_a_number_never_gets_one(told: list[Document], day: date) -> None:
    """It has no last day and is never late, but for what must come in advance; a last day agrees with its state."""
    for row in at(told, day).duties:
        if row.due is None or row.due.number is None:
            assert row.by is None
            assert row.state not in (State.LATE, State.LAPSED, State.EXTENDED) or row.due.promptness == "事先"  # type: ignore[union-attr]
        elif row.by is not None and row.state is State.LATE:
            assert day_of(row.by) < day
        elif row.by is not None and row.state in (State.RUNNING, State.EXTENDED) and not row.remarks:
            assert day <= day_of(row.by)


@SLOW
@given(stories, days)
def test_a_report_once_owed_stays(told: list[Document], day: date) -> None:
    """What must be reported on some day must be reported, or was, on every later one, whatever is withdrawn."""
    for earlier in (day, day - timedelta(days=5)):
        owed = {
            row.duty.id for row in at(told, earlier).owed_now if row.duty.action == "report" and row.duty.choice is None
        }
        later = at(told, day + timedelta(days=20))
        assert owed <= {row.duty.id for row in later.duties if row.state is not State.VOID}


@pytest.mark.parametrize("count", [0, 30])
def test_a_case_answers_the_same_twice(count: int) -> None:
    """Asking changes nothing: the same object gives the same bytes again."""
    told = read_case(*(event("stopped", f"2026-03-{day:02}") for day in range(10, 10 + count % 20)), of=OF)
    once = told.at(date(2026, 4, 1), book()).to_dict()
    assert told.at(date(2026, 4, 1), book()).to_dict() == once
