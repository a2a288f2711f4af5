"""
Every mistake a rules folder can hold is reported, each with its place, its value and the nearest right word.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from campuslex.errors import RulesError
from campuslex.rulebook.book import load_rulebook
from tests.rulebooks import DUTY, GRADE, PRESUME, SOUND, changed, faults, layer, load, provision, rule, write_rules

FILE = "severity/law-a-1.toml"
OTHER = "severity/more.toml"
LOCAL = "local/370102-here"

Files = Mapping[str, str | None]


def one(text: str, family: str = "severity") -> Files:
    """One more file of rules."""
    return {f"{family}/more.toml": text}


def when(condition: str, **more: str) -> Files:
    """One more rule with this condition."""
    return one(provision(rule("severity.more.one", condition, **more)))


def presumption(condition: str = "planned", then: str = PRESUME, name: str = "one", more: str = "") -> str:
    return rule(f"presumptions.more.{name}", condition, then, kind="presumption", more=more)


def test_the_folder_of_these_tests_is_sound(tmp_path: Path) -> None:
    """What the other tests change was right before."""
    book = load(tmp_path)
    assert [found.id for found in book.rules] == ["severity.small.main", "severity.small.exception"]


AT_RULE = f"{OTHER}:10 [severity.more.one]"

FAULTS: list[tuple[str, Files, str, str, str, str]] = [
    # what, files, place, message, value, remedy
    ("misspelt fact", when("plannd"), AT_RULE, "no such fact", "plannd", "did you mean `planned`?"),
    ("type mismatch", when("age >= 'x'"), AT_RULE, "`age` is a whole number", "'x'", ""),
    (
        "wrong word",
        when("findings.circumstances == 'minr'"),
        AT_RULE,
        "`findings.circumstances` has no such word",
        "'minr'",
        "did you mean `minor`?",
    ),
    ("no variation", when("age >= 0"), AT_RULE, "this test cannot vary", "age", "every value gives the same answer"),
    ("known", when("known(planned)"), AT_RULE, "only a presumption may ask what is known", "known(planned)", ""),
    ("call", when("bool(planned)"), AT_RULE, "no function may be called", "bool(planned)", ""),
    ("parameter", when("age > param.tims"), AT_RULE, "no such parameter", "param.tims", "did you mean `times`?"),
    ("no expression", when("planned and"), AT_RULE, "not an expression", "planned and", ""),
    (
        "fact of another scope",
        one(provision(rule("escalation.more.one", "visitors > 5", DUTY)), "escalation"),
        "escalation/more.toml:10 [escalation.more.one]",
        "no such fact",
        "visitors",
        "",
    ),
    (
        "instrument",
        one(provision(rule("severity.more.one"), instrument="law-aa")),
        OTHER,
        "unknown instrument",
        "law-aa",
        "did you mean `law-a`?",
    ),
    (
        "version",
        one(provision(rule("severity.more.one"), more='versions = ["2021"]')),
        OTHER,
        "`law-a` has no such version",
        "2021",
        "one of: 2020, 2024",
    ),
    (
        "provision that ends before it begins",
        one(provision(rule("severity.more.one"), more="effective_from = 2022-03-02\neffective_to = 2022-03-01")),
        OTHER,
        "ends before it begins",
        "2022-03-01",
        "it begins 2022-03-02",
    ),
    (
        "provision that begins after its version",
        one(provision(rule("severity.more.one"), more='versions = ["2020"]\neffective_from = 2024-01-01')),
        OTHER,
        "ends before it begins",
        "2023-12-31",
        "it begins 2024-01-01",
    ),
    ("empty provision", one(provision()), OTHER, "holds neither a rule nor an open term", "", ""),
    (
        "duplicate id",
        one(provision(rule("severity.small.main"))),
        f"{OTHER}:10 [severity.small.main]",
        "the same rule id twice",
        "severity.small.main",
        f"the other is in {FILE}:10 [severity.small.main]",
    ),
    (
        "exception that does not exist",
        when("planned", more='unless = ["severity.small.exeption"]'),
        AT_RULE,
        "its exception does not exist",
        "severity.small.exeption",
        "did you mean `severity.small.exception`?",
    ),
    (
        "exception of another scope",
        one(
            provision(
                rule("escalation.more.one", "planned", DUTY, scope="victim", more='unless = ["severity.small.main"]')
            ),
            "escalation",
        ),
        "escalation/more.toml:10 [escalation.more.one]",
        "its exception speaks of another scope",
        "severity.small.main",
        "that one is of `offender`",
    ),
    (
        "exceptions in a circle",
        changed(
            FILE, 'id = "severity.small.exception"', 'id = "severity.small.exception"\nunless = ["severity.small.main"]'
        ),
        f"{FILE}:10 [severity.small.main]",
        "exceptions run in a circle",
        "severity.small.main -> severity.small.exception -> severity.small.main",
        "",
    ),
    (
        "exception to itself",
        when("planned", more='unless = ["severity.more.one"]'),
        AT_RULE,
        "exceptions run in a circle",
        "severity.more.one -> severity.more.one",
        "",
    ),
    (
        "two conclusions",
        when("planned", then=f"{GRADE}\n{DUTY}"),
        AT_RULE,
        "has 2 conclusions",
        "",
        "exactly one",
    ),
    ("no conclusion", when("planned", then="[rule.then]"), AT_RULE, "has 0 conclusions", "", "exactly one"),
    (
        "conclusion of the wrong scope",
        when("planned", scope="incident"),
        AT_RULE,
        "a grade cannot speak of",
        "incident",
        "one of: offender",
    ),
    (
        "a fact of another scope",
        one(provision(rule("escalation.more.one", "planned", DUTY, scope="case")), "escalation"),
        "escalation/more.toml:10 [escalation.more.one]",
        "no such fact",
        "planned",
        "",
    ),
    (
        "id outside its family",
        one(provision(rule("escalation.more.one"))),
        f"{OTHER}:10 [escalation.more.one]",
        "does not begin with its family",
        "escalation.more.one",
        "`severity.…`",
    ),
    (
        "no rule id",
        one(provision(rule("Severity one"))),
        f"{OTHER}:10 [Severity one]",
        "not a rule id",
        "Severity one",
        "`family.matter.what`: lower case, digits, `-`, `_`",
    ),
    (
        "confidence M of a rule",
        when("planned", more='confidence = "M"'),
        AT_RULE,
        "rests on memory alone (confidence M), so it must not fire",
        "severity.more.one",
        "list the norm as unverified",
    ),
    (
        "confidence M of a provision",
        one(provision(rule("severity.more.one"), confidence="M")),
        AT_RULE,
        "rests on memory alone (confidence M), so it must not fire",
        "severity.more.one",
        "list the norm as unverified",
    ),
    (
        "reading",
        when("planned", more='reading = { id = "R-2", option = "wide" }'),
        AT_RULE,
        "unknown reading",
        "R-2",
        "did you mean `R-1`?",
    ),
    (
        "option",
        when("planned", more='reading = { id = "R-1", option = "broad" }'),
        AT_RULE,
        "reading `R-1` has no such option",
        "broad",
        "one of: narrow, wide",
    ),
    (
        "reading of an open term",
        one(provision() + '[[open]]\nterm = "严重"\nowner = "school"\nreading = "R-2"\n'),
        f"{OTHER} [严重]",
        "unknown reading",
        "R-2",
        "did you mean `R-1`?",
    ),
    (
        "reading's default",
        changed("readings.toml", 'default = "wide"', 'default = "wider"'),
        "readings.toml [R-1]",
        "default is none of the options",
        "wider",
        "",
    ),
    (
        "presumption of an unknown finding",
        one(provision(presumption(then=PRESUME.replace("visible_harm", "visible_ham"))), "presumptions"),
        "presumptions/more.toml:10 [presumptions.more.one]",
        "presumes an unknown finding",
        "visible_ham",
        "did you mean `visible_harm`?",
    ),
    (
        "presumed flag with a word",
        one(provision(presumption(then=PRESUME.replace("value = true", 'value = "yes"'))), "presumptions"),
        "presumptions/more.toml:10 [presumptions.more.one]",
        "`visible_harm` is true or false",
        "yes",
        "",
    ),
    (
        "presumed word that does not exist",
        one(
            provision(presumption(then=PRESUME.replace("visible_harm", "circumstances").replace("true", '"small"'))),
            "presumptions",
        ),
        "presumptions/more.toml:10 [presumptions.more.one]",
        "`circumstances` has no such word",
        "small",
        "",
    ),
    (
        "presumed word with a flag",
        one(provision(presumption(then=PRESUME.replace("visible_harm", "circumstances"))), "presumptions"),
        "presumptions/more.toml:10 [presumptions.more.one]",
        "`circumstances` has no such word",
        "True",
        "",
    ),
    (
        "presuming norm",
        one(provision(rule("presumptions.more.one", "planned", PRESUME)), "presumptions"),
        "presumptions/more.toml:10 [presumptions.more.one]",
        "a rule that presumes is of the kind `presumption`",
        "norm",
        "",
    ),
    (
        "presumption of a duty",
        one(provision(presumption(then=DUTY)), "presumptions"),
        "presumptions/more.toml:10 [presumptions.more.one]",
        "a presumption only presumes or widens a range",
        "duty",
        "",
    ),
    (
        "duty to nobody",
        when("planned", then=DUTY.replace('["public_security"]', "[]")),
        AT_RULE,
        "a duty needs an addressee",
        "",
        "the person served, if no body is",
    ),
    (
        "deadline without unit",
        when("planned", then=DUTY + 'due = { number = 3, from = "first_known_at" }'),
        AT_RULE,
        "a deadline has both number and unit, or neither",
        "",
        "",
    ),
    (
        "deadline without word",
        when("planned", then=DUTY + 'due = { from = "first_known_at" }'),
        AT_RULE,
        "a deadline without number needs the law's word for it",
        "",
        'promptness = "及时"',
    ),
    (
        "deadline without parameter",
        when("planned", then=DUTY + 'due = { from = "first_known_at", parameter = "tims", unit = "calendar_day" }'),
        AT_RULE,
        "no such parameter",
        "tims",
        "did you mean `times`?",
    ),
    (
        "parameter without unit",
        when("planned", then=DUTY + 'due = { from = "first_known_at", parameter = "times" }'),
        AT_RULE,
        "a deadline has both number and unit, or neither",
        "",
        "",
    ),
    (
        "number and parameter",
        when(
            "planned",
            then=DUTY + 'due = { from = "first_known_at", number = 3, parameter = "times", unit = "calendar_day" }',
        ),
        AT_RULE,
        "gives a number and leaves it to a parameter",
        "3",
        "one of the two",
    ),
    (
        "parameter that is no number",
        {
            **when("planned", then=DUTY + 'due = { from = "first_known_at", parameter = "times", unit = "month" }'),
            **changed("parameters.toml", 'norm = "law-a.1"', 'norm = "law-a.1"\nkind = "text"'),
        },
        AT_RULE,
        "a deadline counts by a number",
        "times",
        "that one is a text",
    ),
    (
        "trigger that waits",
        one(
            provision(
                rule(
                    "supervision.more.one",
                    "reported",
                    '[rule.then.trigger]\nwakes = ["school"]\nreason_zh = "因"\nreason_en = "for"\n'
                    'due = { from = "first_known_at", parameter = "times", unit = "calendar_day" }\n',
                    scope="incident",
                )
            ),
            "supervision",
        ),
        "supervision/more.toml:10 [supervision.more.one]",
        "only a duty's deadline may wait for a parameter",
        "times",
        "",
    ),
    (
        "value without source",
        {f"{LOCAL}/layer.toml": layer("370102", "here", sets='[[set]]\nid = "times"\nvalue = 3\nsource = ""\n')},
        f"{LOCAL}/layer.toml set [times]",
        "names no source",
        "",
        "the document that sets it",
    ),
    (
        "no measure",
        when("planned", then='[rule.then.measure]\nmeasures = []\neffect = "permit"'),
        AT_RULE,
        "names no measure",
        "",
        "",
    ),
    (
        "requirement on an unknown fact",
        one(
            provision(
                rule(
                    "prevention.more.one",
                    "rules_published",
                    '[rule.then.requirement]\nrequirement = "r"\nfound = "rules_publishd"\nwanted = "yes"',
                    scope="school_term",
                )
            ),
            "prevention",
        ),
        "prevention/more.toml:10 [prevention.more.one]",
        "reports an unknown fact",
        "rules_publishd",
        "did you mean `rules_published`?",
    ),
    (
        "route in two directions",
        one(
            provision(
                rule(
                    "petitions.more.one",
                    "named",
                    '[rule.then.route]\nitem = "31(1)"\nend_of_road = true',
                    scope="petition",
                )
            ),
            "petitions",
        ),
        "petitions/more.toml:10 [petitions.more.one]",
        "a route says exactly one thing",
        "",
        "",
    ),
    (
        "route nowhere",
        one(provision(rule("petitions.more.one", "named", "[rule.then.route]", scope="petition")), "petitions"),
        "petitions/more.toml:10 [petitions.more.one]",
        "a route says exactly one thing",
        "",
        "",
    ),
    (
        "conclusion that is drawn later",
        when("decided.grade == 'minor'"),
        AT_RULE,
        "reads a conclusion that is drawn later",
        "decided.grade",
        "this would be a circle",
    ),
    (
        "exception on a conclusion that is drawn later",
        one(
            provision(
                rule("severity.more.one", more='unless = ["severity.more.two"]'),
                rule("severity.more.two", "decided.grade == 'minor'", DUTY),
            )
        ),
        AT_RULE,
        "reads a conclusion that is drawn later",
        "decided.grade",
        "this would be a circle",
    ),
    (
        "presumption on its own finding",
        one(provision(presumption("findings.visible_harm")), "presumptions"),
        "presumptions/more.toml:10 [presumptions.more.one]",
        "reads a finding that `presumptions.more.one` presumes later",
        "findings.visible_harm",
        "this would be a circle",
    ),
    (
        "finding presumed after a grade",
        {
            **one(provision(presumption("decided.max_grade == 'minor'")), "presumptions"),
            **when("findings.visible_harm"),
        },
        AT_RULE,
        "reads a finding that `presumptions.more.one` presumes later",
        "findings.visible_harm",
        "this would be a circle",
    ),
    (
        "instrument twice",
        {"instruments.toml": SOUND["instruments.toml"] * 2},
        "instruments.toml",
        "the same instrument twice",
        "law-a",
        "",
    ),
    (
        "parameter twice",
        {"parameters.toml": SOUND["parameters.toml"] * 2},
        "parameters.toml",
        "the same parameter twice",
        "amount",
        "",
    ),
    (
        "decision twice",
        {"decisions.toml": SOUND["decisions.toml"] * 2},
        "decisions.toml",
        "the same decision twice",
        "circumstances",
        "",
    ),
    (
        "reading twice",
        {"readings.toml": SOUND["readings.toml"] * 2},
        "readings.toml",
        "the same reading twice",
        "R-1",
        "",
    ),
    ("term twice", {"glossary.toml": SOUND["glossary.toml"] * 2}, "glossary.toml", "the same grade twice", "minor", ""),
    (
        "term from an unknown instrument",
        changed("glossary.toml", 'instrument = "law-a"', 'instrument = "law-b"'),
        "glossary.toml [injury.slight]",
        "unknown instrument",
        "law-b",
        "",
    ),
    (
        "decision on no finding",
        changed("decisions.toml", 'id = "circumstances"', 'id = "circumstance"'),
        "decisions.toml",
        "not a finding",
        "circumstance",
        "did you mean `circumstances`?",
    ),
    (
        "version that ends before it begins",
        changed("instruments.toml", "to = 2023-12-31", "to = 2019-12-31"),
        "instruments.toml [law-a@2020]",
        "ends before it begins",
        "2019-12-31",
        "it begins 2020-01-01",
    ),
    (
        "versions that overlap",
        changed("instruments.toml", "to = 2023-12-31", "to = 2024-01-01"),
        "instruments.toml [law-a@2024]",
        "begins before version `2020` has ended",
        "2024-01-01",
        "",
    ),
    (
        "version after one that never ends",
        changed("instruments.toml", "to = 2023-12-31\n", ""),
        "instruments.toml [law-a@2024]",
        "begins before version `2020` has ended",
        "2024-01-01",
        "",
    ),
    (
        "instrument without version",
        {"instruments.toml": SOUND["instruments.toml"].split("[[instrument.version]]")[0]},
        "instruments.toml [law-a]",
        "no version, so never in force",
        "",
        "",
    ),
    (
        "versions with one left out",
        {
            "instruments.toml": SOUND["instruments.toml"].replace("2024-01-01", "2024-01-01\nto = 2024-12-31")
            + '[[instrument.version]]\nid = "2025"\nfrom = 2025-01-01\n',
            **one(provision(rule("severity.more.one"), more='versions = ["2020", "2025"]')),
        },
        OTHER,
        "leaves out a version between two others",
        "2024",
        "one file for each run of versions",
    ),
    (
        "layer code",
        {f"{LOCAL}/layer.toml": layer("3701", "here")},
        f"{LOCAL}/layer.toml",
        "not a GB/T 2260 code",
        "3701",
        "six digits",
    ),
    (
        "layer parent",
        {f"{LOCAL}/layer.toml": layer("370102", "here", "CNN")},
        f"{LOCAL}/layer.toml",
        "unknown parent layer",
        "CNN",
        "did you mean `CN`?",
    ),
    (
        "layer twice",
        {f"{LOCAL}/layer.toml": layer("370102", "here"), "local/b/layer.toml": layer("370102", "there")},
        "local/b/layer.toml",
        "the same layer twice",
        "370102",
        "each layer has its own code and name",
    ),
    (
        "layer name twice",
        {f"{LOCAL}/layer.toml": layer("370102", "national")},
        f"{LOCAL}/layer.toml",
        "the same layer twice",
        "national",
        "each layer has its own code and name",
    ),
    (
        "layers in a circle",
        {
            "local/a/layer.toml": layer("370100", "a", "370102"),
            "local/b/layer.toml": layer("370102", "b", "370100"),
        },
        "local/a/layer.toml",
        "its parents run in a circle",
        "370100 -> 370102",
        "",
    ),
    (
        "set of an unknown parameter",
        {f"{LOCAL}/layer.toml": layer("370102", "here", sets='[[set]]\nid = "time"\nvalue = 3\nsource = "s"')},
        f"{LOCAL}/layer.toml",
        "sets an unknown parameter",
        "time",
        "did you mean `times`?",
    ),
    (
        "set without source",
        {f"{LOCAL}/layer.toml": layer("370102", "here", sets='[[set]]\nid = "times"\nvalue = 3')},
        f"{LOCAL}/layer.toml set [times] source",
        "missing",
        "",
        "this field is required",
    ),
    (
        "set to a value its condition cannot take",
        {
            f"{LOCAL}/layer.toml": layer("370102", "here", sets='[[set]]\nid = "times"\nvalue = "three"\nsource = "s"'),
            **when("age > param.amount and prior_discipline > param.times"),
        },
        AT_RULE,
        "`prior_discipline` is a whole number",
        "'three'",
        "",
    ),
    (
        "one of a parameter's values is of the wrong type",
        {**changed("parameters.toml", "value = 100", 'value = "100"'), **when("age > param.amount")},
        AT_RULE,
        "`age` is a whole number, where `param.amount` is 100",
        "'100'",
        "",
    ),
    (
        "replacement of nothing",
        {
            f"{LOCAL}/layer.toml": layer("370102", "here"),
            f"{LOCAL}/severity/x.toml": provision(
                rule("severity.here.one", kind="local", more='replaces = "severity.small.mean"')
            ),
        },
        f"{LOCAL}/severity/x.toml:10 [severity.here.one]",
        "the rule it replaces does not exist",
        "severity.small.mean",
        "did you mean `severity.small.main`?",
    ),
    (
        "replacement not delegated",
        {
            f"{LOCAL}/layer.toml": layer("370102", "here"),
            f"{LOCAL}/severity/x.toml": provision(
                rule("severity.here.one", kind="local", more='replaces = "severity.small.main"')
            ),
        },
        f"{LOCAL}/severity/x.toml:10 [severity.here.one]",
        f"replaces a rule that higher law does not delegate ({FILE}:10 [severity.small.main])",
        "severity.small.main",
        "",
    ),
    (
        "replacement within a layer",
        one(
            provision(
                rule("severity.more.one", more='replaces = "severity.more.two"'),
                rule("severity.more.two", more="delegated = true"),
            )
        ),
        AT_RULE,
        "replaces a rule of a layer that does not stand above its own",
        "severity.more.two",
        "",
    ),
    (
        "replacement of a lower layer's rule",
        {
            f"{LOCAL}/layer.toml": layer("370102", "here"),
            f"{LOCAL}/severity/x.toml": provision(rule("severity.here.one", more="delegated = true")),
            **when("planned", more='replaces = "severity.here.one"'),
        },
        AT_RULE,
        "replaces a rule of a layer that does not stand above its own",
        "severity.here.one",
        "",
    ),
    (
        "replacement that makes an exception its own",
        {
            f"{LOCAL}/layer.toml": layer("370102", "here"),
            f"{LOCAL}/severity/x.toml": provision(
                rule("severity.here.one", more='replaces = "severity.more.two"\nunless = ["severity.more.one"]')
            ),
            **one(
                provision(
                    rule("severity.more.one", more='unless = ["severity.more.two"]'),
                    rule("severity.more.two", more="delegated = true"),
                )
            ),
        },
        AT_RULE,
        "exceptions run in a circle",
        "severity.more.one -> severity.here.one -> severity.more.one",
        "",
    ),
]


@pytest.mark.parametrize(
    ("files", "place", "message", "value", "remedy"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_a_mistake_is_told_with_its_place_and_remedy(
    tmp_path: Path, files: Files, place: str, message: str, value: str, remedy: str
) -> None:
    """File, line and rule id; what is wrong; the offending value; what to do."""
    told = [(fault.place, fault.message, fault.value, fault.remedy) for fault in faults(tmp_path, files)]
    assert (place, message, value, remedy) in told


@pytest.mark.parametrize("files", [f[1] for f in FAULTS if "circle" not in f[0]][:30])
def test_one_mistake_is_told_once(tmp_path: Path, files: Files) -> None:
    """Nothing that is right is reported with what is wrong."""
    assert len(faults(tmp_path, files)) == 1


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    """Whoever mends a folder sees everything to be mended, and the exit code is 3."""
    files = {
        **changed("instruments.toml", "to = 2023-12-31", "to = 2019-12-31"),
        **changed(FILE, 'when = "planned"', 'when = "plannd"'),
        "severity/a.toml": provision(rule("severity.a.one", "age >= 'x'", then=f"{GRADE}\n{DUTY}")),
        "severity/b.toml": "[provision\n",
        "severity/c.toml": provision(rule("severity.c.one", more='unless = ["severity.none"]', scope="case")),
        "severity/d.toml": provision(rule("severity.d.one", more='unles = ["severity.none"]'), instrument="nowhere"),
    }
    with pytest.raises(RulesError) as caught:
        load(tmp_path, files)
    assert caught.value.exit_code == 3
    told = str(caught.value)
    for words in (
        "severity/b.toml:1: not TOML",
        "severity/d.toml:10 [severity.d.one] unles: unknown key `unles`; did you mean `unless`?",
        "instruments.toml [law-a@2020]: ends before it begins",
        f"{FILE}:10 [severity.small.main]: no such fact `plannd`",
        "severity/a.toml:10 [severity.a.one]: `age` is a whole number",
        "severity/a.toml:10 [severity.a.one]: has 2 conclusions; exactly one",
        "severity/c.toml:10 [severity.c.one]: its exception does not exist",
        "severity/c.toml:10 [severity.c.one]: no such fact `planned`",
        "severity/c.toml:10 [severity.c.one]: a grade cannot speak of `case`",
        "severity/d.toml: unknown instrument `nowhere`",
    ):
        assert words in told
    assert len(caught.value.faults) == 10


def test_every_circle_of_exceptions_is_told(tmp_path: Path) -> None:
    """Two circles are two faults; a rule that only leads into one is none."""
    rules = [
        rule(f"severity.more.{a}", more=f'unless = ["severity.more.{b}"]') for a, b in ("ab", "ba", "ca", "dd", "ec")
    ]
    told = [fault.value for fault in faults(tmp_path, one(provision(*rules)))]
    assert sorted(told) == [
        "severity.more.a -> severity.more.b -> severity.more.a",
        "severity.more.d -> severity.more.d",
    ]


def test_two_rules_may_share_an_exception(tmp_path: Path) -> None:
    """A diamond is no circle."""
    rules = [
        rule("severity.more.a", more='unless = ["severity.more.b", "severity.more.c"]'),
        rule("severity.more.b", more='unless = ["severity.more.d"]'),
        rule("severity.more.c", more='unless = ["severity.more.d"]'),
        rule("severity.more.d"),
    ]
    assert len(load(tmp_path, one(provision(*rules))).rules) == 6


@pytest.mark.parametrize(
    "files",
    [
        when("prior_discipline > param.times"),
        when("age > param.amount"),
        when("decided.grade == 'minor'", then=DUTY),
        when("suspicion"),
        one(provision(presumption("known(planned) and age > 3")), "presumptions"),
        one(provision(presumption("planned", then=GRADE)), "presumptions"),
        one(provision(presumption("decided.grade == 'grave'")), "presumptions"),
        one(provision(rule("severity.more.one"), more='versions = ["2020", "2024"]')),
        one(provision() + '[[open]]\nterm = "严重"\nowner = "school"\nreading = "R-1"\n'),
        when("planned", then=DUTY + 'due = { number = 3, unit = "working_day", from = "first_known_at" }'),
        when("planned", then=DUTY + 'due = { promptness = "及时", from = "first_known_at" }'),
    ],
)
def test_what_is_just_right_is_let_through(tmp_path: Path, files: Files) -> None:
    """The other side of each boundary: unset parameters, later strata, runs of versions, whole deadlines."""
    assert len(load(tmp_path, files).rules) in (2, 3)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """A path that is no folder is an error of rules, not a crash."""
    with pytest.raises(RulesError, match="rules: no such folder"):
        load_rulebook(rules_dir=tmp_path / "nowhere")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(RulesError, match="rules: no such folder"):
        load_rulebook(rules_dir=tmp_path / "file")


def test_an_empty_folder_is_no_rulebook(tmp_path: Path) -> None:
    """A wrong path must not pass for a book without rules."""
    with pytest.raises(RulesError, match=r"instruments.toml: missing"):
        load_rulebook(rules_dir=tmp_path)


def test_a_folder_is_mended_by_what_it_is_told(tmp_path: Path) -> None:
    """The remedy, followed, makes the folder sound."""
    (fault,) = faults(tmp_path, when("plannd"))
    write_rules(tmp_path, when(fault.remedy.split("`")[1]))
    assert load_rulebook(rules_dir=tmp_path).rule("severity.more.one").record.when == "planned"
