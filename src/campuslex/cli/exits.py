"""
Exit codes, and the words in which help documents them.
"""

FAILURE = 1
BAD_INPUT = 2
BAD_RULES = 3
DISAGREEMENT = 4
OPEN_ANSWER = 5
BROKEN_PIPE = 141
"""128 + SIGPIPE: what any tool ends with when `head` has read enough."""

EPILOG = """
\b
退出码 Exit codes:
  0    answered (open questions included)
  1    another failure: extra not installed, engine unavailable, file not writable, interrupted
  2    bad input: the facts, the file, an option, or a name that does not exist
  3    bad rules
  4    the engines disagree (--engine crosscheck)
  5    answered, but open, under --fail-on-open
  141  the reader closed the pipe
"""

OPEN_HELP = (
    "Exit 5 where the answer is open. Incident: determination open or suspected, grade not established, a range of "
    "several grades, or suspicion of a violation or crime open. Petition: no path, a path open, or end of the road "
    "unknown. School term: a requirement open."
)
