"""
Determination and severity, from what the worlds concluded.
"""

from campuslex.assessment.answer import VERDICTS, Definition, Determination, ElementVerdict, Severity, UnlawfulAxis
from campuslex.assessment.context import BASES, Context, first_world
from campuslex.assessment.worlds import GRADES
from campuslex.engine.values import FAILS, HOLDS, OPEN
from campuslex.model.derived import is_student_person
from campuslex.model.incident import Person
from campuslex.model.words import Unlawful
from campuslex.rulebook.nodes import atoms
from campuslex.rulebook.records import Element, GradeConclusion
from campuslex.rulebook.words import GradeEffect

_NO_GRADE = frozenset({"excluded", "not_confirmed", "no_norm"})
_BETWEEN = "between_students"


def determination(context: Context) -> Determination:
    """
    `confirmed` and `not_confirmed` by a competent body's finding alone; without one, what the definitions say.
    """
    definitions = tuple(_definitions(context))
    status, basis = _status(context)
    return Determination(status, basis, definitions)


def _status(context: Context) -> tuple[str, str]:
    said = context.found.overall("bullying")
    if said is not None:
        return ("confirmed" if said else "not_confirmed"), "established"
    if context.merged.no_norm:
        return "no_norm", "established"
    established, presumed, _ = (list(world.definitions.values()) for world in context.merged.worlds)
    if established and all(elements.get(_BETWEEN) == FAILS for elements in established):
        return "excluded", "established"
    for definitions, basis in ((established, "established"), (presumed, "presumed")):
        if any(set(elements.values()) == {HOLDS} for elements in definitions):
            return "suspected", basis
    return "open", "open"


def _definitions(context: Context) -> list[Definition]:
    facts: dict[tuple[str, str], tuple[str, ...]] = {}
    for _, item, conclusion in context.merged.of("incident", Element):
        facts[conclusion.definition, conclusion.id] = tuple(
            dict.fromkeys(atom.column.fact for atom in atoms(item.node))
        )
    return [
        Definition(
            norm,
            VERDICTS[min(elements.values())],
            tuple(ElementVerdict(name, VERDICTS[v], facts.get((norm, name), ())) for name, v in elements.items()),
        )
        for norm, elements in sorted(context.merged.worlds[0].definitions.items())
    ]


def person_status(context: Context, person: Person, overall: str) -> str:
    """
    Where the determination stands for one offender: asked person by person in mixed groups.
    """
    said = context.found.value("bullying", person.id)
    if said is not None:
        return "confirmed" if said else "not_confirmed"
    incident = context.merged.parts[0].incident
    if overall in ("suspected", "open", "confirmed") and is_student_person(person, incident) is False:
        return "excluded"
    return overall


def person_severity(context: Context, person: Person, status: str) -> Severity:
    """
    The grade of one offender: the highest that holds in P; its range reaches the highest that does not fail in E.
    """
    established, presumed, _ = context.merged.worlds
    unlawful = _unlawful(context, person.id)
    if status in _NO_GRADE or not _grade_rules(context):
        return Severity(None, (), "established" if status in _NO_GRADE else "open", (), unlawful)
    low_e, high_e, held_e = established.grades[person.id]
    low_p, _, held_p = presumed.grades[person.id]
    grade = low_p if held_p else 0
    basis = "open" if not held_p else "established" if held_e and low_e == low_p else "presumed"
    span = (GRADES[grade], GRADES[max(high_e, grade)])
    return Severity(GRADES[grade], span, basis, _rules_of(context, person.id, GRADES[grade], held_p), unlawful)


def _grade_rules(context: Context) -> bool:
    return any(True for _ in context.merged.of("offender", GradeConclusion))


def _rules_of(context: Context, code: str, grade: str, held: bool) -> tuple[str, ...]:
    verdicts = context.merged.verdicts[1]["offender", code]
    return tuple(
        item.rule.id
        for index, item, conclusion in context.merged.of("offender", GradeConclusion)
        if conclusion.effect is GradeEffect.SET
        and (verdicts[index] == HOLDS and conclusion.grade == grade if held else verdicts[index] == OPEN)
    )


def _unlawful(context: Context, code: str) -> UnlawfulAxis:
    verdicts, bases = {}, []
    for axis in Unlawful:
        over = [world.unlawful.get((code, axis.value), FAILS) for world in context.merged.worlds]
        world = first_world(over)
        verdicts[axis] = "holds" if world is not None else "open" if over[0] == OPEN else "fails"
        bases.append(BASES[world] if world is not None else "open" if over[0] == OPEN else "established")
    order = ("open", "conditional", "presumed", "established")
    holding = [b for b, axis in zip(bases, Unlawful, strict=True) if verdicts[axis] == "holds"]
    basis = max(holding or bases[:1], key=order.index) if holding else min(bases, key=order.index)
    return UnlawfulAxis(verdicts[Unlawful.PUBLIC_SECURITY], verdicts[Unlawful.CRIME], basis)


def overall_severity(context: Context, status: str, persons: dict[str, Severity]) -> Severity:
    """
    The incident's severity: the gravest of its offenders'.
    """
    axes = [item.unlawful for item in persons.values()]
    worst = ("fails", "open", "holds")
    unlawful = UnlawfulAxis(
        max((axis.public_security for axis in axes), key=worst.index, default="open"),
        max((axis.crime for axis in axes), key=worst.index, default="open"),
        next(
            (axis.basis for axis in axes if "holds" in (axis.public_security, axis.crime)),
            axes[0].basis if axes else "open",
        ),
    )
    graded = [item for item in persons.values() if item.grade is not None]
    if not graded:
        if status in _NO_GRADE or persons or not _grade_rules(context):
            return Severity(None, (), "established" if status in _NO_GRADE else "open", (), unlawful)
        return Severity(GRADES[0], (GRADES[0], GRADES[-1]), "open", (), unlawful)
    top = max(GRADES.index(item.grade or GRADES[0]) for item in graded)
    high = max(GRADES.index(item.range[-1]) for item in graded)
    leading = [item for item in graded if item.grade == GRADES[top]]
    basis = min((item.basis for item in leading), key=("established", "presumed", "open").index)
    rules = tuple(dict.fromkeys(rule for item in leading for rule in item.rules))
    return Severity(GRADES[top], (GRADES[top], GRADES[high]), basis, rules, unlawful)
