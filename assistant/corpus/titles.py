"""Titles for articles whose source names none."""

from __future__ import annotations

import re

from assistant.text.sentences import sentence_spans

TITLE_LENGTH = 90
OWN_TITLE_LENGTH = 120
_OPENINGS = (600, 4000)  # characters in which the first sentence is looked for, in turn
_FIRST_LINE = re.compile(r"\s*(\S[^\r\n]*?)[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*(?:\r|\n)")
_SENTENCE_END = re.compile(r"[.!?…,;:。！？؟।][\"'”’»)\]]*$")


def folded(text: str) -> str:
    """The text with every run of white space as one space, and none around it."""
    return " ".join(text.split())


def first_sentence(body: str) -> str:
    """The body's first sentence, cut at a word near 90 characters and then ended with "…"."""
    text = body.strip()
    for length in _OPENINGS:
        # Most first sentences stand in the first lines, and those alone are quick to cut.
        opening = text[:length]
        spans = sentence_spans(opening)
        if spans:
            return _cut(folded(opening[slice(*spans[0])]))
    return _cut(folded(text[: _OPENINGS[-1]].split("\n", 1)[0]))


def own_title(body: str) -> str | None:
    """The first line, where it stands apart as a title does.

    It has at most 120 characters, a blank line follows it, and it does not end as a sentence or
    a part of one does.
    """
    found = _FIRST_LINE.match(body, 0, 4 * OWN_TITLE_LENGTH)
    if found is None:
        return None
    line = folded(found[1])
    if len(line) > OWN_TITLE_LENGTH or _SENTENCE_END.search(line):
        return None
    return line


def _cut(text: str) -> str:
    if len(text) <= TITLE_LENGTH:
        return text
    room = text[: TITLE_LENGTH + 1]
    at = room.rfind(" ")
    if at < TITLE_LENGTH // 2:  # one very long word, or a script without spaces
        at = TITLE_LENGTH
    return room[:at].rstrip(" ,;:–—-") + "…"
