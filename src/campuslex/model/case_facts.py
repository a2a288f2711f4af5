"""
The flat facts of a case on a day, which supervision over time asks for; `case/` works them out from the events.
"""

from attrs import frozen

from campuslex.model.fact import fact
from campuslex.model.spans import Whole


@frozen(kw_only=True)
class CaseFacts:
    """
    What a case says on a day.
    """

    open_days: Whole = fact("知晓以来的天数（未办结）", "days since first known, not closed", norm="S29")
    late_duties: Whole = fact("逾期未尽的义务数", "duties late and not kept", norm="S28")
    late_hard_duties: Whole = fact("逾期未尽的硬期限义务数", "hard deadlines missed and not kept", norm="S28")
    late_report: bool | None = fact("知情次日仍未报告", "a report not made by the day after", norm="minors-law.11.2")
    late_serious_report: bool | None = fact(
        "严重欺凌知情次日仍未报告", "serious bullying not reported by the day after", norm="minors-law.39.3b"
    )
    petition_untold_days: Whole = fact(
        "信访收到后未受理、转送、答复的日数", "days a petition was not dealt with", norm="petition.40.1"
    )
    petitions: Whole = fact("来信来访次数", "petitions received", norm="S29")
    petitions_same_matter: Whole = fact("同一事项信访次数", "petitions on one matter, the most of any", norm="S29")
    leader_instruction: bool | None = fact("局领导已批示", "a leader has instructed", norm="S24")
    major_incident: bool | None = fact("属于重大欺凌事件", "a major incident", norm="S24", owner="county_leading_group")
    public_concern: bool | None = fact("社会反映强烈", "public concern", norm="S29", owner="county_leading_group")
    long_unresolved: bool | None = fact("久拖不决", "long unresolved", norm="S29", owner="county_leading_group")
    concealed: bool | None = fact("知情不报或者隐瞒", "known and not reported, or concealed", norm="minors-law.39.3b")
    sanction_before_determination: bool | None = fact(
        "认定以前作出处分", "a sanction before the determination", norm="moe49.14"
    )
    sanction_before_defence: bool | None = fact(
        "听取申辩以前作出处分", "a sanction before the defence", norm="moe49.14"
    )
    sanction_before_hearing: bool | None = fact(
        "申请听证而未听证即处分", "a sanction before the hearing asked for", norm="moe49.14"
    )
    repeat_offender: bool | None = fact("实施者此前被认定欺凌", "an offender determined before", norm="plan2017.P6.L3")
    supervision_open: bool | None = fact("正在督办", "under supervision", norm="S24")
    closed: bool | None = fact("已办结", "closed", norm="S24")
