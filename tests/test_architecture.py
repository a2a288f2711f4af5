"""
Rooms stand on floors: imports point down, third parties have few doors, and nothing is said or asked behind one's back.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "campuslex"
FLOORS = (
    "errors",
    "model",
    "dates",
    "rulebook",
    "engine",
    "assessment",
    "case",
    "tabletop",
    "review",
    "docgen",
    "cli",
)
DOORS = {
    "cattrs": {"model", "rulebook"},
    "tomllib": {"rulebook"},
    "durable": {"engine"},
    "dateutil": {"dates"},
    "chinese_calendar": {"dates"},
    "icalendar": {"dates", "case"},
    "click": {"cli"},
    "rich": {"cli"},
    "openpyxl": {"cli"},
}
PURE = {"errors", "model", "dates", "engine", "assessment", "case"}
"""Rooms an evaluation runs through: no clock, network, chance, environment or locale."""
IMPURE = {"asyncio", "locale", "logging", "os", "random", "secrets", "socket", "subprocess", "time", "urllib", "uuid"}
SEALS = {Path("engine/durable.py"): {"time"}}
"""A module may know what it seals: the second engine replaces its package's clock."""
MODULES = [p.relative_to(SRC) for p in sorted(SRC.rglob("*.py")) if p.parent != SRC or p.stem in FLOORS]
each_module = pytest.mark.parametrize("module", MODULES, ids=str)


def tree_of(module: Path) -> ast.Module:
    """
    A module, parsed.
    """
    return ast.parse((SRC / module).read_text("utf-8"))


def room_of(module: Path) -> str:
    """
    The room a module stands in.
    """
    return module.parts[0].removesuffix(".py")


def imports_of(module: Path) -> Iterator[str]:
    """
    Absolute names of what a module imports.
    """
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = (SRC.name, *module.parent.parts)[: len(module.parts) - node.level + 1] if node.level else ()
            base = ".".join((*home, *filter(None, [node.module])))
            yield from (f"{base}.{alias.name}" for alias in node.names) if base == SRC.name else (base,)


@each_module
def test_imports_point_down(module: Path) -> None:
    """A room imports only itself, the rooms below it, and what its own door admits."""
    room = room_of(module)
    for name in imports_of(module):
        top, *rest = name.split(".")
        if top == SRC.name:
            assert rest, "import a room, not the front door"
            assert rest[0] in FLOORS, f"{name} is no room"
            assert FLOORS.index(rest[0]) <= FLOORS.index(room), name
        assert room in DOORS.get(top, {room}), f"{name} has another door"


def test_every_room_has_a_floor() -> None:
    """A new room must be given its place before it can be used."""
    assert {p.stem for p in SRC.iterdir() if not p.name.startswith(("_", "py."))} <= set(FLOORS)


@each_module
def test_an_evaluation_asks_nobody(module: Path) -> None:
    """No clock, chance, network, environment or log in the rooms an evaluation runs through."""
    if room_of(module) in PURE:
        assert not (IMPURE & {name.split(".")[0] for name in imports_of(module)}) - SEALS.get(module, set())
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("today", "now", "utcnow"), f"line {node.lineno} asks the clock"


@each_module
def test_only_the_command_line_prints(module: Path) -> None:
    """What a program is told, it is told by values and exceptions."""
    if room_of(module) != "cli":
        calls = (node.func for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call))
        assert not [call.lineno for call in calls if isinstance(call, ast.Name) and call.id in ("print", "input")]


@each_module
def test_every_module_says_what_it_is(module: Path) -> None:
    """A module with anything in it opens with its docstring."""
    tree = tree_of(module)
    assert not tree.body or ast.get_docstring(tree)
