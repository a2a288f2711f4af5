"""
Which rules apply to conduct of one day, assessed on another, in some layers, under some readings.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from campuslex.rulebook import book as book_module
from campuslex.rulebook.book import Rulebook, Selection, load_rulebook
from campuslex.rulebook.nodes import And, Column, Mask, Node, Not, Range, Unset
from tests.rulebooks import DUTY, PRESUME, layer, load, provision, rule, write_rules

MORE = "severity/more.toml"
ONE, TWO = "severity.more.one", "severity.more.two"
DAY = date(2022, 6, 1)
COUNTY = "370102"
HERE = "local/370102-here"
ONLY: dict[str, str | None] = {"severity/law-a-1.toml": None}
"""Leaves out the rules of the sound folder."""

PLANNED = Mask(Column("planned"), 2, 3)
GANG = Mask(Column("gang"), 2, 3)
LURED = Mask(Column("lured"), 2, 3)


def small(folder: Path, *rules: str, more: str = "", others: Mapping[str, str | None] | None = None) -> Rulebook:
    return load(folder, {**ONLY, MORE: provision(*rules, more=more), **(others or {})})


def chosen(book: Rulebook, conduct: date = DAY, on: date | None = None, layers: tuple[str, ...] = ("CN",)) -> Selection:
    return book.select(conduct, on or conduct, layers)


def ids(selection: Selection) -> list[str]:
    return [item.rule.id for item in selection.rules]


def node(selection: Selection, rule_id: str = ONE) -> Node:
    return next(item.node for item in selection.rules if item.rule.id == rule_id)


@pytest.mark.parametrize(
    ("more", "first", "last"),
    [
        ("", date(2020, 1, 1), None),
        ('versions = ["2020"]', date(2020, 1, 1), date(2023, 12, 31)),
        ('versions = ["2024"]', date(2024, 1, 1), None),
        ("effective_from = 2021-03-01", date(2021, 3, 1), None),
        ("effective_to = 2022-02-28", date(2020, 1, 1), date(2022, 2, 28)),
        (
            'versions = ["2020"]\neffective_from = 2021-03-01\neffective_to = 2022-02-28',
            date(2021, 3, 1),
            date(2022, 2, 28),
        ),
        ("effective_from = 2022-02-28\neffective_to = 2022-02-28", date(2022, 2, 28), date(2022, 2, 28)),
    ],
)
def test_a_rule_is_in_force_from_its_first_to_its_last_day(
    tmp_path: Path, more: str, first: date, last: date | None
) -> None:
    """Both days included, the days before and after not; its provision's days outrank its instrument's."""
    book = small(tmp_path, rule(ONE), more=more)
    found = book.rule(ONE)
    assert (found.effective_from, found.effective_to) == (first, last)
    before = date.fromordinal(first.toordinal() - 1)
    assert (ids(chosen(book, before)), ids(chosen(book, first))) == ([], [ONE])
    if last:
        after = date.fromordinal(last.toordinal() + 1)
        assert (ids(chosen(book, last)), ids(chosen(book, after))) == ([ONE], [])
    else:
        assert ids(chosen(book, date(2099, 1, 1))) == [ONE]


def test_substance_follows_the_conduct_and_procedure_the_step(tmp_path: Path) -> None:
    """`applies_by` says which day counts."""
    book = small(
        tmp_path,
        rule(ONE),
        rule(TWO, applies_by="step"),
        more="effective_from = 2021-01-01\neffective_to = 2022-12-31",
    )
    before, within, after = date(2020, 12, 31), date(2021, 1, 1), date(2023, 1, 1)
    assert ids(chosen(book, before, within)) == [TWO]
    assert ids(chosen(book, within, after)) == [ONE]
    assert ids(chosen(book, within, within)) == [ONE, TWO]
    assert ids(chosen(book, before, after)) == []


def test_a_citation_names_the_version_of_the_day(tmp_path: Path) -> None:
    """The conduct's day for substance, the step's for procedure."""
    book = small(tmp_path, rule(ONE), rule(TWO, applies_by="step"))
    found = chosen(book, date(2023, 12, 31), date(2024, 1, 1))
    assert [item.citation["version"] for item in found.rules] == ["2020", "2024"]


def test_days_between_the_same_changes_share_a_selection(tmp_path: Path) -> None:
    """A selection is worked out once for all days on which the same rules apply."""
    book = small(tmp_path, rule(ONE), more="effective_from = 2021-01-01\neffective_to = 2022-12-31")
    assert book.conduct_changes == (
        date(2020, 1, 1),
        date(2021, 1, 1),
        date(2023, 1, 1),
        date(2024, 1, 1),
    )
    assert book.step_changes == (date(2020, 1, 1), date(2024, 1, 1))
    assert chosen(book, date(2021, 1, 1)) is chosen(book, date(2022, 12, 31))
    assert chosen(book, date(2021, 1, 1)) is not chosen(book, date(2023, 1, 1))
    assert chosen(book, date(2021, 1, 1)).key != chosen(book, date(2021, 1, 1), layers=("CN", COUNTY)).key


def test_a_book_keeps_few_selections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many days are asked for, memory stays flat; what was forgotten is worked out again, the same."""
    monkeypatch.setattr(book_module, "MOST_SELECTIONS", 3)
    later = {
        f"severity/y{year}.toml": provision(rule(f"severity.more.y{year}"), more=f"effective_from = {year}-01-01")
        for year in range(2021, 2030)
    }
    book = small(tmp_path, rule(ONE), others=later)
    first = chosen(book, date(2020, 6, 1))
    for year in range(2021, 2030):
        assert len(chosen(book, date(year, 6, 1)).rules) == year - 2019
        assert len(book.runtime.selections) <= 3
    again = chosen(book, date(2020, 6, 1))
    assert again is not first
    assert again == first


def test_exceptions_are_part_of_the_condition(tmp_path: Path) -> None:
    """`when and not exception`, exceptions of exceptions included, flat."""
    book = small(
        tmp_path,
        rule(ONE, "planned", more=f'unless = ["{TWO}", "severity.more.three"]'),
        rule(TWO, "gang", more='unless = ["severity.more.three"]'),
        rule("severity.more.three", "lured"),
    )
    assert node(chosen(book)) == And((PLANNED, Not(And((GANG, Not(LURED)))), Not(LURED)))
    assert node(chosen(book), "severity.more.three") == LURED


def test_an_exception_counts_while_it_is_in_force(tmp_path: Path) -> None:
    """Before and after, the rule stands alone."""
    other = provision(rule(TWO, "gang"), more="effective_from = 2022-01-01\neffective_to = 2022-12-31")
    book = small(tmp_path, rule(ONE, more=f'unless = ["{TWO}"]'), others={"severity/other.toml": other})
    alone, both = PLANNED, And((PLANNED, Not(GANG)))
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1)]
    assert [node(chosen(book, day)) for day in days] == [alone, both, both, alone]
    assert [book.resolve(book.rule(ONE), day) for day in days] == [alone, both, both, alone]


def test_a_parameter_is_taken_on_the_rules_day(tmp_path: Path) -> None:
    """Unset before its first value, so the condition rests on it; then the value of the day."""
    book = small(tmp_path, rule(ONE, "age >= param.amount"), rule(TWO, "age >= param.amount", applies_by="step"))
    found = chosen(book, date(2023, 12, 31), date(2024, 1, 1))
    assert (node(found), node(found, TWO)) == (Range(Column("age"), 100, None), Range(Column("age"), 200, None))
    book = small(tmp_path / "spaced", rule(ONE, "age >= param . amount"))
    assert [node(chosen(book, day)) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [
        Range(Column("age"), 100, None),
        Range(Column("age"), 200, None),
    ]
    book = small(tmp_path / "unset", rule(ONE, "planned or age >= param.times"))
    assert Unset("times") in node(chosen(book)).items  # type: ignore[union-attr]


def test_a_layer_adds_rules_and_sets_parameters_where_it_applies(tmp_path: Path) -> None:
    """National rules stand beside a layer's; elsewhere nothing of it is seen."""
    local = {
        f"{HERE}/layer.toml": layer(
            COUNTY, "here", sets='[[set]]\nid = "times"\nvalue = 3\nsource = "s"\nfrom = 2022-01-01'
        ),
        f"{HERE}/severity/x.toml": provision(rule(TWO, kind="local")),
    }
    book = small(tmp_path, rule(ONE, "age >= param.times"), others=local)
    here = ("CN", COUNTY)
    assert ids(chosen(book)) == [ONE]
    assert node(chosen(book)) == Unset("times")
    assert ids(chosen(book, layers=here)) == [ONE, TWO]
    assert node(chosen(book, layers=here)) == Range(Column("age"), 3, None)
    assert node(chosen(book, date(2021, 12, 31), layers=here)) == Unset("times")
    assert chosen(book, layers=here).layers == here


def replacing(folder: Path, *rules: str, below: str = "") -> Rulebook:
    """A national rule ONE that law delegates, and a layer's rule in its place."""
    heir = rule("severity.here.heir", "gang", kind="local", more=f'replaces = "{ONE}"\ndelegated = true')
    return small(
        folder,
        rule(ONE, more="delegated = true"),
        *rules,
        others={
            f"{HERE}/layer.toml": layer(COUNTY, "here"),
            f"{HERE}/severity/x.toml": provision(heir, more="effective_from = 2021-01-01"),
            "local/school/layer.toml": layer("370199", "school", COUNTY),
            "local/school/severity/x.toml": provision(below or rule("severity.school.one")),
        },
    )


def test_a_layer_replaces_a_delegated_rule_where_and_while_it_applies(tmp_path: Path) -> None:
    """Elsewhere, and before the layer's rule begins, the national one stands."""
    book = replacing(tmp_path)
    here = ("CN", COUNTY)
    assert ids(chosen(book)) == [ONE]
    assert ids(chosen(book, layers=here)) == ["severity.here.heir"]
    assert ids(chosen(book, date(2020, 12, 31), layers=here)) == [ONE]


def test_what_replaces_an_exception_is_one(tmp_path: Path) -> None:
    """A rule keeps its exception in a layer that replaces it, and in a layer below that replaces it again."""
    below = rule("severity.school.one", "lured", kind="local", more='replaces = "severity.here.heir"')
    book = replacing(tmp_path, rule(TWO, "planned", more=f'unless = ["{ONE}"]'), below=below)
    assert node(chosen(book), TWO) == And((PLANNED, Not(PLANNED)))
    assert node(chosen(book, layers=("CN", COUNTY)), TWO) == And((PLANNED, Not(GANG)))
    assert node(chosen(book, layers=("CN", COUNTY, "370199")), TWO) == And((PLANNED, Not(LURED)))


def test_a_rule_speaks_under_its_reading(tmp_path: Path) -> None:
    """Default or chosen; an exception of a reading not taken is none."""
    root = write_rules(
        tmp_path,
        {
            **ONLY,
            MORE: provision(
                rule(ONE, "planned", more=f'unless = ["{TWO}"]'),
                rule(TWO, "gang", more='reading = { id = "R-1", option = "narrow" }'),
                rule("severity.more.wide", more='reading = { id = "R-1", option = "wide" }'),
            ),
        },
    )
    wide, narrow = load_rulebook(rules_dir=root), load_rulebook(rules_dir=root, readings={"R-1": "narrow"})
    assert ids(chosen(wide)) == [ONE, "severity.more.wide"]
    assert ids(chosen(narrow)) == [ONE, TWO]
    assert node(chosen(wide)) == wide.resolve(wide.rule(ONE), DAY) == PLANNED
    assert node(chosen(narrow)) == narrow.resolve(narrow.rule(ONE), DAY) == And((PLANNED, Not(GANG)))


def test_a_rule_is_tried_with_the_exceptions_of_its_own_reading(tmp_path: Path) -> None:
    """The examples of a rule under a reading not taken still meet that reading's exceptions."""
    reading = 'reading = { id = "R-1", option = "narrow" }\n'
    book = small(tmp_path, rule(ONE, more=f'{reading}unless = ["{TWO}"]'), rule(TWO, "gang", more=reading))
    assert book.resolve(book.rule(ONE), DAY) == And((PLANNED, Not(GANG)))


def test_a_layers_rule_is_tried_with_the_layers_above_it(tmp_path: Path) -> None:
    """A county's rule sees its city's parameters and exceptions."""
    book = small(
        tmp_path,
        rule(TWO, "gang"),
        others={
            "local/city/layer.toml": layer("370100", "city", sets='[[set]]\nid = "times"\nvalue = 3\nsource = "s"'),
            "local/city/severity/x.toml": provision(rule("severity.city.one", "lured")),
            f"{HERE}/layer.toml": layer(COUNTY, "here", "370100"),
            f"{HERE}/severity/x.toml": provision(
                rule(ONE, "age >= param.times", more=f'unless = ["severity.city.one", "{TWO}"]')
            ),
        },
    )
    assert book.resolve(book.rule(ONE), DAY) == And((Range(Column("age"), 3, None), Not(LURED), Not(GANG)))


def test_strata_put_every_conclusion_before_those_that_read_it(tmp_path: Path) -> None:
    """Presumptions, elements, unlawfulness, grades, presumptions on grades, the rest."""
    conclusions = {
        "determination.more.element": (
            "planned",
            '[rule.then.element]\ndefinition = "d"\nid = "e"',
            "incident",
            "norm",
        ),
        "severity.more.grade": ("planned", '[rule.then.grade]\ngrade = "minor"', "offender", "norm"),
        "liability.more.unlawful": (
            "planned",
            '[rule.then.unlawful]\naxis = "crime"\noffence_zh = "罪"\noffence_en = "crime"',
            "offender",
            "norm",
        ),
        "presumptions.more.early": ("planned", PRESUME, "offender", "presumption"),
        "presumptions.more.late": ("decided.grade == 'grave'", PRESUME, "offender", "presumption"),
        "escalation.more.duty": ("suspicion", DUTY, "offender", "norm"),
    }
    files = {
        f"{name.split('.')[0]}/more{index}.toml": provision(rule(name, when, then, scope=scope, kind=kind))
        for index, (name, (when, then, scope, kind)) in enumerate(conclusions.items())
    }
    found = chosen(load(tmp_path, {**ONLY, **files}))
    assert {item.rule.id.split(".")[2]: item.stratum for item in found.rules} == {
        "early": 0,
        "element": 1,
        "unlawful": 2,
        "grade": 3,
        "late": 4,
        "duty": 5,
    }
    assert [item.rule.id for item in found.rules if item.precautionary] == ["escalation.more.duty"]


DUE = 'due = {{ from = "first_known_at", parameter = "times", unit = "calendar_day"{word} }}\n'
WAITS = provision(rule("protection.more.one", "reported", DUTY + DUE.format(word=""), scope="incident"))
PROMPT = WAITS.replace('"calendar_day"', '"calendar_day", promptness = "按时"')
THERE = {f"{HERE}/layer.toml": layer(COUNTY, "here", sets='[[set]]\nid = "times"\nvalue = 3\nsource = "plan"\n')}
REPORTED = Mask(Column("reported"), 2, 3)


@pytest.mark.parametrize(
    ("text", "layers", "number", "condition"),
    [
        (WAITS, ("CN",), None, And((REPORTED, Unset("times")))),
        (WAITS, ("CN", COUNTY), 3, REPORTED),
        (PROMPT, ("CN",), None, REPORTED),
        (PROMPT, ("CN", COUNTY), 3, REPORTED),
    ],
)
def test_a_deadline_takes_its_number_from_a_parameter(
    tmp_path: Path, text: str, layers: tuple[str, ...], number: int | None, condition: Node
) -> None:
    """While nobody has set it the duty is open, or stands under the law's own word without a number."""
    book = load(tmp_path, {**ONLY, **THERE, "protection/more.toml": text})
    (item,) = chosen(book, layers=layers).rules
    duty = item.rule.record.then.duty
    assert duty is not None
    assert duty.due is not None
    assert (duty.due.number, duty.due.unit) == (number, "calendar_day" if number else None)
    assert item.node == condition
    assert item.rule.conclusion is duty
    assert book.due(item.rule, DAY, layers) == duty.due


def test_a_condition_may_be_tried_with_values_given(tmp_path: Path) -> None:
    """As an example of a rule gives them, in the condition and in the deadline; exceptions included."""
    book = small(
        tmp_path,
        rule(ONE, "occasions >= param.times", more=f'unless = ["{TWO}"]'),
        rule(TWO, "occasions >= param.amount"),
        others={"protection/more.toml": WAITS},
    )
    at_least = [Range(Column("occasions"), number, None) for number in (3, 7)]
    given = {"times": 3, "amount": 7}
    assert book.resolve(book.rule(ONE), DAY, given) == And((at_least[0], Not(at_least[1])))
    assert book.resolve(book.rule("protection.more.one"), DAY, given) == REPORTED
    assert book.resolve(book.rule("protection.more.one"), DAY) == And((REPORTED, Unset("times")))
