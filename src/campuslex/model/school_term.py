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
from campuslex.model.words import (
    CommitteeRole,
    CountyUnit,
    InspectionFocus,
    Measure,
    Partner,
    Procedure,
    SummaryPart,
    TrainingTopic,
)

_BUREAU = "county_education_bureau"


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
    reviewed_on: date | None = fact(
        "督导小组评议结束日期", "inspection team's review ended on", norm="cq.supv.26", owner="education_inspection"
    )
    feedback_on: date | None = fact("反馈初步督导意见日期", "preliminary opinion fed back on", norm="edu-sup.20")
    opinion_received_on: date | None = fact("收到督导意见书日期", "inspection opinion received on", norm="edu-sup.21")
    rectified_on: date | None = fact("整改结束日期", "rectification ended on", norm="edu-sup.22")
    review_requested_on: date | None = fact(
        "申请复查、复核日期", "review of the inspection requested on", norm="sd.supv.18"
    )


@frozen(kw_only=True)
class County:
    """
    What the county's bureau did under its own plan; the same for each school of the county.
    """

    leading_group: bool | None = fact("已成立领导小组", "leading group exists", norm="S1", owner=_BUREAU)
    led_by_director: bool | None = fact("组长由局长担任", "the bureau's director leads it", norm="S1", owner=_BUREAU)
    members: tuple[CountyUnit, ...] | None = fact("领导小组成员处室", "units in it", norm="S1", owner=_BUREAU)
    office: bool | None = fact("已设领导小组办公室", "it has an office", norm="S1", owner=_BUREAU)
    phone_published: bool | None = fact("办公电话已公布", "its phone is published", norm="S1", owner=_BUREAU)
    appeal_procedure: bool | None = fact(
        "已细化申诉和复查程序", "appeal and review worked out", norm="S14", owner=_BUREAU
    )
    coordination: bool | None = fact(
        "已建立部门协调机制", "departments work together by a set mechanism", norm="S17", owner=_BUREAU
    )
    partners: tuple[Partner, ...] | None = fact(
        "已落实职责分工的部门", "departments whose part is set", norm="S17", owner=_BUREAU
    )
    teacher_training_covers_bullying: bool | None = fact(
        "县教师培训师德模块含防治欺凌", "county teacher training covers bullying", norm="S18", owner=_BUREAU
    )
    principal_training_covers_bullying: bool | None = fact(
        "校长任职资格培训必修防治欺凌", "principals' qualification covers bullying", norm="S19", owner=_BUREAU
    )
    officials_trained: bool | None = fact("教育行政干部已培训", "officials trained", norm="S21", owner=_BUREAU)
    petition_measures: bool | None = fact("已制定信访处置措施", "measures for petitions set", norm="S22", owner=_BUREAU)
    inspection_appraised: bool | None = fact(
        "欺凌防治已列入督学年度考核",
        "inspectors' yearly appraisal covers it",
        norm="S25",
        owner=_BUREAU,
        ask_zh="欺凌防治是否已列入督学年度考核？",
    )
    special_inspection_held: bool | None = fact("已组织专项督导", "special inspection held", norm="S27", owner=_BUREAU)
    special_inspection_on: date | None = fact("专项督导日期", "special inspection held on", norm="S27", owner=_BUREAU)
    special_inspection_covers: tuple[InspectionFocus, ...] | None = fact(
        "专项督导检查内容", "what the special inspection looked at", norm="S27", owner=_BUREAU
    )
    circulars_issued: bool | None = fact("已定期通报", "circulars issued", norm="S28", owner=_BUREAU)
    latest_circular_on: date | None = fact("最近一次通报日期", "latest circular on", norm="S28", owner=_BUREAU)


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
    staff_training_topics: tuple[TrainingTopic, ...] | None = fact(
        "教职工培训内容", "topics of staff training", norm="S18"
    )
    parent_training_done: bool | None = fact("家长已培训", "parents trained", norm="act2024.6")
    local_plan_adopted: bool | None = fact("已制定实施方案", "local plan adopted", norm="S2")
    special_report_filed: bool | None = fact("专项报告已报送", "special report filed", norm="S9")
    special_report_on: date | None = fact("专项报告报送日期", "special report filed on", norm="S9")
    annual_summary_filed: bool | None = fact("年度总结已提交", "annual summary filed", norm="S31")
    annual_summary_on: date | None = fact("年度总结提交日期", "annual summary filed on", norm="S31")
    annual_summary_covers: tuple[SummaryPart, ...] | None = fact(
        "年度总结内容", "what the annual summary holds", norm="S31"
    )
    dossier_kept: bool | None = fact("已建专门档案", "dossier kept", norm="act2018.N7")
    video_coverage: bool | None = fact(
        "重点部位视频监控全覆盖",
        "video covers the hidden places",
        norm="act2024.5",
        ask_zh="重点部位视频监控是否全覆盖？",
    )
    incidents: tuple[Code, ...] = many("本学期事件编号", "incidents of the term")
    county: County | None = fact("县级落实情况", "what the county did under its plan", norm="S1", owner=_BUREAU)
