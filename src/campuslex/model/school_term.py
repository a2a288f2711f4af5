"""
`campuslex/school_term/1`: what a school did in one term (design §4).
"""

from datetime import date
from typing import ClassVar

from attrs import frozen

from campuslex.model.document import Document
from campuslex.model.fact import fact, many, needed
from campuslex.model.incident import School
from campuslex.model.spans import Code, Jurisdiction, Whole
from campuslex.model.words import CommitteeRole, Measure, Procedure


@frozen(kw_only=True)
class Term:
    """
    The first and last day of a term.
    """

    from_: date | None = fact("学期开始", "term begins", key="from", norm="act2018.N5a")
    to: date | None = fact("学期结束", "term ends", norm="act2018.N5a")


@frozen(kw_only=True)
class Committee:
    """
    A school's governance committee against bullying.
    """

    exists: bool | None = fact("已成立治理委员会", "committee exists", norm="plan2017.P2")
    chair_role: CommitteeRole | None = fact("负责人", "who chairs it", norm="plan2017.P2")
    members: tuple[CommitteeRole, ...] | None = fact("成员构成", "members by role", norm="moe50.19.1")


@frozen(kw_only=True)
class PrincipalTraining:
    """
    A principal's training hours.
    """

    qualification_hours: Whole = fact("任职资格培训学时", "qualification hours", norm="trn2013")
    cycle_hours: Whole = fact("周期内培训学时", "hours in the cycle", norm="trn2013")
    cycle_from: date | None = fact("周期起始", "cycle begins", norm="trn2013")
    covers_bullying: bool | None = fact("含防治欺凌内容", "covers bullying", norm="S20")


@frozen(kw_only=True)
class Inspection:
    """
    The latest special or comprehensive inspection of a school; an inspector's regular visits are not meant.
    """

    comprehensive: bool | None = fact(
        "系综合督导",
        "comprehensive, not special",
        norm="edu-sup.14",
        owner="education_inspection",
        ask_zh="是综合督导还是专项督导（综合为是）？",
        ask_en="Was it comprehensive (yes) or special (no)?",
    )
    ended_on: date | None = fact("督导结束日期", "inspection ended on", norm="edu-sup.20")
    opinion_received_on: date | None = fact("收到督导意见书日期", "inspection opinion received on", norm="edu-sup.21")


@frozen(kw_only=True)
class SchoolTerm(Document):
    """
    One term of one school, as the school reports it.
    """

    SCHEMA: ClassVar[str] = "campuslex/school_term/1"

    id: Code = needed("学期编号", "school-term id")
    jurisdiction: Jurisdiction | None = fact("所在地区划代码", "jurisdiction code", norm="petition.5.3")
    school: School | None = fact("学校", "school", norm="minors-law.130.1.2")
    term: Term | None = fact("学期", "term", norm="act2018.N5a")
    committee: Committee | None = fact("治理委员会", "governance committee", norm="plan2017.P2")
    appeal_committee: bool | None = fact("已设学生申诉委员会", "student appeal committee exists", norm="moe49.17")
    contact_person: bool | None = fact("已明确联系人", "contact person named", norm="S2")
    posts_defined: bool | None = fact("岗位职责已明确", "duties of posts defined", norm="act2018.N4a")
    procedures: tuple[Procedure, ...] | None = fact("处置流程", "procedures", norm="act2018.N4c")
    rules_published: bool | None = fact("校规已公布", "school rules published", norm="moe49.6")
    rules_consulted_and_filed: bool | None = fact(
        "校规已征求意见并备案", "rules consulted on and filed", norm="moe49.5"
    )
    rules_grade_sanctions: bool | None = fact("校规已分级规定处罚", "rules grade sanctions", norm="act2018.N4d")
    unlawful_rule_measures: tuple[Measure, ...] | None = fact(
        "校规载明的措施", "measures the rules name", norm="moe49.10.2"
    )
    themed_education_sessions: Whole = fact("专题教育次数", "themed education sessions", norm="act2018.N5a")
    class_meetings_min_per_class: Whole = fact(
        "每班主题班会最少次数", "class meetings, least of any class", norm="act2024.4"
    )
    survey_done: bool | None = fact("已开展专项调查", "survey done", norm="moe50.19.2")
    help_line_published: bool | None = fact("求助电话已公布", "help line published", norm="act2024.3")
    law_vice_principals: Whole = fact("法治副校长人数", "law vice-principals", norm="moe52.3")
    law_vice_principal_hours_year: Whole = fact(
        "法治副校长年授课课时", "law vice-principal's class hours in the year", norm="moe52.5"
    )
    inspectors: Whole = fact("责任督学人数", "responsible inspectors", norm="rdx2013.1")
    inspector_visits: Whole = fact("督学到校次数", "inspector's visits", norm="edu-sup.13")
    bullying_inspected: bool | None = fact(
        "督导内容含欺凌防治", "inspection covered bullying", norm="S25", ask_zh="督导内容是否含欺凌防治？"
    )
    inspection: Inspection | None = fact("专项督导、综合督导", "special or comprehensive inspection", norm="edu-sup.20")
    principal_training: PrincipalTraining | None = fact("校长培训", "principal's training", norm="trn2013")
    staff_training_done: bool | None = fact("教职工已培训", "staff trained", norm="act2024.6")
    parent_training_done: bool | None = fact("家长已培训", "parents trained", norm="act2024.6")
    local_plan_adopted: bool | None = fact("已制定实施方案", "local plan adopted", norm="S2")
    special_report_on: date | None = fact("专项报告报送日期", "special report filed on", norm="S9")
    annual_summary_on: date | None = fact("年度总结提交日期", "annual summary filed on", norm="S31")
    dossier_kept: bool | None = fact("已建专门档案", "dossier kept", norm="act2018.N7")
    video_coverage: bool | None = fact(
        "重点部位视频监控全覆盖",
        "video covers the hidden places",
        norm="act2024.5",
        ask_zh="重点部位视频监控是否全覆盖？",
    )
    incidents: tuple[Code, ...] = many("本学期事件编号", "incidents of the term")
