"""
What the handbook shows is so: its code runs, its commands answer, its links resolve.

    ```python       runs from the repository's root, all blocks of a file in one namespace
    ```text         right after a python block: what that block prints
    ```json         is a sound document of facts
    ```console      `$ campuslex …` runs; the lines below it stand in its output, in that order; `…` stands for what is
                    left out; `$ echo $?` tells its exit code
"""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

import campuslex as cl
from campuslex.model.schema import document_class

ROOT = Path(__file__).parents[2]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
HANDBOOK = sorted((ROOT / "docs").rglob("*.md"))
PAGES = (*READMES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *HANDBOOK)
COMMANDS = (
    "python3 -m venv .venv && .venv/bin/pip install -q '.[cli]' && .venv/bin/campuslex demo",
    "python3 -m venv .venv-dev && CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject .venv-dev/bin/pip install -q -e "
    "'.[test,durable]' && .venv-dev/bin/python -m pytest -q -n 2",
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KNOWN = {"python", "text", "json", "toml", "console", "bash"}
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> list[tuple[str, str]]:
    """Language and content of each fenced block of a page."""
    return [(found[1], found[2]) for found in FENCE.finditer(read(page))]


def squeezed(line: str) -> str:
    return re.sub(r"\s+", " ", line).strip()


def in_order(wanted: list[str], told: str) -> str | None:
    """The first wanted line that does not stand in what was told after the ones before it; `…` ends a shortened one."""
    lines = iter([squeezed(line) + "\n" for line in told.splitlines()])

    def stands(line: str) -> bool:
        start = squeezed(line[:-1]) if line.endswith("…") else squeezed(line) + "\n"
        return any(other.startswith(start) for other in lines)

    return next((line for line in wanted if not stands(line)), None)


def exchanges(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines shown below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        yield command, [line for line in shown if line.strip() not in ("", "…")]


def run(command: str) -> subprocess.CompletedProcess[str]:
    """A `campuslex` command, `< FILE` included, run from the root."""
    words = shlex.split(command)
    source = None
    if "<" in words:
        source = read(ROOT / words[words.index("<") + 1])
        words = words[: words.index("<")]
    assert words[0] == "campuslex", command
    call = [sys.executable, "-X", "utf8", "-m", "campuslex.cli.main", *words[1:]]
    return subprocess.run(call, cwd=ROOT, input=source, capture_output=True, encoding="utf-8", check=False)  # noqa: S603


@each_page
def test_every_block_is_of_a_kind_that_is_tried(page):
    """A block nobody runs or reads is not shown."""
    kinds = {kind for kind, _ in blocks(page)}
    assert kinds <= KNOWN
    assert read(page).count("```") == 2 * len(blocks(page)), "a fence is not closed, or is indented"


@each_page
def test_python_runs_and_prints_what_is_shown(page, monkeypatch):
    """Python blocks of a page run in one namespace; a text block right after one is its output."""
    monkeypatch.chdir(ROOT)
    namespace: dict[str, object] = {"__name__": "docs"}
    printed = ""
    for kind, text in blocks(page):
        if kind == "python":
            with redirect_stdout(StringIO()) as out:
                exec(compile(text, str(page), "exec"), namespace)  # noqa: S102
            printed = out.getvalue()
        elif kind == "text" and printed:
            assert text.strip() == printed.strip()
            printed = ""


@each_page
def test_commands_answer_as_shown(page):
    """Console blocks run; what they show stands in what is printed; an unshown exit code is 0."""
    pytest.importorskip("rich")
    for kind, text in blocks(page):
        if kind != "console":
            continue
        shown = list(exchanges(text))
        for index, (command, lines) in enumerate(shown):
            if command == "echo $?":
                continue
            told = run(command)
            follows = shown[index + 1] if index + 1 < len(shown) else ("", [])
            wanted = int(follows[1][0]) if follows[0] == "echo $?" else 0
            assert told.returncode == wanted, told.stderr
            missing = in_order(lines, told.stdout + told.stderr)
            assert missing is None, f"{command} does not print: {missing}"


@each_page
def test_documents_shown_are_sound(page):
    """JSON shown is a document of facts that reads without a fault."""
    for kind, text in blocks(page):
        if kind == "json":
            document = json.loads(text)
            assert document_class(document["schema"]).from_dict(document)


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_two_commands(page):
    """Both READMEs give exactly two commands, each once, alone in its block."""
    assert [text.strip() for kind, text in blocks(page) if kind == "bash"] == list(COMMANDS)
    for command in COMMANDS:
        assert read(page).count(command) == 1


def test_readmes_have_the_same_sections():
    """The Chinese README says what the English one says, in as many sections and blocks."""
    told = [
        (len(re.findall(r"^## ", read(page), re.MULTILINE)), [kind for kind, _ in blocks(page)]) for page in READMES
    ]
    assert told[0] == told[1]


@each_page
def test_links_resolve(page):
    """Links inside the project lead to files and headings that exist."""
    prose = FENCE.sub("", read(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path) if path else page
        assert there.exists(), target
        if page in HANDBOOK:
            assert (ROOT / "docs") in there.resolve().parents, f"{target} leaves the handbook"
        assert not anchor or anchor in re.findall(r"\{#([\w-]+)\}", read(there)), target


def test_every_page_of_the_handbook_is_in_the_navigation():
    """mkdocs.yml lists every page once, and nothing that does not exist."""
    listed = re.findall(r"([\w/-]+\.md)\s*$", read(ROOT / "mkdocs.yml"), re.MULTILINE)
    assert sorted(listed) == sorted(page.relative_to(ROOT / "docs").as_posix() for page in HANDBOOK)


@pytest.mark.parametrize("name", ["incident", "petition", "school_term", "case"])
def test_every_field_is_on_the_page_of_documents(name):
    """The reference names every field of every document."""
    page = read(ROOT / "docs" / "reference" / "documents.md")
    missing = [field for field in cl.schema(name)["properties"] if f"`{field}`" not in page]
    assert not missing


def test_every_command_and_exit_code_is_on_the_page_of_the_command_line():
    """The reference names every command, and the exit codes that the help names."""
    pytest.importorskip("rich")
    from campuslex.cli.app import app

    page = read(ROOT / "docs" / "reference" / "cli.md")
    assert not [name for name in app.commands if f"`{name}" not in page]
    codes = re.findall(r"^\s+(\d+)\s{2,}\w", app.epilog or "", re.MULTILINE)
    assert codes
    assert not [code for code in codes if f"| `{code}` |" not in page]


def test_changelog_tells_this_version():
    """The changelog has this version, with a section on rules that names this edition's date."""
    told = read(ROOT / "CHANGELOG.md").partition(f"## [{cl.__version__}]")[2].partition("\n## [")[0]
    assert "### Rules" in told
    assert re.search(r"\d{4}-\d{2}-\d{2}", told)
