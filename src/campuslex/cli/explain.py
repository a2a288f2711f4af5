"""
`campuslex explain FILE OUTCOME`: the rules behind an outcome.
"""

import click

from campuslex.assessment.why import Why
from campuslex.cli.incidents import answered_file
from campuslex.cli.openness import end
from campuslex.cli.options import RUN_OPTIONS, Settings, document_argument, settled
from campuslex.cli.paper import Part, print_json
from campuslex.cli.report_head import head
from campuslex.cli.report_persons import grouped
from campuslex.cli.tongue import STYLES, Tongue

_WORLDS = {
    "E": ("依事实和认定", "on facts and findings"),
    "P": ("加上推定", "with presumptions"),
    "C": ("假定已认定欺凌", "were bullying determined"),
}


@click.command("explain", short_help="某一结果的理由 · why an outcome is so")
@document_argument
@click.argument("outcome", metavar="OUTCOME")
@settled(*RUN_OPTIONS)
def explain_command(settings: Settings, file: str, outcome: str) -> None:
    """
    说明某一结果由哪些规则得出：条件、读到的事实、条文。

    OUTCOME is `determination`, `severity.grade`, `severity.grade/S1`, `severity.unlawful/S1`, `measures/S1/suspension`,
    the id of a duty or trigger (`assess --all` and `--json` show them), or the id of a rule.
    """
    told = answered_file(settings, file)
    found = told.answer.why(outcome)
    if settings.as_json:
        print_json([why.to_dict() for why in found])
    else:
        head(told.paper, settings, f"理由：{outcome}", f"Why: {outcome}", told.incident.id, told.answer.on)
        same = grouped(found, lambda why: (why.rule, str(why.values), str(why.verdicts)))
        for together in same.values():
            _why(told.tongue, together)
    end(settings, told.answer)


def _why(tongue: Tongue, together: list[Why]) -> None:
    paper, why = tongue.paper, together[0]
    people = tongue.comma.join(item.person for item in together if item.person)
    paper.line()
    title = paper.pick(why.title_zh, why.title_en)
    paper.line(*([(f"{people} ", "bold")] if people else []), (title, "bold"), *tongue.cite([why.citation]))
    paper.under(why.title_zh, why.title_en, indent=0)
    paper.line((why.rule, "dim"), indent=1)
    paper.line(*paper.both("条件", "condition"), f": {why.condition}", indent=1, hang=4)
    if why.unless:
        paper.line(*paper.both("除非", "unless"), f": {', '.join(why.unless)}", indent=1, hang=4)
    paper.columns(
        [
            (paper.pick(*tongue.fact(fact)), (fact, "dim"), tongue.reads(fact, value))
            for fact, value in why.values.items()
        ],
        indent=2,
    )
    verdicts: list[Part] = []
    for world, verdict in why.verdicts.items():
        shown = tongue.first("verdict", verdict)
        verdicts += [paper.pick(*_WORLDS[world]), " ", (shown, STYLES.get(verdict, "")), "   "]
    paper.line(*verdicts, indent=1)
