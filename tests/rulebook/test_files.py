"""
Files that cannot be read, or say what no file of theirs may say.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from campuslex.errors import FactsError, RulesError
from campuslex.rulebook import loading, toml
from campuslex.rulebook.book import load_rulebook
from tests.rulebooks import SOUND, faults, layer, load, provision, rule, write_rules

MORE = "severity/more.toml"
LOCAL = "local/370102-here"


def told(folder: Path, files: Mapping[str, str | None]) -> list[str]:
    return [str(fault) for fault in faults(folder, files)]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({MORE: "[provision]\ninstrument = \n"}, "severity/more.toml:2: not TOML: invalid value"),
        ({MORE: "[provision]\narticle = 2026-02-30"}, "severity/more.toml:2: not TOML: invalid date or datetime"),
        ({MORE: "article = 'x"}, 'severity/more.toml:1: not TOML: expected "\'"'),
        ({MORE: "article = " + "9" * 5000}, "severity/more.toml: not TOML: a number of too many digits"),
        ({MORE: "article = " + "[" * 5000}, "severity/more.toml: nested too deeply"),
        ({"instruments.toml": "[["}, "instruments.toml"),
        ({"edition.toml": "edition ="}, "edition.toml:1: not TOML: invalid value"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path, files: Mapping[str, str], message: str) -> None:
    """A slip of syntax is found by file and line, where TOML tells one."""
    assert any(line.startswith(message) for line in told(tmp_path, files))


def test_a_file_must_be_utf_8(tmp_path: Path) -> None:
    """Saved in another encoding, a file is refused with the place of the first bad byte."""
    write_rules(tmp_path)
    (tmp_path / MORE).write_bytes("# 甲".encode("gbk"))
    with pytest.raises(RulesError, match=r"severity/more.toml: not UTF-8 at byte 2; save it as UTF-8"):
        load_rulebook(rules_dir=tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    """What a Windows editor adds changes neither the rules nor their hash's line ends."""
    write_rules(tmp_path)
    plain = load_rulebook(rules_dir=tmp_path)
    path = tmp_path / "severity/law-a-1.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_rulebook(rules_dir=tmp_path) == plain
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_rulebook(rules_dir=tmp_path).rules == plain.rules


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """A folder where a file should be is no file."""
    write_rules(tmp_path)
    (tmp_path / MORE).mkdir()
    with pytest.raises(RulesError, match=r"severity/more.toml: cannot be read"):
        load_rulebook(rules_dir=tmp_path)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {MORE: provision(rule("severity.more.one")).replace("norm =", "norms =")},
            "severity/more.toml:10 [severity.more.one] norms: unknown key `norms`; did you mean `norm`?",
        ),
        (
            {MORE: provision(rule("severity.more.one")).replace("norm =", "norms =")},
            "severity/more.toml:10 [severity.more.one] norm: missing; this field is required",
        ),
        (
            {MORE: provision(rule("severity.more.one", kind="nrm"))},
            "severity/more.toml:10 [severity.more.one] kind: not a word this field knows `nrm`; did you mean `norm`?",
        ),
        (
            {MORE: provision(rule("severity.more.one", more="terms = 5"))},
            "severity/more.toml:10 [severity.more.one] terms: must be a list `5`",
        ),
        (
            {MORE: provision(rule("severity.more.one").replace('grade = "minor"', 'grade = "mild"'))},
            "severity/more.toml:10 [severity.more.one] then.grade.grade: not a word this field knows `mild`",
        ),
        (
            {MORE: provision(rule("severity.more.one").replace('id = "severity.more.one"', ""))},
            "severity/more.toml:1 [] id: missing; this field is required",
        ),
        (
            {MORE: provision(rule("severity.more.one"), more="atricle = 2")},
            "severity/more.toml provision.atricle: unknown key `atricle`; did you mean `article`?",
        ),
        (
            {MORE: provision(rule("severity.more.one"), more='effective_from = "2021-13-01"')},
            "severity/more.toml provision.effective_from: no such day `2021-13-01`",
        ),
        ({MORE: "[provison]"}, "severity/more.toml provison: unknown key `provison`; did you mean `provision`?"),
        (
            {MORE: provision() + '[[open]]\nterm = "x"\nowner = "school"\n[rule]\nid = "severity.more.one"'},
            "severity/more.toml: must be a list of tables `rule`; write `[[rule]]`",
        ),
        (
            {"parameters.toml": SOUND["parameters.toml"].replace("owner", "ower", 1)},
            "parameters.toml:2 [times] ower: unknown key `ower`; did you mean `owner`?",
        ),
        (
            {"glossary.toml": SOUND["glossary.toml"].replace("zh", "cn", 1)},
            "glossary.toml:2 [minor] cn: unknown key `cn`",
        ),
        ({"glossary.toml": '[[term]]\nzh = "一"'}, "glossary.toml:1 [0] identifier: missing; this field is required"),
        ({"glossary.toml": "term = 5"}, "glossary.toml: must be a list of tables `term`; write `[[term]]`"),
        ({"glossary.toml": "term = [5]"}, "glossary.toml:1 [0] document: must be an object `5`"),
        ({"glossary.toml": "[[trem]]"}, "glossary.toml: unknown table `trem`; did you mean `term`?"),
        ({"parameters.toml": "[[set]]"}, "parameters.toml: unknown table `set`; did you mean `parameter`?"),
        (
            {"parameter.toml": ""},
            "parameter.toml: not a file of this folder `parameter.toml`; did you mean `parameters.toml`?",
        ),
        ({"x.toml": ""}, "x.toml: not a file of this folder `x.toml`; rules stand in the folder of their family"),
        (
            {"severty/more.toml": provision(rule("severity.more.one"))},
            "severty/more.toml: not a family of rules `severty`; one of: determination, severity, ",
        ),
    ],
)
def test_nothing_in_a_file_is_passed_over(tmp_path: Path, files: Mapping[str, str], message: str) -> None:
    """A misspelt key, table, file or folder is refused, with the nearest right one."""
    assert any(line.startswith(message) for line in told(tmp_path, files)), told(tmp_path, files)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({f"{LOCAL}/severity/x.toml": provision(rule("severity.x.y"))}, f"{LOCAL}/layer.toml: cannot be read"),
        ({f"{LOCAL}/layer.toml": "[layer"}, f"{LOCAL}/layer.toml:1: not TOML"),
        ({f"{LOCAL}/layer.toml": "[layr]"}, f"{LOCAL}/layer.toml: unknown table `layr`; did you mean `layer`?"),
        ({f"{LOCAL}/layer.toml": "[layr]"}, f"{LOCAL}/layer.toml layer.code: missing; this field is required"),
        (
            {f"{LOCAL}/layer.toml": layer("370102", "here", sets="[[sets]]")},
            f"{LOCAL}/layer.toml: unknown table `sets`",
        ),
        (
            {f"{LOCAL}/layer.toml": layer("370102", "here", sets="[set]\nid = 'times'")},
            f"{LOCAL}/layer.toml: must be a list of tables `set`; write `[[set]]`",
        ),
        ({f"{LOCAL}/layer.toml": "set = [5]\n" + layer("370102", "here")}, f"{LOCAL}/layer.toml set [] value: missing"),
        (
            {f"{LOCAL}/layer.toml": layer("370102", "here"), f"{LOCAL}/readings.toml": ""},
            f"{LOCAL}/readings.toml: not a file of this folder `readings.toml`",
        ),
        (
            {f"{LOCAL}/layer.toml": layer("370102", "here"), f"{LOCAL}/local/x.toml": ""},
            f"{LOCAL}/local/x.toml: not a family of rules `local`",
        ),
        ({"local/layer.toml": layer("370102", "here")}, "local/layer.toml: not a file of this folder `layer.toml`"),
        (
            {f"{LOCAL}/layer.toml": layer("370102", "here"), f"{LOCAL}/parameters.toml": "[[parameter]]\nid = 'n'"},
            f"{LOCAL}/parameters.toml:2 [n] zh: missing",
        ),
    ],
)
def test_nothing_in_a_layer_is_passed_over(tmp_path: Path, files: Mapping[str, str], message: str) -> None:
    """A layer's own files are held to the same."""
    assert any(line.startswith(message) for line in told(tmp_path, files)), told(tmp_path, files)


def test_the_line_is_that_of_the_id() -> None:
    """Whatever quotes and blanks stand around it; the first line where the text does not tell."""
    text = '# severity.a.b\n\n\n  id = \'severity.a.b\'\nidentifier="x"\nid = "severity.a.bc"\n'
    assert [loading.line_of(text, name) for name in ("severity.a.b", "x", "severity.a.bc", "severity.a")] == [
        4,
        5,
        6,
        1,
    ]


def test_files_may_be_left_out(tmp_path: Path) -> None:
    """Only the instruments are needed; without an edition the book says so."""
    book = load(
        tmp_path,
        {name: None for name in SOUND if "/" not in name and name != "instruments.toml"} | {"notes/readme.md": "x"},
    )
    assert book.edition == "unedited"
    assert book.terms == ()


def test_the_rules_of_the_checkout_come_first_then_those_packaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever edits rules sees them used; an installed package brings its own; neither is an error."""
    monkeypatch.setattr(loading, "__file__", str(tmp_path / "checkout/src/campuslex/rulebook/loading.py"))
    monkeypatch.setattr(loading.resources, "files", lambda _: tmp_path / "package")
    with pytest.raises(RulesError, match=r"no rules folder found; reinstall campuslex or give `rules_dir`"):
        loading.default_folder()
    write_rules(tmp_path / "package/rules")
    assert loading.default_folder() == tmp_path / "package/rules"
    write_rules(tmp_path / "checkout/rules")
    assert loading.default_folder() == tmp_path / "checkout/rules"
    assert load_rulebook().edition == "2026-01-01"


def test_the_glossary_alone_can_be_read(tmp_path: Path) -> None:
    """Labels need no rules; a fault in the glossary is told as ever."""
    write_rules(tmp_path)
    assert [term.identifier for term in loading.load_terms(tmp_path)] == ["minor", "injury.slight"]
    (tmp_path / "glossary.toml").write_text("[[trem]]", "utf-8")
    with pytest.raises(RulesError, match=r"unknown table `trem`"):
        loading.load_terms(tmp_path)


def test_facts_may_be_written_in_toml() -> None:
    """A document of facts in TOML is a dictionary, a byte-order mark and Windows line ends accepted."""
    expected = {"id": "I1", "people": [{"id": "S1"}]}
    text = 'id = "I1"\r\n[[people]]\r\nid = "S1"\r\n'
    assert toml.load_document(text) == expected
    assert toml.load_document("\ufeff" + text) == expected
    assert toml.load_document(("\ufeff" + text).encode()) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id = ", "document:1: not TOML: invalid value"),
        (b"id = '\xff'", "document: not UTF-8 at byte 6; save it as UTF-8"),
        ("a = " + "[" * 5000, "document: nested too deeply"),
    ],
)
def test_facts_that_are_no_toml_are_bad_input(text: str | bytes, message: str) -> None:
    """They are an error of facts, with exit code 2."""
    with pytest.raises(FactsError) as caught:
        toml.load_document(text)
    assert str(caught.value).startswith(message)
    assert caught.value.exit_code == 2
