"""
The engines compared. Each module has one class: made of the rules, it answers a fact with one truth value a rule.
"""
