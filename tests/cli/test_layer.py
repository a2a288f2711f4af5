"""
A layer of one's own: written, checked, used; and what is blank or covered in the rules.
"""

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run
from tests.review.test_coverage import SOUND_REGISTER
from tests.rulebooks import layer, write_rules

FILLED = EXAMPLES / "layers" / "360724.toml"
REFUSED = EXAMPLES / "layers" / "refused.toml"
TERM = EXAMPLES / "school_terms" / "complete-junior-2026-spring.json"
ON = ("--on", "2026-07-10")


# ---- rules missing


def test_the_blanks_of_the_county_plan_are_listed(run: Run) -> None:
    """Each with its sentence, who fills it and what waits; how many on stderr."""
    result = run("rules", "missing", "--layer", "county-template", *ON)
    assert result.exit_code == 0
    for part in (
        "special_report_by",
        "S9 ",
        "由谁填",
        "县级教育行政部门",
        "prevention.county-plan.special-report-in-time",
    ):
        assert part in result.stdout
    assert result.stderr == "22 处未定\n"
    assert run("rules", "missing", "--layer", "000000", *ON).stdout == result.stdout


def test_the_blanks_are_told_as_json(run: Run) -> None:
    """One object a blank; without a layer those of national law only."""
    found = json.loads(run("rules", "missing", "--layer", "county-template", *ON, "--json").stdout)
    by_id = {item["parameter"]: item for item in found}
    assert by_id["annual_summary_by"]["sentences"] == ["S31"]
    assert by_id["annual_summary_by"]["kind"] == "date"
    national = json.loads(run("rules", "missing", *ON, "--json").stdout)
    assert {"extort_amount_cny", "surveys_per_term"} <= {item["parameter"] for item in national}


def test_english_comes_first_when_asked(run: Run) -> None:
    """The same list, turned round."""
    result = run("rules", "missing", "--layer", "county-template", *ON, "--lang", "en")
    assert "last day for the annual summary" in result.stdout
    assert "filled by" in result.stdout
    assert result.stderr == "22 not set\n"


def test_blanks_of_a_layer_that_does_not_exist(run: Run) -> None:
    """Exit 2, the layers there are named."""
    result = run("rules", "missing", "--layer", "county-templat")
    assert result.exit_code == 2
    assert "no such layer `county-templat`; one of: CN, 000000" in result.stderr


# ---- layer new


def test_a_layer_file_is_written(run: Run, tmp_path: Path) -> None:
    """To the file named, with a block for every blank; it is sound as it stands and leaves them all."""
    path = tmp_path / "mine.toml"
    result = run("layer", "new", "360724", "--from", "county-template", *ON, "-o", path)
    assert (result.exit_code, result.stdout) == (0, f"已写入 {path}\n")
    assert tomllib.loads(path.read_text("utf-8"))["layer"]["parent"] == "000000"
    assert path.read_text("utf-8") == run("layer", "new", "360724", *ON, "-o", "-").stdout
    told = json.loads(run("layer", "check", path, *ON, "--json").stdout)
    assert told["under"] == ["CN", "000000"]
    assert (told["layer"], told["rules"], told["values"], len(told["blanks"])) == ("360724", 0, 0, 22)


def test_a_layer_file_bears_its_code_by_default(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder one is in; one that is there already is not written over."""
    monkeypatch.chdir(tmp_path)
    assert run("layer", "new", "360724", *ON).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["360724.toml"]
    again = run("layer", "new", "360724", *ON)
    assert again.exit_code == 1
    assert "360724.toml" in again.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("36072",), "not a GB/T 2260 code `36072`; six digits"),
        (("36072x",), "not a GB/T 2260 code"),
        (("360724", "--from", "county"), "no such layer `county`"),
    ],
)
def test_a_layer_that_cannot_be_written(run: Run, args: tuple[str, ...], told: str) -> None:
    """A code that is none, a layer above it that does not exist: exit 2, nothing written."""
    result = run("layer", "new", *args, "-o", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


# ---- layer check


def test_a_filled_layer_is_sound(run: Run) -> None:
    """No fault, no blank; in both languages."""
    result = run("layer", "check", FILLED, *ON)
    assert result.exit_code == 0
    assert "22 个数值，没有错误；还有 0 处空白" in result.stdout
    assert "22 values, no faults; 0 blanks left" in result.stdout


def test_what_is_left_blank_is_listed(run: Run, tmp_path: Path) -> None:
    """A county that fills one block keeps the others; before its first day that one is blank too."""
    text = run("layer", "new", "360724", *ON, "-o", "-").stdout
    sets = '\n[[set]]\nid = "county_name"\nvalue = "某县"\nsource = "某县方案"\nfrom = 2026-01-01\n'
    path = tmp_path / "360724.toml"
    path.write_text(text + sets, "utf-8")
    result = run("layer", "check", path, *ON)
    assert "还有 21 处空白" in result.stdout
    assert "leading_group_head  领导小组组长（只写职务）" in result.stdout
    assert "county_name" not in result.stdout
    assert "还有 22 处空白" in run("layer", "check", path, "--on", "2025-12-31").stdout


def test_a_looser_layer_is_refused(run: Run) -> None:
    """Exit 3, every fault at once, each with both places."""
    result = run("layer", "check", REFUSED, *ON)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "refused.toml set [determination_review_days]: lengthens a duty of higher law (remedies/" in result.stderr
    assert "(parameters.toml [extort_amount_cny], criminal.274)" in result.stderr


def test_a_layer_folder_is_checked_with_its_examples(run: Run, tmp_path: Path) -> None:
    """An example of its own rule that comes out otherwise is a fault too."""
    rule = """[provision]
instrument = "county-plan"
article = "三（二）"
confidence = "S"
reading_zh = "每学期两次专题教育"
reading_en = "two themed sessions a term"
[[rule]]
id = "prevention.there.themed"
title_zh = "每学期至少两次"
title_en = "at least twice a term"
kind = "local"
scope = "school_term"
applies_by = "step"
norm = "S7"
when = "themed_education_by_term_end >= 2"
[rule.then.requirement]
requirement = "themed_there"
found = "themed_education_sessions"
wanted = ">= 2"
[[rule.examples]]
title_zh = "两次"
facts = { themed_education_by_term_end = 2 }
verdict = "holds"
[[rule.examples]]
title_zh = "一次"
facts = { themed_education_by_term_end = 1 }
verdict = "fails"
"""
    folder = tmp_path / "360724-there"
    (folder / "prevention").mkdir(parents=True)
    (folder / "layer.toml").write_text(layer("360724", "there", "000000"), "utf-8")
    (folder / "prevention" / "plan.toml").write_text(rule, "utf-8")
    assert "1 条规则，0 个数值，没有错误" in run("layer", "check", folder, *ON).stdout
    (folder / "prevention" / "plan.toml").write_text(rule.replace('"fails"', '"open"'), "utf-8")
    result = run("layer", "check", folder, *ON)
    assert result.exit_code == 3
    assert "comes out as `fails` `open`" in result.stderr


def test_a_layer_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """Exit 2."""
    result = run("layer", "check", tmp_path / "none.toml")
    assert result.exit_code == 2
    assert "no such file or folder" in result.stderr


# ---- used


def test_a_filled_layer_changes_the_answer(run: Run) -> None:
    """The report in time is open under the template and met under the county; the blank is named."""
    before = run("school", TERM, "--layer", "county-template", *ON)
    assert "现有 2026-06-12   要求 ≤ 三项工作完成并报送专项工作报告的截止日（未定）" in before.stdout
    english = run("school", TERM, "--layer", "county-template", *ON, "--lang", "en")
    assert "wanted ≤ last day for the three tasks and the special report (not set)" in english.stdout
    after = run("school", TERM, "--local", FILLED, "--layer", "360724", *ON, "--json")
    told = {item["requirement"]: item for item in json.loads(after.stdout)["requirements"]}
    assert told["special_report_in_time"]["verdict"] == "met"
    assert told["special_report_in_time"]["found"] == "2026-06-12"
    assert told["special_report_in_time"]["wanted"] == "<= 2026-06-30"


def test_what_a_county_lacks_is_named(run: Run) -> None:
    """Of several units wanted, those that are not there; what was not done is after today."""
    path = TERM.with_name("missing-much-2025-autumn.json")
    result = run("school", path, "--local", FILLED, "--layer", "360724", *ON)
    assert "缺 干部人事科、进修学校、督导室" in result.stdout
    assert "现有 2026-07-11 –   要求 ≤ 2026-06-30" in result.stdout


def test_a_rules_page_shows_what_an_example_sets(run: Run) -> None:
    """A parameter stands among the facts of the example."""
    result = run("rules", "show", "prevention.county-plan.special-report-in-time")
    assert "special_report_day=20260630, param.special_report_by=2026-06-30" in result.stdout


# ---- rules coverage


@pytest.fixture
def registered(tmp_path: Path) -> tuple[str, Path]:
    """The options for a small folder of rules with a register."""
    return "--rules-dir", write_rules(tmp_path, {"coverage.toml": SOUND_REGISTER})


def test_norms_are_counted_by_instrument(run: Run, registered: tuple[str, Path]) -> None:
    """A row an instrument, and one in all, with the share of those due."""
    result = run("rules", "coverage", *registered)
    rows = [line.split() for line in result.stdout.splitlines() if line.split()[:1] and line.split()[0].isdigit()]
    assert rows == [
        ["2", "1", "1", "0", "50%", "甲法"],
        ["1", "0", "1", "1", "–", "law-b"],
        ["3", "1", "2", "1", "50%", "合计"],
    ]


def test_counts_as_json(run: Run, registered: tuple[str, Path]) -> None:
    """The library's dictionary form."""
    rows = json.loads(run("rules", "coverage", *registered, "--json").stdout)
    assert [(row["instrument"], row["modelled"], row["share"]) for row in rows] == [
        ("law-a", 2, 0.5),
        ("law-b", 1, None),
        ("", 3, 0.5),
    ]


def test_norms_of_an_article_are_listed(run: Run, registered: tuple[str, Path]) -> None:
    """One by one: what carries each, what is missing or why not."""
    result = run("rules", "coverage", "law-a.3", *registered)
    assert "law-a.3.1" in result.stdout
    assert "severity.small.main" in result.stdout
    assert "缺一半" in result.stdout
    assert "half is missing" in result.stdout
    (row,) = json.loads(run("rules", "coverage", "law-b.4", *registered, "--json").stdout)
    assert (row["status"], row["confidence"], row["because"]["en"]) == ("unverified", ["M"], "not concerned")


def test_norms_of_a_status_are_listed(run: Run, registered: tuple[str, Path]) -> None:
    """Alone, or of an instrument."""
    rows = json.loads(run("rules", "coverage", "--status", "not_modelled", *registered, "--json").stdout)
    assert [row["id"] for row in rows] == ["law-a@2020.3.2", "law-b.31"]
    rows = json.loads(run("rules", "coverage", "law-b", "--status", "not_modelled", *registered, "--json").stdout)
    assert [row["id"] for row in rows] == ["law-b.31"]


def test_a_norm_nobody_registered(run: Run, registered: tuple[str, Path]) -> None:
    """Exit 2, the nearest named."""
    result = run("rules", "coverage", "law-c", *registered)
    assert result.exit_code == 2
    assert "no such norm or instrument" in result.stderr
    assert "did you mean `law-" in result.stderr


def test_a_register_that_does_not_agree(run: Run, tmp_path: Path) -> None:
    """Exit 3, as bad rules."""
    bad = SOUND_REGISTER.replace("severity.small.main", "severity.small.mian", 1)
    result = run("rules", "coverage", "--rules-dir", write_rules(tmp_path, {"coverage.toml": bad}))
    assert result.exit_code == 3
    assert "names an unknown rule `severity.small.mian`" in result.stderr


def test_an_articles_page_begins_with_the_register(run: Run, registered: tuple[str, Path]) -> None:
    """What became of it and the versions, then the rules; an article without rules has the register alone."""
    result = run("rules", "show", "law-a.1", *registered)
    assert "条文去向" in result.stdout
    assert "2020 2020-01-01 – 2023-12-31" in result.stdout
    assert result.stdout.index("条文去向") < result.stdout.index("severity.small.main\n")
    alone = run("rules", "show", "law-a.2", *registered)
    assert "campuslex.dates.counting" in alone.stdout
