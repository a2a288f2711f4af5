"""
`campuslex petition FILE`: where a petition goes.
"""

import click

from campuslex.assessment.petition import Route, RoutePath, route_petition
from campuslex.cli.openness import end
from campuslex.cli.options import ANSWER_OPTIONS, Settings, document_argument, settled
from campuslex.cli.paper import print_json
from campuslex.cli.report_duties import bodies, duties, triggers
from campuslex.cli.report_head import book_of, head, receipt
from campuslex.cli.report_law import readings
from campuslex.cli.report_needs import SHOWN, needs, notices
from campuslex.cli.sources import read_document
from campuslex.cli.tongue import STYLES, Tongue
from campuslex.model.petition import Petition


@click.command("petition", short_help="信访件的去向和期限 · where a petition goes, by when")
@document_argument
@settled(*ANSWER_OPTIONS)
def petition_command(settings: Settings, file: str) -> None:
    """
    一件信访往哪里去、何时办、不得转给谁：途径、期限、义务、督办触发。

    Where a petition goes, by when, and to whom it may not be sent.
    """
    petition = Petition.from_dict(read_document(file))
    book, paper, tongue = book_of(settings)
    route = route_petition(petition, book, on=settings.day, engine=settings.engine)
    if settings.as_json:
        print_json(route.to_dict())
    else:
        head(paper, settings, "信访去向核对意见", "Route of a petition", petition.id, route.on)
        _paths(tongue, route)
        duties(tongue, route.duties, settings.everything)
        triggers(tongue, route.triggers)
        readings(tongue, route.readings)
        needs(tongue, route.needs, None if settings.everything else SHOWN)
        notices(tongue, route.notices)
        receipt(tongue, route.receipt)
    end(settings, route)


def _paths(tongue: Tongue, route: Route) -> None:
    paper = tongue.paper
    paper.heading("办理途径", "Path")
    for path in route.paths:
        _path(tongue, path)
    if not route.paths:
        paper.line(*paper.both("没有对应的途径", "no path applies"), indent=1)
    if route.accept_by:
        paper.line(*paper.both("受理、告知至迟", "accept or inform by"), f" {route.accept_by.isoformat()}", indent=1)
    bodies(tongue, "转送", "forward to", route.forward_to)
    bodies(tongue, "不得转给", "must not be forwarded to", route.must_not_forward_to)
    bodies(tongue, "引导至", "lead instead", route.redirect_to, kind="redirect")
    said = {True: ("是", "yes"), False: ("否", "no"), None: ("待定", "open")}[route.end_of_road]
    paper.line(
        *paper.both("信访程序是否终结", "end of the road"), f"{paper.pick('：', ': ')}{paper.pick(*said)}", indent=1
    )


def _path(tongue: Tongue, path: RoutePath) -> None:
    matter = tongue.word("matter", path.matter) if path.matter else tongue.paper.both("各事项", "any matter")
    verdict = tongue.first("verdict", path.verdict)
    rule = tongue.book.rule(path.rule).record
    tongue.paper.bullet(
        *matter, "  ", (path.item, "bold"), "  ", (verdict, STYLES[path.verdict]), *tongue.cite(path.citations)
    )
    tongue.paper.line(tongue.paper.pick(rule.title_zh, rule.title_en), indent=2)
    tongue.paper.under(rule.title_zh, rule.title_en)
