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

print("\n还需查明 needs:")
for need in answer.needs:
    print(f"- {need.question_zh}（{need.owner}；决定 decides: {', '.join(need.decides)}）")

print("\n应办 duties that hold:")
for duty in answer.duties:
    if duty.modality == "must" and duty.verdict == "holds":
        to = duty.addressee or duty.person or "—"
        by = duty.due.by if duty.due else None
        print(f"- {duty.actor} → {duty.action} → {to}，期限 by {by or '—'}（{duty.rule}）")

print("\n理由 why:")
print(answer.why("severity.grade"))
