"""Turns of a conversation: what a follow-up leaves out is carried over from what came before.

Takes a question and the turns before it; gives the whole question, and the days that still hold.
"""

from assistant.chat.turns import Turn

__all__ = ["Turn"]
