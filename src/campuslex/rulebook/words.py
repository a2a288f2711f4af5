"""
The closed vocabularies of rule files.
"""

from enum import StrEnum


class Action(StrEnum):
    """
    What a duty asks an actor to do.
    """

    STOP = "stop"
    RESCUE = "rescue"
    PROTECT = "protect"
    CARE = "care"
    INFORM = "inform"
    NOTIFY_GUARDIANS = "notify_guardians"
    INVITE_GUARDIANS = "invite_guardians"
    INVESTIGATE = "investigate"
    DETERMINE = "determine"
    REPORT = "report"
    ASSIST = "assist"
    CONCEAL = "conceal"
    COUNSEL = "counsel"
    GUIDE_FAMILY = "guide_family"
    MAKE_PLAN = "make_plan"
    EDUCATE = "educate"
    DISCIPLINE = "discipline"
    NOTIFY_MEASURE = "notify_measure"
    HEAR_DEFENCE = "hear_defence"
    HOLD_HEARING = "hold_hearing"
    KEEP_PRIVACY = "keep_privacy"
    DISCLOSE = "disclose"
    PRESERVE_EVIDENCE = "preserve_evidence"
    REQUEST_REMOVAL = "request_removal"
    REMOVE_CONTENT = "remove_content"
    OBSERVE = "observe"
    ACCEPT_REPORT = "accept_report"
    GIVE_RECEIPT = "give_receipt"
    REPLY_RESULT = "reply_result"
    HANDLE = "handle"
    ORDER_GUARDIAN_DISCIPLINE = "order_guardian_discipline"
    IMPOSE_CORRECTIVE_EDUCATION = "impose_corrective_education"
    TRANSFER_CASE = "transfer_case"
    COMMISSION_APPRAISAL = "commission_appraisal"
    SEAL_RECORD = "seal_record"
    FILE_CASE = "file_case"
    REGISTER = "register"
    NOTIFY_ACCEPTANCE = "notify_acceptance"
    FORWARD = "forward"
    FORWARD_ACCUSATION = "forward_accusation"
    RAISE_OBJECTION = "raise_objection"
    REDIRECT = "redirect"
    REFUSE_ACCEPTANCE = "refuse_acceptance"
    ANSWER = "answer"
    HANDLE_IN_TIME = "handle_in_time"
    PERFORM_DUTY = "perform_duty"
    REVIEW = "review"
    RECHECK = "recheck"
    REPORT_UPWARD = "report_upward"
    SUPERVISE = "supervise"
    INTERVIEW = "interview"
    CIRCULATE = "circulate"
    ORDER_CORRECTION = "order_correction"
    RECTIFY = "rectify"
    VERIFY_RECTIFICATION = "verify_rectification"
    RECOMMEND = "recommend"
    REPLY_RECOMMENDATION = "reply_recommendation"
    URGE = "urge"
    INSPECT = "inspect"
    ANNOUNCE_INSPECTION = "announce_inspection"
    ISSUE_INSPECTION_OPINION = "issue_inspection_opinion"
    SANCTION_STAFF = "sanction_staff"
    KEEP_DOSSIER = "keep_dossier"
    SUBMIT_REPORT = "submit_report"
    SUBMIT_SUMMARY = "submit_summary"
    TRAIN = "train"
    PUBLISH = "publish"
    ESTABLISH = "establish"
    APPEAL = "appeal"
    DECIDE_APPEAL = "decide_appeal"
    FILE_LAWSUIT = "file_lawsuit"
    APPLY_RECONSIDERATION = "apply_reconsideration"
    EXAMINE_APPLICATION = "examine_application"
    REQUEST_SUPPLEMENT = "request_supplement"
    SUPPLEMENT_APPLICATION = "supplement_application"
    DECIDE_RECONSIDERATION = "decide_reconsideration"
    APPLY_SPECIAL_SCHOOL = "apply_special_school"
    EVALUATE = "evaluate"
    EXPEL = "expel"
    CORPORAL_PUNISHMENT = "corporal_punishment"
    DISCRIMINATE = "discriminate"
    DELAY = "delay"
    RETALIATE = "retaliate"
    OBSTRUCT = "obstruct"
    DISRUPT = "disrupt"
    RECUSE = "recuse"
    SUPPORT_VICTIM = "support_victim"
    ARRANGE_TRANSFER = "arrange_transfer"
    LEGAL_AID = "legal_aid"
    MEDIATE = "mediate"
    APPLY_MEDIATION = "apply_mediation"
    CONTROL_CHILD = "control_child"
    RESIGN_LEADER = "resign_leader"
    LIST_SUPERVISION = "list_supervision"
    NOTIFY_UNIT = "notify_unit"
    REQUEST_REVIEW = "request_review"
    REQUEST_RECHECK = "request_recheck"
    REQUEST_REEXAMINATION = "request_reexamination"
    CHOOSE_REPRESENTATIVES = "choose_representatives"
    EXTEND_TIME_LIMIT = "extend_time_limit"
    GOVERNMENT_INSPECT = "government_inspect"
    LIFT_MEASURE = "lift_measure"
    CONDONE = "condone"
    OBTAIN_CONSENT = "obtain_consent"
    DELETE_RECORD = "delete_record"
    SEEK_DIAGNOSIS = "seek_diagnosis"
    HEAR_VIEWS = "hear_views"
    COMPLETE_QUESTIONING = "complete_questioning"
    RECORD_QUESTIONING = "record_questioning"
    SUMMON_GUARDIAN = "summon_guardian"
    SUMMON_SUITABLE_ADULT = "summon_suitable_adult"
    NOTIFY_FAMILY = "notify_family"
    TELL_INTENDED_DECISION = "tell_intended_decision"
    TELL_HEARING_RIGHT = "tell_hearing_right"
    REQUEST_HEARING = "request_hearing"
    DECIDE_CASE = "decide_case"
    SERVE_DECISION = "serve_decision"
    APPLY_STAY = "apply_stay"
    REQUEST_APPRAISAL = "request_appraisal"
    SETTLE = "settle"
    DECIDE_TRANSFER = "decide_transfer"
    DECIDE_FILING = "decide_filing"
    NOTIFY_NON_FILING = "notify_non_filing"
    REQUEST_FILING_REVIEW = "request_filing_review"
    REQUEST_FILING_SUPERVISION = "request_filing_supervision"
    WARN_USER = "warn_user"
    STOP_SERVICE = "stop_service"
    APPLY_INJUNCTION = "apply_injunction"
    APPLY_LEGAL_AID = "apply_legal_aid"
    REPRESENT_CHILD = "represent_child"
    REQUEST_ACCESS = "request_access"
    RESTRICT_ACCESS = "restrict_access"
    RETAIN_RECORDS = "retain_records"
    AUDIT = "audit"
    REMEDY_LEAK = "remedy_leak"
    REFUSE_DISCLOSURE = "refuse_disclosure"
    INSTIGATE = "instigate"
    ADMONISH_GUARDIANS = "admonish_guardians"
    ORDER_FAMILY_GUIDANCE = "order_family_guidance"
    OPEN_CORRESPONDENCE = "open_correspondence"
    NOTIFY_LEGAL_AID = "notify_legal_aid"
    ASSIGN_FEMALE_STAFF = "assign_female_staff"
    QUESTION_ONCE = "question_once"
    SPARE_COURT_APPEARANCE = "spare_court_appearance"
    CLOSED_TRIAL = "closed_trial"
    REQUIRE_FILING_REASONS = "require_filing_reasons"
    ISSUE_CERTIFICATE = "issue_certificate"
    REQUEST_EVALUATION = "request_evaluation"
    DECIDE_RETURN = "decide_return"
    READMIT = "readmit"
    KEEP_ENROLMENT = "keep_enrolment"
    GRANT_DIPLOMA = "grant_diploma"
    INVITE_PARTNERS = "invite_partners"
    REPORT_FAMILY_VIOLENCE = "report_family_violence"
    WARN_ABUSER = "warn_abuser"
    APPLY_PROTECTION_ORDER = "apply_protection_order"
    APPLY_GUARDIAN_REMOVAL = "apply_guardian_removal"
    ORDER_PROTECTION = "order_protection"
    SUPPORT_TEACHER = "support_teacher"
    OBEY_RULES = "obey_rules"


class AppliesBy(StrEnum):
    """
    Which day decides whether a rule is in force.
    """

    CONDUCT = "conduct"
    STEP = "step"


class Curable(StrEnum):
    """
    Whether a defect of procedure can be made good.
    """

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"


class DefectStep(StrEnum):
    """
    The step of procedure that is missing or out of order.
    """

    INVESTIGATION = "investigation"
    DETERMINATION = "determination"
    COMPETENT_BODY = "competent_body"
    GUARDIANS_INVITED = "guardians_invited"
    GUARDIANS_TOLD = "guardians_told"
    GUARDIANS_TOLD_IN_ADVANCE = "guardians_told_in_advance"
    DEFENCE_HEARD = "defence_heard"
    HEARING_HELD = "hearing_held"
    RULES_PUBLISHED = "rules_published"
    LAWFUL_MEASURE = "lawful_measure"
    COMMITTEE_ASSESSMENT = "committee_assessment"
    REPORT_MADE = "report_made"
    WRITTEN_REPLY = "written_reply"
    DECISION_SERVED = "decision_served"
    RECUSAL = "recusal"
    DOSSIER = "dossier"


class Effect(StrEnum):
    """
    What a rule does to a measure.
    """

    PERMIT = "permit"
    REQUIRE = "require"
    BAR = "bar"


class Family(StrEnum):
    """
    The families of rules, one folder each.
    """

    DETERMINATION = "determination"
    SEVERITY = "severity"
    PROTECTION = "protection"
    DISCIPLINE = "discipline"
    ESCALATION = "escalation"
    LIABILITY = "liability"
    REMEDIES = "remedies"
    PETITIONS = "petitions"
    SUPERVISION = "supervision"
    PREVENTION = "prevention"
    RECORDS = "records"
    PRESUMPTIONS = "presumptions"


class FirstStep(StrEnum):
    """
    What must happen before a measure.
    """

    DETERMINATION = "determination"
    NOTIFY_GUARDIANS = "notify_guardians"
    NOTIFY_GUARDIANS_IN_ADVANCE = "notify_guardians_in_advance"
    HEAR_DEFENCE = "hear_defence"
    HEARING_ON_REQUEST = "hearing_on_request"
    RULES_PUBLISHED = "rules_published"
    EVALUATION_BY_COMMITTEE = "evaluation_by_committee"
    APPLICATION = "application"
    INVITATION = "invitation"
    NOTIFY_GUARDIANS_AND_HEAR = "notify_guardians_and_hear"
    HEARING_RIGHT_TOLD = "hearing_right_told"
    WITH_PUBLIC_SECURITY = "with_public_security"
    PROSECUTION_APPROVAL = "prosecution_approval"


class GradeEffect(StrEnum):
    """
    Whether a rule sets a grade or only lets the range reach it.
    """

    SET = "set"
    REACH = "reach"


class LayerLevel(StrEnum):
    """
    Whose layer it is.
    """

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class Level(StrEnum):
    """
    The rank of an instrument.
    """

    LAW = "law"
    PARTY_REGULATION = "party_regulation"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    JUDICIAL_INTERPRETATION = "judicial_interpretation"
    MINISTRY_RULE = "ministry_rule"
    MINISTRY_DOCUMENT = "ministry_document"
    LOCAL_REGULATION = "local_regulation"
    LOCAL_RULE = "local_rule"
    LOCAL_DOCUMENT = "local_document"
    PLAN = "plan"


class ParameterKind(StrEnum):
    """
    What a parameter's value is.
    """

    NUMBER = "number"
    DATE = "date"
    WORD = "word"
    TEXT = "text"


class RuleKind(StrEnum):
    """
    What a rule is.
    """

    NORM = "norm"
    PRESUMPTION = "presumption"
    LOCAL = "local"


class ScopeName(StrEnum):
    """
    The scopes a rule can speak of.
    """

    INCIDENT = "incident"
    OFFENDER = "offender"
    VICTIM = "victim"
    PETITION = "petition"
    SCHOOL_TERM = "school_term"
    CASE = "case"


class SettledBy(StrEnum):
    """
    What the choice of a reading works on.
    """

    RULES = "rules"
    DEFINITIONS = "definitions"
    COUNTING = "counting"
    PARAMETER = "parameter"
    LAYER = "layer"
    DATE = "date"
    DESIGN = "design"


class StartEvent(StrEnum):
    """
    Where a deadline starts.
    """

    FIRST_KNOWN_AT = "first_known_at"
    OCCURRED_TO = "occurred_to"
    PROCEDURE_STARTED_ON = "procedure_started_on"
    STAFF_KNEW = "staff_knew"
    POLICE_KNOWN_ON = "police_known_on"
    RECEIVED_ON = "received_on"
    ACCEPTED_ON = "accepted_on"
    ANSWERED_ON = "answered_on"
    DECISION_MADE = "decision_made"
    DECISION_RECEIVED = "decision_received"
    ACCOUNTABILITY_DECISION_RECEIVED = "accountability_decision_received"
    RECHECK_DECISION_RECEIVED = "recheck_decision_received"
    APPEAL_DECISION_RECEIVED = "appeal_decision_received"
    RECONSIDERATION_ACCEPTED = "reconsideration_accepted"
    SUPPLEMENT_NOTICE_RECEIVED = "supplement_notice_received"
    MEASURE_DECIDED = "measure_decided"
    REQUEST_RECEIVED = "request_received"
    TRANSFER_RECEIVED = "transfer_received"
    CASE_FILED = "case_filed"
    REVIEW_OPENED = "review_opened"
    RECOMMENDATION_RECEIVED = "recommendation_received"
    APPLICATION_RECEIVED = "application_received"
    INSPECTION_ENDED = "inspection_ended"
    PRELIMINARY_OPINION_FED_BACK = "preliminary_opinion_fed_back"
    INSPECTION_OPINION_RECEIVED = "inspection_opinion_received"
    RECTIFICATION_ENDED = "rectification_ended"
    MEDIATION_ACCEPTED = "mediation_accepted"
    SUMMONED = "summoned"
    REPORT_SUBMITTED = "report_submitted"
    TRANSFER_APPROVED = "transfer_approved"
    NON_FILING_NOTICE_RECEIVED = "non_filing_notice_received"
    RECONSIDERATION_DECISION_RECEIVED = "reconsideration_decision_received"
    RIGHT_LEARNED = "right_learned"
    TURNED_18 = "turned_18"
    OPINION_REQUESTED = "opinion_requested"
    EVENT = "event"
    TERM_BEGINS = "term_begins"
    CYCLE_BEGINS = "cycle_begins"
    NONE = "none"


class Strength(StrEnum):
    """
    Whether a deadline binds hard or soft.
    """

    HARD = "hard"
    SOFT = "soft"


class TermKind(StrEnum):
    """
    What a glossary term names.
    """

    ACTOR = "actor"
    ACT = "act"
    GRADE = "grade"
    MEASURE = "measure"
    CHANNEL = "channel"
    DEADLINE = "deadline"
    DOCUMENT = "document"
    FACT = "fact"
    FINDING = "finding"
    WORD = "word"
    ACTION = "action"
    STEP = "step"
    INSTRUMENT = "instrument"
    CONCEPT = "concept"
    TRACK = "track"


class TermStatus(StrEnum):
    """
    Whether a lawyer has checked a term.
    """

    PROVISIONAL = "provisional"
    SETTLED = "settled"
