"""
From an incident file to cited advice, as a host program does it.

    python examples/library_use.py
"""

import json
from datetime import date
from pathlib import Path

import campuslex as cl

FILE = Path(__file__).parent / "incidents" / "joint-beating-filmed.json"

book = cl.load_rulebook()
incident = cl.Incident.from_dict(json.loads(FILE.read_text(encoding="utf-8")))
answer = cl.assess(incident, book, on=date(2026, 3, 16))

severity = answer.severity
print(f"等级 grade: {severity.grade}  范围 range: {' – '.join(severity.range)}  依据 basis: {severity.basis}")

print("\n还需查明 needs, the first five:")
for need in answer.needs[:5]:
    print(f"- {need.person or ''} {need.question_zh}（{cl.label('actor', need.owner)}）")

print("\n应办 duties of the school that hold, escalation:")
for duty in answer.duties:
    if (duty.actor, duty.track, duty.modality, duty.verdict) == ("school", "escalation", "must", "holds"):
        when = duty.due and (duty.due.by or duty.due.promptness)
        print(f"- {duty.title_zh} → {cl.label('actor', duty.addressee)}（{when or '—'}；{duty.basis}）")

print("\n理由 why S1's grade:")
for why in answer.why("severity.grade/S1"):
    print(f"- {why.title_zh}: {why.condition} {dict(why.verdicts)}")
