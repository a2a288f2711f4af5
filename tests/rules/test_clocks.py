"""
Every clock of the rules starts where its article says, at something that can be told, and ends as its article says.
"""

from functools import cache

import pytest

from campuslex.case.marks import KEEPS, KEEPS_FROM, STARTS
from campuslex.dates.units import Kind, Unit
from campuslex.model.words import Body, EventKind
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.records import Due, DutyConclusion, RouteConclusion, TriggerConclusion
from campuslex.rulebook.rules import Rule
from campuslex.rulebook.words import StartEvent

FACTS = {
    "incident": {"first_known_at", "staff_knew", "procedure_started_on", "police_known_on", "occurred_to", "turned_18"},
    "petition": {"received_on", "accepted_on", "answered_on"},
    "school_term": {
        "term_begins",
        "cycle_begins",
        "inspection_ended",
        "inspection_reviewed",
        "preliminary_opinion_fed_back",
        "inspection_opinion_received",
        "rectification_ended",
        "inspection_review_requested",
    },
}
"""Starts that a document tells, by its scope; a person's and a victim's rules read the incident."""

GENERIC = {
    StartEvent.EVENT,
    StartEvent.DECISION_MADE,
    StartEvent.REQUEST_RECEIVED,
    StartEvent.APPLICATION_RECEIVED,
    StartEvent.CASE_FILED,
    StartEvent.REPORT_SUBMITTED,
}
"""Words that do not say which decision, request or event: a host's own rules may use them, the shipped ones do not."""

OF_A_MEASURE = {"decision_received"}
"""Words for what happens to a school's measure, which the measure's own record tells."""


@cache
def book() -> Rulebook:
    return load_rulebook()


def due_of(rule: Rule) -> Due | None:
    conclusion = rule.conclusion
    if isinstance(conclusion, RouteConclusion):
        return conclusion.accept
    return conclusion.due if isinstance(conclusion, (DutyConclusion, TriggerConclusion)) else None


CLOCKS = [(rule, due) for rule in book().rules if (due := due_of(rule))]
COUNTED = [(rule, due) for rule, due in CLOCKS if due.number is not None or due.parameter]
CAPS = {rule.id for rule, due in COUNTED if due.kind is Kind.CAP}

each_clock = pytest.mark.parametrize(("rule", "due"), CLOCKS, ids=[rule.id for rule, _ in CLOCKS])
each_counted = pytest.mark.parametrize(("rule", "due"), COUNTED, ids=[rule.id for rule, _ in COUNTED])
each_trigger = pytest.mark.parametrize(
    "rule", [rule for rule in book().rules if rule.record.scope.value == "case"], ids=lambda rule: rule.id
)


# ---- where they start


@each_counted
def test_a_counted_clock_starts_at_something_that_can_be_told(rule: Rule, due: Due) -> None:
    """By an event of a case, or by a date of the document that the rule reads."""
    start, scope = due.from_.value, rule.record.scope.value
    told = FACTS.get(scope, FACTS["incident"]) | set(STARTS) | set(EventKind) | OF_A_MEASURE
    assert start in told


def test_a_clock_says_which_event_starts_it() -> None:
    """No shipped rule starts at just any decision, request or event."""
    assert [rule.id for rule, due in CLOCKS if due.from_ in GENERIC] == []


@each_clock
def test_receipt_of_a_decision_is_of_the_schools(rule: Rule, due: Due) -> None:
    """`decision_received` is kept for a school's measure; what an authority decides has an event of its own."""
    if due.from_ is StartEvent.DECISION_RECEIVED:
        assert "measures_decided" in rule.record.when
        assert "public_security_penalty" not in rule.record.when


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("escalation.police-time.thirty-days", "police_filed"),
        ("escalation.police-time.thirty-days-2012", "police_receipt"),
        ("escalation.police-time.after-mediation", "police_mediation_failed"),
        ("escalation.police-jurisdiction.transfer", "reported_to"),
        ("escalation.crime-report.transfer", "no_jurisdiction_found"),
        ("escalation.crime-report.non-filing-notice", "non_filing_decided"),
        ("escalation.bureau-transfer.decide", "transfer_report_submitted"),
        ("escalation.bureau-transfer.to-police", "transfer_approved"),
        ("escalation.bureau-transfer.police-examine", "transfer_received"),
        ("escalation.bureau-transfer.ask-review", "non_filing_notice_received"),
        ("escalation.bureau-transfer.police-review", "filing_review_requested"),
        ("escalation.bureau-transfer.must-ask-supervision", "filing_review_received"),
        ("remedies.non-prosecution.appeal", "non_prosecution_received"),
        ("remedies.ps-service.penalised", "police_decision"),
        ("remedies.reconsideration.sixty-days", "administrative_act_known"),
        ("remedies.reconsideration.sixty-days-untold", "remedy_learned"),
        ("remedies.reconsideration.examine", "reconsideration_applied"),
        ("remedies.reconsideration.decide", "reconsideration_accepted"),
        ("remedies.reconsideration.suit", "reconsideration_decision_received"),
        ("remedies.reconsideration.suit-no-decision", "reconsideration_expired"),
        ("remedies.measure.appeal-student", "measure_decided"),
        ("remedies.determination.review-found", "review_opened"),
        ("remedies.determination.review-found-from-request", "review_requested"),
        ("discipline.serious.suspension-ends", "measure_started"),
        ("petitions.bureau.inform", "received_on"),
        ("petitions.residual.in-time", "accepted_on"),
        ("petitions.review.request", "answered_on"),
        ("petitions.review.by-county-government", "review_requested"),
        ("petitions.recheck.request", "review_answer_received"),
        ("petitions.recheck.decide", "recheck_requested"),
        ("records.public-information.answer", "information_requested"),
        ("records.public-information.third-party-opinion", "opinion_requested"),
        ("supervision.recommendation.reply", "recommendation_received"),
        ("supervision.accountability.recheck-decision", "accountability_recheck_requested"),
        ("supervision.accountability.appeal-decision", "accountability_appeal_filed"),
        ("supervision.government-inspection.recheck-request", "government_inspection_received"),
        ("protection.investigate.complete-in-ten-days", "procedure_started_on"),
        ("protection.shandong.complete-in-ten-days", "first_known_at"),
    ],
)
def test_where_a_clock_starts(name: str, start: str) -> None:
    """As the article says, rule by rule; read once more by hand."""
    due = due_of(book().rule(name))
    assert due is not None
    assert due.from_.value == start


# ---- how they count


@each_counted
def test_days_that_an_instrument_makes_working_days_are_written_as_it_writes_them(rule: Rule, due: Due) -> None:
    """`day` stands where the instrument says which of its days are working days, and nowhere else."""
    system = book().instruments[rule.provision.instrument].system.value
    if due.unit is Unit.DAY:
        assert system in ("reconsideration", "administrative_penalty")
    if system == "reconsideration" and due.number in (3, 5, 7, 10):
        assert due.unit is Unit.DAY


def test_what_never_moves() -> None:
    """Upper limits, windows, limitation periods, and what extensions run to; a deadline for an act is none of these."""
    limits = {
        "escalation.police-window.six-months-2025",
        "escalation.police-window.six-months-2012",
        "remedies.civil-claim.guardian",
        "remedies.civil-claim.twenty-years",
        "remedies.reconsideration.one-year",
        "remedies.lawsuit.five-years",
        "protection.ps-questioning.eight-hours",
        "petitions.inaction.sixty-days",
    }
    assert limits <= CAPS
    assert CAPS.isdisjoint(
        {
            "remedies.reconsideration.sixty-days",
            "remedies.lawsuit.six-months",
            "petitions.residual.in-time",
            "escalation.police-time.thirty-days",
            "remedies.measure.appeal-student",
        }
    )
    served = {rule.id for rule, due in COUNTED if due.kind is Kind.SERVED}
    assert served == {"discipline.serious.suspension-ends"}


@pytest.mark.parametrize(
    ("name", "times", "number", "unit"),
    [
        ("petitions.residual.in-time", 1, 30, "calendar_day"),
        ("petitions.r2005.in-time", 1, 30, "calendar_day"),
        ("escalation.police-time.thirty-days", 2, 30, "calendar_day"),
        ("escalation.police-time.thirty-days-2012", 1, 30, "calendar_day"),
        ("escalation.police-time.procedure-thirty-days", 1, 30, "calendar_day"),
        ("escalation.non-filing.review", 1, 30, "calendar_day"),
        ("remedies.reconsideration.decide", 1, 30, "calendar_day"),
        ("records.public-information.answer", 1, 20, "working_day"),
        ("remedies.ningbo.accident.mediate", 1, 10, "calendar_day"),
        ("remedies.chongqing.appeal-bureau", 1, 6, "month"),
    ],
)
def test_extensions(name: str, times: int, number: int, unit: str) -> None:
    """How often and how long, as the article lets extend."""
    due = due_of(book().rule(name))
    assert due is not None
    assert due.extension is not None
    assert (due.extension.times, due.extension.number, due.extension.unit) == (times, number, unit)


def test_nothing_else_is_extended() -> None:
    """A clock without an extension in its article has none: five days to object, thirty to ask for a review."""
    extended = {rule.id for rule, due in COUNTED if due.extension}
    assert extended.isdisjoint({"petitions.bureau.objection", "petitions.review.request", "petitions.recheck.decide"})
    assert "remedies.reconsideration.decide-simplified" not in extended


@each_counted
def test_who_is_woken_owes_it_not_himself(rule: Rule, due: Due) -> None:
    """Nobody is woken by his own delay, and only the law wakes."""
    conclusion = rule.conclusion
    if due.late_wakes and isinstance(conclusion, DutyConclusion):
        assert conclusion.actor not in due.late_wakes
        assert conclusion.modality.value == "must"


def test_whom_lateness_wakes() -> None:
    """The petition office under petition.40, government and procuratorate under transfer-reg.16 and 17; nobody else."""
    woken = {body for _, due in COUNTED for body in due.late_wakes}
    assert woken == {Body.PETITION_OFFICE, Body.COUNTY_GOVERNMENT, Body.PROCURATORATE}


# ---- what a case wakes


@each_trigger
def test_a_case_trigger_says_what_to_do_and_what_clears_it(rule: Rule) -> None:
    """Whom it wakes, what they must do, and the event by which alone it clears."""
    conclusion = rule.conclusion
    assert isinstance(conclusion, TriggerConclusion)
    assert conclusion.wakes
    assert conclusion.action
    assert conclusion.clears_by


def test_events_that_keep_are_told_of_actions_that_are_owed() -> None:
    """What keeps a duty belongs to an action some rule asks for, from a start some rule counts from."""
    duties = [rule.conclusion for rule in book().rules if isinstance(rule.conclusion, DutyConclusion)]
    actions = {duty.action.value for duty in duties}
    pairs = {(duty.action.value, duty.due.from_.value) for duty in duties if duty.due}
    assert set(KEEPS) - actions <= {"request_removal"}
    assert set(KEEPS_FROM) <= pairs
