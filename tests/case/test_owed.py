"""
What becomes of a duty, day by day.
"""

from datetime import date

import pytest

from campuslex.case.owed import State
from campuslex.dates.policy import Policy
from tests.builders import Document, event, person, victim
from tests.case.small import PLANNED, book, born, days, duty, on, planned, prompt, row, rows

OPENED = event("procedure_started", "2026-03-11")
"""Ten days from here end on Saturday 21 March, moved to Monday the 23rd."""
DONE = event("investigation_completed", "2026-03-23")
TEN = book(duty(days(10)))
PROMPT = book(duty(prompt()))


def state(day: str, *events: Document) -> State:
    """
    The state of a duty of ten days from the opening of the procedure.
    """
    return row(on(day, TEN, *events)).state


class TestADeadline:
    """A duty with a number, on both sides of each boundary."""

    def test_before_its_start(self) -> None:
        """Nothing started it: not begun, and no last day."""
        found = row(on("2026-04-01", TEN))
        assert (found.state, found.by, found.since) == (State.NOT_BEGUN, None, None)

    @pytest.mark.parametrize(
        ("day", "wanted"), [("2026-03-11", State.RUNNING), ("2026-03-23", State.RUNNING), ("2026-03-24", State.LATE)]
    )
    def test_runs_until_its_last_day(self, day: str, wanted: State) -> None:
        """It runs on the day of its start and on its last day, and is late the day after."""
        assert state(day, OPENED) is wanted

    def test_tells_how_it_was_counted(self) -> None:
        """The last day, the same unmoved, and the norms and readings behind it."""
        found = row(on("2026-03-12", TEN, OPENED))
        assert (str(found.by), str(found.nominal), found.counted_by) == (
            "2026-03-23",
            "2026-03-21",
            ("civil-code.201", "civil-code.203"),
        )
        assert [reading.id for reading in found.readings] == ["A-04.analogy", "A-04.weekend"]
        unmoved = row(on("2026-03-12", TEN, OPENED, policy=Policy(weekend="stays")))
        assert str(unmoved.by) == "2026-03-21"

    @pytest.mark.parametrize(("day", "wanted"), [("2026-03-23", State.KEPT), ("2026-03-24", State.KEPT_LATE)])
    def test_kept_in_time_or_late(self, day: str, wanted: State) -> None:
        """Done on the last day it is kept, the day after it is kept late."""
        found = row(on("2026-04-01", TEN, OPENED, {**DONE, "at": day}))
        assert (found.state, str(found.kept_on)) == (wanted, day)
        assert found.overdue == (None if wanted is State.KEPT else 1)

    def test_elapsed_and_overdue(self) -> None:
        """Days since the start, and since the last day, until it is done."""
        running, late = (row(on(day, TEN, OPENED)) for day in ("2026-03-20", "2026-03-30"))
        assert (running.days, running.overdue) == (9, None)
        assert (late.days, late.overdue) == (19, 7)

    def test_a_soft_one_is_late_too(self) -> None:
        """原则上 makes it soft, not free."""
        soft = book(duty(days(10, more='strength = "soft"\n')))
        found = row(on("2026-03-24", soft, OPENED))
        assert (found.state, found.strength) == (State.LATE, "soft")

    def test_a_right_lapses(self) -> None:
        """What may be done is not late when its time is over."""
        law = book(
            duty(
                days(15, "measure_decided", "working_day"),
                actor="student",
                action="appeal",
                addressee="student_appeal_committee",
                modality="may",
            ),
            scope="offender",
        )
        decided = event("measure_decided", "2026-03-10", person="S1", measure="warning")
        assert row(on("2026-03-31", law, decided)).state is State.RUNNING
        assert row(on("2026-04-01", law, decided)).state is State.LAPSED

    def test_what_must_not_be_done_stands(self) -> None:
        """A prohibition has no end to keep."""
        assert row(on("2026-03-24", book(duty(action="conceal", modality="must_not")))).state is State.STANDING

    def test_what_may_be_owed_is_open(self) -> None:
        """Where the facts are missing nothing is owed yet, and nothing is late."""
        assert row(on("2026-03-24", TEN, OPENED, of=planned(planned=None))).state is State.OPEN

    def test_what_waits_for_a_determination_is_open(self) -> None:
        """A duty that holds only once bullying is determined is open until then."""
        found = event("determination_made", "2026-03-12", by="school_committee", value=True)
        known = book(duty(days(10)), when="findings.bullying", files={"decisions.toml": DECISIONS})
        assert row(on("2026-03-20", known, OPENED)).state is State.OPEN
        assert row(on("2026-03-20", known, OPENED, found)).state is State.KEPT


DECISIONS = """[[decision]]
id = "bullying"
zh = "认定"
en = "determination"
owner = "school_committee"
competent = ["school_committee"]
norm = "law-a.1"
"""


class TestWithoutANumber:
    """及时, 立即: never given a number."""

    def test_only_since_when(self) -> None:
        """No last day however long it takes; only since when, and how many days."""
        found = row(on("2026-09-10", PROMPT, event("discovered", "2026-03-10")))
        assert (found.state, found.by, str(found.since), found.days) == (State.RUNNING, None, "2026-03-10", 184)

    def test_kept_after_so_many_days(self) -> None:
        """Kept is kept: whether it was soon enough is for people."""
        found = row(on("2026-09-10", PROMPT, event("discovered", "2026-03-10"), DONE))
        assert (found.state, found.days, found.overdue) == (State.KEPT, 13, None)

    def test_its_start_unknown(self) -> None:
        """Somebody knew, on a day that is not told: owed, and the day is missing."""
        found = row(on("2026-03-20", PROMPT))
        assert (found.state, found.since, found.missing) == (State.RUNNING, None, "first_known_at")

    def test_an_act_that_never_came(self) -> None:
        """Nobody asked: nothing to answer yet."""
        law = book(duty(prompt("request_received"), action="hold_hearing"))
        assert row(on("2026-03-20", law)).state is State.NOT_BEGUN
        assert row(on("2026-03-20", law, event("hearing_requested", "2026-03-12"))).state is State.RUNNING

    def test_no_deadline_at_all(self) -> None:
        """A duty without a word on time is owed while its ground holds, and kept once done."""
        law = book(duty())
        assert (row(on("2026-03-20", law)).state, row(on("2026-03-20", law)).days) == (State.RUNNING, None)
        assert row(on("2026-03-30", law, DONE)).state is State.KEPT

    @pytest.mark.parametrize(
        ("told", "wanted"),
        [
            ([], State.NOT_BEGUN),
            (["2026-03-10"], State.KEPT),
            (["2026-03-13"], State.KEPT_LATE),
            (["none"], State.LATE),
        ],
    )
    def test_in_advance(self, told: list[str], wanted: State) -> None:
        """事先: to be done before what it starts from; late once that came without it."""
        law = book(
            duty(prompt("measure_decided", "事先"), action="notify_measure", addressee="guardian"), scope="offender"
        )
        decided = event("measure_decided", "2026-03-12", person="S1", measure="suspension")
        events = [event("guardians_notified", day, person="S1", measure="suspension") for day in told if day != "none"]
        assert row(on("2026-03-20", law, *([decided] if told else []), *events)).state is wanted

    def test_told_of_the_incident_is_not_told_of_the_measure(self) -> None:
        """Notice of the incident keeps the duty to notify, notice of a measure the duty to tell of it."""
        law = book(
            duty(action="notify_guardians", addressee="guardian"),
            duty(prompt("measure_decided"), action="notify_measure", addressee="guardian"),
            scope="offender",
        )
        decided = event("measure_decided", "2026-03-12", person="S1", measure="suspension")
        plain = event("guardians_notified", "2026-03-13", person="S1")
        for told, wanted in (
            (plain, [State.KEPT, State.RUNNING]),
            ({**plain, "measure": "suspension"}, [State.RUNNING, State.KEPT]),
        ):
            found = on("2026-03-20", law, decided, told)
            assert [row(found, index).state for index in range(2)] == wanted


class TestStarts:
    """Which start counts."""

    def test_known_once(self) -> None:
        """What is known starts a clock once: the earliest of record and events counts."""
        law = book(duty(days(10, "first_known_at")))
        found = on(
            "2026-03-13",
            law,
            event("discovered", "2026-03-12"),
            event("discovered", "2026-03-11"),
            of=planned(first_known_at="2026-03-10"),
        )
        assert [str(item.since) for item in rows(found)] == ["2026-03-10"]

    def test_each_request_its_own(self) -> None:
        """A second request hides no unanswered first one: each has its clock."""
        law = book(duty(days(15, "review_requested"), actor="county_education_bureau", action="review"))
        asked = [event("review_requested", day) for day in ("2026-03-10", "2026-04-10")]
        found = list(rows(on("2026-04-20", law, *asked)))
        assert [(str(item.since), item.state) for item in found] == [
            ("2026-03-10", State.LATE),
            ("2026-04-10", State.RUNNING),
        ]
        answered = event("review_completed", "2026-03-20")
        assert [item.state for item in rows(on("2026-04-20", law, *asked, answered))] == [State.KEPT, State.RUNNING]

    def test_a_day_and_its_instant_are_one_start(self) -> None:
        """The record's day and an event at an instant of it are one start, the instant: hours need it."""
        law = book(duty(days(24, "occurred_to", "hour")))
        found = row(on("2026-03-12", law))
        assert (found.state, found.missing, found.by) == (State.LATE, "time_of_day", None)
        exact = book(duty(days(24, "reported_to", "hour"), actor="public_security", action="transfer_case"))
        report = event("reported_to", "2026-03-10T16:40+08:00", by="school", to="public_security")
        assert str(row(on("2026-03-11", exact, report)).by) == "2026-03-11 16:40:00+08:00"

    @pytest.mark.parametrize(
        ("day", "wanted"),
        [("2026-03-09", State.RUNNING), ("2026-03-10", State.CANNOT_COMPUTE), ("2026-03-11", State.LATE)],
    )
    def test_hours_of_an_unknown_time(self, day: str, wanted: State) -> None:
        """Twenty-four hours from some time of 9 March: in time that day, unknown the next, late the day after."""
        law = book(duty(days(24, "occurred_to", "hour")))
        assert row(on(day, law)).state is wanted
        assert (
            row(on("2026-04-01", law, event("duty_done", day, act="investigate"))).state
            is {
                State.RUNNING: State.KEPT,
                State.CANNOT_COMPUTE: State.CANNOT_COMPUTE,
                State.LATE: State.KEPT_LATE,
            }[wanted]
        )

    def test_measures_apart(self) -> None:
        """Each measure has its own time to appeal and its own notice."""
        law = book(duty(prompt("measure_decided"), action="notify_measure", addressee="guardian"), scope="offender")
        told = [
            event("measure_decided", "2026-03-10", person="S1", measure="warning"),
            event("measure_decided", "2026-03-12", person="S1", measure="demerit"),
            event("measure_notified", "2026-03-13", person="S1", measure="demerit"),
        ]
        assert [(item.measure, item.state) for item in rows(on("2026-03-20", law, *told))] == [
            ("warning", State.RUNNING),
            ("demerit", State.KEPT),
        ]

    def test_a_measure_on_record(self) -> None:
        """What the incident's record tells starts a clock as an event does, once."""
        law = book(
            duty(days(15, "measure_decided", "working_day"), actor="student", action="appeal", modality="may"),
            scope="offender",
        )
        record = {"measures_in_force": [{"measure": "warning", "decided_by": "school", "decided_on": "2026-03-10"}]}
        assert str(row(on("2026-03-12", law, of=planned(people=[person(**record), victim()]))).since) == "2026-03-10"

    def test_another_person(self) -> None:
        """A step towards one person starts and keeps nothing towards another."""
        law = book(duty(prompt("measure_decided"), action="hear_defence"), scope="offender")
        people = [person(), person("S2"), victim()]
        told = [
            event("measure_decided", "2026-03-10", person="S1", measure="warning"),
            event("defence_heard", "2026-03-12", person="S2"),
        ]
        acts = [{"kind": "strike", "by": ["S1", "S2"], "against": ["V1"]}]
        found = on("2026-03-20", law, *told, of=planned(people=people, acts=acts))
        assert [(item.duty.person, item.state) for item in rows(found)] == [
            ("S1", State.RUNNING),
            ("S2", State.KEPT),
        ]

    def test_eighteen(self) -> None:
        """Three years from the eighteenth birthday, of one born on 29 February from the month's last day."""
        law = book(
            duty(
                days(3, "turned_18", "year", 'kind = "cap"\n'), actor="student", action="file_lawsuit", modality="may"
            ),
            scope="victim",
        )
        assert row(on("2030-02-27", law, of=born("2012-02-29"))).state is State.NOT_BEGUN
        found = row(on("2030-02-28", law, of=born("2012-02-29")))
        assert (str(found.since), str(found.by)) == ("2030-02-28", "2033-02-28")
        assert row(on("2030-02-28", law)).missing == "birth_date"

    def test_a_start_nothing_tells(self) -> None:
        """A start for which there is no event: a number cannot run, a word of promptness is owed with its ground."""
        assert row(on("2026-03-20", book(duty(days(8, "summoned", "hour"))))).state is State.NOT_BEGUN
        assert row(on("2026-03-20", book(duty(prompt("event"))))).state is State.RUNNING


class TestSides:
    """Whose decision starts whose clock, and whose act keeps whose duty."""

    @pytest.mark.parametrize(
        ("actor", "addressee", "school", "police"),
        [
            ("public_security", "student", False, True),
            ("county_education_bureau", "school", True, False),
            ("school", "guardian", True, False),
            ("student", "court", True, True),
        ],
    )
    def test_a_decision(self, actor: str, addressee: str, school: bool, police: bool) -> None:
        """A decision of the police starts no clock of a school, nor the other way round; what names neither, either."""
        law = book(
            duty(days(10, "decision_made"), actor=actor, action="order_correction", addressee=addressee),
            scope="offender",
        )
        of_school = event("measure_decided", "2026-03-10", person="S1", measure="warning")
        of_police = [
            event("police_decision", "2026-03-10"),
            event("measure_decided", "2026-03-10", person="S1", measure="public_security_penalty"),
            event("measure_decided", "2026-03-10", person="S1", measure="warning", by="public_security"),
        ]
        assert (row(on("2026-03-12", law, of_school)).since is not None) is school
        for told in of_police:
            assert (row(on("2026-03-12", law, told)).since is not None) is police

    @pytest.mark.parametrize("start", ["request_received", "reported_to"])
    def test_a_report_is_received_by_whom_it_went_to(self, start: str) -> None:
        """A report to the bureau starts no clock of the police."""
        law = book(duty(prompt(start), actor="public_security", action="accept_report", addressee="school"))
        for body, wanted in (("public_security", State.RUNNING), ("county_education_bureau", State.NOT_BEGUN)):
            assert row(on("2026-03-12", law, event("reported_to", "2026-03-10", to=body))).state is wanted

    def test_a_hearing_asked_for_of_nobody_is_the_schools(self) -> None:
        """Of the police it must be asked by name."""
        school, police = (
            book(duty(prompt("request_received"), actor=who, action="hold_hearing"))
            for who in ("school", "public_security")
        )
        plain, named = (
            event("hearing_requested", "2026-03-10"),
            event("hearing_requested", "2026-03-10", to="public_security"),
        )
        assert [row(on("2026-03-12", law, plain)).since is None for law in (school, police)] == [False, True]
        assert [row(on("2026-03-12", law, named)).since is None for law in (school, police)] == [True, False]

    @pytest.mark.parametrize(
        ("by", "kept"),
        [(None, True), ("school", True), ("school_committee", True), ("staff", False), ("public_security", False)],
    )
    def test_whose_act_it_was(self, by: str | None, kept: bool) -> None:
        """A school acts through its committees; its staff and the police do not keep its duty for it."""
        facts = {"by": by} if by else {}
        law = book(duty(action="report", addressee="public_security"))
        told = event("reported_to", "2026-03-10", to="public_security", **facts)
        assert (row(on("2026-03-12", law, told)).state is State.KEPT) is kept

    def test_an_unsaid_doer_is_the_usual_one(self) -> None:
        """An investigation of nobody in particular is the school's, and keeps no duty of the police."""
        law = book(duty(), duty(actor="public_security"), duty(actor="guardian", action="report", addressee="court"))
        found = on("2026-04-01", law, DONE, event("reported_to", "2026-03-12", to="court"))
        assert [row(found, index).state for index in range(3)] == [State.KEPT, State.RUNNING, State.RUNNING]

    def test_reported_elsewhere(self) -> None:
        """A report to the bureau does not keep the duty to report to the police."""
        law = book(duty(action="report", addressee="public_security"))
        assert (
            row(on("2026-03-12", law, event("reported_to", "2026-03-10", to="county_education_bureau"))).state
            is State.RUNNING
        )

    def test_a_guardian_acts_for_the_child(self) -> None:
        """The guardian's appeal is the student's."""
        law = book(duty(actor="student", action="appeal", addressee="school", modality="may"), scope="offender")
        assert (
            row(on("2026-03-12", law, event("appeal_filed", "2026-03-10", by="guardian", person="S1"))).state
            is State.KEPT
        )

    @pytest.mark.parametrize("act", ["make_plan", "make_plan/student", "make_plan/student/-", "protection.small.d0"])
    def test_a_duty_done_by_name(self, act: str) -> None:
        """An act without an event of its own is told by action, by addressee, or by rule."""
        law = book(duty(action="make_plan"))
        assert row(on("2026-03-12", law, event("duty_done", "2026-03-10", act=act))).state is State.KEPT


class TestPausesAndExtensions:
    """Days that do not count, and days that are added."""

    EXTENSION = 'extension = { times = 1, number = 30, unit = "calendar_day", approved_by = "higher_authority" }'
    DUE = days(30, "police_filed", more=f'not_counted = ["appraisal"]\n{EXTENSION}\n')
    LAW = book(duty(DUE, actor="public_security", action="handle_in_time"))
    FILED = event("police_filed", "2026-03-10")

    def extended(
        self, day: str, at: str, number: int = 30, by: str | None = "higher_authority", *more: Document
    ) -> State:
        """
        The state after an extension.
        """
        facts = {"by": by} if by else {}
        told = event("extended", at, act="handle_in_time", number=number, unit="calendar_day", **facts)
        return row(on(day, self.LAW, self.FILED, told, *more)).state

    def test_a_pause_moves_the_last_day(self) -> None:
        """Twenty days of appraisal are added; a hearing, which this norm counts, is not."""
        assert str(row(on("2026-03-10", self.LAW, self.FILED)).by) == "2026-04-09"
        pause = [event("paused", "2026-03-12", reason="appraisal"), event("resumed", "2026-03-31", reason="appraisal")]
        assert str(row(on("2026-04-02", self.LAW, self.FILED, *pause)).by) == "2026-04-29"
        other = [{**item, "reason": "hearing"} for item in pause]
        assert str(row(on("2026-04-02", self.LAW, self.FILED, *other)).by) == "2026-04-09"

    def test_while_a_pause_lasts(self) -> None:
        """There is no last day until it ends, and nothing is late."""
        pause = event("paused", "2026-03-12", reason="appraisal")
        found = row(on("2026-06-01", self.LAW, self.FILED, pause))
        assert (found.state, found.missing, found.by) == (State.CANNOT_COMPUTE, "pause_end", None)

    def test_a_pause_of_another_duty(self) -> None:
        """A pause that names another duty stops no clock of this one."""
        pause = event("paused", "2026-03-12", reason="appraisal", act="investigate")
        assert str(row(on("2026-03-20", self.LAW, self.FILED, pause)).by) == "2026-04-09"

    def test_an_extension(self) -> None:
        """Granted in time by who may, it counts: extended until the new last day, late after it."""
        assert self.extended("2026-05-09", "2026-03-20") is State.EXTENDED
        assert self.extended("2026-05-10", "2026-03-20") is State.LATE
        assert self.extended("2026-05-09", "2026-03-20", by=None) is State.EXTENDED

    def test_granted_too_late(self) -> None:
        """On the last day it still counts, after it no more."""
        assert self.extended("2026-04-20", "2026-04-09") is State.EXTENDED
        assert self.extended("2026-04-20", "2026-04-10") is State.LATE

    @pytest.mark.parametrize(
        ("number", "by", "code"),
        [(31, "higher_authority", "extension_beyond_limit"), (30, "public_security", "extension_not_approved")],
    )
    def test_what_the_norm_does_not_allow(self, number: int, by: str, code: str) -> None:
        """Longer than it lets grant, or granted by another: told, and not counted."""
        told = event("extended", "2026-03-20", act="handle_in_time", number=number, unit="calendar_day", by=by)
        found = row(on("2026-04-10", self.LAW, self.FILED, told))
        assert (found.state, [item.code for item in found.remarks]) == (State.LATE, [code])

    def test_more_often_than_allowed(self) -> None:
        """The first counts, the second is told and not counted."""
        told = [
            event("extended", day, act="handle_in_time", number=10, unit="calendar_day")
            for day in ("2026-03-20", "2026-03-25")
        ]
        found = row(on("2026-04-15", self.LAW, self.FILED, *told))
        assert (str(found.by), found.extended, [item.code for item in found.remarks]) == (
            "2026-04-20",
            1,
            ["extension_beyond_limit"],
        )

    def test_no_extension_provided(self) -> None:
        """Where the norm lets nothing be added, nothing is."""
        told = event("extended", "2026-03-20", act="investigate", number=10, unit="calendar_day")
        found = row(on("2026-04-01", TEN, OPENED, told))
        assert (found.state, [item.code for item in found.remarks]) == (State.LATE, ["extension_not_provided"])


class TestWhatIsMissing:
    """What cannot be computed says what to supply."""

    @pytest.mark.parametrize(
        ("law", "missing"),
        [
            (book(duty(days(10, "first_known_at"))), "first_known_at"),
            (book(duty(days(2, "procedure_started_on", "school_week"))), "school_calendar"),
        ],
    )
    def test_a_fact(self, law: object, missing: str) -> None:
        """A day that must have been, or the school's terms."""
        found = row(on("2026-03-20", law, OPENED))  # type: ignore[arg-type]
        assert (found.state, found.missing) == (State.CANNOT_COMPUTE, missing)

    def test_a_calendar(self) -> None:
        """A year whose holidays are not known."""
        late = event("procedure_started", "2028-01-05")
        found = row(on("2028-02-20", TEN, late))
        assert (found.state, found.missing) == (State.CANNOT_COMPUTE, "calendar 2028")

    def test_terms_of_the_school(self) -> None:
        """With the terms told, school weeks are counted in them."""
        law = book(duty(days(2, "procedure_started_on", "school_week")))
        terms = [{"from": "2026-02-23", "to": "2026-07-10"}]
        assert str(row(on("2026-03-12", law, OPENED, school_terms=terms)).by) == "2026-03-25"


class TestAlternatives:
    """Duties that share a choice: one of them is enough."""

    LAW = book(
        *(
            duty(prompt(), action="report", addressee=body, choice="somewhere")
            for body in ("public_security", "civil_affairs")
        )
    )
    FOUND = event("discovered", "2026-03-10")

    def test_one_done(self) -> None:
        """Once one is done the other is owed no more."""
        told = event("reported_to", "2026-03-11", to="civil_affairs")
        found = on("2026-03-20", self.LAW, self.FOUND, told)
        assert [row(found, index).state for index in range(2)] == [State.VOID, State.KEPT]
        assert row(found).remarks[0].code == "alternative_done"

    def test_none_done(self) -> None:
        """Until then both are."""
        assert [item.state for item in on("2026-03-20", self.LAW, self.FOUND).duties] == [State.RUNNING] * 2

    def test_none_is_late_while_another_can_be_done(self) -> None:
        """The time of one alternative passes, the other is still there."""
        law = book(duty(days(10), choice="either"), duty(prompt(), action="make_plan", choice="either"))
        found = row(on("2026-04-01", law, OPENED, self.FOUND))
        assert (found.state, found.remarks[0].code) == (State.RUNNING, "alternative_open")
        assert row(on("2026-04-01", book(duty(days(10), choice="either")), OPENED)).state is State.LATE


def test_a_row_as_a_dictionary() -> None:
    """A row tells the whole deadline: number, unit, start, strength, extension, what does not count."""
    law = TestPausesAndExtensions.LAW
    form = row(on("2026-03-10", law, TestPausesAndExtensions.FILED)).to_dict()
    assert form["due"] == {
        "number": 30,
        "unit": "calendar_day",
        "from": "police_filed",
        "kind": "limit",
        "strength": "hard",
        "promptness": None,
        "extension": {"times": 1, "number": 30, "unit": "calendar_day", "approved_by": "higher_authority"},
        "not_counted": ["appraisal"],
    }
    assert (form["state"], form["since"], form["by"], form["days"]) == ("running", "2026-03-10", "2026-04-09", 0)
    assert date.fromisoformat(form["by"])
    assert PLANNED["planned"]
