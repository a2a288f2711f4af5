"""
`campuslex/incident/1`: what is known of one incident (design §4).

Every field may be unknown (`None`, or an empty tuple) unless the class gives it no default.
"""

from datetime import date
from typing import Any, ClassVar

from attrs import frozen

from campuslex.model.document import Document
from campuslex.model.fact import fact, many, named, needed
from campuslex.model.spans import Code, Jurisdiction, OneOf, Whole
from campuslex.model.words import (
    ActKind,
    Body,
    Capacity,
    Coercion,
    Diagnosis,
    Dominance,
    FindingStage,
    Injury,
    Intent,
    Location,
    Measure,
    MeasureStep,
    Mental,
    Ownership,
    Part,
    Proceeding,
    Role,
    Sex,
    Spread,
    Stage,
    Status,
    Told,
    Vulnerability,
    Weapon,
)


@frozen(kw_only=True)
class School:
    """
    The school concerned.
    """

    stage: Stage | OneOf[Stage] | None = fact("学段", "school stage", norm="minors-law.130.1.2")
    ownership: Ownership | OneOf[Ownership] | None = fact("办学性质", "who runs the school", norm="petition.2")
    boarding: bool | None = fact("寄宿制", "boarding school", norm="edu-sup.11")
    students: Whole = fact("在校学生数", "number of students", norm="edu-sup.13")
    classes: Whole = fact("班级数", "number of classes", norm="act2024.4")


@frozen(kw_only=True)
class SchoolConduct:
    """
    What the school did about the incident, as established.
    """

    staff_knew_on: date | None = fact("教职工知晓日期", "day a member of staff knew", norm="minors-law.11.2")
    stopped_at_once: bool | None = fact("已立即制止", "stopped at once")
    guardians_told: Told | OneOf[Told] | None = fact("已通知的监护人", "guardians told")
    reported_to: tuple[Body, ...] | None = fact("已报告的机关", "bodies reported to", norm="minors-law.39.3b")
    investigated: bool | None = fact("已开展调查", "investigated", norm="plan2017.P4a")
    determined: bool | None = fact(
        "治理委员会已作出认定", "the committee has determined", norm="plan2017.P4a", owner="school_committee"
    )
    dossier_kept: bool | None = fact("已建立专门档案", "dossier kept", norm="act2018.N7")
    delayed: bool | None = fact("拖延处理", "delayed", norm="minors-law.119")
    ignored: bool | None = fact("置之不理", "ignored", norm="minors-law.119")
    concealed: bool | None = fact("隐瞒不报", "concealed", norm="minors-law.39.3b")
    refused_evidence: bool | None = fact("拒绝提供材料", "refused evidence", norm="edu-sup.25")
    false_statement: bool | None = fact("弄虚作假", "made a false statement", norm="edu-sup.25")
    rules_published: bool | None = fact("校规已公布", "school rules published", norm="moe49.6")
    discriminated: bool | None = fact(
        "在复学、升学等方面歧视学生",
        "discriminated against a student in returning or moving up",
        norm="delinq-law.63",
        ask_zh="学校是否在复学、升学等方面歧视受过处罚或者专门教育的学生？",
    )
    accountability_times_1y: Whole = fact(
        "一年内被教育督导问责的次数",
        "times held accountable in education inspection within a year",
        owner="education_inspection",
        norm="acct2021.agg",
    )


@frozen(kw_only=True)
class BureauConduct:
    """
    What the education bureau did about the incident, as established.
    """

    accepted: bool | None = fact(
        "已受理", "accepted the matter", owner="county_education_bureau", norm="minors-law.11.3"
    )
    delayed: bool | None = fact(
        "主管部门拖延",
        "bureau delayed",
        owner="county_education_bureau",
        norm="petition.40.1",
        ask_zh="主管部门是否拖延？",
    )
    ignored: bool | None = fact(
        "主管部门不作为",
        "bureau ignored",
        owner="county_education_bureau",
        norm="minors-law.128",
        ask_zh="主管部门是否不作为？",
    )
    rectification_refused: bool | None = fact(
        "拒不改正", "rectification refused", owner="county_education_bureau", norm="minors-law.119"
    )


@frozen(kw_only=True)
class MeasureInForce:
    """
    A measure already decided against an offender, and what the dossier tells of the steps around it.

    A step's day says that it was taken, `not_done` that it was not; where neither speaks it is unknown.
    """

    measure: Measure = needed("措施", "measure", norm="moe49.10.2", sensitivity="sensitive")
    decided_by: Body | None = fact("决定机关", "decided by", norm="moe49.14")
    decided_on: date | None = fact("决定日期", "decided on", norm="moe49.17")
    notified_on: date | None = fact("告知日期", "notified on", norm="moe49.17")
    for_bullying: bool | None = fact(
        "以欺凌为由作出", "decided for bullying", norm="moe50.23.2", ask_zh="该项措施是否以欺凌为由作出？"
    )
    guardians_told_on: date | None = fact("告知监护人措施的日期", "day guardians were told of it", norm="moe49.10.1")
    defence_heard_on: date | None = fact("听取陈述、申辩的日期", "day the defence was heard", norm="moe49.14")
    hearing_requested: bool | None = fact(
        "决定以前申请过听证",
        "a hearing was asked for before the decision",
        norm="moe49.14",
        ask_zh="决定以前，学生或者家长是否申请过听证？",
    )
    hearing_held_on: date | None = fact("举行听证的日期", "day the hearing was held", norm="moe49.14")
    reasons_given_on: date | None = fact("说明理由的日期", "day reasons were given", norm="sd.juv.46")
    written_reply_on: date | None = fact(
        "书面答复申辩的日期", "day the defence was answered in writing", norm="sh.22.2"
    )
    committee_assessed_on: date | None = fact(
        "专门教育指导委员会评估的日期",
        "day the steering committee assessed",
        norm="delinq-law.43",
        owner="special_education_committee",
    )
    started_on: date | None = fact("措施开始执行的日期", "day the measure began", norm="moe49.10.1")
    ended_on: date | None = fact("措施执行完毕的日期", "day the measure ended", norm="moe49.10.1")
    not_done: tuple[MeasureStep, ...] | None = fact(
        "记录载明没有做的步骤", "steps on record as not taken", norm="moe49.14"
    )


def _personal(zh: str, en: str, norm: str = "minors-law.39.2", **info: Any) -> Any:
    return fact(zh, en, norm=norm, **{"sensitivity": "personal", **info})


def _sensitive(zh: str, en: str, norm: str = "minors-law.39.2", **info: Any) -> Any:
    return fact(zh, en, norm=norm, **{"sensitivity": "sensitive", **info})


@frozen(kw_only=True)
class Person:
    """
    One person of the incident, under a code; offender and victim fields side by side, for one can be both.
    """

    id: Code = needed("人员代号", "person code", sensitivity="personal")
    role: Role = needed("角色", "role", sensitivity="personal")
    status: Status | OneOf[Status] | None = _personal("在学状态", "enrolment status", "minors-law.130.1.3")
    birth_date: date | None = _personal("出生日期", "birth date", "spc-juv2006.2")
    age: Whole = _personal(
        "行为时周岁年龄",
        "age in completed years at the time of the conduct",
        "ps-law.12",
        ask_zh="行为发生时满几周岁（按公历，生日次日起算）？",
        ask_en="How old, in completed years, at the time of the conduct?",
    )
    stage: Stage | OneOf[Stage] | None = _personal("所在学段", "stage of study", "compulsory.27")
    grade_year: Whole = _personal("年级", "year of study", "moe49.10.1")
    sex: Sex | OneOf[Sex] | None = _personal("性别", "sex", "women.24.2")
    pregnant: bool | None = _sensitive("怀孕或者哺乳不满一周岁婴儿", "pregnant or nursing an infant", "ps-law.23.1")
    disability: bool | None = _sensitive("有残疾", "has a disability", "ps-law.51.2")
    vulnerability: tuple[Vulnerability, ...] | None = _sensitive("易受侵害的情形", "vulnerabilities", "moe50.22")
    guardian_notified: bool | None = _personal("监护人已通知", "guardian notified")
    guardian_notified_on: date | None = _personal("通知监护人参与的日期", "day the guardian was notified")
    guardian_took_part: bool | None = _personal("监护人已参与", "guardian took part")
    family_violence: bool | None = _sensitive(
        "遭受或者疑似遭受家庭暴力",
        "suffers or seems to suffer family violence",
        "anti-dv.14",
        ask_zh="本人是否遭受或者疑似遭受家庭暴力？",
        ask_en="Does the person suffer, or seem to suffer, family violence?",
    )
    post: str | None = _personal("岗位", "post of a member of staff", "gov-sanction.2.2")
    public_employee: bool | None = _personal("系公职人员", "is a public employee", "gov-sanction.2.2")

    part: Part | OneOf[Part] | None = _personal("所起作用", "part played", "ps-law.17")
    prior_determinations: Whole = _sensitive(
        "此前被认定欺凌的次数",
        "earlier determinations of bullying",
        "plan2017.P6.L3",
        ask_zh="此前几次被认定实施欺凌？",
        ask_en="How many earlier determinations of bullying are there?",
    )
    prior_discipline: Whole = _sensitive(
        "此前因欺凌受惩戒或处分的次数",
        "times disciplined for bullying before",
        "plan2017.P6.L3",
        ask_zh="此前几次因欺凌受到惩戒或处分？",
        ask_en="How many times disciplined for bullying before?",
    )
    prior_school_education: bool | None = _sensitive(
        "此前受过学校管理教育", "earlier school education measures", "delinq-law.31"
    )
    prior_public_security_cases: Whole = _sensitive(
        "此前治安案件数（不限时间）", "earlier public-security cases, ever", "ps-law.23.1", owner="public_security"
    )
    prior_public_security_cases_1y: Whole = _sensitive(
        "此前一年内违反治安管理的次数",
        "public-security violations within the year before",
        "ps-law.23.2",
        owner="public_security",
    )
    prior_penalties_1y: Whole = _sensitive(
        "此前一年内受治安处罚的次数",
        "public-security penalties within the year before",
        "ps-law.22",
        owner="public_security",
    )
    prior_penalties_6m: Whole = _sensitive(
        "此前六个月内受治安处罚的次数",
        "public-security penalties within the six months before",
        "ps-law@2012.20",
        owner="public_security",
    )
    prior_detention_not_executed: bool | None = _sensitive(
        "曾被决定拘留而不执行", "detention decided before and not executed", "mps-proc.164.2", owner="public_security"
    )
    first_violation: bool | None = _sensitive(
        "系初次违反治安管理", "first public-security violation", "ps-law.23.1", owner="public_security"
    )
    refused_correction: bool | None = _personal("拒不改正", "refused correction", "delinq-law.31.list")
    surrendered: bool | None = _personal("主动投案", "surrendered", "ps-law.20", owner="public_security")
    apologised: bool | None = _personal("已道歉", "apologised", "plan2017.P6.L1")
    compensated: bool | None = _personal("已赔偿", "compensated", "ps-law.20")
    forgiven: bool | None = _personal("已取得谅解", "forgiven", "ps-law.20")
    retaliated_after_report: bool | None = _personal("因被举报而报复", "retaliated after the report", "ps-law.22")
    capacity: Capacity | OneOf[Capacity] | None = _sensitive(
        "辨认控制能力", "capacity to discern and control", "ps-law.13", owner="appraisal_body"
    )
    guardian_unable_to_control: bool | None = _personal(
        "监护人无力管教", "guardian unable to control", "delinq-law.43", ask_zh="监护人是否无力管教？"
    )
    measures_in_force: tuple[MeasureInForce, ...] | None = _sensitive("已作出的措施", "measures in force", "moe49.10.2")

    injury: Injury | OneOf[Injury] | None = _sensitive(
        "伤情（鉴定等级）",
        "injury, forensic grade",
        "criminal.234",
        owner="appraisal_body",
        ask_zh="伤情鉴定结论是什么等级？",
        ask_en="What grade of injury was appraised?",
    )
    injury_appraised: bool | None = _sensitive(
        "伤情已经鉴定", "injury appraised", "mps-proc.90", owner="public_security"
    )
    disabled_by_injury: bool | None = _sensitive(
        "伤致严重残疾", "severely disabled by the injury", "criminal.17.3", owner="appraisal_body"
    )
    mental: Mental | OneOf[Mental] | None = _sensitive(
        "精神损害", "harm to mind", "minors-law.130.1.3", owner="hospital", ask_zh="有无精神损害，到什么程度？"
    )
    diagnosis: Diagnosis | OneOf[Diagnosis] | None = _sensitive(
        "医院诊断", "hospital diagnosis", "plan2017.P6.L2", owner="hospital"
    )
    property_loss_cny: Whole = _personal("财产损失（元）", "property loss in yuan", "minors-law.130.1.3")
    absent_days: Whole = _personal("缺课天数", "days absent from school", "plan2017.P6.L2")
    fears_school: bool | None = _sensitive(
        "不敢正常到校学习生活",
        "afraid to attend school as usual",
        "spc-juv2006.7",
        ask_zh="受害学生是否不敢正常到校学习、生活？",
        ask_en="Is the victim afraid to attend school as usual?",
    )
    transferred_out: bool | None = _personal("已转学", "transferred out", "minors-law.111")


@frozen(kw_only=True)
class Act:
    """
    One act, or one series of like acts.
    """

    kind: ActKind = needed("行为种类", "kind of act", norm="minors-law.130.1.3")
    by: tuple[Code, ...] | None = named("实施者", "done by", sensitivity="personal", norm="ps-law.17")
    against: tuple[Code, ...] | None = named("受害者", "done against", sensitivity="personal", norm="ps-law.51.2")
    from_: date | None = fact("起始日期", "first day", key="from", norm="ps-law.25")
    to: date | None = fact("终了日期", "last day", norm="ps-law.25")
    occasions: Whole = fact("次数", "number of occasions", norm="plan2017.P6.L1r")
    intent: Intent | OneOf[Intent] | None = fact(
        "行为人说法", "account of the state of mind", norm="minors-law.130.1.3"
    )
    weapon: Weapon | OneOf[Weapon] | None = fact("使用的器具", "weapon", norm="delinq-law.38")
    coercion: Coercion | OneOf[Coercion] | None = fact("强制程度", "degree of coercion", norm="spc-juv2006.7")
    minutes: Whole = fact("持续分钟数", "minutes it lasted", norm="ps-law.30")
    together: Whole = fact("共同实施人数", "number acting jointly", norm="ps-law.51.2")
    particularly_cruel: bool | None = fact(
        "手段特别残忍（认定）",
        "particularly cruel means (a finding)",
        norm="criminal.17.3",
        owner="court",
        ask_zh="手段是否被认定为特别残忍？",
    )
    amount_cny: Whole = fact("涉案金额（元）", "amount in yuan", norm="spc-juv2006.7")
    filmed: bool | None = fact("被拍摄", "filmed", norm="minors-law.77")
    livestreamed: bool | None = fact("被直播", "livestreamed", norm="minors-law.77")
    spread: Spread | OneOf[Spread] | None = fact("传播范围", "how far it was spread", norm="minors-law.77")
    still_online: bool | None = fact("仍在网上", "still online", norm="minors-law.77")
    views: Whole = fact("浏览次数", "views", norm="spc-spp-slander2013.2")
    forwards: Whole = fact("转发次数", "forwards", norm="spc-spp-slander2013.2")
    nude_imagery: bool | None = fact("含裸露影像", "nude imagery", sensitivity="sensitive", norm="ps-law.80")
    hours: Whole = fact("限制自由小时数", "hours of confinement", norm="ps-law.47")
    response_to: Whole = fact("所回应行为的序号", "index of the act answered", norm="ps-law.19")
    excess: bool | None = fact(
        "明显超过必要限度", "beyond necessary defence", norm="ps-law.19", owner="public_security"
    )


@frozen(kw_only=True)
class Finding:
    """
    What a named body found; the only thing that confirms.
    """

    value: bool | str = needed("结论", "finding")
    by: Body = needed("作出机关", "found by")
    on: date | None = fact("作出日期", "found on")
    stage: FindingStage | None = fact("阶段", "stage")
    reasons: str | None = fact("理由", "reasons", sensitivity="sensitive")
    person: Code | None = fact("所及人员", "person concerned", sensitivity="personal")
    in_force: bool | None = fact("现行有效", "in force")


@frozen(kw_only=True)
class Incident(Document):
    """
    One incident as a host knows it.
    """

    SCHEMA: ClassVar[str] = "campuslex/incident/1"

    id: Code = needed("事件编号", "incident id")
    jurisdiction: Jurisdiction | None = fact("所在地区划代码", "jurisdiction code", norm="petition.5.3")
    occurred_from: date | None = fact("首次行为日期", "day of the first act", norm="temporal.admin-penalty")
    occurred_to: date | None = fact(
        "最后行为日期",
        "day of the last act",
        norm="temporal.admin-penalty",
        ask_zh="行为发生在哪一天？跨多日的，最后一天是哪一天？",
        ask_en="On which day did the conduct happen, or end?",
    )
    occurred_between: tuple[date, date] | None = fact(
        "行为在此期间某日", "some day within", norm="temporal.admin-penalty"
    )
    first_known_at: date | None = fact("学校首次知晓日期", "day the school first knew", norm="minors-law.11.2")
    police_known_on: date | None = fact(
        "公安机关知晓日期", "day the police knew", norm="ps-law.25", owner="public_security"
    )
    procedure_started_on: date | None = fact(
        "启动调查处理程序日期", "day the procedure was opened", norm="plan2017.P4b"
    )
    location: Location | OneOf[Location] | None = fact("发生地点", "place", norm="minors-law.37.2")
    ongoing: bool | None = fact("仍在持续", "still going on")
    cross_school: bool | None = fact("涉及不同学校学生", "students of different schools", norm="plan2017.P4a")
    same_class: bool | None = fact("双方同班", "both in one class", ask_zh="双方是否同班？")
    same_dormitory: bool | None = fact("双方同宿舍", "both in one dormitory", ask_zh="双方是否同宿舍？")
    school: School | None = fact("学校", "school", norm="minors-law.130.1.2")
    intent: Intent | OneOf[Intent] | None = fact(
        "行为人的说法", "account of the state of mind", norm="minors-law.130.1.3"
    )
    dominance: tuple[Dominance, ...] | None = fact(
        "优势情形",
        "what made one side the stronger",
        norm="moe50.21.2",
        ask_zh="一方在年龄、身体、人数等方面是否占优势？",
        ask_en="Did one side have the upper hand in age, body, number or otherwise?",
    )
    planned: bool | None = fact("有预谋", "planned", norm="minors-law.130.1.3")
    lured: bool | None = fact("诱骗到场", "victim was lured", norm="minors-law.130.1.3")
    in_retaliation_for_reporting: bool | None = fact("因举报而报复", "in retaliation for reporting", norm="ps-law.50")
    could_not_be_stopped: bool | None = fact(
        "单位内难以制止",
        "could not be stopped within the school",
        norm="internal-sec.11.4",
        ask_zh="在单位内是否难以制止？",
    )
    gang: bool | None = fact("系不良行为团伙所为", "by a gang", norm="delinq-law.37")
    instigated_by_adult: bool | None = fact("有人教唆、胁迫、引诱", "instigated by an adult", norm="delinq-law.39")
    school_conduct: SchoolConduct | None = fact("学校的处置", "conduct of the school", norm="minors-law.119")
    bureau_conduct: BureauConduct | None = fact("主管部门的处置", "conduct of the bureau", norm="minors-law.119")
    proceedings_opened: tuple[Proceeding, ...] | None = fact(
        "已启动的监督、问责和复议程序",
        "oversight, accountability and reconsideration opened",
        owner="county_education_bureau",
        norm="gov-inspect.7.2",
    )
    disputed: tuple[str, ...] | None = fact("有争议的事实", "disputed facts", norm="minors-law.4")
    people: tuple[Person, ...] = many("人员", "people")
    acts: tuple[Act, ...] = many("行为", "acts", norm="minors-law.130.1.3")
    findings: dict[str, tuple[Finding, ...]] | None = fact("认定与结论", "findings")

    def person(self, code: str) -> Person | None:
        """
        The person with this code, or None.
        """
        return next((person for person in self.people if person.id == code), None)
