"""
Whole answers against one bare evaluation, and how cost grows with rules, acts and people.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise

from attrs import evolve, frozen

from benchmarks.examples import DEMO, a_week_after, dated_examples, with_acts, with_people
from benchmarks.incidents import incidents
from benchmarks.selection import SCOPES, compared_rules
from benchmarks.timing import best_of
from campuslex import Incident, Rulebook, assess
from campuslex.engine.compiled import compile_nodes
from campuslex.engine.values import layout
from campuslex.model.derived import View, has_role
from campuslex.model.incident import Person
from campuslex.model.rows import row
from campuslex.model.vocabulary import vocabulary
from campuslex.model.words import Role
from campuslex.rulebook.nodes import atoms

REPETITIONS = 15
BARE_RUNS = 50
"""Bare evaluations in one timed task: one alone is too short to time well."""
SIZES = (10, 20, 40, 80, 160)
COPIES = (1, 2, 4, 8)


@frozen
class Whole:
    """
    Seconds of one example.
    """

    bare: float
    assess: float
    to_dict: float


def whole_answers(book: Rulebook) -> dict[str, Whole]:
    """
    Each dated example: one bare evaluation, a full `assess()`, and `to_dict()` of its answer.
    """
    found = {}
    for name, incident in dated_examples().items():
        on = a_week_after(incident)
        assess(incident, book, on=on)  # what a book prepares once is prepared
        fresh = iter([assess(incident, book, on=on) for _ in range(REPETITIONS)])
        tasks: dict[str, Callable[[], object]] = {
            "bare": bare_evaluation(book, incident, on),
            "assess": _assessing(book, incident, on),
            "to_dict": lambda fresh=fresh: next(fresh).to_dict(),  # type: ignore[misc]
        }
        best = best_of(tasks, REPETITIONS)
        found[name] = Whole(best["bare"] / BARE_RUNS, best["assess"], best["to_dict"])
    return found


def bare_evaluation(book: Rulebook, incident: Incident, on: date) -> Callable[[], None]:
    """
    Rows of the incident and of each offender encoded and run through the generated code, in one world.

    Every rule of the two scopes runs once a unit. Deriving the rows and concluding from the verdicts is not in it.
    """
    conduct = incident.occurred_to or incident.occurred_from or on
    chosen = book.select(conduct, on, book.layers_for(incident.jurisdiction)).rules
    offenders = [person for person in incident.people if has_role(incident, person, Role.OFFENDER)]
    work = []
    for scope in SCOPES:
        nodes = [item.node for item in chosen if item.rule.record.scope.value == scope]
        columns = layout((atom.column for node in nodes for atom in atoms(node)), vocabulary(scope))  # type: ignore[arg-type]
        run, names = compile_nodes(nodes, columns), {column.fact for column in columns.columns}
        people: Iterable[Person | None] = [None] if scope == "incident" else offenders
        work += [(columns.encode, run, row(scope, View(incident, on, person), names)) for person in people]  # type: ignore[arg-type]

    def evaluate() -> None:
        for _ in range(BARE_RUNS):
            for encode, run, facts in work:
                run(encode(facts))

    return evaluate


def _assessing(book: Rulebook, incident: Incident, on: date) -> Callable[[], object]:
    return lambda: assess(incident, book, on=on)


@frozen
class Growth:
    """
    Seconds by size, of one thing that grows.
    """

    title: str
    seconds: Mapping[int, float]

    @property
    def worst_doubling(self) -> float:
        """
        The greatest factor by which time grew where size doubled.
        """
        times = list(self.seconds.values())
        return max(after / before for before, after in pairwise(times))


def growths(book: Rulebook) -> list[Growth]:
    """
    How cost grows: generated code and `assess()` by rules, `assess()` by acts and by people.
    """
    demo = dated_examples()[DEMO]
    on = a_week_after(demo)
    books = {count: _copied(book, count) for count in COPIES[:3]}
    acts = {size: with_acts(size) for size in SIZES}
    people = {size: with_people(size) for size in SIZES}
    return [
        _growth("generated code, by rules", _codes(book)),
        _growth("assess(), by rules", {len(b.rules): _assessing(b, demo, on) for b in books.values()}),
        _growth("assess(), by acts", {size: _assessing(book, incident, on) for size, incident in acts.items()}),
        _growth("assess(), by people", {size: _assessing(book, incident, on) for size, incident in people.items()}),
    ]


def _growth(title: str, tasks: Mapping[int, Callable[[], object]]) -> Growth:
    for task in tasks.values():
        task()
    return Growth(title, best_of(tasks, REPETITIONS))


def _codes(book: Rulebook) -> dict[int, Callable[[], object]]:
    rules = compared_rules(book)
    vectors = [rules.layout.encode(item) for item in incidents(rules, 200)]
    codes = {len(rules.nodes) * count: compile_nodes(rules.nodes * count, rules.layout) for count in COPIES}
    return {size: (lambda run=run: [run(vector) for vector in vectors]) for size, run in codes.items()}


def _copied(book: Rulebook, count: int) -> Rulebook:
    """
    The rulebook with every rule some times over, each copy under an id of its own.
    """
    rules = [
        evolve(rule, record=evolve(rule.record, id=f"{rule.id}.copy{number}")) if number else rule
        for number in range(count)
        for rule in book.rules
    ]
    return evolve(book, rules=tuple(rules), runtime=type(book.runtime)())
