"""Turns of a conversation, and what a question in it asks for.

Takes a question and the turns before it; gives the question made whole, the days that still hold,
and its form: an answer, a digest or a timeline, and of what. ``chat.conversations`` keeps them.
"""

from assistant.chat.turns import Turn

__all__ = ["Turn"]
