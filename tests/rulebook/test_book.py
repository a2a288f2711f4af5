"""
A Rulebook is a value: frozen, equal by content, picklable; it finds its rules, layers, parameters and words.
"""

import copy
import pickle
from datetime import date
from pathlib import Path

import attrs
import pytest

from campuslex.errors import UnknownName
from campuslex.rulebook.book import Rulebook, load_rulebook
from campuslex.rulebook.rules import article_label
from tests.rulebooks import SOUND, changed, layer, load, provision, rule, write_rules

FILE = "severity/law-a-1.toml"
PROVINCE, CITY, COUNTY, TEMPLATE = "370000", "370100", "370102", "000000"
LAYERS = {
    "local/370000-province/layer.toml": layer(PROVINCE, "province"),
    "local/370100-city/layer.toml": layer(CITY, "city", PROVINCE),
    "local/370102-county/layer.toml": layer(COUNTY, "county", CITY),
    "local/000000-template/layer.toml": layer(TEMPLATE, "template"),
}


def put(value: int | str, since: str = "") -> str:
    """A `[[set]]` table for the parameter `times`."""
    return f'[[set]]\nid = "times"\nvalue = {value}\nsource = "s"\n' + (f"from = {since}\n" if since else "")


def test_books_of_the_same_content_are_equal(tmp_path: Path) -> None:
    """Where a folder lies does not matter, what its files say does, comments included."""
    first, second = (load(tmp_path / name) for name in "ab")
    assert first == second
    assert hash(first) == hash(second)
    other = load(tmp_path / "c", changed(FILE, "[provision]", "# checked\n[provision]"))
    assert first != other
    assert first.sha256 != other.sha256
    assert first != "a book"
    assert len({first, second, other}) == 2


def test_a_renamed_file_is_another_content(tmp_path: Path) -> None:
    """File names are part of the content: rules are quoted by them."""
    assert load(tmp_path / "a") != load(tmp_path / "b", {FILE: None, "severity/renamed.toml": SOUND[FILE]})


def test_choices_are_part_of_the_content(tmp_path: Path) -> None:
    """Forced layers and chosen readings tell books apart."""
    root = write_rules(tmp_path, LAYERS)
    plain = load_rulebook(rules_dir=root)
    assert plain != load_rulebook(rules_dir=root, layers=["template"])
    assert plain != load_rulebook(rules_dir=root, readings={"R-1": "narrow"})
    narrow, again = (load_rulebook(rules_dir=root, readings={"R-1": "narrow"}) for _ in range(2))
    assert narrow == again
    assert hash(narrow) == hash(again)


def test_a_book_is_pickled_as_data(tmp_path: Path) -> None:
    """What comes back is equal, works, and is as frozen; nothing worked out travels with it."""
    book = load(tmp_path, LAYERS)
    before = book.select(date(2022, 1, 1), date(2022, 1, 1), ("CN",))
    blank = pickle.dumps(load_rulebook(rules_dir=tmp_path))
    assert len(pickle.dumps(book)) == len(blank)
    for back in (pickle.loads(pickle.dumps(book)), copy.copy(book), copy.deepcopy(book)):  # noqa: S301, our own bytes
        assert back == book
        assert hash(back) == hash(book)
        after = back.select(date(2022, 1, 1), date(2022, 1, 1), ("CN",))
        assert [(item.rule.id, item.node) for item in after.rules] == [
            (item.rule.id, item.node) for item in before.rules
        ]
        with pytest.raises(TypeError):
            back.instruments["law-b"] = None  # type: ignore[index]


def test_a_book_is_frozen(tmp_path: Path) -> None:
    """Neither its attributes nor its mappings can be changed."""
    book = load(tmp_path)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        book.edition = "2027-01-01"  # type: ignore[misc]
    for mapping in (
        book.instruments,
        book.layers,
        book.parameters,
        book.decisions,
        book.readings,
        book.readings_chosen,
    ):
        with pytest.raises(TypeError):
            mapping["x"] = None  # type: ignore[index]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        book.rules[0].layer = "370102"  # type: ignore[misc]


def test_a_book_says_in_short_what_it_is(tmp_path: Path) -> None:
    """Edition, the beginning of the hash, and how many rules."""
    book = load(tmp_path)
    assert repr(book) == f"<Rulebook 2026-01-01 {book.sha256[:12]} 2 rules>"


def test_a_rule_is_found_by_its_id(tmp_path: Path) -> None:
    """An unknown id names the nearest."""
    book = load(tmp_path)
    found = book.rule("severity.small.main")
    assert (found.conclusion_name, found.family, found.layer, found.place) == ("grade", "severity", "CN", FILE)
    assert found.conclusion == found.record.then.grade
    with pytest.raises(UnknownName, match=r"no such rule `severity.small.mean`; did you mean `severity.small.main`?"):
        book.rule("severity.small.mean")


def test_rules_are_found_by_their_article(tmp_path: Path) -> None:
    """By instrument and article, with the paragraph, or by the norm's own id."""
    one, two, far = "severity.more.one", "severity.more.two", "severity.more.far"
    text = provision(rule(one), rule(two, more='paragraph = "3"'), more='paragraph = "2"')
    book = load(
        tmp_path,
        {
            FILE: None,
            "severity/more.toml": text.replace('article = "1"', 'article = "9"'),
            "severity/far.toml": provision(rule(far)).replace("law-a.1", "law-a.1.b"),
        },
    )

    def ids(name: str) -> list[str]:
        return [found.id for found in book.article(name)]

    assert ids("law-a.9") == [one, two]
    assert ids("law-a.9.2") == [one]
    assert ids("law-a.9.3") == [two]
    assert ids("law-a.1.b") == [far]
    assert ids("law-a.7") == []


def test_a_rule_is_cited_in_the_version_of_the_day(tmp_path: Path) -> None:
    """The rule's own paragraph outranks its provision's; no version is no version."""
    text = provision(
        rule("severity.more.one", more='paragraph = "3"\nitem = "1"\nconfidence = "P"'), more='paragraph = "2"'
    )
    book = load(tmp_path, {"severity/more.toml": text})
    found = book.rule("severity.more.one")
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [book.version_on(found, day) for day in days] == ["", "2020", "2020", "2024"]
    cited = found.citation("2024")
    assert cited == {
        "instrument": "law-a",
        "article": "1",
        "paragraph": "3",
        "item": "1",
        "version": "2024",
        "confidence": "P",
    }
    assert article_label(cited) == "law-a.1.3.1"
    plain = book.rule("severity.small.main").citation("")
    assert (plain["paragraph"], plain["item"], plain["version"], plain["confidence"]) == (None, None, None, "V")
    assert article_label(plain) == "law-a.1"


def test_words_have_labels(tmp_path: Path) -> None:
    """What the glossary lacks is called by its identifier."""
    book = load(tmp_path)
    assert (book.label("grade", "minor"), book.label("grade", "minor", "en")) == ("一般", "minor")
    assert book.label("grade", "grave") == "grave"
    assert book.term("grade", "grave") is None


def test_the_first_rule_on_a_measure_is_found(tmp_path: Path) -> None:
    """A rule that only bars a measure is not the rule that grants it."""

    def measure(effect: str) -> str:
        return f'[rule.then.measure]\nmeasures = ["probation"]\neffect = "{effect}"'

    rules = [
        rule(f"discipline.more.{name}", then=measure(effect))
        for name, effect in (("a", "bar"), ("b", "permit"), ("c", "require"))
    ]
    book = load(tmp_path, {"discipline/more.toml": provision(*rules)})
    for _ in range(2):
        found = book.rule_on_measure("probation")
        assert found is not None
        assert found.id == "discipline.more.b"
    assert book.rule_on_measure("demerit") is None


@pytest.mark.parametrize(
    ("jurisdiction", "codes"),
    [
        (None, ("CN",)),
        ("370102", ("CN", PROVINCE, CITY, COUNTY)),
        ("370103", ("CN", PROVINCE, CITY)),
        ("370200", ("CN", PROVINCE)),
        ("370000", ("CN", PROVINCE)),
        ("110101", ("CN",)),
        ("000000", ("CN",)),
    ],
)
def test_layers_follow_the_jurisdiction(tmp_path: Path, jurisdiction: str | None, codes: tuple[str, ...]) -> None:
    """National, province, city, county, as far as there are layers; a template never applies by itself."""
    assert load(tmp_path, LAYERS).layers_for(jurisdiction) == codes


@pytest.mark.parametrize(
    ("wanted", "jurisdiction", "codes"),
    [
        (["template"], None, ("CN", TEMPLATE)),
        (["000000"], "370102", ("CN", PROVINCE, CITY, COUNTY, TEMPLATE)),
        (["county"], None, ("CN", PROVINCE, CITY, COUNTY)),
        (["370100"], "370102", ("CN", PROVINCE, CITY, COUNTY)),
        (["county", "city", "template"], "110101", ("CN", PROVINCE, CITY, COUNTY, TEMPLATE)),
        (["national", "CN"], None, ("CN",)),
    ],
)
def test_a_layer_may_be_switched_on(
    tmp_path: Path, wanted: list[str], jurisdiction: str | None, codes: tuple[str, ...]
) -> None:
    """By code or name, wherever the matter lies, its parents with it, none twice."""
    root = write_rules(tmp_path, LAYERS)
    assert load_rulebook(layers=wanted, rules_dir=str(root)).layers_for(jurisdiction) == codes


def test_what_cannot_be_switched_on_is_told(tmp_path: Path) -> None:
    """Unknown layers, readings and options are told with those there are."""
    root = write_rules(tmp_path, LAYERS)
    with pytest.raises(UnknownName) as caught:
        load_rulebook(layers=["nowhere", "county", "x"], rules_dir=root)
    assert [fault.value for fault in caught.value.faults] == ["nowhere", "x"]
    assert "one of: CN, 000000, 370000, 370100, 370102, national, template" in str(caught.value)
    with pytest.raises(UnknownName) as caught:
        load_rulebook(readings={"R-2": "wide", "R-1": "broad"}, rules_dir=root)
    assert [str(fault) for fault in caught.value.faults] == [
        "readings: no such reading `R-2`; did you mean `R-1`?",
        "readings.R-1: no such option `broad`; one of: narrow, wide",
    ]


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), 100),
        (date(2023, 12, 31), 100),
        (date(2024, 1, 1), 200),
    ],
)
def test_a_parameter_has_dated_values(tmp_path: Path, day: date, value: int | None) -> None:
    """The latest that has begun counts, in whatever order they are written; before the first it is unset."""
    assert load(tmp_path).parameter("amount", day, ("CN",)) == value


def test_a_parameter_without_value_is_unset(tmp_path: Path) -> None:
    """An open number is never guessed; one that does not exist is an error."""
    book = load(tmp_path)
    assert book.parameter("times", date(2026, 1, 1), ("CN",)) is None
    with pytest.raises(KeyError):
        book.parameter("time", date(2026, 1, 1), ("CN",))


def test_the_nearest_layer_sets_a_parameter(tmp_path: Path) -> None:
    """County before province before the nation, each from its day, and only where it applies."""
    book = load(
        tmp_path,
        {
            **LAYERS,
            "local/370000-province/layer.toml": layer(PROVINCE, "province", sets=put(5)),
            "local/370102-county/layer.toml": layer(
                COUNTY, "county", CITY, put(2, "2025-01-01") + put(3, "2022-01-01")
            ),
        },
    )

    def value(day: date, jurisdiction: str | None) -> int | str | None:
        return book.parameter("times", day, book.layers_for(jurisdiction))

    assert value(date(2021, 12, 31), COUNTY) == 5
    assert value(date(2022, 1, 1), COUNTY) == 3
    assert value(date(2024, 12, 31), COUNTY) == 3
    assert value(date(2025, 1, 1), COUNTY) == 2
    assert value(date(2025, 1, 1), CITY) == 5
    assert value(date(2025, 1, 1), None) is None


def test_a_reading_takes_its_default(tmp_path: Path) -> None:
    """Unless a host chose another."""
    root = write_rules(tmp_path)
    assert load_rulebook(rules_dir=root).chosen("R-1") == "wide"
    assert load_rulebook(rules_dir=root, readings={"R-1": "narrow"}).chosen("R-1") == "narrow"


def test_the_shipped_rules_are_sound() -> None:
    """The book a host gets without asking for more."""
    book = load_rulebook()
    assert isinstance(book, Rulebook)
    assert book.rules
    assert pickle.loads(pickle.dumps(book)) == book  # noqa: S301, our own bytes
