"""What a reasoning model thinks before its answer, taken out of the text as it comes."""

from __future__ import annotations

import re

_OPENINGS = ("<think>", "<thinking>")
_CLOSING = re.compile(r"</think(?:ing)?>\s*")
_LONGEST_CLOSING = len("</thinking>")


class Thoughts:
    """Takes a leading ``<think>...</think>`` out of a text that comes in pieces.

    Some servers send the thoughts apart (``reasoning_content``), others within the text, with the
    tags that the model writes; only at the very start are those tags taken for thoughts.
    """

    def __init__(self) -> None:
        self._held = ""
        self._state = "start"  # then "thinking", "after", "text"

    def feed(self, piece: str) -> str:
        """What of the text so far can be shown and has not been given yet."""
        if self._state == "text":
            return piece
        self._held += piece
        if self._state == "start":
            self._start()
        if self._state == "thinking":
            self._think()
        if self._state == "after":
            self._held = self._held.lstrip()  # the blank lines between the thoughts and the answer
            if self._held:
                self._state = "text"
        if self._state != "text":
            return ""
        shown, self._held = self._held, ""
        return shown

    def end(self) -> str:
        """What was held back at the end of the reply, such as a "<" that opened nothing."""
        shown = self._held if self._state == "start" else ""
        self._held = ""
        return shown

    def _start(self) -> None:
        begun = self._held.lstrip()
        opening = next((tag for tag in _OPENINGS if begun.startswith(tag)), None)
        if opening:
            self._held = begun[len(opening) :]
            self._state = "thinking"
        elif not any(tag.startswith(begun) for tag in _OPENINGS):
            self._state = "text"

    def _think(self) -> None:
        if closing := _CLOSING.search(self._held):
            self._held = self._held[closing.end() :]
            self._state = "after"
        else:
            self._held = self._held[-_LONGEST_CLOSING:]
