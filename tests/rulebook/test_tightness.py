"""
A layer adds and tightens; one that loosens or contradicts higher law is refused, both places named.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from campuslex.rulebook.book import load_rulebook
from tests.rulebooks import DUTY, faults, layer, load, provision, rule, write_rules

DAY = date(2026, 3, 12)
NATIONAL_FILE = "protection/law-a-2.toml"
LOCAL = "local/370000-there"
LOCAL_FILE = f"{LOCAL}/protection/plan.toml"
INVESTIGATE = DUTY.replace('"report"', '"investigate"').replace('"public_security"', '"student"')
APPEAL = INVESTIGATE.replace('"school"', '"{actor}"').replace('"must"', '"may"').replace('"investigate"', '"appeal"')
MEASURE = """[rule.then.measure]
measures = ["suspension"]
effect = "permit"
"""


def due(number: int, unit: str = "calendar_day", start: str = "procedure_started_on", strength: str = "hard") -> str:
    return f'due = {{ from = "{start}", number = {number}, unit = "{unit}", strength = "{strength}" }}'


def both(higher: str, lower: str, scope: str = "incident", family: str = "protection") -> Mapping[str, str]:
    """A national rule and one of a layer, each with this conclusion."""
    return {
        f"{family}/law-a-2.toml": provision(rule(f"{family}.higher.rule", "reported", higher, scope=scope)),
        f"{LOCAL}/layer.toml": layer("370000", "there"),
        f"{LOCAL}/{family}/plan.toml": provision(
            rule(f"{family}.lower.rule", "reported", lower, scope=scope, kind="local")
        ),
    }


PASSES = [
    ("shorter duty", INVESTIGATE + due(10), INVESTIGATE + due(7)),
    ("the same duty", INVESTIGATE + due(10), INVESTIGATE + due(10)),
    ("another start", INVESTIGATE + due(10), INVESTIGATE + due(30, start="first_known_at")),
    ("another unit", INVESTIGATE + due(10), INVESTIGATE + due(12, unit="working_day")),
    ("soft made hard", INVESTIGATE + due(10, strength="soft"), INVESTIGATE + due(10)),
    ("another action", INVESTIGATE + due(10), INVESTIGATE.replace("investigate", "counsel") + due(30)),
    (
        "more time for a student",
        APPEAL.format(actor="student") + due(15, start="decision_made"),
        APPEAL.format(actor="student") + due(30, start="decision_made"),
    ),
    (
        "narrower permission",
        APPEAL.format(actor="county_education_bureau").replace("appeal", "extend_time_limit") + due(30),
        APPEAL.format(actor="county_education_bureau").replace("appeal", "extend_time_limit") + due(15),
    ),
]


@pytest.mark.parametrize(("higher", "lower"), [case[1:] for case in PASSES], ids=[case[0] for case in PASSES])
def test_a_layer_may_add_and_tighten(tmp_path: Path, higher: str, lower: str) -> None:
    """A shorter duty, a narrower permission, more time for a right, anything about something else: let through."""
    assert "protection.lower.rule" in {found.id for found in load(tmp_path, both(higher, lower)).rules}


REFUSED = [
    (
        "longer duty",
        INVESTIGATE + due(10),
        INVESTIGATE + due(11),
        "lengthens a duty of higher law",
        "11 calendar_day",
        "higher law: 10 calendar_day from procedure_started_on",
    ),
    (
        "hard made soft",
        INVESTIGATE + due(10),
        INVESTIGATE + due(10, strength="soft"),
        "makes soft what is hard in higher law",
        "10 calendar_day",
        "higher law: 10 calendar_day from procedure_started_on",
    ),
    (
        "less time for a guardian",
        APPEAL.format(actor="guardian") + due(15),
        APPEAL.format(actor="guardian") + due(14),
        "leaves the guardian less time than higher law",
        "14 calendar_day",
        "higher law: 15 calendar_day from procedure_started_on",
    ),
    (
        "wider permission",
        APPEAL.format(actor="county_education_bureau") + due(30),
        APPEAL.format(actor="county_education_bureau") + due(31),
        "gives a wider permission than higher law",
        "31 calendar_day",
        "higher law: 30 calendar_day from procedure_started_on",
    ),
    (
        "must not against must",
        DUTY,
        DUTY.replace('"must"', '"must_not"'),
        "says `must_not` where higher law says `must`",
        "report",
        "",
    ),
    (
        "may against must not",
        DUTY.replace('"must"', '"must_not"'),
        DUTY.replace('"must"', '"may"'),
        "says `may` where higher law says `must_not`",
        "report",
        "",
    ),
]


@pytest.mark.parametrize(
    ("higher", "lower", "message", "value", "remedy"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_looser_layer_is_refused(
    tmp_path: Path, higher: str, lower: str, message: str, value: str, remedy: str
) -> None:
    """A longer duty, a wider permission, less time for a right, the contrary: refused, naming both provisions."""
    (fault,) = faults(tmp_path, both(higher, lower))
    assert fault.place == f"{LOCAL_FILE}:10 [protection.lower.rule]"
    assert fault.message == f"{message} ({NATIONAL_FILE}:10 [protection.higher.rule])"
    assert (fault.value, fault.remedy) == (value, remedy)


LIMITED = MEASURE + 'longest = { number = 1, unit = "week" }'


@pytest.mark.parametrize(
    ("lower", "message"),
    [
        (LIMITED.replace("1", "2"), "permits longer than higher law"),
        (MEASURE, "permits without the limit of higher law"),
    ],
)
def test_a_layer_does_not_permit_more_of_a_measure(tmp_path: Path, lower: str, message: str) -> None:
    """A measure limited by higher law is limited at least as much below it."""
    (fault,) = faults(tmp_path, both(LIMITED, lower, "offender", "discipline"))
    assert fault.message == f"{message} (discipline/law-a-2.toml:10 [discipline.higher.rule])"
    assert fault.remedy == "higher law: at most 1 week"


def test_the_same_limit_passes(tmp_path: Path) -> None:
    """No looser is no looser."""
    assert load(tmp_path, both(LIMITED, LIMITED, "offender", "discipline"))


def test_a_city_is_held_to_its_province(tmp_path: Path) -> None:
    """Every layer above counts, not the national one alone; a layer beside does not."""
    files = dict(both(INVESTIGATE + due(10), INVESTIGATE + due(7)))
    longer = provision(rule("protection.city.rule", "reported", INVESTIGATE + due(8), scope="incident", kind="local"))
    beside = {
        **files,
        "local/440100-city/layer.toml": layer("440100", "city"),
        "local/440100-city/protection/p.toml": longer,
    }
    assert load(tmp_path / "beside", beside)
    below = {
        **files,
        "local/370100-city/layer.toml": layer("370100", "city", "370000"),
        "local/370100-city/protection/p.toml": longer,
    }
    (fault,) = faults(tmp_path / "below", below)
    assert "local/370000-there/protection/plan.toml" in fault.message


def test_rules_of_other_times_are_not_compared(tmp_path: Path) -> None:
    """What ceased before a layer began binds it no more."""
    files = dict(both(INVESTIGATE + due(10), INVESTIGATE + due(20)))
    files[NATIONAL_FILE] = files[NATIONAL_FILE].replace('confidence = "V"', 'confidence = "V"\nversions = ["2020"]')
    files[LOCAL_FILE] = files[LOCAL_FILE].replace('confidence = "V"', 'confidence = "V"\nversions = ["2024"]')
    assert load(tmp_path, files)


# ---- what a layer may set and cite


def test_a_layer_sets_only_what_it_owns(tmp_path: Path) -> None:
    """A province does not set what is the county's to set; both places are named."""
    setting = '[[set]]\nid = "amount"\nvalue = 2\nsource = "plan"\n'
    assert load(tmp_path / "county", {"local/370102-c/layer.toml": layer("370102", "c", sets=setting)})
    (fault,) = faults(tmp_path / "province", {f"{LOCAL}/layer.toml": layer("370000", "there", sets=setting)})
    assert fault.place == f"{LOCAL}/layer.toml"
    assert fault.message == "a province does not own this parameter (parameters.toml [amount], law-a.1)"
    assert fault.remedy == "it is set by: county"


def test_a_layer_does_not_set_what_another_brings(tmp_path: Path) -> None:
    """A parameter of one county is not set by the next."""
    own = '[[parameter]]\nid = "own"\nzh = "数"\nen = "own"\nowner = "county_education_bureau"\nnorm = "x"\n'
    setting = '[[set]]\nid = "own"\nvalue = 2\nsource = "plan"\n'
    files = {
        "local/370102-c/layer.toml": layer("370102", "c", sets=setting),
        "local/370102-c/parameters.toml": own,
        "local/370103-d/layer.toml": layer("370103", "d", sets=setting),
    }
    (fault,) = faults(tmp_path, files)
    assert fault.place == "local/370103-d/layer.toml"
    assert "370102" in fault.message


def test_a_layer_rests_on_law_in_force(tmp_path: Path) -> None:
    """A layer's rule on a version of national law that has ended is refused, naming rule and instrument."""
    files = {f"{LOCAL}/layer.toml": layer("370000", "there")}
    files[LOCAL_FILE] = provision(
        rule("protection.lower.rule", "reported", DUTY, scope="incident", kind="local"), more='versions = ["2020"]'
    )
    (fault,) = faults(tmp_path, files)
    assert fault.place == f"{LOCAL_FILE}:10 [protection.lower.rule]"
    assert fault.message == "cites an instrument not in force (instruments.toml [law-a] ended 2023-12-31)"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            "effective_from = 2019-12-31",
            "rests on an instrument not yet in force (instruments.toml [law-a] begins 2020-01-01)",
        ),
        (
            'versions = ["2020"]\neffective_to = 2024-01-01',
            "rests on an instrument no longer in force (instruments.toml [law-a] ended 2023-12-31)",
        ),
    ],
)
def test_days_of_its_own_stay_within_the_instrument(tmp_path: Path, more: str, message: str) -> None:
    """A provision's own days narrow those of its instrument, never pass them."""
    files = {"protection/p.toml": provision(rule("protection.p.rule", "reported", DUTY, scope="incident"), more=more)}
    (fault,) = faults(tmp_path, files)
    assert fault.message == message


def test_days_within_the_instrument_pass(tmp_path: Path) -> None:
    """The first and the last day of the instrument are within it."""
    more = 'versions = ["2020"]\neffective_from = 2020-01-01\neffective_to = 2023-12-31'
    assert load(
        tmp_path,
        {"protection/p.toml": provision(rule("protection.p.rule", "reported", DUTY, scope="incident"), more=more)},
    )


# ---- deadlines that wait for a parameter


WAITING = INVESTIGATE + 'due = { from = "procedure_started_on", parameter = "times", unit = "calendar_day" }\n'


def county(days: int, sets: str = "") -> str:
    return layer("370102", "here", "370000", f'\n[[set]]\nid = "times"\nvalue = {days}\nsource = "plan"\n{sets}')


@pytest.mark.parametrize("days", [9, 10])
def test_a_number_as_tight_as_higher_law_passes(tmp_path: Path, days: int) -> None:
    """A county that gives the number of a deadline left to it may be as strict as national law, or stricter."""
    book = load(tmp_path, {**both(INVESTIGATE + due(10), WAITING), "local/370102-here/layer.toml": county(days)})
    due_there = book.due(book.rule("protection.lower.rule"), DAY, book.layers_for("370102"))
    assert due_there is not None
    assert (due_there.number, due_there.unit) == (days, "calendar_day")


def test_a_number_that_lengthens_higher_law_is_refused(tmp_path: Path) -> None:
    """Where it is set and the rule it lengthens are both named."""
    (fault,) = faults(tmp_path, {**both(INVESTIGATE + due(10), WAITING), "local/370102-here/layer.toml": county(11)})
    assert (fault.place, fault.value) == ("local/370102-here/layer.toml set [times]", "11 calendar_day")
    assert fault.message == "lengthens a duty of higher law (protection/law-a-2.toml:10 [protection.higher.rule])"


def test_a_number_for_days_after_higher_law_is_not_compared(tmp_path: Path) -> None:
    """From a day on which the higher rule is no longer in force the county is free."""
    files = dict(both(INVESTIGATE + due(10), WAITING))
    files[NATIONAL_FILE] = files[NATIONAL_FILE].replace('article = "1"', 'article = "1"\nversions = ["2020"]')
    assert load(tmp_path / "after", {**files, "local/370102-here/layer.toml": county(11, "from = 2024-01-01\n")})
    assert faults(tmp_path / "before", {**files, "local/370102-here/layer.toml": county(11, "from = 2023-12-31\n")})


# ---- layers of one's own


def test_a_layer_of_ones_own_is_one_file(tmp_path: Path) -> None:
    """A county's numbers stand in one TOML file beside the shipped rules; its hash is the book's."""
    root = write_rules(tmp_path / "rules")
    own = tmp_path / "370102.toml"
    own.write_text(layer("370102", "here", sets='[[set]]\nid = "times"\nvalue = 3\nsource = "plan"\n'), "utf-8")
    book = load_rulebook(rules_dir=root, local=[own])
    assert book.parameter("times", date(2026, 1, 1), book.layers_for("370102")) == 3
    assert book.sha256 != load_rulebook(rules_dir=root).sha256


def test_a_layer_may_stand_under_the_template(tmp_path: Path) -> None:
    """A county whose parent is the template has the template's rules; others have not."""
    files = {
        "local/000000-template/layer.toml": layer("000000", "template"),
        "local/000000-template/protection/plan.toml": provision(
            rule("protection.plan.rule", "reported", DUTY, scope="incident", kind="local")
        ),
        "local/370102-here/layer.toml": layer("370102", "here", parent="000000"),
    }
    book = load(tmp_path, files)
    assert book.layers_for("370102") == ("CN", "000000", "370102")
    assert book.layers_for("370103") == ("CN",)


@pytest.mark.parametrize(
    ("kind", "good", "bad"), [("number", "3", "2026-06-30"), ("date", "2026-06-30", "3"), ("text", '"3"', "3")]
)
def test_a_parameter_is_of_its_kind(tmp_path: Path, kind: str, good: str, bad: str) -> None:
    """A date is not a number of times."""
    own = f'[[parameter]]\nid = "own"\nzh = "数"\nen = "own"\nowner = "school"\nnorm = "x"\nkind = "{kind}"\n'
    setting = '[[set]]\nid = "own"\nvalue = {}\nsource = "plan"\n'
    files = {"local/370102-c/parameters.toml": own, "local/370102-c/layer.toml": layer("370102", "c", sets=setting)}
    template = files["local/370102-c/layer.toml"]
    files["local/370102-c/layer.toml"] = template.format(good)
    assert load(tmp_path / "good", files)
    files["local/370102-c/layer.toml"] = template.format(bad)
    (fault,) = faults(tmp_path / "bad", files)
    assert (fault.place, fault.message) == ("local/370102-c/layer.toml set [own]", f"this parameter is a {kind}")


def test_a_date_is_compared_as_a_number(tmp_path: Path) -> None:
    """2026-06-30 is read as 20260630, so that days of a document can be held against it."""
    own = '[[parameter]]\nid = "own"\nzh = "日"\nen = "own"\nowner = "school"\nnorm = "x"\nkind = "date"\n'
    setting = '[[set]]\nid = "own"\nvalue = 2026-06-30\nsource = "plan"\n'
    files = {"local/370102-c/parameters.toml": own, "local/370102-c/layer.toml": layer("370102", "c", sets=setting)}
    book = load(tmp_path, files)
    assert book.parameter("own", date(2026, 1, 1), book.layers_for("370102")) == 20260630
