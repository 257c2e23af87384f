"""Sentences with exact spans, over ``sentencex``.

Measured on sentencex 1.0.32, and mended here:

- it cuts before a lower-case letter ("according to people. informed."): such a boundary is none;
- it keeps a quotation of several sentences whole, and with unbalanced quotation marks whole
  pages: what is longer than ``LONG`` words is cut again at its inner full stops;
- it panics in Rust on whitespace beyond ASCII (U+2028, U+00A0 beside an initial): every white
  space is made a plain space before, one character for one, so that spans stay true;
- its time grows with the square of opened quotation marks and brackets (80,000 “ take 1.6 s,
  as many of ( “ " ' 10 s): it gets ``AT_ONCE`` characters at the most.

A blank line always ends a sentence. A heading, a caption or a byline is no sentence, but has a
span of its own kind, so that what is cut into passages covers the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

SENTENCES_VERSION = "4"
"""Raise it whenever the spans of an unchanged text change."""

Kind = Literal["sentence", "heading", "caption", "byline"]

LONG = 60  # words; above it a sentence is cut again at inner full stops
HARD_LIMIT = 1000  # characters; above it a sentence is cut at a word
AT_ONCE = 6000  # characters that sentencex gets at once
WINDOW = 64  # characters on either side of a full stop that decide whether it ends a sentence
HEADING_WORDS = 14
WRAPPED_LINE = range(56, 201)  # characters of a hard-wrapped line

_SPACE = re.compile("[\t\r\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_TERMINAL = re.compile(r"""[.!?…:;][\"'”’»)\]]*(?:\[\d+\])*$""")  # a footnote's mark may follow
_BULLET = re.compile(r"(?:[-*•·–—▪●]|#{1,6}|\d{1,2}[.)])\s")
_INNER_STOP = re.compile(r"""(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(\[]?[A-Z0-9])""")
_ABBREVIATED = re.compile(
    r"""(?:^|[\s(\[\"“‘])(?:[A-Z]\.|(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gov|Sen|Rep|Reps|
    Sens|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Rev|Hon|Pres|Amb|St|Ste|Jr|Sr|vs|No|Nos|Inc|
    Corp|Co|Ltd|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|
    Sun|Ave|Blvd|Rd|Mt|Ft|Supt|Atty|Messrs|Mme|Mlle|al|approx|est|fig|dept|univ))\.?$""".replace(
        "\n    ", ""
    )
)
# "the U.S." and "Apple Inc." may end a sentence.
_ENDS_ANYWAY = re.compile(r"(?:^|\s)(?:(?:[A-Za-z]\.){2,}|(?:Inc|Corp|Co|Ltd|Jr|Sr)\.)$")
# sentencex takes the month and units of measure for abbreviations that never end a sentence.
_MISSED = re.compile(
    r"""\b(?:May|(?<=\d )(?:mm|cm|m|km|g|kg|ha))\.[\"”’»)]*\s+(?=[\"“‘«(\[]?[A-Z])"""
)
_ALNUM = re.compile(r"[^\W_]")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]$")
_OPENERS = frozenset(
    "the a an he she it they we i you his her its their our this that these those there in on at "
    "but and so as for if when while after before however meanwhile".split()
)
_CAPTION_START = re.compile(
    r"(?:Photo|Image|Picture|Photograph|Image credit|Photo credit)s?\s*(?:by|:)", re.IGNORECASE
)
_CAPTION_END = re.compile(
    r"\|\s*[^|]{2,60}\s/\s[^|]{2,40}$|\((?:Photo|Image|Picture|Credit)\b[^)]*\)\s*$"
    r"|(?:Getty Images|AP Photo|AFP via Getty|/\s?(?:Reuters|AFP|EPA))\W*$",
    re.IGNORECASE,
)
_TAIL = 24  # characters in which the end of a sentence is looked at
_CREDIT_LENGTH = 120  # characters at the end of a caption
_BYLINE = re.compile(
    r"(?:(?:by|words by|from)\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){1,3}(?:\s*[,|].{0,80})?$)"
    r"|(?:[A-Z][\w ,.’'-]{2,90}\bcontributed to this (?:report|article|story)\.?$)"
    r"|(?:\W*(?:additional )?(?:reporting|editing|writing|edited|written|compiled) by\b.{2,200}$)"
    r"|(?:\W*(?:copyright|©|all rights reserved|read more|sign up|subscribe|follow us)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, heading, caption or byline: ``text[start:end]`` without outer white space."""

    start: int
    end: int
    kind: Kind


@cache
def cutter_version() -> str:
    """The version of everything that decides where a sentence ends."""
    from importlib.metadata import version

    return f"{SENTENCES_VERSION}+sentencex-{version('sentencex')}"


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences in order, without headings, captions and bylines."""
    return [(unit.start, unit.end) for unit in units(text) if unit.kind == "sentence"]


def units(text: str) -> list[Unit]:
    """Every unit of the text in order; together they hold all of it but white space."""
    plain = _SURROGATE.sub("?", _SPACE.sub(" ", text))
    found: list[Unit] = []
    for start, end in _paragraphs(plain):
        for first, last in _sentences(plain, start, end):
            piece = plain[first:last]
            found.append(Unit(first, last, _kind(piece)))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of text between blank lines, and between lines that are not wrapped text."""
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield from _blocks(text, start, gap.start())
        start = gap.end()
    yield from _blocks(text, start, len(text))


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = line = start
    for newline in _LINE_END.finditer(text, start, end):
        before = text[line : newline.start()].rstrip()
        after = text[newline.end() : newline.end() + 8]
        wrapped = (
            len(before) in WRAPPED_LINE
            and not _TERMINAL.search(before[-_TAIL:])
            and not before.startswith("#")
        )
        if not wrapped or _BULLET.match(after):
            yield begin, newline.start()
            begin = newline.end()
        line = newline.end()
    yield begin, end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    block = text[start:end]
    if not block.strip():
        return
    merged: list[tuple[int, int]] = []
    lettered = False  # whether the last of them has a letter or digit
    for first, last in pairwise(_cuts(block)):
        letters = _ALNUM.search(block, first, last) is not None
        if merged and not (
            lettered and letters and _is_boundary(block, merged[-1][0], first, last)
        ):
            merged[-1] = (merged[-1][0], last)
            lettered = lettered or letters
        else:
            merged.append((first, last))
            lettered = letters
    for first, last in merged:
        for low, high in _shortened(block, first, last):
            stripped = block[low:high]
            left = len(stripped) - len(stripped.lstrip())
            right = len(stripped.rstrip())
            if right > left:
                yield start + low + left, start + low + right


def _cuts(block: str) -> list[int]:
    """Where sentencex would cut the block, with its two ends."""
    from sentencex import segment

    # A newline inside a block is wrapping: as a space it cannot mislead the splitter.
    plain = block.replace("\n", " ")
    cuts = [0]
    for low, high, stops in _parts(plain):
        at = low
        for piece in segment("en", plain[low:high]):
            at += len(piece)
            cuts.append(at)
        if not stops:
            cuts.pop()
    return sorted({*cuts, *(missed.end() for missed in _MISSED.finditer(plain))})


def _parts(plain: str) -> Iterator[tuple[int, int, bool]]:
    """The block in spans of up to AT_ONCE characters, and whether a sentence may end with each."""
    low = 0
    while len(plain) - low > AT_ONCE:
        middle, limit = low + AT_ONCE // 2, low + AT_ONCE
        stops = [stop.end() for stop in _INNER_STOP.finditer(plain, middle, limit)]
        # Where no full stop is near, at a space; what is cut there is put together again.
        space = plain.rfind(" ", middle, limit) + 1
        high = stops[-1] if stops else space or limit
        yield low, high, bool(stops)
        low = high
    yield low, len(plain), True


def _is_boundary(block: str, start: int, at: int, end: int) -> bool:
    """Whether a sentence that begins at ``start`` ends at ``at``, before what reaches to ``end``;
    both have a letter or digit.

    It looks at a window around ``at`` only: what is merged into one sentence may be long.
    """
    head = block[at : min(end, at + WINDOW)].lstrip()
    after = head.lstrip("\"'“‘«([|")
    if after[:1].islower() or head.startswith("|"):
        return False
    stop = at
    while stop > start and block[stop - 1].isspace():
        stop -= 1
    left = block[max(start, stop - WINDOW) : stop]
    if stop - start < WINDOW and _NUMBERED.match(left):
        return False  # the number of a list's item
    if _ABBREVIATED.search(left):
        opener = re.match(r"[A-Za-z]+", after)
        return bool(
            _ENDS_ANYWAY.search(left) and opener is not None and opener[0].lower() in _OPENERS
        )
    return True


def _shortened(block: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The span itself; or, where it is too long, its parts cut at full stops, then at words."""
    parts = [(first, last)]
    if block.count(" ", first, last) > LONG:
        cuts = [first]
        letter = _ALNUM.search(block, first, last)
        for stop in _INNER_STOP.finditer(block, first, last):
            # Behind an inner stop stands a letter or digit.
            if letter is None or letter.start() >= stop.end():
                continue
            if _is_boundary(block, cuts[-1], stop.end(), last):
                cuts.append(stop.end())
                letter = _ALNUM.search(block, cuts[-1], last)
        parts = list(zip(cuts, [*cuts[1:], last], strict=True))
    for low, high in parts:
        while high - low > HARD_LIMIT:
            cut = block.rfind(" ", low + HARD_LIMIT // 2, low + HARD_LIMIT)
            cut = cut if cut > 0 else low + HARD_LIMIT
            yield low, cut
            low = cut
        yield low, high


def _kind(piece: str) -> Kind:
    if len(piece) <= 400 and (
        _CAPTION_START.match(piece) or _CAPTION_END.search(piece[-_CREDIT_LENGTH:])
    ):
        return "caption"
    if _BYLINE.match(piece):
        return "byline"
    if not _TERMINAL.search(piece[-_TAIL:]) and len(piece.split()) <= HEADING_WORDS:
        return "heading"
    if piece.startswith("#") and "\n" not in piece:
        return "heading"
    return "sentence"
