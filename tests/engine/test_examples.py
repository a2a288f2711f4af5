"""
The examples in rule files are tests: each must come out as it says.
"""

from pathlib import Path
from typing import Any

import pytest

from campuslex.engine.examples import BadValue, encoded, example_faults, flat_row, flat_value
from campuslex.engine.values import HOLDS
from campuslex.engine.walker import verdict
from campuslex.model.spans import MAX_INT, Span
from campuslex.model.vocabulary import Flag, Kind, Members, Number, Value, Word, Words
from tests.rulebooks import EXAMPLES, SOUND, load, provision, rule

GRADES = Word(("none", "slight", "minor"), ordered=True)
STAGES = Word(("primary_lower", "primary_upper", "junior"))
KINDS = Words(("strike", "insult"))
FILE = "severity/law-a-1.toml"


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Flag(), True, True),
        (Flag(), False, False),
        (Flag(), None, None),
        (Number(), 0, 0),
        (Number(), MAX_INT, MAX_INT),
        (Number(), {"from": 14, "to": 15}, Span(14, 15)),
        (GRADES, "slight", "slight"),
        (GRADES, {"one_of": ["slight", "minor"]}, frozenset({"slight", "minor"})),
        (GRADES, {"one_of": ["slight"]}, "slight"),
        (STAGES, "primary", "primary"),
        (KINDS, ["strike"], Members(frozenset({"strike"}))),
        (KINDS, "strike", Members(frozenset({"strike"}))),
        (KINDS, [], Members(frozenset())),
    ],
)
def test_a_value_is_read_as_rule_files_write_it(kind: Kind, raw: Any, value: Value) -> None:
    """Intervals and alternatives as in documents; a list is the whole set."""
    assert flat_value(kind, raw) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Flag(), 1),
        (Flag(), "true"),
        (Number(), True),
        (Number(), -1),
        (Number(), MAX_INT + 1),
        (Number(), 1.5),
        (Number(), "14"),
        (Number(), {"from": 15, "to": 14}),
        (Number(), {"from": 14}),
        (Number(), {"from": "14", "to": 15}),
        (Number(), {"from": True, "to": 15}),
        (GRADES, "sligt"),
        (GRADES, 3),
        (GRADES, {"one_of": []}),
        (GRADES, {"one_of": ["slight", "x"]}),
        (GRADES, {"any_of": ["slight"]}),
        (KINDS, ["strik"]),
        (KINDS, {"strike": True}),
    ],
)
def test_a_value_of_another_type_is_refused(kind: Kind, raw: Any) -> None:
    """Nothing is bent into shape."""
    with pytest.raises(BadValue):
        flat_value(kind, raw)


def test_a_row_tells_every_fault() -> None:
    """Misspelt facts with the nearest right one, wrong values with the value; what is right is kept."""
    row, faults = flat_row("offender", {"plannd": True, "planned": True, "gang": 3, "xyzzy": 1, "age": {"from": 1}})
    assert row == {"planned": True}
    assert [str(fault) for fault in faults] == [
        "plannd: no such fact `plannd`; did you mean `planned`?",
        "gang: not a value of this fact `3`",
        "xyzzy: no such fact `xyzzy`",
        "age: not a value of this fact `{'from': 1}`",
    ]


def test_a_value_that_cannot_be_listed_is_a_fault_too() -> None:
    """Whatever a file holds, the fault names the fact."""
    _, faults = flat_row("offender", {"act_kinds": [["strike"]], "intent": {"one_of": 5}})
    assert [fault.place for fault in faults] == ["act_kinds", "intent"]


def test_sound_examples_have_no_fault(tmp_path: Path) -> None:
    """Each rule has one that holds and one that does not, and each comes out so."""
    assert list(example_faults(load(tmp_path))) == []


def test_a_row_is_encoded_for_its_rule(tmp_path: Path) -> None:
    """In the columns the condition reads, exceptions included."""
    book = load(tmp_path)
    found = book.rule("severity.small.main")
    node = book.resolve(found, found.effective_from)
    columns, vector = encoded(found, node, {"planned": True, "gang": False})
    assert [str(column) for column in columns.columns] == ["planned", "gang"]
    assert verdict(node, columns, vector) == HOLDS


PLACE = f"{FILE} [severity.small.one]"


@pytest.mark.parametrize(
    ("examples", "told"),
    [
        ("", f"{PLACE}: lacks an example that holds or one that just misses"),
        (EXAMPLES.split("[[rule.examples]]\n")[1].join(["[[rule.examples]]\n", ""]), f"{PLACE}: lacks an example"),
        (EXAMPLES.replace("true", "false"), f"{PLACE} 正好: comes out as `fails` `holds`"),
        (EXAMPLES.replace("planned = true", ""), f"{PLACE} 正好: comes out as `open` `holds`"),
        (EXAMPLES.replace("planned = true", "plannd = true"), f"{PLACE} 正好: no such fact `plannd`; did you mean"),
        (EXAMPLES.replace("planned = true", "planned = 1"), f"{PLACE} 正好: not a value of this fact `1`"),
    ],
)
def test_an_example_that_fails_is_told(tmp_path: Path, examples: str, told: str) -> None:
    """With its rule, its title, and what came out; a missing one too."""
    book = load(tmp_path, {FILE: provision(rule("severity.small.one", examples=examples))})
    (fault,) = example_faults(book)
    assert str(fault).startswith(told)


def test_an_exception_counts_in_an_example(tmp_path: Path) -> None:
    """The rule does not hold where its exception does, and is open where that is unknown."""
    text = SOUND[FILE].replace("gang = false", "gang = true", 1)
    (fault,) = example_faults(load(tmp_path, {FILE: text}))
    assert (fault.message, fault.value) == ("comes out as `fails`", "holds")


OPEN_NUMBER = """[[rule.examples]]
title_zh = "正好"
facts = { occasions = 3 }
parameters = { times = 3 }
verdict = "holds"
[[rule.examples]]
title_zh = "差一点"
facts = { occasions = 2 }
parameters = { times = 3 }
verdict = "fails"
[[rule.examples]]
title_zh = "未定"
facts = { occasions = 3 }
verdict = "open"
"""


def test_an_example_may_set_parameters(tmp_path: Path) -> None:
    """A rule on a number that nobody has set is tried on both sides of one that somebody may set."""
    text = provision(rule("severity.small.one", "occasions >= param.times", examples=OPEN_NUMBER))
    book = load(tmp_path, {FILE: text})
    assert list(example_faults(book)) == []
    assert book.rule("severity.small.one").record.examples[0].parameters == {"times": 3}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("tims = 3", "no such parameter `tims`; did you mean `times`?"),
        ('times = "3"', "this parameter is a number `3`"),
        ("times = 4", "comes out as `fails` `holds`"),
    ],
)
def test_a_parameter_an_example_sets_wrongly_is_told(tmp_path: Path, given: str, told: str) -> None:
    """One that does not exist, a value of another kind, a value under which it comes out otherwise."""
    examples = OPEN_NUMBER.replace("times = 3", given, 1)
    text = provision(rule("severity.small.one", "occasions >= param.times", examples=examples))
    (fault,) = example_faults(load(tmp_path, {FILE: text}))
    assert str(fault).endswith(told)
