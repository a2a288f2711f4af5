"""
The clocks of the shipped rules on their last day and the day after; what a case wakes, and what clears it.

Dates are worked by hand from the articles; `tests/dates/cases.toml` counts the same ones without a case.
"""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from campuslex.assessment.petition import route_petition
from campuslex.case.owed import Owed, State
from campuslex.case.view import CaseView
from campuslex.case.watch import Alarm
from campuslex.rulebook.book import Rulebook, load_rulebook
from tests.builders import Document, assault, event, finding, hit, read_case, read_petition

JUNIOR = {"stage": "junior"}
"""A school of the middle stage."""


@cache
def book() -> Rulebook:
    return load_rulebook()


@cache
def county() -> Rulebook:
    return load_rulebook(layers=["county-template"])


def beaten(**facts: Any) -> Document:
    """
    A pupil of fifteen beat one of thirteen on 9 March 2026: a public-security matter.
    """
    days = {"occurred_from": "2026-03-09", "occurred_to": "2026-03-09", "first_known_at": "2026-03-09"}
    return assault(
        hit(weapon="none"),
        **{
            "offender": {"age": 15},
            "hurt": {"age": 13, "injury": "slight"},
            "school": JUNIOR,
            "school_conduct": {"reported_to": ["public_security", "county_education_bureau"]},
            **days,
            **facts,
        },
    )


def crime(**facts: Any) -> Document:
    """
    A pupil of seventeen inflicted an appraised minor injury on purpose: a suspected crime.
    """
    hurt = {"age": 13, "injury": "minor_2", "injury_appraised": True}
    return beaten(offender={"age": 17}, hurt=hurt, intent="deliberate", **facts)


def recorded(*proceedings: str, **facts: Any) -> Document:
    """
    A beating about which proceedings were opened.
    """
    return beaten(proceedings_opened=list(proceedings), **facts)


def at(day: str | datetime, *events: Document, of: Document | None = None, law: Rulebook | None = None) -> CaseView:
    """
    The view of a case on a day or at an instant.
    """
    on = datetime.fromisoformat(day) if isinstance(day, str) and "T" in day else day
    on = date.fromisoformat(on) if isinstance(on, str) else on
    return read_case(*events, of=of or beaten()).at(on, law or book())


def row(view: CaseView, rule: str) -> Owed:
    """
    The one row of a rule; an alternative of the same rule counts once.
    """
    found = [item for item in view.duties if item.duty.rule == rule and item.by is not None]
    assert found, [(item.state, item.missing) for item in view.duties if item.duty.rule == rule]
    assert len({(item.since, item.by, item.state) for item in found}) == 1
    return found[0]


# ---- families

TOLD = event("reported_to", "2026-03-10", by="school", to="public_security")
WARNED = event("measure_decided", "2026-03-10", by="school", person="S1", measure="warning")
PENALISED = event("measure_decided", "2026-03-10", by="public_security", person="S1", measure="public_security_penalty")
DETERMINED = event("determination_made", "2026-03-20", by="school_committee", value=True)
NO_CRIME = {"suspected_crime": finding(False, "public_security", on="2026-03-12")}
OF_2025 = {"occurred_from": "2025-11-03", "occurred_to": "2025-11-03", "first_known_at": "2025-11-03"}
OF_2022 = {"occurred_from": "2022-03-01", "occurred_to": "2022-03-01", "first_known_at": "2022-03-01"}
OF_2019 = {"occurred_from": "2019-03-08", "occurred_to": "2019-03-08", "first_known_at": "2019-03-08"}
VICTIM = {"age": 13, "injury": "slight"}
DELAYED = {"school_conduct": {"delayed": True}}
ACCOUNTED = recorded("inspection_accountability")

MUST = [
    # investigation: the nation's, Shandong's, Guangdong's
    (
        "protection.investigate.complete-in-ten-days",
        "2026-03-20",
        beaten(),
        [event("procedure_started", "2026-03-10")],
    ),
    ("protection.shandong.complete-in-ten-days", "2026-03-19", beaten(jurisdiction="370102"), []),
    (
        "protection.guangdong.complete-in-ten-days",
        "2019-03-21",
        beaten(jurisdiction="440103", **OF_2019),
        [event("procedure_started", "2019-03-11")],
    ),
    ("remedies.determination.review-found", "2026-04-14", beaten(), [DETERMINED, event("review_opened", "2026-03-30")]),
    # a suspension is served day by day, its first day counted
    (
        "discipline.serious.suspension-ends",
        "2026-03-17",
        beaten(),
        [
            event("measure_decided", "2026-03-10", by="school", person="S1", measure="suspension"),
            event("measure_started", "2026-03-11", person="S1", measure="suspension"),
        ],
    ),
    # police
    ("escalation.police-time.thirty-days", "2026-04-10", beaten(), [TOLD, event("police_filed", "2026-03-11")]),
    (
        "escalation.police-time.thirty-days-2012",
        "2025-12-08",
        beaten(**OF_2025),
        [
            event("reported_to", "2025-11-05", by="school", to="public_security"),
            event("police_receipt", "2025-11-06"),
        ],
    ),
    ("escalation.crime-report.non-filing-notice", "2026-03-16", crime(), [event("non_filing_decided", "2026-03-12")]),
    (
        "escalation.non-filing.review",
        "2026-04-17",
        crime(findings=NO_CRIME),
        [event("filing_review_requested", "2026-03-18", by="guardian")],
    ),
    (
        "escalation.non-filing.recheck",
        "2026-05-06",
        crime(findings=NO_CRIME),
        [event("filing_recheck_requested", "2026-04-03", by="guardian")],
    ),
    ("remedies.ps-service.penalised", "2026-03-12", beaten(), [PENALISED]),
    # from the bureau to the police
    ("escalation.bureau-transfer.decide", "2026-03-13", crime(), [event("transfer_report_submitted", "2026-03-10")]),
    ("escalation.bureau-transfer.police-examine", "2026-03-19", crime(), [event("transfer_received", "2026-03-16")]),
    (
        "escalation.bureau-transfer.police-review",
        "2026-03-26",
        crime(),
        [event("filing_review_requested", "2026-03-23", by="county_education_bureau")],
    ),
    (
        "escalation.bureau-transfer.must-ask-supervision",
        "2026-03-30",
        crime(),
        [event("filing_review_received", "2026-03-26", by="county_education_bureau")],
    ),
    # reconsideration
    (
        "remedies.reconsideration.examine",
        "2026-03-19",
        recorded("reconsideration"),
        [event("reconsideration_applied", "2026-03-12")],
    ),
    (
        "remedies.reconsideration.supplement",
        "2026-03-26",
        recorded("reconsideration"),
        [event("supplement_notice_received", "2026-03-12")],
    ),
    (
        "remedies.reconsideration.decide",
        "2026-05-18",
        recorded("reconsideration"),
        [event("reconsideration_accepted", "2026-03-19")],
    ),
    # recommendations, accountability, government inspection
    (
        "supervision.recommendation.reply",
        "2026-04-30",
        beaten(**DELAYED),
        [event("recommendation_received", "2026-03-31")],
    ),
    (
        "supervision.accountability.recheck-decision",
        "2026-05-20",
        ACCOUNTED,
        [event("accountability_recheck_requested", "2026-04-20")],
    ),
    (
        "supervision.accountability.appeal-decision",
        "2026-09-18",
        ACCOUNTED,
        [event("accountability_appeal_filed", "2026-07-20")],
    ),
    (
        "supervision.accountability.correct",
        "2026-05-06",
        ACCOUNTED,
        [event("accountability_appeal_received", "2026-04-20")],
    ),
    (
        "supervision.accountability.investigation-group",
        "2026-05-09",
        recorded("education_inspection", **DELAYED),
        [event("inspection_ended", "2026-03-10")],
    ),
    (
        "supervision.government-inspection.recheck",
        "2026-04-09",
        recorded("government_inspection"),
        [event("government_recheck_requested", "2026-03-10")],
    ),
    (
        "remedies.ningbo.accident.mediate",
        "2026-04-09",
        beaten(jurisdiction="330203", location="on_campus"),
        [event("mediation_accepted", "2026-03-10")],
    ),
]
"""Rule, last day, incident, events: what must be done."""

MAY = [
    ("remedies.measure.appeal-student", "2026-03-31", beaten(), [WARNED]),
    (
        "remedies.chongqing.appeal-bureau",
        "2022-04-11",
        beaten(jurisdiction="500103", **OF_2022),
        [
            event("measure_decided", "2022-03-08", by="school", person="S1", measure="warning"),
            event("measure_notified", "2022-03-10", person="S1", measure="warning"),
        ],
    ),
    (
        "remedies.reconsideration.sixty-days",
        "2026-05-09",
        beaten(),
        [PENALISED, event("police_decision_received", "2026-03-10", person="S1")],
    ),
    (
        "remedies.reconsideration.sixty-days-untold",
        "2026-05-11",
        beaten(),
        [PENALISED, event("remedy_learned", "2026-03-12", person="S1")],
    ),
    (
        "remedies.reconsideration.one-year",
        "2027-03-10",
        beaten(),
        [PENALISED, event("police_decision_received", "2026-03-10", person="S1")],
    ),
    (
        "remedies.lawsuit.six-months",
        "2026-09-10",
        beaten(),
        [PENALISED, event("police_decision_received", "2026-03-10", person="S1")],
    ),
    ("remedies.lawsuit.five-years", "2031-03-10", beaten(), [PENALISED]),
    (
        "remedies.reconsideration.suit",
        "2026-03-30",
        recorded("reconsideration"),
        [event("reconsideration_decision_received", "2026-03-13")],
    ),
    (
        "remedies.reconsideration.suit-no-decision",
        "2026-03-30",
        recorded("reconsideration"),
        [event("reconsideration_expired", "2026-03-13")],
    ),
    (
        "escalation.non-filing.ask-review",
        "2026-03-23",
        crime(findings=NO_CRIME),
        [event("non_filing_notice_received", "2026-03-16", by="guardian")],
    ),
    (
        "escalation.bureau-transfer.ask-review",
        "2026-03-23",
        crime(),
        [event("non_filing_notice_received", "2026-03-19", by="county_education_bureau")],
    ),
    (
        "remedies.non-prosecution.appeal",
        "2026-03-19",
        crime(
            findings={
                "suspected_crime": finding(True, "public_security", on="2026-03-10"),
                "no_penalty": finding(True, "procuratorate", on="2026-03-11"),
            }
        ),
        [event("non_prosecution_received", "2026-03-12")],
    ),
    ("escalation.police-window.six-months-2025", "2026-09-09", beaten(school_conduct={"reported_to": []}), []),
    ("remedies.civil-claim.guardian", "2029-03-10", beaten(), [event("right_learned", "2026-03-10")]),
    (
        "supervision.accountability.recheck-school",
        "2026-05-20",
        ACCOUNTED,
        [event("accountability_decision_received", "2026-04-20")],
    ),
    (
        "supervision.accountability.appeal-school",
        "2026-05-06",
        ACCOUNTED,
        [event("accountability_recheck_received", "2026-04-20")],
    ),
    (
        "supervision.government-inspection.recheck-request",
        "2026-04-09",
        recorded("government_inspection"),
        [event("government_inspection_received", "2026-03-10")],
    ),
    (
        "supervision.official-remedy.recheck",
        "2026-04-09",
        recorded("official_sanction"),
        [event("staff_sanction_known", "2026-03-10")],
    ),
    (
        "supervision.official-remedy.appeal",
        "2026-03-25",
        recorded("official_sanction"),
        [event("staff_recheck_received", "2026-03-10")],
    ),
]
"""Rule, last day, incident, events: what may be done."""

_NAMES = ("rule", "by", "of", "events")


def _ids(table: list[tuple[str, str, Document, list[Document]]]) -> list[str]:
    return [entry[0] for entry in table]


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


class TestLastDays:
    """Each clock on its last day and the day after."""

    @pytest.mark.parametrize(_NAMES, MUST, ids=_ids(MUST))
    def test_what_must_be_done(self, rule: str, by: str, of: Document, events: list[Document]) -> None:
        """It runs on its last day and is late the day after."""
        last, after = (row(at(day, *events, of=of), rule) for day in (by, _after(by)))
        assert str(last.by) == by
        assert (last.state, after.state) == (State.RUNNING, State.LATE)

    @pytest.mark.parametrize(_NAMES, MAY, ids=_ids(MAY))
    def test_what_may_be_done(self, rule: str, by: str, of: Document, events: list[Document]) -> None:
        """It can be done on its last day and has lapsed the day after."""
        last, after = (row(at(day, *events, of=of), rule) for day in (by, _after(by)))
        assert str(last.by) == by
        assert (last.state, after.state) == (State.RUNNING, State.LAPSED)

    @pytest.mark.parametrize(
        ("rule", "by", "told"),
        [
            (
                "escalation.bureau-transfer.to-police",
                "2026-03-14T09:30:00+08:00",
                event("transfer_approved", "2026-03-13T09:30:00+08:00"),
            ),
            (
                "escalation.crime-report.transfer",
                "2026-03-13T23:59:00+08:00",
                event("no_jurisdiction_found", "2026-03-12T23:59:00+08:00"),
            ),
            (
                "protection.ps-questioning.eight-hours",
                "2026-03-13T04:00:00+08:00",
                event("summoned", "2026-03-12T20:00:00+08:00"),
            ),
        ],
    )
    def test_hours_end_at_an_instant(self, rule: str, by: str, told: Document) -> None:
        """Hours run from the instant and never move; without a time of day they cannot be told."""
        end = datetime.fromisoformat(by)
        assert row(at(end, told, of=crime()), rule).by == end
        (found,) = (
            item for item in at(end, {**told, "at": told["at"][:10]}, of=crime()).duties if item.duty.rule == rule
        )
        assert (found.state, found.missing) == (State.CANNOT_COMPUTE, "time_of_day")

    def test_questioning_is_over_at_the_minute(self) -> None:
        """Eight hours, and a minute more is late."""
        told = event("summoned", "2026-03-12T20:00:00+08:00")
        end = datetime.fromisoformat("2026-03-13T04:00:00+08:00")
        states = [
            row(at(moment, told), "protection.ps-questioning.eight-hours").state
            for moment in (end, end + timedelta(minutes=1))
        ]
        assert states == [State.RUNNING, State.LATE]

    def test_an_alternative_is_not_late_while_the_other_can_be_done(self) -> None:
        """mps-proc.61: to transfer within twenty-four hours, or to handle the case oneself."""
        told = event("reported_to", "2025-11-05T10:00:00+08:00", by="school", to="public_security")
        end = datetime.fromisoformat("2025-11-06T10:00:00+08:00")
        found = row(
            at(end + timedelta(minutes=1), told, of=beaten(**OF_2025)), "escalation.police-jurisdiction.transfer"
        )
        assert (found.by, found.state, [item.code for item in found.remarks]) == (
            end,
            State.RUNNING,
            ["alternative_open"],
        )

    def test_a_school_year_of_its_own_does_not_stop_calendar_days(self) -> None:
        """Ten calendar days run through the summer."""
        of = beaten(occurred_from="2026-07-05", occurred_to="2026-07-05", first_known_at="2026-07-05")
        events = [event("procedure_started", "2026-07-06")]
        assert (
            str(row(at("2026-07-10", *events, of=of), "protection.investigate.complete-in-ten-days").by) == "2026-07-16"
        )

    def test_an_event_between_others_starts_no_clock_here(self) -> None:
        """The bureau's request for review is not the accuser's, and the other way round."""
        of = crime(findings=NO_CRIME)
        for who, begun in (("county_education_bureau", False), ("guardian", True)):
            view = at("2026-03-19", event("filing_review_requested", "2026-03-18", by=who), of=of)
            rows = [item for item in view.duties if item.duty.rule == "escalation.non-filing.review"]
            assert [item.since is not None for item in rows] == [begun]
        told = event("filing_review_requested", "2026-03-18", by="guardian")
        view = at("2026-03-19", told, of=crime())
        rows = [item for item in view.duties if item.duty.rule == "escalation.bureau-transfer.police-review"]
        assert [item.since for item in rows] == [None]

    def test_a_school_warning_starts_no_reconsideration(self) -> None:
        """Sixty days run from an administrative act: a school's sanction is none."""
        told = event("measure_notified", "2026-03-11", person="S1", measure="warning")
        view = at("2026-03-12", PENALISED, WARNED, told)
        rows = [item for item in view.duties if item.duty.rule == "remedies.reconsideration.sixty-days"]
        assert rows
        assert all(item.since is None for item in rows)


class TestLonger:
    """Extensions and time that does not count."""

    FILED = (TOLD, event("police_filed", "2026-03-11"))
    RULE = "escalation.police-time.thirty-days"

    def more(self, day: str, number: int = 30) -> Document:
        return event("extended", day, by="higher_authority", act=self.RULE, number=number, unit="calendar_day")

    def test_twice_thirty_days(self) -> None:
        """ps-law.118: thirty, thirty, thirty; 10 May is a Sunday."""
        once = row(at("2026-04-20", *self.FILED, self.more("2026-04-09")), self.RULE)
        assert (str(once.by), str(once.nominal), once.state) == ("2026-05-11", "2026-05-10", State.EXTENDED)
        twice = row(at("2026-05-20", *self.FILED, self.more("2026-04-09"), self.more("2026-05-08")), self.RULE)
        assert (str(twice.by), twice.extended) == ("2026-06-09", 2)

    def test_a_third_time_is_refused(self) -> None:
        """Twice is the limit."""
        told = [self.more("2026-04-09"), self.more("2026-05-08"), self.more("2026-06-08")]
        found = row(at("2026-06-10", *self.FILED, *told), self.RULE)
        assert (str(found.by), found.state, bool(found.remarks)) == ("2026-06-09", State.LATE, True)

    @pytest.mark.parametrize(
        ("reason", "by"), [("appraisal", "2026-04-20"), ("hearing", "2026-04-20"), ("other", "2026-04-10")]
    )
    def test_what_does_not_count(self, reason: str, by: str) -> None:
        """Ten days of appraisal or hearing are added, other pauses are not."""
        pause = [
            event("paused", "2026-03-16", reason=reason, act=self.RULE),
            event("resumed", "2026-03-25", reason=reason, act=self.RULE),
        ]
        assert str(row(at("2026-04-01", *self.FILED, *pause), self.RULE).by) == by

    def test_reconsideration_once_thirty_days(self) -> None:
        """recon.62: sixty days, extended by thirty at most."""
        rule = "remedies.reconsideration.decide"
        more = event("extended", "2026-05-12", by="county_government", act=rule, number=30, unit="calendar_day")
        accepted = event("reconsideration_accepted", "2026-03-19")
        found = row(at("2026-05-20", accepted, more, of=recorded("reconsideration")), rule)
        assert (str(found.by), found.state) == ("2026-06-17", State.EXTENDED)

    def test_the_older_law_extends_once(self) -> None:
        """ps-law@2012.99: one extension; the second is refused."""
        rule = "escalation.police-time.thirty-days-2012"
        events = [
            event("reported_to", "2025-09-05", by="school", to="public_security"),
            event("police_receipt", "2025-09-08"),
            *(
                event("extended", day, by="higher_authority", act=rule, number=30, unit="calendar_day")
                for day in ("2025-10-08", "2025-11-06")
            ),
        ]
        of = beaten(occurred_from="2025-09-03", occurred_to="2025-09-03", first_known_at="2025-09-03")
        found = row(at("2025-11-20", *events, of=of), rule)
        assert (str(found.by), found.extended, found.state) == ("2025-11-07", 1, State.LATE)

    def test_a_suspension_cannot_be_lengthened(self) -> None:
        """No norm extends the week."""
        rule = "discipline.serious.suspension-ends"
        events = [
            event("measure_decided", "2026-03-10", by="school", person="S1", measure="suspension"),
            event("measure_started", "2026-03-11", person="S1", measure="suspension"),
            event("extended", "2026-03-16", by="school", act=rule, number=7, unit="calendar_day"),
        ]
        assert str(row(at("2026-03-17", *events), rule).by) == "2026-03-17"
        ended = event("measure_ended", "2026-03-16", person="S1", measure="suspension")
        assert row(at("2026-03-18", *events, ended), rule).state is State.KEPT

    def test_only_a_suspension_has_a_week(self) -> None:
        """Another measure's first day starts no week."""
        events = [
            event("measure_decided", "2026-03-10", by="school", person="S1", measure="suspension"),
            event("measure_decided", "2026-03-10", by="school", person="S1", measure="special_course"),
            event("measure_started", "2026-03-11", person="S1", measure="special_course"),
        ]
        rows = [
            item for item in at("2026-03-20", *events).duties if item.duty.rule == "discipline.serious.suspension-ends"
        ]
        assert [item.since for item in rows] == [None]


CLAIM = {
    "received_by": "county_education_bureau",
    "category": "claim",
    "matter": ["other"],
    "requests": ["apology"],
    "contact_known": True,
    "judicial_route_open": False,
    "judicial_proceedings_pending": False,
    "administrative_route_open": False,
}
"""A petition of item 6, the only one with sixty days."""
REQUEST = {"received_by": "county_education_bureau", "matter": ["school_inaction"], "requests": ["protect_person"]}


class TestPetitions:
    """A petition's own clocks, from its dates."""

    @pytest.mark.parametrize(
        ("rule", "by", "facts"),
        [
            ("petitions.bureau.inform", "2026-03-24", {**CLAIM, "received_on": "2026-03-09"}),
            (
                "petitions.bureau.objection",
                "2026-03-16",
                {
                    "received_by": "county_education_bureau",
                    "origin": "forwarded",
                    "matter": ["criminal_handling"],
                    "received_on": "2026-03-09",
                },
            ),
            ("petitions.residual.in-time", "2026-05-11", {**CLAIM, "accepted_on": "2026-03-12"}),
            ("petitions.review.request", "2026-04-08", {**CLAIM, "answered_on": "2026-03-09"}),
            (
                "petitions.review.by-county-government",
                "2026-04-15",
                {**CLAIM, "answered_on": "2026-03-09", "review_requested_on": "2026-03-16"},
            ),
            (
                "petitions.recheck.request",
                "2026-04-29",
                {**CLAIM, "same_matter_stage": "reviewed", "review_answered_on": "2026-03-30"},
            ),
            (
                "petitions.recheck.decide",
                "2026-05-06",
                {**CLAIM, "same_matter_stage": "reviewed", "recheck_requested_on": "2026-04-05"},
            ),
            ("petitions.inaction.sixty-days", "2026-09-08", {**REQUEST, "received_on": "2026-07-10"}),
            ("petitions.inaction.two-months", "2026-05-09", {**REQUEST, "received_on": "2026-03-09"}),
            (
                "records.public-information.answer",
                "2026-04-07",
                {"received_by": "county_education_bureau", "requests": ["information"], "received_on": "2026-03-09"},
            ),
        ],
    )
    def test_last_days(self, rule: str, by: str, facts: Document) -> None:
        """Each from the date that its article names."""
        route = route_petition(read_petition(**facts), book(), on=date(2026, 7, 20))
        (due,) = {duty.due.by for duty in route.duties if duty.rule == rule and duty.due}
        assert str(due) == by

    def test_without_its_date_none_is_told(self) -> None:
        """A review that nobody has asked for has no last day."""
        route = route_petition(read_petition(**CLAIM, answered_on="2026-03-09"), book(), on=date(2026, 3, 20))
        dues = [duty.due for duty in route.duties if duty.rule == "petitions.review.by-county-government"]
        assert dues
        assert all(due is not None and due.by is None for due in dues)


# ---- triggers


def alarms(view: CaseView, rule: str) -> list[Alarm]:
    return [item for item in view.alarms if item.rule == rule]


def woken(rule: str, day: str, *events: Document, of: Document | None = None) -> bool:
    """
    Whether a rule wakes somebody on a day, with the county's template switched on.
    """
    return bool(alarms(at(day, *events, of=of, law=county()), rule))


class TestWokenAndCleared:
    """Each trigger stands from its ground until the event by which alone it clears."""

    LEADER = "supervision.county-plan.case-leader-instruction"

    def test_a_leaders_instruction(self) -> None:
        """Until supervision is closed; a second instruction wakes again."""
        told, closed = event("leader_instruction", "2026-03-12"), event("supervision_closed", "2026-03-20")
        opened, again = event("supervision_opened", "2026-03-13"), event("leader_instruction", "2026-03-25")
        assert not woken(self.LEADER, "2026-03-11", told)
        (alarm,) = alarms(at("2026-03-13", told, opened, law=county()), self.LEADER)
        assert (alarm.action, str(alarm.since), alarm.clears_by) == (
            "list_supervision",
            "2026-03-12",
            ("supervision_closed",),
        )
        assert not woken(self.LEADER, "2026-03-21", told, opened, closed)
        assert woken(self.LEADER, "2026-03-26", told, opened, closed, again)

    def test_taken_up_again(self) -> None:
        """What was cleared stands again once the case is reopened."""
        told = event("leader_instruction", "2026-03-12")
        done = [event("supervision_opened", "2026-03-13"), event("supervision_closed", "2026-03-20")]
        case = [event("closed", "2026-03-21"), event("reopened", "2026-03-25")]
        assert not woken(self.LEADER, "2026-03-24", told, *done, *case)
        assert woken(self.LEADER, "2026-03-26", told, *done, *case)

    @pytest.mark.parametrize(
        ("finding", "rules"),
        [
            (
                "major_incident",
                ["supervision.county-plan.case-major", "supervision.county-plan.case-major-incident"],
            ),
            ("public_concern", ["supervision.county-plan.case-public-concern"]),
            ("long_unresolved", ["supervision.county-plan.case-long-unresolved"]),
        ],
    )
    def test_what_the_county_finds(self, finding: str, rules: list[str]) -> None:
        """Major, of public concern, long unresolved: from the finding until supervision closes, said once."""
        found = event("finding_made", "2026-03-12", by="county_leading_group", finding=finding, value=True)
        done = [event("supervision_opened", "2026-03-13"), event("supervision_closed", "2026-03-20")]
        for rule in rules:
            assert not woken(rule, "2026-03-11", found)
            assert woken(rule, "2026-03-19", found, *done)
            assert not woken(rule, "2026-03-20", found, *done)
        view = at("2026-03-12", found, law=county())
        said = [(item.wakes, item.reason_zh) for item in view.alarms]
        assert len(said) == len(set(said))
        assert not [item for item in at("2026-03-20", found, *done, law=county()).alarms if item.wakes == said[0][0]]

    def test_found_and_withdrawn(self) -> None:
        """A finding that is withdrawn wakes nobody any more."""
        found = event("finding_made", "2026-03-12", by="county_leading_group", finding="public_concern", value=True)
        gone = event("finding_withdrawn", "2026-03-14", by="county_leading_group", finding="public_concern")
        assert not woken("supervision.county-plan.case-public-concern", "2026-03-15", found, gone)

    def test_something_late(self) -> None:
        """From the day after its last day; done late it still stands, until somebody closes it."""
        rule = "supervision.county-plan.case-overdue"
        started, done = event("procedure_started", "2026-03-10"), event("investigation_completed", "2026-03-24")
        assert not woken(rule, "2026-03-20", started)
        assert woken(rule, "2026-03-21", started)
        assert woken(rule, "2026-03-25", started, done)
        assert not woken(rule, "2026-03-26", started, done, event("rectified", "2026-03-26"))
        assert not woken(rule, "2026-03-25", started, event("investigation_completed", "2026-03-20"))

    def test_long_unresolved_without_the_countys_number(self) -> None:
        """Listed as a candidate once something is late, and said to be one."""
        rule = "supervision.county-plan.case-long-unresolved"
        started = event("procedure_started", "2026-03-10")
        assert not woken(rule, "2026-03-20", started)
        (alarm,) = alarms(at("2026-03-21", started, law=county()), rule)
        assert alarm.candidate
        assert "候选" in alarm.reason_zh
        assert alarm.to_dict()["candidate"] is True
        assert not woken(rule, "2026-03-22", started, event("closed", "2026-03-22"))

    def test_petitions(self) -> None:
        """One petition, and the second on the same matter."""
        one, two = "supervision.county-plan.case-petition", "supervision.county-plan.case-second-petition"
        first = event("petition_received", "2026-03-12", petition="P1")
        other = event("petition_received", "2026-03-13", petition="P2")
        second = event("petition_received", "2026-03-16", petition="P1")
        assert woken(one, "2026-03-12", first)
        assert not woken(two, "2026-03-13", first, other)
        assert woken(two, "2026-03-16", first, other, second)
        answered = event("petition_answered", "2026-03-18", petition="P1")
        assert woken(one, "2026-03-18", first, other, second, answered)
        assert not woken(one, "2026-03-18", first, second, answered)
        done = [event("supervision_opened", "2026-03-17"), event("supervision_closed", "2026-03-18")]
        assert not woken(two, "2026-03-18", first, other, second, *done)

    def test_a_petition_not_dealt_with(self) -> None:
        """petition.40: on the sixteenth day the petition office; acceptance of another one clears nothing."""
        rule = "supervision.case.petition-untold"
        received = event("petition_received", "2026-03-09", petition="P1")
        assert not woken(rule, "2026-03-24", received)
        assert woken(rule, "2026-03-25", received)
        other = event("petition_accepted", "2026-03-25", petition="P2")
        assert woken(rule, "2026-03-26", received, other)
        accepted = event("petition_accepted", "2026-03-26", petition="P1")
        assert not woken(rule, "2026-03-26", received, accepted)
        assert not woken(rule, "2026-03-25", received, event("petition_accepted", "2026-03-12", petition="P1"))

    def test_a_major_incident_with_a_petition(self) -> None:
        """petition.25: cleared by a report to those it wakes, by no other report."""
        rule = "petitions.case.major-with-petition"
        major = event("finding_made", "2026-03-12", by="county_leading_group", finding="major_incident", value=True)
        received = event("petition_received", "2026-03-13", petition="P1")
        assert woken(rule, "2026-03-13", major, received)
        elsewhere = event("reported_to", "2026-03-14", by="county_education_bureau", to="city_education_bureau")
        told = event("reported_to", "2026-03-15", by="county_education_bureau", to="county_government")
        assert woken(rule, "2026-03-15", major, received, elsewhere)
        assert not woken(rule, "2026-03-15", major, received, told)

    def test_the_joint_conference(self) -> None:
        """petition.39.3: a major incident's petition left lying."""
        rule = "supervision.case.joint-conference"
        major = event("finding_made", "2026-03-10", by="county_leading_group", finding="major_incident", value=True)
        received = event("petition_received", "2026-03-10", petition="P1")
        assert not woken(rule, "2026-03-25", major, received)
        assert woken(rule, "2026-03-26", major, received)
        assert not woken(rule, "2026-03-27", major, received, event("rectified", "2026-03-27"))

    def test_known_and_not_reported(self) -> None:
        """minors-law.119: from the day after; a late report does not clear it, a correction does."""
        rule = "supervision.case.serious-not-reported"
        of = beaten(school_conduct={"staff_knew_on": "2026-03-09"})
        both = [
            event("reported_to", "2026-03-12", by="school", to=body)
            for body in ("public_security", "county_education_bureau")
        ]
        at_once = [{**told, "at": "2026-03-09"} for told in both]
        assert not woken(rule, "2026-03-09", of=of)
        assert woken(rule, "2026-03-10", of=of)
        assert woken(rule, "2026-03-13", *both, of=of)
        assert woken("supervision.county-plan.case-not-reported", "2026-03-13", *both, of=of)
        assert not woken(rule, "2026-03-14", *both, event("rectified", "2026-03-14"), of=of)
        assert not woken(rule, "2026-03-13", *at_once, of=of)

    def test_sanctioned_before_the_defence(self) -> None:
        """moe49.14: cleared by hearing that student, or by revoking; not by hearing another."""
        rule = "discipline.case.sanction-before-defence"
        heard = event("defence_heard", "2026-03-12", person="S1")
        other = event("defence_heard", "2026-03-12", person="V1")
        revoked = event("sanction_revoked", "2026-03-12", person="S1", measure="warning")
        assert woken(rule, "2026-03-10", WARNED)
        assert not woken(rule, "2026-03-12", WARNED, heard)
        assert woken(rule, "2026-03-12", WARNED, other)
        assert not woken(rule, "2026-03-12", WARNED, revoked)
        assert not woken(rule, "2026-03-10", event("defence_heard", "2026-03-09", person="S1"), WARNED)
        assert woken("supervision.county-plan.case-sanction-order", "2026-03-12", WARNED, heard)
        assert woken("supervision.case.inspector", "2026-03-12", WARNED, heard)

    def test_a_criticism_needs_no_hearing(self) -> None:
        """Only what article 14 names is a sanction here, and what the police decide is theirs."""
        mild = event("measure_decided", "2026-03-10", by="school", person="S1", measure="criticism")
        for told in (mild, PENALISED):
            assert not woken("discipline.case.sanction-before-defence", "2026-03-10", told)

    def test_sanctioned_before_the_hearing_asked_for(self) -> None:
        """Only where one was asked for."""
        rule = "discipline.case.sanction-before-hearing"
        asked = event("hearing_requested", "2026-03-09", person="S1")
        assert not woken(rule, "2026-03-10", WARNED)
        assert woken(rule, "2026-03-10", asked, WARNED)
        assert not woken(rule, "2026-03-13", asked, WARNED, event("hearing_held", "2026-03-12", person="S1"))

    def test_sanctioned_before_the_determination(self) -> None:
        """moe50.23.2: until the committee determines."""
        rule = "discipline.case.sanction-before-determination"
        assert woken(rule, "2026-03-12", WARNED)
        assert not woken(rule, "2026-03-20", WARNED, DETERMINED)
        assert not woken(rule, "2026-03-25", DETERMINED, {**WARNED, "at": "2026-03-23"})

    def test_determined_on_record(self) -> None:
        """A determination of which only the record tells came before, for all that is known."""
        of = beaten(findings={"bullying": finding(on="2026-03-09")})
        assert not woken("discipline.case.sanction-before-determination", "2026-03-12", WARNED, of=of)

    def test_an_offender_determined_before(self) -> None:
        """plan2017.P6.L3 asks for a judgement; the county urges until the case is closed."""
        of = beaten(offender={"age": 15, "prior_determinations": 1})
        judged = event("finding_made", "2026-03-12", by="school_committee", finding="incorrigible", value=False)
        assert woken("severity.case.repeat-offender", "2026-03-10", of=of)
        assert not woken("severity.case.repeat-offender", "2026-03-12", judged, of=of)
        assert woken("supervision.county-plan.case-repeat-offender", "2026-03-12", judged, of=of)
        assert not woken("severity.case.repeat-offender", "2026-03-10")
        learned = event("fact_learned", "2026-03-14", facts={"people.S1.prior_determinations": 2})
        assert woken("severity.case.repeat-offender", "2026-03-14", judged, learned, of=of)

    def test_concealment_is_cleared_by_correction(self) -> None:
        """What is on record stands until it is put right; learned anew it stands again."""
        rule = "supervision.county-plan.case-not-reported"
        of = beaten(school_conduct={"concealed": True, "reported_to": ["public_security", "county_education_bureau"]})
        fixed = event("rectified", "2026-03-16")
        learned = event("fact_learned", "2026-03-18", facts={"school_conduct.concealed": True})
        assert woken(rule, "2026-03-10", of=of)
        assert not woken(rule, "2026-03-16", fixed, of=of)
        assert woken(rule, "2026-03-18", fixed, learned, of=of)

    def test_the_assessments_own_triggers_clear_too(self) -> None:
        """minors-law.119 on what the school did: until it is put right."""
        rule = "supervision.school-breach.wake-bureau"
        of = beaten(school_conduct={"delayed": True})
        fixed = event("rectified", "2026-03-16")
        (alarm,) = alarms(at("2026-03-12", of=of), rule)
        assert (alarm.action, alarm.clears_by) == ("order_correction", ("rectified", "supervision_closed"))
        assert not alarms(at("2026-03-16", fixed, of=of), rule)
        again = event("fact_learned", "2026-03-18", facts={"school_conduct.ignored": True})
        assert alarms(at("2026-03-18", fixed, again, of=of), rule)

    def test_whom_a_late_transfer_wakes(self) -> None:
        """transfer-reg.16: the government, from the day after the three days."""
        submitted = event("transfer_report_submitted", "2026-03-10")
        rule = "escalation.bureau-transfer.decide"
        assert not alarms(at("2026-03-13", submitted, of=crime()), rule)
        (alarm,) = alarms(at("2026-03-14", submitted, of=crime()), rule)
        assert alarm.wakes == ("county_government",)
        assert not alarms(at("2026-03-14", submitted, event("transfer_approved", "2026-03-12"), of=crime()), rule)
