"""
Conditions as people write them become small typed trees, or a clear error with the nearest right word.
"""

import pytest

from campuslex.model.fact import FactInfo
from campuslex.model.vocabulary import FactSpec, Flag, Kind, Number, Word, Words
from campuslex.rulebook.expressions import MAX_DEPTH, MAX_NUMBER, ExpressionError, Parameter, Reader
from campuslex.rulebook.nodes import (
    And,
    Column,
    Known,
    KnownFact,
    Mask,
    Node,
    Not,
    Or,
    Range,
    Unset,
    atoms,
    conjunction,
    parameters,
)

INFO = FactInfo("事实", "a fact")
KINDS: dict[str, Kind] = {
    "planned": Flag(),
    "findings.visible_harm": Flag(),
    "age": Number(),
    "occasions": Number(low=1),
    "injury": Word(("none", "slight", "minor", "serious"), ordered=True),
    "location": Word(("school", "online", "way")),
    "act_kinds": Words(("strike", "insult")),
}
VOCABULARY = {name: FactSpec(name, kind, INFO) for name, kind in KINDS.items()}
PARAMETERS: dict[str, Parameter] = {"years": 14, "grade": "minor", "unset": None, "zero": 0}

PLANNED = Mask(Column("planned"), 2, 3)
HARM = Mask(Column("findings.visible_harm"), 2, 3)


def read(text: str, presumption: bool = False) -> Node:
    return Reader(VOCABULARY, PARAMETERS.__getitem__, presumption).read(text)


def injury(accepted: int) -> Node:
    return Mask(Column("injury"), accepted, 0b1111)


def age(low: int | None, high: int | None) -> Node:
    return Range(Column("age"), low, high)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("planned", PLANNED),
        ("  planned\n", PLANNED),
        ("findings.visible_harm", HARM),
        ("not planned", Not(PLANNED)),
        ("planned and findings.visible_harm", And((PLANNED, HARM))),
        ("planned or findings.visible_harm", Or((PLANNED, HARM))),
        ("(planned\nand planned)", And((PLANNED, PLANNED))),
        ("planned or not (planned and findings.visible_harm)", Or((PLANNED, Not(And((PLANNED, HARM)))))),
        ("age >= 14", age(14, None)),
        ("age > 14", age(15, None)),
        ("age <= 14", age(None, 14)),
        ("age < 14", age(None, 13)),
        ("age == 14", age(14, 14)),
        ("age != 14", Not(age(14, 14))),
        ("age == 0", age(None, 0)),
        ("age > 0", age(1, None)),
        ("occasions <= 1", Range(Column("occasions"), None, 1)),
        ("14 <= age", age(14, None)),
        ("14 < age", age(15, None)),
        ("14 >= age", age(None, 14)),
        ("14 > age", age(None, 13)),
        ("14 == age", age(14, 14)),
        ("14 != age", Not(age(14, 14))),
        ("14 <= age < 16", And((age(14, None), age(None, 15)))),
        ("16 > age >= 14", And((age(None, 15), age(14, None)))),
        ("age in (14, 16)", Or((age(14, 14), age(16, 16)))),
        ("age in [14]", age(14, 14)),
        ("age not in {14}", Not(age(14, 14))),
        ("injury == 'slight'", injury(0b0010)),
        ("injury != 'slight'", injury(0b1101)),
        ("injury >= 'slight'", injury(0b1110)),
        ("injury > 'slight'", injury(0b1100)),
        ("injury <= 'slight'", injury(0b0011)),
        ("injury < 'slight'", injury(0b0001)),
        ("'slight' <= injury", injury(0b1110)),
        ("'slight' < injury < 'serious'", And((injury(0b1100), injury(0b0111)))),
        ("injury in ('none', 'serious')", injury(0b1001)),
        ("injury not in ('none', 'serious')", Not(injury(0b1001))),
        ("location == 'online'", Mask(Column("location"), 0b010, 0b111)),
        ("location in ('online', 'way')", Mask(Column("location"), 0b110, 0b111)),
        ("'strike' in act_kinds", Mask(Column("act_kinds", "strike"), 2, 3)),
        ("'insult' not in act_kinds", Not(Mask(Column("act_kinds", "insult"), 2, 3))),
        ("age >= param.years", age(14, None)),
        ("param.years > age", age(None, 13)),
        ("param.zero < age <= param.years", And((age(1, None), age(None, 14)))),
        ("injury >= param.grade", injury(0b1100)),
        ("age in (12, param.years)", Or((age(12, 12), age(14, 14)))),
        ("age >= param.unset", Unset("unset")),
        ("param.unset <= age", Unset("unset")),
        ("age in (12, param.unset)", Or((age(12, 12), Unset("unset")))),
    ],
)
def test_a_condition_becomes_its_tree(text: str, tree: Node) -> None:
    """Chained, mirrored and listed comparisons are the plain ones, written otherwise."""
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("known(planned)", Known(PLANNED)),
        ("not known(planned)", Not(Known(PLANNED))),
        ("known(age)", KnownFact(Column("age"), number=True)),
        ("known(injury)", KnownFact(Column("injury"), number=False)),
        ("known(age >= 14)", Known(age(14, None))),
        ("known('strike' in act_kinds)", Known(Mask(Column("act_kinds", "strike"), 2, 3))),
        ("known(not planned) or planned", Or((Known(Not(PLANNED)), PLANNED))),
    ],
)
def test_a_presumption_may_ask_what_is_known(text: str, tree: Node) -> None:
    """`known` of a flag or test asks whether it is known to hold; of a number or word, whether its value is known."""
    assert read(text, presumption=True) == tree
    with pytest.raises(ExpressionError, match="only a presumption may ask what is known"):
        read(text)


@pytest.mark.parametrize(
    ("text", "message", "value", "remedy"),
    [
        ("plannd", "no such fact", "plannd", "did you mean `planned`?"),
        ("findings.visible", "no such fact", "findings.visible", "did you mean `findings.visible_harm`?"),
        ("xyzzy", "no such fact", "xyzzy", ""),
        ("1 == 1", "no such fact", "1", ""),
        ("age", "not a yes-or-no fact, compare it", "age", "such as `age >= 1`"),
        ("injury", "not a yes-or-no fact, compare it", "injury", "such as `injury == 'none'`"),
        ("act_kinds", "not a yes-or-no fact, compare it", "act_kinds", "such as `'strike' in act_kinds`"),
        ("planned == True", "cannot be compared", "planned", "such as `planned`"),
        ("planned >= param.unset", "cannot be compared", "planned", "such as `planned`"),
        ("act_kinds == 'strike'", "cannot be compared", "act_kinds", "such as `'strike' in act_kinds`"),
        ("planned in (True,)", "cannot be compared", "planned", "such as `planned`"),
        ("age >= '14'", "`age` is a whole number", "'14'", ""),
        ("age >= 14.5", "`age` is a whole number", "14.5", ""),
        ("age >= True", "`age` is a whole number", "True", ""),
        ("age >= -1", "`age` is a whole number", "-1", ""),
        ("age >= param.grade", "`age` is a whole number", "'minor'", ""),
        ("injury == 'sligth'", "`injury` has no such word", "'sligth'", "did you mean `slight`?"),
        ("injury == 'xyzzy'", "`injury` has no such word", "'xyzzy'", "one of: none, slight, minor, serious"),
        ("injury >= 3", "`injury` has no such word", "3", "one of: none, slight, minor, serious"),
        ("injury in ('none', 'sligth')", "`injury` has no such word", "'sligth'", "did you mean `slight`?"),
        ("'strik' in act_kinds", "`act_kinds` has no such word", "'strik'", "did you mean `strike`?"),
        ("location > 'school'", "has no order", "location", "use == or in"),
        ("'strike' in injury", "not a set of words", "injury", "such as `injury == 'none'`"),
        ("'strike' in age", "not a set of words", "age", "such as `age >= 1`"),
        ("injury in 'none'", "`in` wants a list of literals", "'none'", ""),
        ("injury in ()", "`in` wants a list of literals", "()", ""),
        ("age is 14", "`is` is no comparison", "age", "use == or !="),
        ("age is not 14", "`is` is no comparison", "age", "use == or !="),
        ("injury is 'none'", "`is` is no comparison", "injury", "use == or !="),
        ("age >= param.yeers", "no such parameter", "param.yeers", ""),
        ("age >= param.a.b", "no such parameter", "param.a.b", ""),
        ("param.years", "no such fact", "param.years", ""),
        ("age >= 14 +", "not an expression", "age >= 14 +", ""),
        ("planned\nplanned", "not an expression", "planned\nplanned", ""),
        ("", "not an expression", "", ""),
        ("planned = True", "not an expression", "planned = True", ""),
        ("True", "a condition holds only and, or, not, comparisons and facts", "True", ""),
        ("age + 1", "a condition holds only and, or, not, comparisons and facts", "age + 1", ""),
        ("-age", "a condition holds only and, or, not, comparisons and facts", "-age", ""),
        ("[planned]", "a condition holds only and, or, not, comparisons and facts", "[planned]", ""),
        ("planned if planned else planned", "a condition holds only and, or, not, comparisons and facts", None, ""),
        ("lambda: planned", "a condition holds only and, or, not, comparisons and facts", "lambda: planned", ""),
        ("len(act_kinds) > 1", "no function may be called", "len(act_kinds)", ""),
        ("any(planned)", "no function may be called", "any(planned)", ""),
        ("planned.known(age)", "no function may be called", "planned.known(age)", ""),
        ("known()", "no function may be called", "known()", ""),
        ("known(age, planned)", "no function may be called", "known(age, planned)", ""),
        ("known(planned, of=1)", "no function may be called", "known(planned, of=1)", ""),
        ("known(planned)", "only a presumption may ask what is known", "known(planned)", ""),
        ("__import__('os')", "no function may be called", "__import__('os')", ""),
    ],
)
def test_what_cannot_be_read_says_why(text: str, message: str, value: str | None, remedy: str) -> None:
    """Every refusal names the offending text and, where there is one, the remedy."""
    with pytest.raises(ExpressionError) as caught:
        read(text)
    error = caught.value
    assert (error.message, error.remedy) == (message, remedy)
    assert value in (None, error.value)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("known(act_kinds)", "ask of a member whether it is known"),
        ("known(plannd)", "no such fact"),
        ("known(known(planned) + 1)", "a condition holds only and, or, not, comparisons and facts"),
    ],
)
def test_known_asks_of_one_thing(asked: str, message: str) -> None:
    """A set of words is never wholly known; its members are."""
    with pytest.raises(ExpressionError, match=message):
        read(asked, presumption=True)


@pytest.mark.parametrize(
    "text",
    [
        "age >= 0",
        "age < 0",
        "age > 1000000000",
        "age == 1000000001",
        "age != 1000000001",
        "age <= 1000000000",
        "occasions >= 1",
        "occasions < 1",
        "occasions == 0",
        "injury >= 'none'",
        "injury < 'none'",
        "injury > 'serious'",
        "injury <= 'serious'",
        "injury in ('none', 'slight', 'minor', 'serious')",
        "age >= param.zero",
        "param.zero > age",
    ],
)
def test_a_test_that_cannot_vary_is_refused(text: str) -> None:
    """Every value would give the same answer, so the author meant something else."""
    with pytest.raises(ExpressionError, match="this test cannot vary"):
        read(text)


@pytest.mark.parametrize(
    "text", ["age >= 1", "age < 1000000000", "age == 1000000000", "occasions > 1", "injury > 'none'"]
)
def test_a_test_that_just_varies_is_read(text: str) -> None:
    """One value within the bounds is enough."""
    assert list(atoms(read(text)))


def test_the_bounds_are_those_of_documents() -> None:
    """A number in a document is at most 10⁹."""
    assert MAX_NUMBER == 10**9


@pytest.mark.parametrize("wrap", ["not {}", "known({})", "(planned and {})", "(planned or {})"])
def test_a_condition_nests_so_deep_and_no_deeper(wrap: str) -> None:
    """The engines write conditions as Python, which nests only so deep; so the file is refused, not the evaluation."""

    def nested(depth: int) -> str:
        text = "age >= 1"
        for _ in range(depth):
            text = wrap.format(text)
        return text

    assert Column("age") in [atom.column for atom in atoms(read(nested(MAX_DEPTH), presumption=True))]
    with pytest.raises(ExpressionError, match="nested too deeply"):
        read(nested(MAX_DEPTH + 1), presumption=True)


@pytest.mark.parametrize(
    "text",
    ["not " * 3000 + "planned", "(" * 5000 + ")" * 5000, "1" + " + 1" * 5000, "planned" + ".x" * 3000, "not " * 10**5],
)
def test_what_python_cannot_walk_is_an_error_of_the_file(text: str) -> None:
    """No depth of nesting is a crash."""
    with pytest.raises(ExpressionError, match=r"nested too deeply|not an expression"):
        read(text)


def test_a_tree_tells_what_it_reads() -> None:
    """Atoms come in the order written, unset parameters beside them."""
    node = read("known(age) and not (age >= param.unset or 'strike' in act_kinds) and known(planned)", presumption=True)
    assert [str(atom.column) for atom in atoms(node)] == ["age", "act_kinds:strike", "planned"]
    assert list(parameters(node)) == ["unset"]


def test_a_conjunction_is_flat() -> None:
    """Joining conditions never nests `and` in `and`, and one alone stays as it is."""
    assert conjunction(PLANNED) == PLANNED
    assert conjunction(And((PLANNED, HARM)), Not(PLANNED)) == And((PLANNED, HARM, Not(PLANNED)))
