"""
The three worlds: E, facts and findings; P, with presumptions for absent findings; C, with bullying determined.

Each world runs the strata in order and writes what it concludes where later strata read it. The order of verdicts is
Kleene's: 2 holds, 1 open, 0 fails.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import define, field, frozen

from campuslex.assessment.findings import FindingsOnDay
from campuslex.assessment.plan import Plan, ScopePlan, Stratum
from campuslex.engine.encoding import Vector, encode_value
from campuslex.engine.values import FAILS, HOLDS, OPEN
from campuslex.model.derived import View, has_role, is_student_person
from campuslex.model.incident import Incident, Person
from campuslex.model.rows import row, without_disputed
from campuslex.model.vocabulary import Scope, Value, vocabulary
from campuslex.model.words import Grade, Role, Unlawful
from campuslex.rulebook.nodes import FLAG_FALSE, FLAG_FULL, FLAG_TRUE
from campuslex.rulebook.records import Element, GradeConclusion, Presume, UnlawfulConclusion
from campuslex.rulebook.words import GradeEffect

Unit = tuple[Scope, str | None]
"""A scope and the person in question, or None."""
GRADES = tuple(member.value for member in Grade)
WORLDS = ("E", "P", "C")
FINDING_OF = {Unlawful.PUBLIC_SECURITY: "public_security_violation", Unlawful.CRIME: "suspected_crime"}
"""The finding that settles each axis."""
ACT = "act"
"""The element of a definition on which suspicion rests."""
_ONLY_MINOR = 1
"""Mask of a grade that can be nothing but minor."""
_FLAG_OF_VERDICT = {HOLDS: FLAG_TRUE, OPEN: FLAG_FULL, FAILS: FLAG_FALSE}


@define(eq=False)
class World:
    """
    What one world concludes.
    """

    name: str
    verdicts: dict[Unit, list[int]]
    vectors: dict[Unit, Vector]
    definitions: dict[str, dict[str, int]] = field(factory=dict)
    suspicion: int = FAILS
    unlawful: dict[tuple[str, str], int] = field(factory=dict)
    """Verdict by person and axis."""
    grades: dict[str, tuple[int, int, bool]] = field(factory=dict)
    """By person: least and greatest grade, and whether the least is one that holds."""
    presumed: dict[tuple[Unit, str], list[int]] = field(factory=dict)
    """By unit and finding: places of the presumptions that filled it."""


@frozen
class Evaluation:
    """
    One incident under one selection, in the worlds that differ.
    """

    plan: Plan
    incident: Incident
    worlds: tuple[World, World, World]
    offenders: tuple[Person, ...]
    victims: tuple[Person, ...]


def evaluate(incident: Incident, plan: Plan, found: FindingsOnDay, on: date) -> Evaluation:
    """
    Run a plan over an incident, in the three worlds.
    """
    offenders = tuple(p for p in incident.people if has_role(incident, p, Role.OFFENDER))
    victims = tuple(p for p in incident.people if has_role(incident, p, Role.VICTIM))
    base = _Base(incident, plan, found, on, offenders, victims)
    plain = base.vectors(incident, frozenset())
    if incident.disputed:
        stripped, doubtful = without_disputed(incident)
        established = base.vectors(stripped, doubtful)
    else:
        established = plain
    first = base.world("E", established, presume=False, assume=False)
    second = base.world("P", plain, presume=True, assume=False)
    third = base.world("C", plain, presume=True, assume=True) if base.may_assume else second
    return Evaluation(plan, incident, (first, second, third), offenders, victims)


class _Base:
    def __init__(
        self,
        incident: Incident,
        plan: Plan,
        found: FindingsOnDay,
        on: date,
        offenders: Sequence[Person],
        victims: Sequence[Person],
    ) -> None:
        self._incident, self._plan, self._found, self._on = incident, plan, found, on
        self._offenders = offenders
        self._units: list[tuple[Unit, Person | None]] = [(("incident", None), None)]
        self._units += [(("offender", person.id), person) for person in offenders]
        self._units += [(("victim", person.id), person) for person in victims]
        self.may_assume = found.overall("bullying") is None

    def vectors(self, incident: Incident, doubtful: frozenset[int]) -> dict[Unit, Vector]:
        """
        One vector a unit: facts and findings, conclusions still unknown.
        """
        made = {}
        for unit, _ in self._units:
            scope = self._plan.scopes[unit[0]]
            view = View(incident, self._on, incident.person(unit[1]) if unit[1] else None, doubtful)
            vector = scope.layout.encode(row(unit[0], view, scope.names))
            self._write_findings(scope, vector, unit, view)
            made[unit] = vector
        return made

    def _write_findings(self, scope: ScopePlan, vector: Vector, unit: Unit, view: View) -> None:
        specs = vocabulary(scope.scope)
        settled = _settled_without_finding(view, unit)
        for key, slot in scope.findings.items():
            person = unit[1] if unit[0] == "offender" else None
            value: Value = self._found.value(key, person) if person else self._found.overall(key)
            if value is None:
                value = settled.get(key)
            if value is not None:
                vector[slot] = encode_value(specs[f"findings.{key}"], None, value)[0]

    def world(self, name: str, base: dict[Unit, Vector], presume: bool, assume: bool) -> World:
        vectors = {unit: list(vector) for unit, vector in base.items()}
        verdicts = {unit: [FAILS] * len(self._plan.scopes[unit[0]].rules) for unit, _ in self._units}
        made = World(name, verdicts, vectors)
        if assume:
            self._assume(vectors)
        if presume:
            self._presume(made, 0)
        self._run(made, 1, ("incident",))
        self._conclude_suspicion(made)
        self._run(made, 2, ("offender",))
        self._conclude_unlawful(made)
        self._run(made, 3, ("offender",))
        self._conclude_grades(made)
        self._settle_serious(made)
        if presume:
            self._presume(made, 4)
        self._run(made, 5, ("incident", "offender", "victim"))
        return made

    def _assume(self, vectors: dict[Unit, Vector]) -> None:
        for (scope, code), vector in vectors.items():
            slot = self._plan.scopes[scope].findings["bullying"]
            person = self._incident.person(code) if code else None
            outsider = person is not None and is_student_person(person, self._incident) is False
            if vector[slot] == FLAG_FULL and not (scope == "offender" and outsider):
                vector[slot] = FLAG_TRUE

    def _run(self, world: World, number: int, scopes: Iterable[Scope]) -> None:
        for unit, vector in world.vectors.items():
            if unit[0] in scopes:
                for stratum in self._plan.scopes[unit[0]].strata:
                    if stratum.number == number:
                        _record(world.verdicts[unit], stratum, vector)

    def _presume(self, world: World, number: int) -> None:
        """
        Fill absent findings from the presumptions that hold; of several the gravest wins; an open one fills nothing.
        """
        self._run(world, number, ("incident", "offender"))
        for unit, vector in world.vectors.items():
            scope = self._plan.scopes[unit[0]]
            filled: dict[int, int] = {}
            for index, item, conclusion in scope.of(Presume):
                if item.stratum != number:
                    continue
                slot = scope.findings[conclusion.finding]
                spec = vocabulary(scope.scope)[f"findings.{conclusion.finding}"]
                absent = vector[slot] == encode_value(spec, None, None)[0]
                if absent and world.verdicts[unit][index] == HOLDS:
                    (mask,) = encode_value(spec, None, conclusion.value)
                    filled[slot] = max(filled.get(slot, 0), mask)
                    world.presumed.setdefault((unit, conclusion.finding), []).append(index)
            for slot, mask in filled.items():
                vector[slot] = mask

    def _conclude_suspicion(self, world: World) -> None:
        scope, unit = self._plan.scopes["incident"], ("incident", None)
        for index, _, conclusion in scope.of(Element):
            elements = world.definitions.setdefault(conclusion.definition, {})
            verdict = world.verdicts[unit][index]  # type: ignore[index]
            elements[conclusion.id] = max(elements.get(conclusion.id, FAILS), verdict)
        for elements in world.definitions.values():
            if FAILS not in elements.values():
                world.suspicion = max(world.suspicion, elements.get(ACT, OPEN))
        world.suspicion = _settled(world, self._found.overall("bullying"), world.suspicion)
        self._write(world, "suspicion", _FLAG_OF_VERDICT[world.suspicion])

    def _write(self, world: World, name: str, mask: int, unit: Unit | None = None) -> None:
        for place in (unit,) if unit else world.vectors:
            slot = self._plan.scopes[place[0]].decided.get(name)
            if slot is not None:
                world.vectors[place][slot] = mask

    def _conclude_unlawful(self, world: World) -> None:
        scope = self._plan.scopes["offender"]
        places = tuple(scope.of(UnlawfulConclusion))
        for axis, finding in FINDING_OF.items():
            overall = FAILS if self._offenders else OPEN
            for person in self._offenders:
                unit: Unit = ("offender", person.id)
                verdict = max(
                    (world.verdicts[unit][index] for index, _, conclusion in places if conclusion.axis is axis),
                    default=FAILS,
                )
                verdict = _settled(world, self._found.value(finding, person.id), verdict)
                world.unlawful[person.id, axis.value] = verdict
                self._write(world, f"decided.unlawful_{axis.value}", _FLAG_OF_VERDICT[verdict], unit)
                overall = max(overall, verdict)
            self._write(world, f"decided.any_unlawful_{axis.value}", _FLAG_OF_VERDICT[overall])

    def _conclude_grades(self, world: World) -> None:
        scope = self._plan.scopes["offender"]
        places = tuple(scope.of(GradeConclusion))
        lows, highs = [], []
        for person in self._offenders:
            unit: Unit = ("offender", person.id)
            held, reach = -1, -1
            for index, _, conclusion in places:
                rank, verdict = GRADES.index(conclusion.grade.value), world.verdicts[unit][index]
                if conclusion.effect is GradeEffect.SET:
                    held = max(held, rank if verdict == HOLDS else -1)
                    reach = max(reach, rank if verdict != FAILS else -1)
                elif verdict == HOLDS:
                    reach = max(reach, rank)
            low = max(held, 0)
            high = max(reach, low)
            world.grades[person.id] = low, high, held >= 0
            mask = (1 << (high + 1)) - (1 << low) if places else (1 << len(GRADES)) - 1
            self._write(world, "decided.grade", mask, unit)
            lows.append(low)
            highs.append(high)
        if lows and places:
            self._write(world, "decided.max_grade", (1 << (max(highs) + 1)) - (1 << max(lows)))

    def _settle_serious(self, world: World) -> None:
        """
        Where nothing unlawful is suspected and the grade can only be minor, it is not the serious bullying of
        minors-law.39.3 under either reading of A-08, so no finding on it is open.
        """
        decided, vector = self._plan.scopes["incident"].decided, world.vectors["incident", None]
        unlawful = [vector[decided[f"decided.any_unlawful_{axis.value}"]] for axis in Unlawful]
        if unlawful != [FLAG_FALSE, FLAG_FALSE] or vector[decided["decided.max_grade"]] != _ONLY_MINOR:
            return
        for (scope, _), other in world.vectors.items():
            slot = self._plan.scopes[scope].findings["serious_bullying"]
            other[slot] = FLAG_FALSE if other[slot] == FLAG_FULL else other[slot]


def _settled(world: World, said: bool | str | None, by_facts: int) -> int:
    """
    What a competent body found settles what facts suggest. Found to be so against known facts it is not established:
    open in E until facts and finding agree, holding in the other worlds.
    """
    if said is None:
        return by_facts
    if said is False:
        return FAILS
    return OPEN if by_facts == FAILS and world.name == "E" else HOLDS


def _record(verdicts: list[int], stratum: Stratum, vector: Vector) -> None:
    for place, verdict in zip(stratum.rules, stratum.run(vector), strict=True):
        verdicts[place] = verdict


def _settled_without_finding(view: View, unit: Unit) -> dict[str, Value]:
    """
    What facts settle where no body has spoken: a clear account of intent, dominance named, and no earlier correction,
    which excludes 屡教不改.
    """
    scope = unit[0] if unit[0] == "offender" else "incident"
    named = row(
        scope,
        view if unit[0] == "offender" else View(view.incident, view.on, None, view.doubtful),
        ("intent", "has_dominance"),
    )
    settled: dict[str, Value] = {"intent": named["intent"], "dominance": named["has_dominance"]}
    if unit[0] == "offender":
        before = row("offender", view, ("corrected_before",))["corrected_before"]
        settled["incorrigible"] = False if before is False else None
    return settled
