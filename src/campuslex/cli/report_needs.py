"""
What is still to be found out, and what a reader must know besides.
"""

from collections import Counter
from collections.abc import Sequence

from campuslex.assessment.answer import Need, Notice
from campuslex.cli.report_persons import grouped
from campuslex.cli.tongue import Tongue

SHOWN = 12
_HEADS = {
    "determination": ("认定", "determination"),
    "severity": ("严重程度", "severity"),
    "measures": ("措施", "measures"),
    "liability": ("责任", "liability"),
    "duties": ("义务", "duties"),
    "triggers": ("督办", "triggers"),
    "requirements": ("要求", "requirements"),
    "paths": ("办理途径", "paths"),
    "routes": ("去向", "routes"),
}


def needs(tongue: Tongue, rows: Sequence[Need], limit: int | None) -> None:
    """
    Facts whose knowledge could change an outcome, the weightiest first; the same question about several people once.
    """
    if not rows:
        return
    paper = tongue.paper
    paper.heading("还需查明", "Still to be found out")
    asked = list(grouped(rows, lambda need: need.question_zh).values())
    for number, together in enumerate(asked[:limit], 1):
        need = together[0]
        people = tongue.comma.join(item.person for item in together if item.person)
        who = f"{people}{paper.pick('：', ': ')}" if people else ""
        owner = tongue.first("actor", need.owner)
        lead = f"{number:>2}. "
        question = paper.pick(need.question_zh, need.question_en)
        paper.line(lead, (who, "bold"), question, (f" [{owner}]", "blue"), hang=6, indent=1)
        paper.under(need.question_zh, need.question_en, indent=3)
        paper.line((f"{paper.pick('决定', 'decides')} {decides(tongue, together)}", "dim"), indent=3)
    left = len(asked) - len(asked[:limit])
    if left:
        more = paper.both(f"另有 {left} 问", f"{left} more", "yellow")
        paper.line(*more, (paper.pick("（campuslex needs 或 --all）", " (campuslex needs, or --all)"), "dim"), indent=1)


def decides(tongue: Tongue, together: Sequence[Need]) -> str:
    """
    What a fact decides, in short: heads, with how many outcomes of each.
    """
    counts = Counter(outcome.split(".")[0] for outcome in dict.fromkeys(o for need in together for o in need.decides))
    known = [*_HEADS, *(head for head in counts if head not in _HEADS)]
    parts = []
    for head in known:
        if counts[head]:
            name = tongue.paper.pick(*_HEADS.get(head, (head, head)))
            parts.append(
                name if counts[head] == 1 or head in ("severity", "determination") else f"{name} {counts[head]}"
            )
    return tongue.comma.join(parts)


def notices(tongue: Tongue, rows: Sequence[Notice]) -> None:
    """
    What a reader must know beside the answer.
    """
    if not rows:
        return
    tongue.paper.heading("提示", "Notices")
    for row in rows:
        tongue.paper.bullet(tongue.paper.pick(row.zh, row.en))
        tongue.paper.under(row.zh, row.en)
