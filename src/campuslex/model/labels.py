"""
What each finding is called, who is asked for it, and which norm needs it.
"""

from campuslex.model.fact import FactInfo

_TABLE = """
bullying|是否构成学生欺凌的认定|determination of bullying|school_committee|minors-law.130.1.3
circumstances|欺凌情节（轻微、比较恶劣、恶劣）|circumstances of the bullying|school_committee|plan2017.P6.L1
discipline_gravity|违规情节（较轻、较重、严重）|gravity of the breach under order 49|school|moe49.9
delinq33_minor|属于预防法第三十三条的情节轻微|minor in the sense of delinq-law.33|school_committee|delinq-law.33
repeated|反复发生|bullying that keeps recurring|school_committee|plan2017.P6.L1r
visible_harm|对身体和心理造成明显伤害|visible harm to body and mind|school_committee|plan2017.P6.L2
incorrigible|屡教不改|incorrigible|school_committee|plan2017.P6.L3
adverse_influence|影响恶劣|bad influence|school|moe49.10.1
serious_consequence|造成严重后果|serious consequence|county_education_bureau|minors-law.117
serious_danger|严重危害社会|serious danger to society|public_security|delinq-law.38
serious_bullying|属于未保法所称严重的欺凌行为|serious bullying (minors-law.39.3)|school_committee|minors-law.39.3b
intent|主观状态的认定|finding on the state of mind|school_committee|minors-law.130.1.3
dominance|一方具有优势的认定|finding of dominance|school_committee|moe50.21.2
mental_harm|造成精神损害的认定|finding of harm to mind|school_committee|minors-law.130.1.3
public_security_violation|违反治安管理的认定|finding of a public-security violation|public_security|ps-law.60.1
suspected_crime|涉嫌犯罪的认定|finding of suspected crime|public_security|cpl.110.1
no_penalty|依法不予处罚的决定|decision not to punish|public_security|plan2017.P6.L4b
ps_serious_and_bad_influence|情节严重、影响恶劣（治安）|serious and of bad influence|public_security|ps-law.23.2
crime_bad_circumstances|情节恶劣（刑法第十七条第三款）|bad circumstances (criminal.17.3)|procuratorate|criminal.17.3
prosecution_approved|最高人民检察院核准追诉|prosecution approved|procuratorate|criminal.17.3
school_duty_met|学校尽到教育管理职责|school met its duty of education and management|court|civil.1200
knowingly|明知|knowingly|public_security|ps-law.60.2
refused_rectification|拒不改正|refused rectification|county_education_bureau|minors-law.119
major_incident|属于重大欺凌事件|major incident|county_leading_group|S24
public_concern|社会反映强烈|strong public concern|county_leading_group|S29
long_unresolved|久拖不决|long unresolved|county_leading_group|S29
unable_to_control|无力管教或者管教无效|cannot control the child|special_education_committee|delinq-law.43
recheck_reviewable|惩戒处分的复核可以复议诉讼|recheck of discipline reviewable|county_government|moe49.18
"""

FINDING_INFO: dict[str, FactInfo] = {
    key: FactInfo(zh, en, f"有权主体是否已作出“{zh}”？", f"Has a competent body found: {en}?", owner, "personal", norm)
    for key, zh, en, owner, norm in (line.split("|") for line in _TABLE.strip().splitlines())
}
"""Description by finding key."""
