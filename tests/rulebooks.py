"""
A small sound rules folder, of which a test changes one thing.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from campuslex.errors import Fault, RulesError
from campuslex.rulebook.book import Rulebook, load_rulebook

GRADE = '[rule.then.grade]\ngrade = "minor"'
DUTY = """[rule.then.duty]
actor = "school"
action = "report"
addressees = ["public_security"]
modality = "must"
track = "escalation"
"""
PRESUME = """[rule.then.presume]
finding = "visible_harm"
value = true
confidence = "low"
source_zh = "常识"
source_en = "common sense"
"""
EXAMPLES = """[[rule.examples]]
title_zh = "正好"
facts = { planned = true }
verdict = "holds"
[[rule.examples]]
title_zh = "差一点"
facts = { planned = false }
verdict = "fails"
"""


def rule(
    id: str = "severity.small.plain",  # noqa: A002, as rule files call it
    when: str = "planned",
    then: str = GRADE,
    *,
    kind: str = "norm",
    scope: str = "offender",
    applies_by: str = "conduct",
    more: str = "",
    examples: str = "",
) -> str:
    """
    One rule as a file writes it. `more` are further lines of it.
    """
    return f"""
[[rule]]
id = "{id}"
title_zh = "规则"
title_en = "a rule"
kind = "{kind}"
scope = "{scope}"
applies_by = "{applies_by}"
norm = "law-a.1"
when = "{when}"
{more}
{then}
{examples}"""


def provision(*rules: str, more: str = "", instrument: str = "law-a", confidence: str = "V") -> str:
    """
    One provision file. `more` are further lines of the provision.
    """
    return f"""[provision]
instrument = "{instrument}"
article = "1"
confidence = "{confidence}"
reading_zh = "本条怎样读"
reading_en = "how the article is read"
{more}
{"".join(rules)}"""


SOUND: Mapping[str, str] = {
    "edition.toml": 'edition = "2026-01-01"\n',
    "instruments.toml": """[[instrument]]
id = "law-a"
title_zh = "甲法"
title_en = "Law A"
issuer_zh = "机关"
level = "law"
[[instrument.version]]
id = "2020"
from = 2020-01-01
to = 2023-12-31
[[instrument.version]]
id = "2024"
from = 2024-01-01
""",
    "glossary.toml": """[[term]]
identifier = "minor"
kind = "grade"
zh = "一般"
en = "minor"
[[term]]
identifier = "injury.slight"
kind = "word"
zh = "轻微伤"
en = "slight injury"
source = { instrument = "law-a" }
""",
    "parameters.toml": """[[parameter]]
id = "times"
zh = "次数"
en = "times"
owner = "county_education_bureau"
norm = "law-a.1"
set_by = ["province", "city", "county"]

[[parameter]]
id = "amount"
zh = "数额"
en = "amount"
owner = "county_education_bureau"
norm = "law-a.1"
[[parameter.value]]
value = 200
from = 2024-01-01
source = "second"
[[parameter.value]]
value = 100
from = 2020-01-01
source = "first"
""",
    "decisions.toml": """[[decision]]
id = "circumstances"
zh = "情节"
en = "circumstances"
owner = "school_committee"
competent = ["school_committee"]
norm = "law-a.1"
""",
    "readings.toml": """[[reading]]
id = "R-1"
zh = "歧义"
en = "an ambiguity"
default = "wide"
option = [{ id = "narrow", zh = "窄", en = "narrow" }, { id = "wide", zh = "宽", en = "wide" }]
""",
    "severity/law-a-1.toml": provision(
        rule(
            "severity.small.main",
            more='unless = ["severity.small.exception"]',
            examples=EXAMPLES.replace("true", "true, gang = false"),
        ),
        rule("severity.small.exception", "gang", examples=EXAMPLES.replace("planned", "gang")),
    ),
}
LAYER = """[layer]
code = "{code}"
name = "{name}"
title_zh = "地方"
title_en = "a place"
parent = "{parent}"
"""


def layer(code: str, name: str, parent: str = "CN", sets: str = "") -> str:
    """
    A layer file.
    """
    return LAYER.format(code=code, name=name, parent=parent) + sets


def write_rules(folder: Path, files: Mapping[str, str | None] | None = None) -> Path:
    """
    The sound folder with some files added, replaced, or left out (None).
    """
    for name, text in {**SOUND, **(files or {})}.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """
    One file of the sound folder with one thing changed.
    """
    assert old in SOUND[name]
    return {name: SOUND[name].replace(old, new, 1)}


def load(folder: Path, files: Mapping[str, str | None] | None = None) -> Rulebook:
    """
    The book of the sound folder, changed.
    """
    return load_rulebook(rules_dir=write_rules(folder, files))


def faults(folder: Path, files: Mapping[str, str | None]) -> tuple[Fault, ...]:
    """
    What is wrong with the sound folder, changed.
    """
    with pytest.raises(RulesError) as caught:
        load(folder, files)
    return caught.value.faults
