"""Dates in words to days.

Takes a question and the day that counts as today; gives what its dates limit, what they only
mention, and both readings of an ambiguous one (``read_dates``). ``read_days`` reads days that stand
alone in an argument, in words or ISO; ``iso_day`` a day that is written YYYY-MM-DD and in no other
way. Expressions are found by ``find_expressions`` in any text.
"""

from assistant.dates.iso import iso_day
from assistant.dates.questions import read_dates, read_days

__all__ = ["iso_day", "read_dates", "read_days"]
