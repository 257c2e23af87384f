"""Dates in words to a DateReading.

Takes a question; gives what it limits: an ISO date ("2021-11-06") or a range of two
("2021-11-06..2021-11-15", "from 2021-11-06 to 2021-11-15"). ``iso_day`` reads a day that stands
alone, in an option, a setting or a field.
"""

from assistant.dates.iso import iso_day, read_dates

__all__ = ["iso_day", "read_dates"]
