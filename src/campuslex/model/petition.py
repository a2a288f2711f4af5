"""
`campuslex/petition/1`: what is known of one petition (信访) (design §4; petition@2022).
"""

from datetime import date
from typing import ClassVar

from attrs import frozen

from campuslex.model.document import Document
from campuslex.model.fact import fact, needed
from campuslex.model.spans import Code, Jurisdiction, OneOf, Whole
from campuslex.model.words import (
    Accused,
    Body,
    Category,
    Channel,
    Matter,
    MatterStage,
    Origin,
    Ownership,
    PetitionerSide,
    Request,
)


@frozen(kw_only=True)
class Petition(Document):
    """
    One petition as the office that received it knows it.
    """

    SCHEMA: ClassVar[str] = "campuslex/petition/1"

    id: Code = needed("信访编号", "petition id", owner="petition_office")
    received_on: date | None = fact("收到日期", "received on", norm="petition.23.2", owner="petition_office")
    channel: Channel | OneOf[Channel] | None = fact("提出形式", "channel", norm="petition.17", owner="petition_office")
    received_by: Body | OneOf[Body] | None = fact(
        "收到机关", "received by", norm="petition.23.1", owner="petition_office"
    )
    jurisdiction: Jurisdiction | None = fact(
        "收到机关所在地", "jurisdiction of the receiver", norm="petition.5.3", owner="petition_office"
    )
    concerns_jurisdiction: Jurisdiction | None = fact(
        "事项所在地", "jurisdiction the matter concerns", norm="petition.5.3", owner="petition_office"
    )
    school_ownership: Ownership | OneOf[Ownership] | None = fact(
        "所涉学校办学性质", "who runs the school", norm="petition.2"
    )
    origin: Origin | OneOf[Origin] | None = fact("来源", "origin", norm="petition.23.3a", owner="petition_office")
    named: bool | None = fact("署名", "named", norm="petition.19.1", owner="petition_office")
    contact_known: bool | None = fact(
        "姓名住址清楚",
        "name and address clear",
        norm="petition.23.2",
        owner="petition_office",
        ask_zh="姓名住址是否清楚？",
    )
    visitors: Whole = fact("走访人数", "number of visitors", norm="petition.20.3", owner="petition_office")
    category: Category | OneOf[Category] | None = fact(
        "信访类别", "category", norm="petition.29", owner="petition_office"
    )
    matter: tuple[Matter, ...] | None = fact("信访事项", "matters", norm="petition.31", owner="petition_office")
    requests: tuple[Request, ...] | None = fact("诉求", "requests", norm="petition.31.5", owner="petition_office")
    petitioner_side: PetitionerSide | OneOf[PetitionerSide] | None = fact(
        "信访人所属一方", "petitioner's side", norm="moe49.17"
    )
    accuses: tuple[Accused, ...] | None = fact(
        "检举控告的对象", "whom it accuses", norm="petition.30.3", owner="petition_office"
    )
    judicial_route_open: bool | None = fact("可循诉讼程序", "a judicial route is open", norm="petition.31.1")
    judicial_proceedings_pending: bool | None = fact(
        "正在司法程序中", "judicial proceedings pending", norm="petition.28.2", owner="court"
    )
    administrative_route_open: bool | None = fact(
        "可循行政程序", "an administrative route is open", norm="petition.31.4"
    )
    same_matter_stage: MatterStage | OneOf[MatterStage] | None = fact(
        "同一事项已到阶段", "how far the same matter has gone", norm="petition.19.3", owner="petition_office"
    )
    same_facts_and_reasons: bool | None = fact(
        "同一事实和理由", "same facts and reasons", norm="petition.36.3", owner="petition_office"
    )
    leader_instruction: bool | None = fact(
        "有领导批示", "leader's instruction", norm="S24", owner="county_education_bureau"
    )
    major_or_urgent: bool | None = fact("重大、紧急", "major or urgent", norm="petition.25", owner="petition_office")
    public_concern: bool | None = fact(
        "社会反映强烈", "strong public concern", norm="S29", owner="county_leading_group"
    )
    serious_consequence: bool | None = fact(
        "造成严重后果", "serious consequence", norm="petition.40.3", owner="county_education_bureau"
    )
    accepted_on: date | None = fact("受理日期", "accepted on", norm="petition.34", owner="petition_office")
    answered_on: date | None = fact("答复日期", "answered on", norm="petition.35", owner="petition_office")
    forwarded_on: date | None = fact(
        "送达学校日期", "forwarded to the school on", norm="S22", owner="county_education_bureau"
    )
    review_requested_on: date | None = fact(
        "请求复查日期", "review requested on", norm="petition.35", owner="petition_office"
    )
    review_answered_on: date | None = fact(
        "收到复查意见日期", "review's answer received on", norm="petition.36", owner="petition_office"
    )
    recheck_requested_on: date | None = fact(
        "请求复核日期", "recheck requested on", norm="petition.36", owner="petition_office"
    )
    earlier_request_on: date | None = fact(
        "此前未获答复的申请日期", "earlier request left unanswered", norm="recon-impl@2026.24"
    )
    incident_id: Code | None = fact("关联事件编号", "incident id")
