"""
The options commands share, gathered into one Settings.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import wraps
from pathlib import Path
from typing import Any, Literal

import click
from attrs import field, frozen

from campuslex.cli.exits import OPEN_HELP
from campuslex.engine.engines import ENGINES
from campuslex.rulebook.book import Rulebook, load_rulebook

Lang = Literal["zh", "en"]
CHINA_TIME = timezone(timedelta(hours=8))


def to_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """
    A day written as 2026-03-12, or a usage error.
    """
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=CHINA_TIME).date()
    except ValueError:
        raise click.BadParameter(f"not a date `{value[:40]}`; write it as 2026-03-12", ctx, param) from None


def to_readings(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """
    Options of named readings, each written as A-08=narrow, or a usage error.
    """
    found = {}
    for value in values:
        name, _, option = value.partition("=")
        if not (name and option):
            raise click.BadParameter(f"not a reading `{value[:40]}`; write it as A-08=narrow", ctx, param)
        found[name.strip()] = option.strip()
    return found


def today() -> date:
    """
    Today in China. The library never asks; only the command line does, where `--on` is not given.
    """
    return datetime.now(CHINA_TIME).date()


@frozen(kw_only=True)
class Settings:
    """
    What the shared options say.
    """

    as_json: bool = False
    engine: str = "compiled"
    layer: tuple[str, ...] = ()
    on: date | None = None
    lang: Lang = "zh"
    fail_on_open: bool = False
    rules_dir: Path | None = None
    local: tuple[Path, ...] = ()
    reading: Mapping[str, str] = field(factory=dict)
    everything: bool = False
    day: date = field(init=False)

    @day.default
    def _day(self) -> date:
        return self.on or today()

    def book(self) -> Rulebook:
        """
        The rulebook these settings ask for.
        """
        return load_rulebook(self.layer, self.rules_dir, self.reading, self.local)


_Decorator = Callable[[Callable[..., None]], Callable[..., None]]

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_LANG = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Which language comes first."
)
_RULES_DIR = click.option(
    "--rules-dir", type=click.Path(path_type=Path), help="Folder of rules to use instead of the shipped ones."
)
_LOCAL = click.option(
    "--local",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A layer of one's own, file or folder, beside the rules; repeatable.",
)
_ON = click.option("--on", metavar="DATE", callback=to_day, help="Day of the assessment; today in China if not given.")
_ENGINE = click.option(
    "--engine", type=click.Choice(ENGINES), default="compiled", show_default=True, help="Which engine evaluates."
)
_LAYER = click.option(
    "--layer", multiple=True, metavar="CODE|NAME", help="Layer to apply whatever the jurisdiction; repeatable."
)
_READING = click.option(
    "--reading", multiple=True, callback=to_readings, metavar="ID=OPTION", help="Reading to take, as A-08=narrow."
)
_OPEN = click.option("--fail-on-open", is_flag=True, help=OPEN_HELP)
_ALL = click.option("--all", "everything", is_flag=True, help="Show open duties, every need and ids too.")

BOOK_OPTIONS: tuple[_Decorator, ...] = (as_json_option, _LANG, _RULES_DIR, _LOCAL)
ON_OPTION: _Decorator = _ON
LAYER_OPTION: _Decorator = _LAYER
RUN_OPTIONS: tuple[_Decorator, ...] = (_ON, _ENGINE, _LAYER, _READING, _OPEN, *BOOK_OPTIONS)
ANSWER_OPTIONS: tuple[_Decorator, ...] = (*RUN_OPTIONS, _ALL)


def settled(*options: _Decorator) -> _Decorator:
    """
    Give a command these options, as one Settings in its first place.
    """
    names = {"as_json", "engine", "layer", "on", "lang", "fail_on_open", "rules_dir", "local", "reading", "everything"}

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def collected(**given: Any) -> None:
            settings = Settings(**{name: given.pop(name) for name in sorted(names & set(given))})
            command(settings, **given)

        return _stacked(collected, options)

    return decorate


def _stacked(command: Callable[..., None], options: Iterable[_Decorator]) -> Callable[..., None]:
    for option in reversed([*options]):
        command = option(command)
    return command


document_argument: _Decorator = click.argument("file", metavar="FILE")
