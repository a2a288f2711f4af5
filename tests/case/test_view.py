"""
A case on a day: what stays owed, whose law governs, what comes next, and how it is told.
"""

import json
from datetime import date, datetime, timedelta, timezone
from functools import cache

import pytest
from attrs import evolve

import campuslex as cl
from campuslex.case.owed import State
from campuslex.case.view import CaseView
from campuslex.dates.policy import Policy
from tests.builders import Document, assault, event, read_case
from tests.case.small import book, days, duty, on, own_book, planned, prompt, row, rows
from tests.rulebooks import rule

FOUND = event("discovered", "2026-03-10")
OPENED = event("procedure_started", "2026-03-11")
HURT = "injury >= 'slight'"
CHINA = timezone(timedelta(hours=8))


@cache
def shipped() -> cl.Rulebook:
    """
    The shipped rules, read once.
    """
    return cl.load_rulebook()


def learned(at: str, injury: str | None) -> Document:
    """
    An appraisal of V1's injury, or its withdrawal.
    """
    if injury is None:
        return event("fact_withdrawn", at, paths=["people.V1.injury"])
    return event("fact_learned", at, facts={"people.V1.injury": injury})


class TestWhatIsUndone:
    """Facts change and go; some duties go with them, some stay."""

    LAW = own_book(
        rule(
            "protection.small.d0",
            HURT,
            duty(prompt(), action="report", addressee="public_security"),
            scope="victim",
            applies_by="step",
        ),
        rule("protection.small.d1", HURT, duty(days(10)), scope="victim", applies_by="step"),
    )

    def at(self, day: str, *events: Document) -> list[State]:
        """
        The states of the report and of the investigation.
        """
        view = on(day, self.LAW, FOUND, OPENED, *events)
        return [item.state for index in range(2) for item in rows(view, index)]

    def test_a_withdrawn_appraisal_undoes_no_report(self) -> None:
        """The report stays owed, with a remark; the investigation is open, for the injury is unknown again."""
        assert self.at("2026-03-13", learned("2026-03-12", "slight")) == [State.RUNNING, State.RUNNING]
        view = on("2026-03-15", self.LAW, FOUND, OPENED, learned("2026-03-12", "slight"), learned("2026-03-14", None))
        assert [row(view, index).state for index in range(2)] == [State.RUNNING, State.OPEN]
        assert [item.code for item in row(view).remarks] == ["stays_owed"]

    def test_a_changed_appraisal_voids_the_rest(self) -> None:
        """Found to be no injury: the report stays owed, the investigation is void."""
        told = learned("2026-03-12", "slight"), learned("2026-03-14", "none")
        assert self.at("2026-03-15", *told) == [State.RUNNING, State.VOID]

    def test_what_was_done_stays_done(self) -> None:
        """A duty kept before its ground fell away stays on the record as kept."""
        done = event("investigation_completed", "2026-03-13")
        told = learned("2026-03-12", "slight"), done, learned("2026-03-14", "none")
        assert self.at("2026-03-15", *told) == [State.RUNNING, State.KEPT]

    def test_what_stays_owed_can_still_be_done(self) -> None:
        """The report made after the withdrawal keeps it."""
        told = learned("2026-03-12", "slight"), learned("2026-03-14", "none")
        report = event("reported_to", "2026-03-15", to="public_security")
        assert self.at("2026-03-16", *told, report) == [State.KEPT, State.VOID]

    def test_what_never_held_is_not_owed(self) -> None:
        """Of two facts of one instant neither was known without the other: nothing was owed between."""
        told = learned("2026-03-12", "slight"), learned("2026-03-12", "none")
        both = on("2026-03-15", self.LAW, FOUND, OPENED, *told)
        assert both == on("2026-03-15", self.LAW, FOUND, OPENED, *reversed(told))
        assert len(both.duties) == (2 if both.incident.people[1].injury == "slight" else 0)

    def test_on_shipped_rules(self) -> None:
        """Serious bullying found and the finding withdrawn: the reports of minors-law.39.3 stay owed."""
        of = assault(
            occurred_from="2026-03-09",
            occurred_to="2026-03-09",
            school={"stage": "junior"},
            offender={"age": 14, "status": "enrolled"},
            hurt={"age": 14, "status": "enrolled"},
        )
        found = event("finding_made", "2026-03-12", by="school_committee", finding="serious_bullying", value=True)
        told = [FOUND, event("determination_made", "2026-03-12", by="school_committee", value=True), found]
        gone = event("finding_withdrawn", "2026-03-14", finding="serious_bullying")
        before, after = (read_case(*events, of=of).at(date(2026, 3, 20), shipped()) for events in (told, [*told, gone]))

        def reports(view: CaseView) -> set[str]:
            return {
                item.duty.id for item in view.owed_now if item.duty.action == "report" and item.duty.actor == "school"
            }

        assert reports(before)
        assert reports(before) <= reports(after)


class TestWhoseLaw:
    """A clock that runs across a change of law."""

    LAW = own_book(
        rule(
            "protection.small.d0",
            "planned",
            duty(days(30, "police_receipt"), actor="public_security", action="handle_in_time"),
            applies_by="step",
        ),
        files={
            "protection/law-a-8.toml": """[provision]
instrument = "law-a"
article = "8"
confidence = "V"
reading_zh = "旧"
reading_en = "old"
effective_to = 2026-03-31
"""
            + rule(
                "protection.small.d1",
                "planned",
                duty(days(60, "police_receipt"), actor="public_security", action="handle_in_time"),
                applies_by="step",
            ),
            "protection/law-a-9.toml": """[provision]
instrument = "law-a"
article = "9"
confidence = "V"
reading_zh = "新"
reading_en = "new"
effective_from = 2026-04-01
"""
            + rule(
                "protection.small.d0",
                "planned",
                duty(days(30, "police_receipt"), actor="public_security", action="handle_in_time"),
                applies_by="step",
            ),
        },
    )

    def by(self, received: str, version: str = "start") -> list[tuple[str, str]]:
        """
        Which rule's clock runs, and its last day, looked at on 10 April.
        """
        view = on("2026-04-10", self.LAW, event("police_receipt", received), policy=Policy(governing_version=version))  # type: ignore[arg-type]
        return [(item.duty.rule[-2:], str(item.by)) for item in view.duties if item.state is not State.VOID]

    def test_begun_under_the_old_law(self) -> None:
        """Begun on its last day in force, the old one governs to the end."""
        assert self.by("2026-03-31") == [("d1", "2026-06-01")]

    def test_begun_under_the_new_law(self) -> None:
        """Begun the day after, the new one does."""
        assert self.by("2026-04-01") == [("d0", "2026-05-06")]

    def test_the_other_reading(self) -> None:
        """By the law of the day, the new one takes what runs; the reading is told either way."""
        assert self.by("2026-03-31", "current") == [("d0", "2026-04-30")]
        view = on("2026-04-10", self.LAW, event("police_receipt", "2026-03-31"))
        assert view.readings["A-04.governing_version"] == "start"
        void = next(item for item in view.duties if item.state is State.VOID)
        assert void.remarks[0].code == "version_of_start"

    def test_the_police_across_2026(self) -> None:
        """Accepted on 2025-12-20, thirty days by the older law; it is still told in January 2026."""
        of = assault(
            occurred_from="2025-12-18",
            occurred_to="2025-12-18",
            offender={"age": 15},
            hurt={"injury": "slight", "age": 15},
        )
        told = [
            event("discovered", "2025-12-19"),
            event("reported_to", "2025-12-19", to="public_security"),
            event("police_receipt", "2025-12-20"),
        ]
        view = read_case(*told, of=of).at(date(2026, 1, 10), shipped())
        running = {
            item.duty.rule: str(item.by) for item in view.duties if item.duty.action == "handle_in_time" and item.by
        }
        assert running["escalation.police-time.thirty-days-2012"] == "2026-01-19"


class TestSelections:
    """What a clerk looks at."""

    LAW = book(
        duty(days(10)),
        duty(days(10, more='strength = "soft"\n'), action="make_plan"),
        duty(prompt(), action="stop"),
        duty(prompt(), action="report", addressee="public_security"),
        duty(days(20), action="report", addressee="public_security"),
        duty(action="keep_privacy"),
        duty(days(10), action="support_victim", modality="may"),
    )

    def test_owed_now(self) -> None:
        """What must be done and has begun; not what has no start, what may be done, or what was done."""
        view = on("2026-03-20", self.LAW, FOUND, OPENED, event("stopped", "2026-03-10"))
        assert [item.duty.action for item in view.owed_now] == ["investigate", "make_plan", "report", "report"]
        assert view.late == ()

    def test_next(self) -> None:
        """Late first, hard before soft, then by last day; one row an act with every rule behind it."""
        view = on("2026-03-25", self.LAW, FOUND, OPENED)
        assert [(item.action, item.state.value, item.strength, item.left) for item in view.next] == [
            ("investigate", "late", "hard", -2),
            ("make_plan", "late", "soft", -2),
            ("stop", "running", "hard", None),
            ("report", "running", "hard", 6),
        ]
        report = view.next[-1]
        assert [item.duty.rule[-2:] for item in report.rules] == ["d3", "d4"]
        assert (report.promptness, report.days, str(report.by)) == (("及时",), 15, "2026-03-31")
        assert [item.action for item in view.next if item.late] == [item.duty.action for item in view.late]

    def test_timeline(self) -> None:
        """What happened and what falls due, in order; soft days are planned, hard ones statutory."""
        view = on("2026-03-25", self.LAW, FOUND, OPENED, event("investigation_completed", "2026-03-23"))
        told = [(line.kind, str(line.at), line.what) for line in view.timeline]
        assert told == [
            ("event", "2026-03-10", "discovered"),
            ("event", "2026-03-11", "procedure_started"),
            ("event", "2026-03-23", "investigation_completed"),
            ("deadline", "2026-03-23", "investigate"),
            ("deadline", "2026-03-23", "make_plan"),
            ("deadline", "2026-03-23", "support_victim"),
            ("deadline", "2026-03-31", "report"),
        ]
        hard, soft = view.timeline[3], view.timeline[4]
        assert (str(hard.statutory), hard.planned, str(hard.actual)) == ("2026-03-23", None, "2026-03-23")
        assert (soft.statutory, str(soft.planned), soft.state) == (None, "2026-03-23", State.LATE)
        assert view.timeline[0].zh

    def test_whom_lateness_wakes(self) -> None:
        """A rule that says whom its lateness wakes does so from the day after, until it is kept."""
        law = book(duty(days(10, more='late_wakes = ["county_education_bureau"]\n')))
        assert on("2026-03-23", law, OPENED).alarms == ()
        (alarm,) = on("2026-03-24", law, OPENED).alarms
        assert (alarm.wakes, str(alarm.since)) == (("county_education_bureau",), "2026-03-23")
        done = event("investigation_completed", "2026-03-25")
        assert on("2026-03-26", law, OPENED, done).alarms == ()


WEEK = """[[reading]]
id = "A-11"
zh = "一周"
en = "a week"
default = "seven_days"
settled_by = "counting"
option = [{ id = "seven_days", zh = "七日", en = "seven" }, { id = "five_school_days", zh = "五日", en = "five" }]
"""


class TestTheAnswer:
    """What a view says of itself."""

    def test_a_duty_there_is_not(self) -> None:
        """Done or extended, a duty of no rule is told and changes nothing."""
        law = book(duty(days(10)))
        view = on(
            "2026-03-24",
            law,
            OPENED,
            event("duty_done", "2026-03-12", act="fly"),
            event("duty_done", "2026-03-12", act="investigate"),
        )
        assert [(item.index, item.reason, item.detail) for item in view.set_aside] == [(1, "no_such_duty", "`fly`")]
        assert row(view).state is State.KEPT

    def test_later_events_are_counted_and_nothing_else(self) -> None:
        """An event after the day is not in the answer, but that there is one."""
        law = book(duty(days(10)))
        early = on("2026-03-20", law, OPENED)
        both = on("2026-03-20", law, OPENED, event("investigation_completed", "2026-03-21"))
        assert (early.later, both.later) == (0, 1)
        assert early == both

    def test_an_instant(self) -> None:
        """At an instant only what was so by then counts."""
        law = book(duty())
        told = read_case(event("investigation_completed", "2026-03-12T10:00+08:00"), of=planned())
        states = [row(told.at(datetime(2026, 3, 12, hour, tzinfo=CHINA), law)).state for hour in (9, 10)]
        assert states == [State.RUNNING, State.KEPT]
        with pytest.raises(cl.FactsError):
            told.at(datetime(2026, 3, 12, 9), law)

    def test_the_receipt(self) -> None:
        """It tells what of the case was looked at and the readings counted by; equal receipts, equal answers."""
        law = book(duty(days(10)))
        one, other = (
            on("2026-03-24", law, event("procedure_started", day)).to_dict() for day in ("2026-03-11", "2026-03-12")
        )
        assert one["receipt"]["counting"] == {"A-04.analogy": "moves", "A-04.weekend": "moves"}
        assert one["receipt"]["case_sha256"] != other["receipt"]["case_sha256"]

    def test_the_books_readings_count(self) -> None:
        """A reading of counting chosen in the rulebook is followed, but where a policy is given."""
        law = book(duty(days(1, unit="week", more='kind = "cap"\n')), files={"readings.toml": WEEK})
        chosen = evolve(law, readings_chosen={"A-11": "five_school_days"})
        terms = [{"from": "2026-02-23", "to": "2026-07-10"}]
        ends = [row(on("2026-03-12", told, OPENED, school_terms=terms)).by for told in (law, chosen)]
        assert list(map(str, ends)) == ["2026-03-18", "2026-03-18"]
        assert on("2026-03-12", chosen, OPENED, school_terms=terms).readings == {"A-11": "five_school_days"}
        told = on("2026-03-12", chosen, OPENED, school_terms=terms, policy=Policy())
        assert told.readings == {"A-11": "seven_days"}

    def test_as_json(self) -> None:
        """The dictionary form is plain JSON with every part."""
        form = json.loads(json.dumps(read_case(FOUND, OPENED).at(date(2026, 3, 25), shipped()).to_dict()))
        assert form["schema"] == "campuslex/case_view/1"
        assert {"next", "duties", "steps", "timeline", "alarms", "set_aside", "later_events", "receipt"} <= form.keys()
        for duty_row in form["duties"]:
            assert duty_row["citations"]
            assert duty_row["state"] in set(State)

    def test_engines_agree(self) -> None:
        """Both engines give the same view; the receipt says which."""
        pytest.importorskip("durable")
        told = read_case(FOUND, learned("2026-03-12", "slight"), learned("2026-03-14", None))
        assert (
            told.at(date(2026, 3, 25), shipped(), engine="crosscheck").duties
            == told.at(date(2026, 3, 25), shipped()).duties
        )
