"""
Answers over time: a case's events, and what is owed, kept and late on any day.
"""
