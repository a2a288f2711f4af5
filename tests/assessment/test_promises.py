"""What the library promises of hypothetical incidents under the shipped national rules; each assessed a week later."""

from datetime import date, timedelta
from functools import cache

import pytest

import campuslex as cl
from tests.builders import act, finding, hit, incident, person, petition


@cache
def book() -> cl.Rulebook:
    """The shipped rules, read once."""
    return cl.load_rulebook()


def answer(document: dict, on: str | None = None) -> cl.Assessment:
    """The assessment a week after the conduct, or on a day."""
    read = cl.Incident.from_dict(document)
    day = date.fromisoformat(on) if on else (read.occurred_to or date(2026, 3, 9)) + timedelta(days=7)
    return cl.assess(read, book(), on=day)


def on_day(day: str, **facts) -> dict:
    """An incident of one day."""
    return incident(occurred_from=day, occurred_to=day, **facts)


def student(code: str, role: str, **facts) -> dict:
    """An enrolled person."""
    return person(code, role, status="enrolled", **facts)


def owed(result: cl.Assessment, rule: str, **wanted) -> list:
    """The duties of a rule that hold, narrowed by their fields."""
    return [
        duty
        for duty in result.duties
        if duty.rule == rule and duty.verdict == "holds" and all(getattr(duty, k) == v for k, v in wanted.items())
    ]


def mockery(**facts) -> dict:
    """A thirteen-year-old of junior school mocks and nicknames a classmate, once, on purpose; distress."""
    return on_day(
        "2026-03-05",
        school={"stage": "junior"},
        intent="deliberate",
        people=[student("S1", "offender", age=13), student("S2", "victim", mental="distress")],
        acts=[hit("mock", "S1", "S2", occasions=1), hit("nickname", "S1", "S2", occasions=1)],
        **facts,
    )


class TestMockery:
    """Mocked and nicknamed once: suspected, presumed minor, nothing established against anyone."""

    def test_is_suspected_and_presumed_minor(self):
        """Without a finding it is suspected, minor by presumption, and may reach grave."""
        result = answer(mockery())
        assert result.determination.status == "suspected"
        assert (result.severity.grade, result.severity.range, result.severity.basis) == (
            "minor",
            ("minor", "grave"),
            "presumed",
        )

    def test_protection_follows_the_report(self):
        """Stopping and investigating hold at once; inviting the offender's guardian follows suspicion."""
        result = answer(mockery())
        assert owed(result, "protection.stop.at-once")
        assert owed(result, "protection.investigate.promptly")
        assert {duty.basis for duty in owed(result, "protection.invite-guardian.offender")} == {"precautionary"}

    def test_no_measure_is_established(self):
        """Nothing may be done to the offender for bullying before a determination."""
        measures = answer(mockery()).persons["S1"].measures
        assert not [m for m in measures if m.basis == "established" and m.status in ("required", "permitted")]

    def test_needs_name_determination_and_dominance(self):
        """What is asked for includes the committee's determination and who had the upper hand."""
        needs = {need.fact: need for need in answer(mockery()).needs}
        assert "determination" in needs["findings.bullying"].decides
        assert "determination" in needs["dominance"].decides

    def test_determined_minor_is_established(self):
        """Found bullying of minor circumstances by the committee: criticism, apology and the plan are owed."""
        result = answer(
            mockery(findings={"bullying": finding(), "circumstances": finding("minor")})
            | {
                "people": [
                    student("S1", "offender", age=13, prior_discipline=0),
                    student("S2", "victim", mental="distress"),
                ]
            }
        )
        assert result.determination.status == "confirmed"
        assert (result.severity.grade, result.severity.basis) == ("minor", "established")
        told = result.persons["S1"]
        for name in ("criticism", "apology", "special_education_plan"):
            assert (told.measure(name).status, told.measure(name).basis) == ("required", "established"), name
        assert told.measure("management_education").status == "permitted"
        assert result.severity.range == ("minor", "minor")
        assert not [duty for duty in result.duties if duty.rule.startswith("escalation.serious-bullying")]

    def test_low_threshold_report_stands_on_its_own(self):
        """Minors-law.11.2 holds where harm to the minor is known, determined minor or not."""
        hurt = student("S2", "victim", age=13, mental="disorder")
        document = mockery(findings={"bullying": finding(), "circumstances": finding("minor")})
        result = answer(document | {"people": [student("S1", "offender", age=13), hurt]})
        assert {duty.addressee for duty in owed(result, "escalation.minor-harmed.school")} >= {"public_security"}

    def test_principal_alone_confirms_nothing(self):
        """A finding of the school alone is recorded with a notice and does not confirm."""
        result = answer(mockery(findings={"bullying": finding(by="school")}))
        assert result.determination.status == "suspected"
        assert "finding_not_competent" in [notice.code for notice in result.notices]


def beating(**injury) -> dict:
    """Three fifteen-year-olds beat a thirteen-year-old, film it and spread it."""
    people = [student(code, "offender", age=15) for code in ("S1", "S2", "S3")]
    return on_day(
        "2026-03-09",
        school={"stage": "junior"},
        intent="deliberate",
        people=[*people, student("S4", "victim", age=13, **injury)],
        acts=[hit("strike", "S1 S2 S3", "S4", together=3, filmed=True, spread="public")],
    )


class TestJointBeating:
    """Beaten by three, filmed, minor injury of the second degree."""

    def test_grade_and_axis(self):
        """At least serious, and a suspected public-security violation whatever the age."""
        severity = answer(beating(injury="minor_2", injury_appraised=True)).severity
        assert severity.grade in ("serious", "grave")
        assert severity.unlawful.public_security == "holds"

    def test_reported_to_both(self):
        """Police and education bureau are both told (minors-law.39.3)."""
        rows = owed(answer(beating(injury="minor_2", injury_appraised=True)), "escalation.serious-bullying.report")
        assert {row.addressee for row in rows} == {"public_security", "county_education_bureau"}
        assert all(row.due.number is None and row.due.promptness == "及时" for row in rows)

    def test_aggravated_tier(self):
        """Joint, and a victim under fourteen: the aggravated tier of ps-law.51.2 is what the axis rests on."""
        whys = answer(beating(injury="minor_2", injury_appraised=True)).why("severity.unlawful/S1")
        held = {
            (why.citation["instrument"], why.citation["article"], why.citation["paragraph"])
            for why in whys
            if why.verdicts["E"] == "holds"
        }
        assert ("ps-law", "51", "2") in held

    def test_criminal_liability_not_at_that_age(self):
        """Appraised minor injury is none of the eight crimes at fifteen; corrective measures are possible."""
        told = answer(beating(injury="minor_2", injury_appraised=True)).persons["S1"]
        assert told.measure("criminal_proceedings").status == "barred"
        assert told.measure("corrective_measures").status in ("permitted", "required")

    def test_open_without_appraisal(self):
        """Without appraisal the injury may be serious: criminal proceedings stay open."""
        assert answer(beating(injury="minor_2")).persons["S1"].measure("criminal_proceedings").status == "open"

    def test_privacy_and_counselling(self):
        """Privacy and counselling are owed to both sides."""
        result = answer(beating(injury="minor_2", injury_appraised=True))
        assert owed(result, "protection.counsel.victim", person="S4")
        assert owed(result, "protection.counsel.offender", person="S1")
        assert owed(result, "protection.privacy-person.victim", person="S4")


def blow(day: str, **offender) -> dict:
    """One blow with slight injury."""
    return on_day(
        day,
        school={"stage": "senior"},
        intent="deliberate",
        people=[student("S1", "offender", **offender), student("S2", "victim", age=15, injury="slight")],
        acts=[hit("strike", "S1", "S2", occasions=1)],
    )


class TestDetention:
    """The age, date and repetition table of ps-law.21 and 23."""

    def test_conduct_of_2025_stays_exempt(self):
        """Fifteen, an earlier case within the year, conduct of the last day of 2025: execution is barred."""
        result = answer(blow("2025-12-31", age=15, prior_public_security_cases_1y=1), on="2026-01-20")
        assert result.persons["S1"].measure("detention_execution").status == "barred"

    def test_conduct_of_2026_may_be_executed(self):
        """The same a day later: two within a year lift the exemption (ps-law.23.2)."""
        option = (
            answer(blow("2026-01-01", age=15, prior_public_security_cases_1y=1))
            .persons["S1"]
            .measure("detention_execution")
        )
        assert option.status == "permitted"
        assert option.citations[0]["article"] == "23"

    @pytest.mark.parametrize("history", [{"first_violation": True}, {"prior_public_security_cases_1y": 0}])
    def test_seventeen_is_open(self, history):
        """Only a finding lifts a first violation at seventeen; nothing within a year proves no first."""
        result = answer(blow("2026-01-05", age=17, **history))
        assert result.persons["S1"].measure("detention_execution").status == "open"


def graver(day: str | None, **facts) -> dict:
    """An eleven-year-old of upper primary school hurts another."""
    dated = {"occurred_from": day, "occurred_to": day} if day else {}
    return incident(
        school={"stage": "primary_upper"},
        intent="deliberate",
        people=[student("S1", "offender", age=11), student("S2", "victim", age=10, injury="slight")],
        acts=[hit("kick", "S1", "S2")],
        **dated,
        **facts,
    )


class TestElevenYearOld:
    """Too young for a penalty, never without consequence."""

    def test_grave(self):
        """No penalty, the guardian is ordered to discipline, no expulsion, the special school only by application."""
        result = answer(graver("2026-03-09", findings={"bullying": finding(), "circumstances": finding("bad")}))
        told = result.persons["S1"]
        assert told.severity.grade == "grave"
        assert told.measure("public_security_penalty").status == "barred"
        assert told.measure("guardian_discipline_order").status == "required"
        assert (told.measure("expulsion").status, told.measure("expulsion").ground) == ("barred", "forbidden")
        assert told.measure("special_school_application").status == "permitted"
        assert told.measure("special_school_decision").status not in ("required", "permitted")

    def test_undated(self):
        """Without a date the penalty is barred all the same, and the date heads the needs."""
        result = answer(graver(None))
        assert result.persons["S1"].measure("public_security_penalty").status == "barred"
        assert result.needs[0].fact == "occurred_to"

    @pytest.mark.parametrize(
        ("day", "norms"),
        [("2021-05-20", {"plan2017.P1"}), ("2021-06-02", {"plan2017.P1", "minors-law.130.1.3"})],
    )
    def test_definitions_of_the_day(self, day, norms):
        """The statutory definition begins on 2021-06-01; the 2017 plan stands on both sides."""
        assert {item.norm for item in answer(graver(day)).determination.definitions} == norms

    def test_before_any_definition(self):
        """Conduct of 2016 has no norm; that is not an exclusion."""
        result = answer(graver("2016-05-20"))
        assert result.determination.status == "no_norm"
        assert result.severity.grade is None


class TestLunchMoney:
    """Thirty yuan extorted once by mild threat."""

    def document(self, **hurt) -> dict:
        """A sixteen-year-old and a twelve-year-old."""
        return on_day(
            "2026-03-09",
            school={"stage": "senior"},
            intent="deliberate",
            people=[student("S1", "offender", age=16), student("S2", "victim", age=12, injury="none", **hurt)],
            acts=[hit("extort", "S1", "S2", occasions=1, amount_cny=30, coercion="mild_threat", weapon="none")],
        )

    def test_robbery_is_open_and_fear_decides(self):
        """As a rule no crime (spc-juv2006.7): open, never barred; fear of school is asked first."""
        result = answer(self.document())
        assert result.severity.unlawful.crime == "open"
        assert result.persons["S1"].measure("criminal_proceedings").status == "open"
        assert (result.needs[0].fact, result.needs[0].person) == ("fears_school", "S2")
        cited = [item.citations[0]["instrument"] for item in result.persons["S1"].liability]
        assert "spc-juv2006" in cited

    def test_public_security_stays_in_play(self):
        """Ps-law.30 and 58 are not excluded."""
        result = answer(self.document())
        articles = {
            why.citation["article"]
            for why in result.why("severity.unlawful/S1")
            if why.citation["instrument"] == "ps-law"
        }
        assert {"30", "58"} <= articles


class TestPetition:
    """Where petitions go."""

    def test_hidden_beating(self):
        """A parent tells the county bureau that the school hides a beating."""
        document = petition(
            received_on="2026-03-16",
            channel="letter",
            received_by="county_education_bureau",
            origin="direct",
            named=True,
            contact_known=True,
            category="claim",
            matter=["school_inaction"],
            requests=["investigate_violation"],
            petitioner_side="victim",
            accuses=["school"],
        )
        route = cl.route_petition(cl.Petition.from_dict(document), book(), on=date(2026, 3, 17))
        assert "school" in route.must_not_forward_to
        assert "school" not in route.forward_to
        assert ("school_inaction", "31.5", "holds") in [(path.matter, path.item, path.verdict) for path in route.paths]
        assert not [
            duty
            for duty in route.duties
            if any(c["instrument"] == "petition" and c["article"] == "34" for c in duty.citations)
            and duty.verdict == "holds"
        ]
        clocks = [duty for duty in route.duties if duty.verdict == "holds" and duty.due and duty.due.number in (60, 2)]
        assert {duty.due.unit for duty in clocks} >= {"calendar_day", "month"}
        assert route.triggers
        assert route.accept_by == date(2026, 3, 31)

    def test_matter_before_a_court(self):
        """A matter before a court is led to the judicial route."""
        document = petition(
            received_on="2026-03-16",
            received_by="county_education_bureau",
            matter=["compensation"],
            judicial_proceedings_pending=True,
        )
        route = cl.route_petition(cl.Petition.from_dict(document), book(), on=date(2026, 3, 17))
        assert "judicial" in route.redirect_to


class TestOthers:
    """Staff, outsiders, mixed groups, accounts of play."""

    def test_staff_alone_is_no_student_bullying_and_is_reported(self):
        """A teacher hits a student: excluded, and the reporting duties stand."""
        document = on_day(
            "2026-03-09",
            school={"stage": "junior"},
            people=[person("T1", "offender", status="staff", age=40), student("S2", "victim", age=13, injury="slight")],
            acts=[hit("strike", "T1", "S2")],
        )
        result = answer(document)
        assert result.determination.status == "excluded"
        assert result.severity.grade is None
        assert owed(result, "escalation.minor-harmed.school")

    def test_mixed_group_is_asked_offender_by_offender(self):
        """A student and an outsider together: bullying is asked of the student, not of the outsider."""
        document = on_day(
            "2026-03-09",
            school={"stage": "junior"},
            intent="malicious",
            people=[
                student("S1", "offender", age=15),
                person("O1", "offender", status="outsider", age=19),
                student("S2", "victim", age=13, injury="slight"),
            ],
            acts=[hit("strike", "S1 O1", "S2", together=2)],
        )
        result = answer(document)
        assert result.determination.status == "suspected"
        assert (result.persons["S1"].determination, result.persons["O1"].determination) == ("suspected", "excluded")
        assert result.persons["O1"].severity.grade is None

    @pytest.mark.parametrize("account", ["playful", "accidental", "mutual_fight", "self_defence"])
    def test_accounts_leave_intent_open(self, account):
        """An account of play, accident, mutual fight or self-defence leaves intent open and asks for a finding."""
        result = answer(blow("2026-03-09", age=15) | {"intent": account})
        assert result.determination.status == "open"
        assert "findings.intent" in [need.fact for need in result.needs]

    def test_one_recidivist_does_not_make_everyone_grave(self):
        """Severity is asked of each offender."""
        document = on_day(
            "2026-03-09",
            school={"stage": "junior"},
            people=[
                student("S1", "offender", age=14, prior_discipline=2),
                student(
                    "S2", "offender", age=14, prior_discipline=0, prior_determinations=0, prior_school_education=False
                ),
                student("S3", "victim", age=14),
            ],
            acts=[act("mock", by=["S1", "S2"], against=["S3"])],
            findings={
                "bullying": finding(),
                "circumstances": finding("minor"),
                "incorrigible": finding(True, person="S1"),
            },
        )
        result = answer(document)
        assert (result.persons["S1"].severity.grade, result.persons["S2"].severity.grade) == ("grave", "minor")
        assert result.persons["S2"].severity.range == ("minor", "minor")

    def test_gap_between_grades(self):
        """Rather bad circumstances without visible harm: minor to serious, with a notice."""
        findings = {
            "bullying": finding(),
            "circumstances": finding("rather_bad"),
            "visible_harm": finding(False),
            "incorrigible": finding(False),
        }
        result = answer(blow("2026-03-09", age=14) | {"findings": findings})
        assert result.severity.range == ("minor", "serious")
        assert "grade_gap" in [notice.code for notice in result.notices]
