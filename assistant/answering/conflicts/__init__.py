"""Dated sentences to what they say differently of one thing: figures and outcomes.

``find_conflicts`` holds those that are shown against others; ``spell`` tells of one in words.
"""

from assistant.answering.conflicts.context import Telling
from assistant.answering.conflicts.finding import Found, Told, find_conflicts, spell

__all__ = ["Found", "Telling", "Told", "find_conflicts", "spell"]
