"""Markdown read as its words, for titles. Bodies keep their marks: spans point into them."""

from __future__ import annotations

import re

# What stands at the start of a line: quotes, bullets, headings. A number stays ("1. The bridge"):
# it is part of what a reader sees. Possessive, so that no line is read twice.
_LINE_START = re.compile(r"^[ \t]*+(?:(?:>|#{1,6}(?=[ \t])|[-+*](?=[ \t]))[ \t]*+)*+", re.MULTILINE)
# Rules, underlines, fences, and pictures that stand alone.
_BARE_LINE = re.compile(
    r"^[ \t>]*+(?:([-*_])(?:[ \t]*+\1)++|=++|`{3,}+[^`\n]*+|~{3,}+[^\n]*+"
    r"|!\[[^\[\]\n]*+\]\([^()\n]*+\))[ \t]*+\r?$",
    re.MULTILINE,
)
_IMAGE_OR_LINK = re.compile(
    r"""!?\[(?P<words>[^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])"""
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]*\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]*)>")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)([^`\n]+)\1(?!`)")
# As CommonMark has it (section 6.2): no space inside the marks, and "_" not within a word.
_STARS = re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])([^*\n]*[^\s*\\])\1")
_LINES = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^_\n]*[^\s_\\])\1(?!\w)")
_STRUCK = re.compile(r"(?<!\\)(~~)(?=[^\s~])([^~\n]*[^\s~\\])\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NESTED = 3  # emphasis in emphasis


def unmarked_line(text: str) -> str:
    """The text without emphasis, code marks, links, images and footnote marks: their words stay."""
    # Twice: an image may stand in a link.
    for _ in range(2):
        text = _IMAGE_OR_LINK.sub(lambda found: found["words"], text)
    text = _ADDRESS.sub(r"\1", _FOOTNOTE.sub("", text))
    text = _CODE.sub(r"\2", text)
    for _ in range(_NESTED):
        for marks in (_STARS, _LINES, _STRUCK):
            text = marks.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)


def unmarked(text: str) -> str:
    """As ``unmarked_line``, and without what begins quotes, lists and headings, rules and fences.

    Lines stay lines; one that was nothing but a mark is empty.
    """
    return unmarked_line(_LINE_START.sub("", _BARE_LINE.sub("", text)))
