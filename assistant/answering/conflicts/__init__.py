"""Dated sentences to what they say differently of one thing: figures and outcomes.

``find_conflicts`` holds those that are shown against others; ``revisions`` is what an article takes
back of its own figures or of others'; ``spell`` tells of a conflict in words.
"""

from assistant.answering.conflicts.context import Telling
from assistant.answering.conflicts.figures import figures
from assistant.answering.conflicts.finding import Found, Told, asked_for, find_conflicts, spell
from assistant.answering.conflicts.glance import may_tell
from assistant.answering.conflicts.revising import Revision, revisions

__all__ = [
    "Found",
    "Revision",
    "Telling",
    "Told",
    "asked_for",
    "figures",
    "find_conflicts",
    "may_tell",
    "revisions",
    "spell",
]
