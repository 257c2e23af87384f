"""What a model writes as plain text: labels read out of it, markup and what cannot be seen gone."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,1000}\)")
_REFERENCE = re.compile(r"^[ \t]*\[[^\[\]\n]{1,80}\]:[ \t]*\S+[^\n]*$", re.MULTILINE)
_TAG = re.compile(r"<(?:!--.{0,1000}?-->|[/!?]?[A-Za-z][^<>]{0,1000}(?:>|$))", re.DOTALL)
_BRACKET = re.compile(r"[\[【(]([^\[\]【】()\n]{1,80})[\]】)]")
_SHAPE = re.compile(r"\^?[A-Za-z]{0,3}\d{1,3}")
_LED = r"(?:(?:according to|as per|see|per|source|passage|article|label)s?:? +){0,3}"
_LINE_START = re.compile(r"^\s*(?:(?:>|#{1,6}|[-*•·–—▪●]|\d{1,2}[.)])\s+)+")
_EMPHASIS = re.compile(r"\*+|`+|~~+|(?<!\w)_+|_+(?!\w)|(?<!\S)#{1,6}(?=\s)")
_BEFORE_STOP = re.compile(r"\s+(?=[,.;:!?…][\"”’»)]*(?:\s|$))")
_TWICE = re.compile(r"([,;:])(?=\s*[.!?])|(?<=[,;:])\s*[,;:]")
_JUNK = " \t\n.,;:!?…)]}|”’»*_`"
_LOOK_ALIKE = str.maketrans({"［": "[", "］": "]", "〔": "[", "〕": "]"})


def plain(raw: str, known: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """The text on one line, and the labels in it, each once, in order.

    ``known`` are the labels that were given out. A label stands in brackets ("[kd7]", "【kd7】",
    "[kd7, pq3]", "[source kd7]") or, where it is a known one, anywhere. What has the shape of a
    label in square brackets and is none is kept among the labels: it cites what is not there.
    Markup, images, the addresses of links and control characters are left out; no HTML is read.
    """
    text = visible(_unescaped(raw)).translate(_LOOK_ALIKE)
    text = _REFERENCE.sub("", _FENCE.sub("", text))
    text = _TAG.sub(" ", _LINK.sub(_linked, _IMAGE.sub("", text)))
    labels: dict[str, None] = {}

    def bracket(found: re.Match[str]) -> str:
        read = read_labels(found[1], known, square=found[0][0] != "(")
        if read is None:
            return found[0]
        labels.update(dict.fromkeys(read))
        return ""

    text = _BRACKET.sub(bracket, text)
    if known:
        bare = re.compile(rf"{_LED}(?<![\w])(?:{'|'.join(map(re.escape, known))})(?![\w])", re.I)
        for found in bare.finditer(text):
            labels[found[0].split()[-1].lower()] = None
        text = bare.sub("", text)
    text = _EMPHASIS.sub("", _LINE_START.sub("", text).replace("|", " "))
    text = _TWICE.sub("", _BEFORE_STOP.sub("", text))
    return " ".join(text.split()).lstrip(_JUNK), tuple(labels)


def visible(text: str) -> str:
    """The text without characters that show nothing or turn its direction; separators as spaces."""
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for character in text:
        kind = unicodedata.category(character)
        if character == "\n" or kind[0] not in "CZ":
            kept.append(character)
        elif kind[0] == "Z" or character in "\t\r\v\f\x85":
            kept.append(" ")
    return "".join(kept)


def _unescaped(text: str) -> str:
    """Entities as characters, also where they were escaped again."""
    for _ in range(3):
        once = html.unescape(text)
        if once == text:
            break
        text = once
    return text


def _linked(found: re.Match[str]) -> str:
    """The text of a link; one that may be a label keeps its brackets, to be read as one."""
    words = found[1].strip()
    return f"[{words}]" if _SHAPE.fullmatch(words) else words


def read_labels(inside: str, known: Collection[str], *, square: bool) -> list[str] | None:
    """The labels within brackets; None where they hold something else."""
    words = [word for word in re.split(r"[\s,;:&+/|]+", inside.lower()) if word]
    mine = [word.lstrip("^") for word in words if word.lstrip("^") in known]
    if mine:
        others = [word for word in words if square and _SHAPE.fullmatch(word)]
        return list(dict.fromkeys([*mine, *(word.lstrip("^") for word in others)]))
    if square and words and all(_SHAPE.fullmatch(word) for word in words):
        return [word.lstrip("^") for word in words]
    return None
