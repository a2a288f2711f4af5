"""
Looking at the rules: what became of the law, what is still blank, a layer of one's own.
"""
