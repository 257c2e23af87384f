"""Dates in words to a DateReading.

Takes a question; gives what it limits: an ISO date ("2021-11-06") or a range of two
("2021-11-06..2021-11-15", "from 2021-11-06 to 2021-11-15").
"""

from assistant.dates.iso import read_dates

__all__ = ["read_dates"]
