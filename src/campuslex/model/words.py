"""
The closed vocabularies of facts and answers.

Values are plain ASCII strings; their Chinese and English labels stand in `rules/glossary.toml`.
Order matters where `ORDERED` says so, and in `Measure`, which fixes the order of answers.
Long, because it is one list of words with nothing else in it: whoever looks for a word looks here.
"""

from enum import StrEnum


class Stage(StrEnum):
    """
    School stage; a person's own stage outranks the school's.
    """

    KINDERGARTEN = "kindergarten"
    PRIMARY = "primary"
    PRIMARY_LOWER = "primary_lower"
    PRIMARY_UPPER = "primary_upper"
    JUNIOR = "junior"
    SENIOR = "senior"
    VOCATIONAL = "vocational"
    SPECIAL_EDUCATION = "special_education"
    SPECIALISED = "specialised"
    HIGHER = "higher"


class Ownership(StrEnum):
    """
    Who runs the school.
    """

    PUBLIC = "public"
    PRIVATE = "private"


class Location(StrEnum):
    """
    Where the conduct took place.
    """

    ON_CAMPUS = "on_campus"
    OFF_CAMPUS = "off_campus"
    ON_THE_WAY = "on_the_way"
    ONLINE = "online"
    DORMITORY = "dormitory"


class Intent(StrEnum):
    """
    The account given of the state of mind.
    """

    DELIBERATE = "deliberate"
    MALICIOUS = "malicious"
    PLAYFUL = "playful"
    ACCIDENTAL = "accidental"
    MUTUAL_FIGHT = "mutual_fight"
    SELF_DEFENCE = "self_defence"


class Dominance(StrEnum):
    """
    What made one side the stronger (moe50.21.2).
    """

    AGE = "age"
    GRADE = "grade"
    BODY = "body"
    NUMBER = "number"
    AUTHORITY_ROLE = "authority_role"
    BACKGROUND = "background"
    DISABILITY = "disability"
    ISOLATED_PLACE = "isolated_place"
    CONTROLLING_FRIENDSHIP = "controlling_friendship"
    OTHER = "other"


class Told(StrEnum):
    """
    Which guardians were told.
    """

    NONE = "none"
    ONE = "one"
    BOTH = "both"


class Role(StrEnum):
    """
    What part a person has in the incident.
    """

    OFFENDER = "offender"
    VICTIM = "victim"
    BYSTANDER = "bystander"
    DEFENDER = "defender"
    REPORTER = "reporter"
    WITNESS = "witness"


class Status(StrEnum):
    """
    How a person stands to schooling.
    """

    ENROLLED = "enrolled"
    SUSPENDED = "suspended"
    DROPPED_OUT = "dropped_out"
    GRADUATED = "graduated"
    OUTSIDER = "outsider"
    STAFF = "staff"


class Sex(StrEnum):
    """
    Sex, where a norm asks for it.
    """

    FEMALE = "female"
    MALE = "male"


class Vulnerability(StrEnum):
    """
    What makes a student more exposed (moe50.22).
    """

    DISABILITY = "disability"
    LEFT_BEHIND = "left_behind"
    MIGRANT = "migrant"
    POVERTY = "poverty"
    TRANSFERRED_IN = "transferred_in"
    ILLNESS = "illness"
    OTHER = "other"


class Part(StrEnum):
    """
    An offender's part in what was done.
    """

    ORGANISER = "organiser"
    INSTIGATOR = "instigator"
    PRINCIPAL = "principal"
    ASSISTANT = "assistant"
    FILMER = "filmer"
    SPREADER = "spreader"
    REINFORCER = "reinforcer"
    COERCED = "coerced"


class Capacity(StrEnum):
    """
    Capacity to discern and control one's conduct (ps-law.13).
    """

    FULL = "full"
    LIMITED = "limited"
    NONE = "none"


class Injury(StrEnum):
    """
    Forensic grade of injury, ordered.
    """

    NONE = "none"
    PAIN = "pain"
    SLIGHT = "slight"
    MINOR_2 = "minor_2"
    MINOR_1 = "minor_1"
    SERIOUS = "serious"
    DEATH = "death"


class Mental(StrEnum):
    """
    Harm to mind, ordered.
    """

    NONE = "none"
    DISTRESS = "distress"
    DISORDER = "disorder"
    SELF_HARM = "self_harm"
    SUICIDE_ATTEMPT = "suicide_attempt"
    SUICIDE = "suicide"


class Diagnosis(StrEnum):
    """
    What a hospital found, without forensic grade.
    """

    NONE = "none"
    BRUISES = "bruises"
    FRACTURE = "fracture"
    HOSPITALISED = "hospitalised"
    OTHER = "other"


class ActKind(StrEnum):
    """
    What was done.
    """

    STRIKE = "strike"
    KICK = "kick"
    SLAP = "slap"
    SCRATCH_BITE = "scratch_bite"
    PUSH = "push"
    PULL = "pull"
    THREATEN = "threaten"
    INSULT = "insult"
    MOCK = "mock"
    NICKNAME = "nickname"
    HUMILIATE = "humiliate"
    STRIP = "strip"
    TAKE_PROPERTY = "take_property"
    EXTORT = "extort"
    STEAL = "steal"
    DAMAGE_PROPERTY = "damage_property"
    EXCLUDE = "exclude"
    DEFAME_ONLINE = "defame_online"
    RUMOUR = "rumour"
    EXPOSE_PRIVACY = "expose_privacy"
    HARASS_ONLINE = "harass_online"
    RECORD_HUMILIATION = "record_humiliation"
    CONFINE = "confine"
    FORCE_KNEEL = "force_kneel"
    FORCE_INGEST = "force_ingest"
    FORCE_LABOUR = "force_labour"
    FORCE_PARTICIPATE = "force_participate"
    BURN = "burn"
    CHOKE = "choke"
    STAB = "stab"
    POLLUTE_BELONGINGS = "pollute_belongings"
    STALK = "stalk"
    SEXUAL_RUMOUR = "sexual_rumour"
    SEXUAL_HARASSMENT = "sexual_harassment"
    SEXUAL_ASSAULT = "sexual_assault"
    GENITAL_INJURY = "genital_injury"
    POISON = "poison"
    KILL = "kill"
    OTHER = "other"


class Weapon(StrEnum):
    """
    What the act was done with.
    """

    NONE = "none"
    TOOL = "tool"
    CONTROLLED_KNIFE = "controlled_knife"


class Coercion(StrEnum):
    """
    How far the other was coerced, ordered.
    """

    NONE = "none"
    MILD_THREAT = "mild_threat"
    THREAT = "threat"
    VIOLENCE = "violence"


class Spread(StrEnum):
    """
    How far images or words were spread, ordered.
    """

    NONE = "none"
    GROUP_CHAT = "group_chat"
    PUBLIC = "public"


class FindingStage(StrEnum):
    """
    At which stage a body found.
    """

    FIRST = "first"
    REVIEW = "review"
    APPEAL = "appeal"


class Circumstances(StrEnum):
    """
    The 2017 plan's words for circumstances, ordered.
    """

    MINOR = "minor"
    RATHER_BAD = "rather_bad"
    BAD = "bad"


class Gravity(StrEnum):
    """
    Order 49's words for gravity, ordered.
    """

    LIGHT = "light"
    HEAVIER = "heavier"
    SERIOUS = "serious"


class Grade(StrEnum):
    """
    Severity grade of plan2017.P6, ordered.
    """

    MINOR = "minor"
    SERIOUS = "serious"
    GRAVE = "grave"


class Channel(StrEnum):
    """
    How a petition came in.
    """

    LETTER = "letter"
    VISIT = "visit"
    PHONE = "phone"
    ONLINE = "online"
    FAX = "fax"


class Origin(StrEnum):
    """
    Whether a petition came directly.
    """

    DIRECT = "direct"
    FORWARDED = "forwarded"
    ASSIGNED = "assigned"


class Category(StrEnum):
    """
    The three classes of petitions (petition.29-31).
    """

    SUGGESTION = "suggestion"
    ACCUSATION = "accusation"
    CLAIM = "claim"


class Matter(StrEnum):
    """
    What a petition is about.
    """

    DETERMINATION_DISPUTE = "determination_dispute"
    DISCIPLINE_DISPUTE = "discipline_dispute"
    SCHOOL_INACTION = "school_inaction"
    BUREAU_INACTION = "bureau_inaction"
    STAFF_MISCONDUCT = "staff_misconduct"
    COMPENSATION = "compensation"
    PUBLIC_SECURITY_HANDLING = "public_security_handling"
    CRIMINAL_HANDLING = "criminal_handling"
    SCHOOL_POLICY = "school_policy"
    PERSONNEL_DISPUTE = "personnel_dispute"
    PARTY_SANCTION_DISPUTE = "party_sanction_dispute"
    OTHER = "other"


class Request(StrEnum):
    """
    What a petition asks for.
    """

    INVESTIGATE_VIOLATION = "investigate_violation"
    PROTECT_PERSON = "protect_person"
    CHANGE_DECISION = "change_decision"
    INFORMATION = "information"
    APOLOGY = "apology"
    COMPENSATION = "compensation"
    OTHER = "other"


class PetitionerSide(StrEnum):
    """
    Whose side the petitioner is on.
    """

    VICTIM = "victim"
    OFFENDER = "offender"
    OTHER = "other"


class Accused(StrEnum):
    """
    Whom a petition accuses.
    """

    SCHOOL = "school"
    STAFF = "staff"
    BUREAU = "bureau"


class MatterStage(StrEnum):
    """
    How far the same matter has gone.
    """

    NONE = "none"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    REVIEWED = "reviewed"
    RECHECKED = "rechecked"


class Procedure(StrEnum):
    """
    The three stretches a school's procedure must cover (act2018.N4c), and what a county's plan wants worked out (S8).
    """

    EARLY_WARNING = "early_warning"
    HANDLING = "handling"
    FOLLOW_UP = "follow_up"
    INVESTIGATION = "investigation"
    GRADING = "grading"
    DISCIPLINE = "discipline"
    VICTIM_CARE = "victim_care"


class CountyUnit(StrEnum):
    """
    Units of the education bureau in a county's leading group (S1).
    """

    BUREAU_OFFICE = "bureau_office"
    PERSONNEL = "personnel"
    TRAINING_SCHOOL = "training_school"
    INSPECTION_OFFICE = "inspection_office"
    SAFETY_LEGAL = "safety_legal"


class Partner(StrEnum):
    """
    Departments and organisations in a county's coordination (S17).
    """

    POLITICAL_LEGAL = "political_legal"
    COURT = "court"
    PROCURATORATE = "procuratorate"
    PUBLIC_SECURITY = "public_security"
    CIVIL_AFFAIRS = "civil_affairs"
    JUSTICE = "justice"
    HUMAN_RESOURCES = "human_resources"
    YOUTH_LEAGUE = "youth_league"
    WOMENS_FEDERATION = "womens_federation"
    DISABLED_FEDERATION = "disabled_federation"


class TrainingTopic(StrEnum):
    """
    What staff are trained on against bullying (S18).
    """

    TEACHING_BY_LAW = "teaching_by_law"
    GOVERNING_BY_LAW = "governing_by_law"
    RISK_ANALYSIS = "risk_analysis"
    HANDLING_MEASURES = "handling_measures"


class InspectionFocus(StrEnum):
    """
    What a county's special inspection looks at (S27).
    """

    DAILY_MANAGEMENT = "daily_management"
    PREVENTIVE_MEASURES = "preventive_measures"
    HANDLING_PROCEDURE = "handling_procedure"
    RESULTS = "results"


class SummaryPart(StrEnum):
    """
    What a school's annual summary holds (S31).
    """

    EXPERIENCE = "experience"
    SHORTCOMINGS = "shortcomings"
    IMPROVEMENTS = "improvements"


class Proceeding(StrEnum):
    """
    What was opened against a school, a bureau or an official, each by a power of its own.
    """

    EDUCATION_INSPECTION = "education_inspection"
    INSPECTION_ACCOUNTABILITY = "inspection_accountability"
    GOVERNMENT_INSPECTION = "government_inspection"
    ENFORCEMENT_SUPERVISION = "enforcement_supervision"
    STAFF_SANCTION = "staff_sanction"
    OFFICIAL_SANCTION = "official_sanction"
    COMMISSION_SANCTION = "commission_sanction"
    RECONSIDERATION = "reconsideration"


class CommitteeRole(StrEnum):
    """
    Who sits on a committee.
    """

    PRINCIPAL = "principal"
    VICE_PRINCIPAL = "vice_principal"
    LAW_VICE_PRINCIPAL = "law_vice_principal"
    MORAL_EDUCATION_OFFICER = "moral_education_officer"
    TEACHER = "teacher"
    COUNSELLOR = "counsellor"
    COMMUNITY_WORKER = "community_worker"
    PARENT = "parent"
    STUDENT = "student"
    OUTSIDE_EXPERT = "outside_expert"
    LAWYER = "lawyer"


class Measure(StrEnum):
    """
    Every measure an answer lists, in order.
    """

    SPECIAL_EDUCATION_PLAN = "special_education_plan"
    CRITICISM = "criticism"
    APOLOGY = "apology"
    WRITTEN_REFLECTION = "written_reflection"
    EXTRA_SERVICE = "extra_service"
    STANDING_IN_CLASS = "standing_in_class"
    AFTER_CLASS_GUIDANCE = "after_class_guidance"
    REMOVE_FROM_CLASS = "remove_from_class"
    ADMONITION = "admonition"
    SCHOOL_SERVICE = "school_service"
    RULES_EDUCATION = "rules_education"
    RESTRICT_OUTINGS = "restrict_outings"
    SUSPENSION = "suspension"
    LAW_VICE_PRINCIPAL_REPRIMAND = "law_vice_principal_reprimand"
    SPECIAL_COURSE = "special_course"
    WARNING = "warning"
    SERIOUS_WARNING = "serious_warning"
    DEMERIT = "demerit"
    PROBATION = "probation"
    EXPULSION = "expulsion"
    ORDERED_WITHDRAWAL = "ordered_withdrawal"
    RECORD_IN_EVALUATION = "record_in_evaluation"
    POLICE_WARNING_EDUCATION = "police_warning_education"
    POLICE_REPRIMAND = "police_reprimand"
    MANAGEMENT_EDUCATION = "management_education"
    SCHOOL_ADMONITION_31 = "school_admonition_31"
    CONDUCT_RULES_ORDER = "conduct_rules_order"
    SPECIAL_TOPIC_EDUCATION = "special_topic_education"
    CAMPUS_SERVICE_31 = "campus_service_31"
    COUNSELLING_INTERVENTION = "counselling_intervention"
    OTHER_MANAGEMENT_31 = "other_management_31"
    GUARDIAN_DISCIPLINE_REQUEST = "guardian_discipline_request"
    SPECIAL_SCHOOL_APPLICATION = "special_school_application"
    SPECIAL_SCHOOL_DECISION = "special_school_decision"
    SPECIAL_CORRECTIVE_EDUCATION = "special_corrective_education"
    CORRECTIVE_MEASURES = "corrective_measures"
    GUARDIAN_DISCIPLINE_ORDER = "guardian_discipline_order"
    PUBLIC_SECURITY_PENALTY = "public_security_penalty"
    DETENTION_EXECUTION = "detention_execution"
    CRIMINAL_PROCEEDINGS = "criminal_proceedings"


class MeasureStep(StrEnum):
    """
    Steps around a measure that the record can say were not taken.
    """

    GUARDIANS_TOLD = "guardians_told"
    DEFENCE_HEARD = "defence_heard"
    HEARING_HELD = "hearing_held"
    REASONS_GIVEN = "reasons_given"
    WRITTEN_REPLY = "written_reply"
    COMMITTEE_ASSESSED = "committee_assessed"


class Body(StrEnum):
    """
    Actors, addressees and competent bodies.
    """

    SCHOOL_COMMITTEE = "school_committee"
    JOINT_COMMITTEE = "joint_committee"
    REVIEW_PANEL = "review_panel"
    STUDENT_APPEAL_COMMITTEE = "student_appeal_committee"
    SCHOOL = "school"
    COUNTY_LEADING_GROUP = "county_leading_group"
    COUNTY_EDUCATION_BUREAU = "county_education_bureau"
    CITY_EDUCATION_BUREAU = "city_education_bureau"
    SPECIAL_EDUCATION_COMMITTEE = "special_education_committee"
    PUBLIC_SECURITY = "public_security"
    PROCURATORATE = "procuratorate"
    COURT = "court"
    HOSPITAL = "hospital"
    APPRAISAL_BODY = "appraisal_body"
    INVESTIGATION_GROUP = "investigation_group"
    TEACHER = "teacher"
    STAFF = "staff"
    GUARDIAN = "guardian"
    COUNTY_GOVERNMENT = "county_government"
    CIVIL_AFFAIRS = "civil_affairs"
    PETITION_OFFICE = "petition_office"
    RESPONSIBLE_INSPECTOR = "responsible_inspector"
    SUPERVISORY_COMMISSION = "supervisory_commission"
    PARTY_DISCIPLINE = "party_discipline"
    EDUCATION_INSPECTION = "education_inspection"
    JOINT_CONFERENCE = "joint_conference"
    JUDICIAL_ADMINISTRATION = "judicial_administration"
    ARBITRATION = "arbitration"
    HIGHER_AUTHORITY = "higher_authority"
    SUPERIOR_UNIT = "superior_unit"
    PRINCIPAL = "principal"
    PETITIONER = "petitioner"
    STUDENT = "student"
    PLATFORM = "platform"
    JUSTICE_DEPARTMENT = "justice_department"
    CYBERSPACE_ADMINISTRATION = "cyberspace_administration"
    HEALTH_DEPARTMENT = "health_department"
    SPECIAL_SCHOOL = "special_school"
    RESIDENTS_COMMITTEE = "residents_committee"
    MEDIA = "media"
    LEGAL_AID_AGENCY = "legal_aid_agency"


class Track(StrEnum):
    """
    The tracks computed side by side.
    """

    PROTECTION = "protection"
    ESCALATION = "escalation"
    DISCIPLINE = "discipline"
    REMEDIES = "remedies"
    PETITION = "petition"
    SUPERVISION = "supervision"
    RECORDS = "records"
    PREVENTION = "prevention"


class Modality(StrEnum):
    """
    How a norm binds.
    """

    MUST = "must"
    MAY = "may"
    MUST_NOT = "must_not"


class Basis(StrEnum):
    """
    The first world in which a conclusion holds.
    """

    ESTABLISHED = "established"
    PRESUMED = "presumed"
    PRECAUTIONARY = "precautionary"
    CONDITIONAL = "conditional"
    OPEN = "open"


class Verdict(StrEnum):
    """
    Kleene's three values for a rule.
    """

    HOLDS = "holds"
    OPEN = "open"
    FAILS = "fails"


class Determination(StrEnum):
    """
    Where the determination stands.
    """

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    SUSPECTED = "suspected"
    EXCLUDED = "excluded"
    OPEN = "open"
    NO_NORM = "no_norm"


class MeasureStatus(StrEnum):
    """
    Whether a measure is available.
    """

    REQUIRED = "required"
    PERMITTED = "permitted"
    BARRED = "barred"
    OPEN = "open"


class Ground(StrEnum):
    """
    Why a measure is barred.
    """

    RULE = "rule"
    FORBIDDEN = "forbidden"
    NO_BASIS = "no_basis"
    NO_NORM = "no_norm"


class LiabilityKind(StrEnum):
    """
    Kinds of liability.
    """

    PUBLIC_SECURITY = "public_security"
    CRIMINAL = "criminal"
    CIVIL = "civil"
    ADMINISTRATIVE = "administrative"


class Unlawful(StrEnum):
    """
    The separate axis of unlawfulness.
    """

    PUBLIC_SECURITY = "public_security"
    CRIME = "crime"


class Redirect(StrEnum):
    """
    Where a petition is led instead.
    """

    JUDICIAL = "judicial"
    ARBITRATION = "arbitration"
    ADMINISTRATIVE = "administrative"
    APPEAL = "appeal"
    PARTY_DISCIPLINE = "party_discipline"


class RequirementState(StrEnum):
    """
    How a school stands to a requirement.
    """

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


class Confidence(StrEnum):
    """
    How the source of a norm was read.
    """

    V = "V"
    V2 = "V2"
    VR = "VR"
    P = "P"
    S = "S"
    M = "M"


ORDERED: tuple[type[StrEnum], ...] = (
    Injury,
    Mental,
    Coercion,
    Spread,
    Circumstances,
    Gravity,
    Grade,
)
"""Enums whose members compare, from least to greatest."""


class EventKind(StrEnum):
    """
    What can happen in a case.
    """

    DISCOVERED = "discovered"
    GUARDIAN_KNEW = "guardian_knew"
    PLATFORM_KNEW = "platform_knew"
    CRIME_SUSPECTED = "crime_suspected"
    STOPPED = "stopped"
    GUARDIANS_NOTIFIED = "guardians_notified"
    REPORTED_TO = "reported_to"
    REMOVAL_REQUESTED = "removal_requested"
    PROCEDURE_STARTED = "procedure_started"
    INVESTIGATION_COMPLETED = "investigation_completed"
    DETERMINATION_MADE = "determination_made"
    DETERMINATION_NOTIFIED = "determination_notified"
    FINDING_MADE = "finding_made"
    FINDING_WITHDRAWN = "finding_withdrawn"
    FACT_LEARNED = "fact_learned"
    FACT_WITHDRAWN = "fact_withdrawn"
    DEFENCE_HEARD = "defence_heard"
    HEARING_REQUESTED = "hearing_requested"
    HEARING_HELD = "hearing_held"
    MEASURE_DECIDED = "measure_decided"
    MEASURE_NOTIFIED = "measure_notified"
    MEASURE_STARTED = "measure_started"
    MEASURE_ENDED = "measure_ended"
    SANCTION_EFFECTIVE = "sanction_effective"
    SANCTION_REVOKED = "sanction_revoked"
    RIGHT_LEARNED = "right_learned"
    REMEDY_LEARNED = "remedy_learned"
    TURNED_18 = "turned_18"
    ADMINISTRATIVE_ACT_KNOWN = "administrative_act_known"
    PERFORMANCE_PERIOD_ENDED = "performance_period_ended"
    APPEAL_FILED = "appeal_filed"
    APPEAL_ACCEPTED = "appeal_accepted"
    APPEAL_FORWARDED = "appeal_forwarded"
    APPEAL_DECIDED = "appeal_decided"
    APPEAL_DECISION_RECEIVED = "appeal_decision_received"
    REVIEW_REQUESTED = "review_requested"
    REVIEW_OPENED = "review_opened"
    REVIEW_COMPLETED = "review_completed"
    REVIEW_ANSWER_RECEIVED = "review_answer_received"
    RECHECK_REQUESTED = "recheck_requested"
    RECHECK_COMPLETED = "recheck_completed"
    RECHECK_DECISION_RECEIVED = "recheck_decision_received"
    PETITION_RECEIVED = "petition_received"
    PETITION_FORWARDED = "petition_forwarded"
    PETITION_ACCEPTED = "petition_accepted"
    PETITION_ANSWERED = "petition_answered"
    OBJECTION_RAISED = "objection_raised"
    POLICE_RECEIPT = "police_receipt"
    NO_JURISDICTION_FOUND = "no_jurisdiction_found"
    POLICE_FILED = "police_filed"
    POLICE_MEDIATION_FAILED = "police_mediation_failed"
    NON_FILING_DECIDED = "non_filing_decided"
    SUMMONED = "summoned"
    POLICE_DECISION = "police_decision"
    POLICE_DECISION_RECEIVED = "police_decision_received"
    NON_FILING_NOTICE_RECEIVED = "non_filing_notice_received"
    FILING_REVIEW_REQUESTED = "filing_review_requested"
    FILING_REVIEW_RECEIVED = "filing_review_received"
    FILING_RECHECK_REQUESTED = "filing_recheck_requested"
    NON_PROSECUTION_RECEIVED = "non_prosecution_received"
    TRANSFER_REPORT_SUBMITTED = "transfer_report_submitted"
    TRANSFER_APPROVED = "transfer_approved"
    TRANSFER_RECEIVED = "transfer_received"
    RECONSIDERATION_APPLIED = "reconsideration_applied"
    SUPPLEMENT_NOTICE_RECEIVED = "supplement_notice_received"
    RECONSIDERATION_ACCEPTED = "reconsideration_accepted"
    RECONSIDERATION_EXPIRED = "reconsideration_expired"
    RECONSIDERATION_DECISION_RECEIVED = "reconsideration_decision_received"
    LAWSUIT_FILED = "lawsuit_filed"
    RECOMMENDATION_RECEIVED = "recommendation_received"
    ENFORCEMENT_LETTER_RECEIVED = "enforcement_letter_received"
    INSPECTION_ENDED = "inspection_ended"
    INSPECTION_OPINION_RECEIVED = "inspection_opinion_received"
    GOVERNMENT_INSPECTION_RECEIVED = "government_inspection_received"
    GOVERNMENT_RECHECK_REQUESTED = "government_recheck_requested"
    ACCOUNTABILITY_DECIDED = "accountability_decided"
    ACCOUNTABILITY_DECISION_RECEIVED = "accountability_decision_received"
    ACCOUNTABILITY_RECHECK_REQUESTED = "accountability_recheck_requested"
    ACCOUNTABILITY_RECHECK_RECEIVED = "accountability_recheck_received"
    ACCOUNTABILITY_APPEAL_FILED = "accountability_appeal_filed"
    ACCOUNTABILITY_APPEAL_RECEIVED = "accountability_appeal_received"
    STAFF_SANCTION_KNOWN = "staff_sanction_known"
    STAFF_RECHECK_RECEIVED = "staff_recheck_received"
    INFORMATION_REQUESTED = "information_requested"
    OPINION_REQUESTED = "opinion_requested"
    RECORD_QUERY_REQUESTED = "record_query_requested"
    MEDIATION_ACCEPTED = "mediation_accepted"
    COUNSELLING_STARTED = "counselling_started"
    DOSSIER_FILED = "dossier_filed"
    RECORD_DESTROYED = "record_destroyed"
    RECORD_SEALED = "record_sealed"
    LEADER_INSTRUCTION = "leader_instruction"
    SUPERVISION_GROUND_FOUND = "supervision_ground_found"
    SUPERVISION_OPENED = "supervision_opened"
    SUPERVISION_CLOSED = "supervision_closed"
    RECTIFIED = "rectified"
    PERIOD_ENDED = "period_ended"
    EXTENDED = "extended"
    PAUSED = "paused"
    RESUMED = "resumed"
    DUTY_DONE = "duty_done"
    CLOSED = "closed"
    REOPENED = "reopened"


class PauseReason(StrEnum):
    """
    Why time does not count.
    """

    HEARING = "hearing"
    APPRAISAL = "appraisal"
    MEDIATION = "mediation"
    THIRD_PARTY_VIEWS = "third_party_views"
    OTHER = "other"


class LengthUnit(StrEnum):
    """
    Units of an extension.
    """

    HOUR = "hour"
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
