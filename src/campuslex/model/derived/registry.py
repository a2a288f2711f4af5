"""
Where derived facts are registered under their names.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from campuslex.model.fact import FactInfo
from campuslex.model.vocabulary import SCOPES, FactSpec, Kind, Scope, Value

_REGISTRY: dict[Scope, dict[str, tuple[FactSpec, Callable[[Any], Value]]]] = {}
F = TypeVar("F", bound=Callable[[Any], Value])


def derived(
    scopes: str,
    kind: Kind,
    zh: str,
    en: str,
    asks: str,
    owner: str = "school",
    norm: str = "minors-law.130.1.3",
    **info: Any,
) -> Callable[[F], F]:
    """
    Register a derived fact under its function's name.

    Args:
        scopes: Scopes it belongs to, separated by spaces.
        kind: Its type.
        zh: Chinese label.
        en: English label.
        asks: Document fields to ask for, as `field:whose` separated by spaces.
        owner: Who can answer.
        norm: Norm that makes it needed.
        info: Other arguments of `FactInfo`.
    """
    wanted = tuple((field, whose) for field, _, whose in (item.partition(":") for item in asks.split()))

    def register(function: F) -> F:
        name = function.__name__.strip("_")
        for scope in (scope for scope in SCOPES if scope in scopes.split()):
            spec = FactSpec(name, kind, FactInfo(zh, en, owner=owner, norm=norm, **info), wanted, "derived")
            _REGISTRY.setdefault(scope, {})[name] = (spec, function)
        return function

    return register


def derived_specs(scope: Scope) -> Iterator[FactSpec]:
    """
    The derived facts of a scope.
    """
    for spec, _ in _REGISTRY.get(scope, {}).values():
        yield spec


def derived_function(scope: Scope, name: str) -> Callable[[Any], Value] | None:
    """
    The function behind a derived fact; None for plain fields. It takes a `View`, a petition's or a term's view.
    """
    found = _REGISTRY.get(scope, {}).get(name)
    return found[1] if found else None
