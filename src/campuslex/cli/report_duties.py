"""
What must be done: duties by track; what holds in full, what is open as a count.
"""

from collections.abc import Iterable, Sequence

from campuslex.assessment.answer import Duty, Trigger
from campuslex.cli.paper import Part
from campuslex.cli.report_head import basis
from campuslex.cli.report_persons import grouped, open_rows
from campuslex.cli.tongue import STYLES, Tongue
from campuslex.model.words import Track

_MODALITIES = ("must", "must_not", "may")


def duties(tongue: Tongue, rows: Sequence[Duty], everything: bool) -> None:
    """
    Duties grouped by track; open ones are counted unless everything is asked for.
    """
    if not rows:
        return
    paper = tongue.paper
    paper.heading("必须做的事", "What must be done")
    paper.line((paper.pick("未注明依据的，均已确立。", "Established unless a basis is shown."), "dim"), indent=1)
    for track in Track:
        own = [duty for duty in rows if duty.track == track.value]
        if own:
            _track(tongue, track, own, everything)


def _track(tongue: Tongue, track: Track, rows: list[Duty], everything: bool) -> None:
    paper = tongue.paper
    holding = [duty for duty in rows if duty.verdict == "holds"]
    waiting = [duty for duty in rows if duty.verdict != "holds"]
    paper.line()
    paper.line(*paper.both(*tongue.pair("track", track.value), "bold"), indent=1)
    _listed(tongue, holding, everything)
    if not waiting:
        return
    count = len({(duty.rule, duty.modality) for duty in waiting})
    if everything:
        paper.line(*paper.both(f"待定 {count} 项", f"{count} open", "yellow"), indent=2)
        _listed(tongue, waiting, everything)
    else:
        open_rows(tongue, count, indent=2)


def _listed(tongue: Tongue, rows: list[Duty], everything: bool) -> None:
    for modality in _MODALITIES:
        bound = [duty for duty in rows if duty.modality == modality]
        for together in grouped(bound, lambda duty: (duty.actor, duty.action)).values():
            _action(tongue, together, everything)


def _action(tongue: Tongue, together: list[Duty], everything: bool) -> None:
    paper, duty = tongue.paper, together[0]
    words = [
        tongue.pair("actor", duty.actor),
        tongue.pair("modality", duty.modality),
        tongue.pair("action", duty.action),
    ]
    first, second = ([paper.pick(*word) for word in words], [paper.other(*word) for word in words])
    style = STYLES[duty.modality]
    paper.line(
        (first[0], "bold"), " ", (first[1], style), " ", (first[2], "bold"), (f"  {' '.join(second)}", "dim"), indent=2
    )
    for same in grouped(together, lambda item: (item.rule, item.basis)).values():
        _rule(tongue, same, everything)


def _rule(tongue: Tongue, rows: list[Duty], everything: bool) -> None:
    paper, duty = tongue.paper, rows[0]
    details: list[Part] = []
    if {item.addressee for item in rows} != {"student"}:
        details += [f" → {_addressees(tongue, rows)}"]
    people = list(dict.fromkeys(item.person for item in rows if item.person))
    if people:
        details += [f"  {tongue.comma.join(people)}"]
    due = tongue.due(duty.due)
    if due:
        details += ["  ", (due, "bold")]
    if duty.basis != "established":
        details += [" ", *basis(tongue, duty.basis)]
    paper.bullet(paper.pick(duty.title_zh, duty.title_en), *tongue.cite(duty.citations), *details, indent=3)
    paper.under(duty.title_zh, duty.title_en, indent=4)
    if everything:
        paper.line((duty.id, "dim"), indent=4)


def _addressees(tongue: Tongue, rows: list[Duty]) -> str:
    paper = tongue.paper
    names = list(dict.fromkeys(tongue.first("actor", item.addressee) for item in rows))
    if rows[0].choice and len(names) > 1:
        return paper.pick("或者", " or ").join(names)
    return tongue.comma.join(names)


def triggers(tongue: Tongue, rows: Sequence[Trigger]) -> None:
    """
    Whom the state of affairs wakes.
    """
    if not rows:
        return
    paper = tongue.paper
    paper.heading("督办触发", "Supervision triggers")
    for row in rows:
        names = tongue.firsts("actor", row.wakes)
        told = basis(tongue, row.basis)
        reason = paper.pick(row.reason_zh, row.reason_en)
        paper.bullet((names, "bold"), *told, paper.pick("：", ": "), reason, *tongue.cite(row.citations))
        paper.under(row.reason_zh, row.reason_en)


def bodies(tongue: Tongue, zh: str, en: str, names: Iterable[str], kind: str = "actor") -> None:
    """
    A line with a label and bodies, where there are any.
    """
    listed = list(names)
    if listed:
        paper = tongue.paper
        paper.line(*paper.both(zh, en), f"{paper.pick('：', ': ')}", (tongue.firsts(kind, listed), "bold"), indent=1)
