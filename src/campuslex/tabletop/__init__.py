"""
Exercises: a hypothetical incident played against the rules, and what-if.
"""
