"""
Layers add and tighten: a layer that loosens or contradicts a rule above it is refused, both places named.

Rules are compared where they speak of the same thing. Of a deadline that is actor, action, unit and start. It binds the
actor: an authority may be given less time, a private person more.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from attrs import evolve, frozen

from campuslex.errors import Fault
from campuslex.model.words import Body, Modality
from campuslex.rulebook.layers import ancestry
from campuslex.rulebook.loading import Loaded
from campuslex.rulebook.records import (
    NATIONAL,
    Due,
    DutyConclusion,
    Instrument,
    MeasureConclusion,
    RuleRecord,
)
from campuslex.rulebook.rules import days_in_force
from campuslex.rulebook.words import Effect, Strength

PRIVATE = frozenset({Body.STUDENT, Body.GUARDIAN, Body.PETITIONER})
"""Persons whose deadlines are the time they have for a right."""


@frozen
class _Placed:
    """
    A rule as a layer says it: its own, or one above whose deadline it gives a number.
    """

    rule: RuleRecord
    layer: str
    where: str
    first: date
    last: date | None

    def meets(self, other: "_Placed") -> bool:
        """
        Whether both are in force on some day.
        """
        return (self.last is None or other.first <= self.last) and (other.last is None or self.first <= other.last)


def tightness_faults(loaded: Loaded, instruments: dict[str, Instrument]) -> Iterator[Fault]:
    """
    Every local rule that is looser than, or contradicts, one of a layer above it.
    """
    layers = {layer.code: layer for layer in loaded.layers}
    by_matter: dict[object, list[_Placed]] = {}
    for placed in _placed(loaded, instruments):
        for matter in _matters(placed.rule):
            by_matter.setdefault(matter, []).append(placed)
    for together in by_matter.values():
        for local in together:
            if local.layer != NATIONAL.code:
                above = [NATIONAL.code, *ancestry(layers, local.layer)[:-1]]
                yield from _against(local, [other for other in together if other.layer in above])


def _placed(loaded: Loaded, instruments: dict[str, Instrument]) -> Iterator[_Placed]:
    for file in loaded.files:
        instrument = instruments.get(file.file.provision.instrument)
        if instrument is not None:
            first, last = days_in_force(file.file.provision, instrument)
            for rule in file.file.rule:
                if len(rule.then.given()) == 1:
                    yield _Placed(rule, file.layer, file.where(rule), first, last)
                    yield from _numbered(_Placed(rule, file.layer, file.where(rule), first, last), loaded)


def _numbered(placed: _Placed, loaded: Loaded) -> Iterator[_Placed]:
    """
    A rule whose deadline takes its number from a parameter, once for each layer that sets it.
    """
    duty = placed.rule.then.duty
    if duty is None or duty.due is None or not duty.due.parameter:
        return
    for layer, place, name, value in loaded.sets:
        if name == duty.due.parameter and isinstance(value.value, int):
            filled = evolve(duty, due=evolve(duty.due, number=value.value))
            rule = evolve(placed.rule, then=evolve(placed.rule.then, duty=filled))
            first = max(placed.first, value.from_ or placed.first)
            yield _Placed(rule, layer, f"{place} set [{name}]", first, placed.last)


def _matters(rule: RuleRecord) -> list[object]:
    """
    What a rule speaks of, by which rules are compared.
    """
    if rule.then.duty:
        return [(rule.then.duty.actor, rule.then.duty.action)]
    return [*rule.then.measure.measures] if rule.then.measure else []


def _against(local: _Placed, above: Sequence[_Placed]) -> Iterator[Fault]:
    for other in above:
        if not local.meets(other):
            continue
        mine, theirs = local.rule.then, other.rule.then
        if mine.duty and theirs.duty:
            faults = _duty_faults(mine.duty, theirs.duty)
        elif mine.measure and theirs.measure:
            faults = _measure_faults(mine.measure, theirs.measure)
        else:
            continue
        for fault in faults:
            yield evolve(fault, place=local.where, message=f"{fault.message} ({other.where})")


def _duty_faults(mine: DutyConclusion, theirs: DutyConclusion) -> Iterator[Fault]:
    if Modality.MUST_NOT in (mine.modality, theirs.modality):
        yield from _contradiction(mine, theirs)
    elif mine.due and theirs.due and _comparable(mine.due, theirs.due):
        yield from _due_faults(mine, mine.due, theirs.due)


def _contradiction(mine: DutyConclusion, theirs: DutyConclusion) -> Iterator[Fault]:
    if mine.modality is not theirs.modality and set(mine.addressees) & set(theirs.addressees):
        yield Fault("", f"says `{mine.modality}` where higher law says `{theirs.modality}`", mine.action.value)


def _comparable(mine: Due, theirs: Due) -> bool:
    same = (mine.unit, mine.from_) == (theirs.unit, theirs.from_)
    return same and mine.number is not None and theirs.number is not None


def _due_faults(mine: DutyConclusion, ours: Due, higher: Due) -> Iterator[Fault]:
    assert ours.number is not None
    assert higher.number is not None
    told = f"{ours.number} {ours.unit}"
    remedy = f"higher law: {higher.number} {higher.unit} from {higher.from_}"
    if mine.actor in PRIVATE:
        if ours.number < higher.number:
            yield Fault("", f"leaves the {mine.actor} less time than higher law", told, remedy)
        return
    if ours.number > higher.number:
        wider = "gives a wider permission than" if mine.modality is Modality.MAY else "lengthens a duty of"
        yield Fault("", f"{wider} higher law", told, remedy)
    elif ours.strength is Strength.SOFT and higher.strength is Strength.HARD:
        yield Fault("", "makes soft what is hard in higher law", told, remedy)


def _measure_faults(mine: MeasureConclusion, theirs: MeasureConclusion) -> Iterator[Fault]:
    shared = [measure for measure, other in product(mine.measures, theirs.measures) if measure is other]
    if not shared or mine.effect is Effect.BAR or theirs.effect is Effect.BAR or theirs.longest is None:
        return
    limit = f"higher law: at most {theirs.longest.number} {theirs.longest.unit}"
    if mine.longest is None:
        yield Fault("", "permits without the limit of higher law", shared[0].value, limit)
    elif mine.longest.unit is theirs.longest.unit and mine.longest.number > theirs.longest.number:
        yield Fault("", "permits longer than higher law", f"{mine.longest.number} {mine.longest.unit}", limit)
