"""
The compared rules as a developer would write them by hand: plain Python, two values, every fact known.

One truth value a rule, in the order of `benchmarks.selection.RULES`. Written from the rules' `when`, not generated; the
benchmark checks that the answers are those of the rulebook, so a rule that changes has to be changed here too.
"""

from benchmarks.incidents import Row

GRADE = {word: rank for rank, word in enumerate(("minor", "serious", "grave"))}
INJURY = {word: rank for rank, word in enumerate(("none", "pain", "slight", "minor_2", "minor_1", "serious", "death"))}
MENTAL = {
    word: rank for rank, word in enumerate(("none", "distress", "disorder", "self_harm", "suicide_attempt", "suicide"))
}
SERIOUS, SLIGHT, MINOR_2 = GRADE["serious"], INJURY["slight"], INJURY["minor_2"]
DISTRESS, DISORDER, SUICIDE_ATTEMPT = MENTAL["distress"], MENTAL["disorder"], MENTAL["suicide_attempt"]


def answer(f: Row) -> tuple[bool, ...]:
    """
    Severity and escalation of one incident with one offender.
    """
    circumstances = f["findings.circumstances"]
    visible_harm = f["findings.visible_harm"]
    age = f["age"]
    own_offence, own_crime = f["decided.unlawful_public_security"], f["decided.unlawful_crime"]
    suspicion = f["suspicion"]
    crime = f["decided.any_unlawful_crime"]
    unlawful = f["decided.any_unlawful_public_security"] or crime
    serious_grade = GRADE[f["decided.max_grade"]] >= SERIOUS
    serious_bullying = f["findings.serious_bullying"]
    told_police, reported_to = f["told_police"], f["school_conduct.reported_to"]
    injury, mental = INJURY[f["worst_injury"]], MENTAL[f["worst_mental"]]
    bruised_or_worse = f["victim_bruised"] or injury >= SLIGHT
    on_premises = f["location"] in ("on_campus", "dormitory")
    minor_victim = f["victim_under_18"]
    physical, sexual, kinds, nude = f["physical_act"], f["sexual_act"], f["act_kinds"], f["nude_imagery"]
    return (
        # severity
        circumstances == "minor",
        circumstances != "minor" and visible_harm,
        circumstances == "rather_bad" and not visible_harm,
        f["findings.incorrigible"],
        circumstances == "bad",
        # escalation: the offender
        age < 18 and ((own_crime and age < 16) or (f["findings.serious_danger"] and (own_offence or own_crime))),
        suspicion and f["is_student"] and own_offence and age < 18,
        # escalation: the incident
        suspicion and (unlawful or serious_grade),
        told_police and crime,
        "court" in reported_to and crime,
        f["gang"] and unlawful,
        f["instigated_by_adult"] and unlawful,
        injury >= MINOR_2 or f["victim_diagnosed_injury"] or mental >= SUICIDE_ATTEMPT,
        on_premises and (f["could_not_be_stopped"] or unlawful),
        minor_victim and (f["findings.bullying"] or unlawful),
        minor_victim
        and (
            physical
            or sexual
            or f["forcing_act"]
            or "threaten" in kinds
            or "stalk" in kinds
            or "record_humiliation" in kinds
            or ("expose_privacy" in kinds and nude)
            or (f["taking_act"] and f["coercion"] in ("threat", "violence"))
            or bruised_or_worse
            or mental >= DISORDER
            or f["victim_fears_school"]
            or (mental >= DISTRESS and f["findings.mental_harm"])
        ),
        "civil_affairs" in reported_to,
        minor_victim and (serious_bullying or crime or sexual or injury >= MINOR_2 or mental >= DISORDER),
        on_premises and minor_victim and bruised_or_worse,
        suspicion and serious_bullying,
        suspicion and serious_grade,
        suspicion and (unlawful or serious_bullying),
        minor_victim and (sexual or ("strip" in kinds and nude)),
        minor_victim and (unlawful or sexual),
        told_police and not f["findings.public_security_violation"],
        minor_victim and physical and bruised_or_worse,
    )
