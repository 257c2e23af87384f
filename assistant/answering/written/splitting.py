"""What a model writes, piece by piece, as whole sentences with the labels that each cites.

Where a sentence ends is decided from a bounded stretch of what follows, so that it does not matter
how the text was cut into pieces, and only as much is kept as one sentence is long.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.answering.written.plain import plain, read_labels
from assistant.text.sentences import LONG, WRAPPED_LINE, units

LONGEST = 1000
"""Characters; what is longer is cut at a word."""
AHEAD = 96
"""Characters behind a full stop or a line's end that decide whether a sentence ends there."""
_AT_ONCE = 512  # characters that are taken in before what is whole is given out

_BREAK = re.compile(r"[.!?…。！？]+[\"”’»)*_`]*|\n")
_STOPS = ".!?…。！？"
_LABEL = re.compile(
    r"[ \t]*[*_`]*([\[【(])([^\[\]【】()\n]{1,80})[\]】)](?:\([^()\n]{0,80}\))?[*_`]*"
)
_CITED = re.compile(r"[\[【][^\[\]【】()\n]{1,80}[\]】][*_`]*\s?$")
_WORD = re.compile(r"\S+\s")
_GAP = re.compile(r"\s*")
_NEW_BLOCK = re.compile(r"[-*•·–—▪●>]\s|#{1,6}\s|\d{1,2}[.)]\s|```|~~~|\|")
_NOT_ENDED = re.compile(r"[a-z,;:]")
_ENDED = re.compile(r"[.!?…。！？][\"”’»)*_`\s]*$")
_MARKS = re.compile(r"[*_`]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is plain, on one line, without ``labels``; ``raw`` is as it was written.

    ``whole`` is false for the last one where no full stop ends it: it may have been cut off.
    """

    text: str
    labels: tuple[str, ...]
    raw: str
    whole: bool = True


class Splitter:
    """``feed`` pieces, then ``end``; each gives the sentences that became complete.

    ``known`` are the labels that were given out, in lower case. Sentences without a letter or
    digit are left out.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = frozenset(known)
        self._rest = ""
        self._from = 0  # before it no sentence ends

    def feed(self, piece: str) -> Iterator[Sentence]:
        for start in range(0, len(piece), _AT_ONCE):
            self._rest += piece[start : start + _AT_ONCE]
            yield from self._whole(last=False)

    def end(self) -> Iterator[Sentence]:
        """What is left when the text has ended."""
        yield from self._whole(last=True)

    def _whole(self, *, last: bool) -> Iterator[Sentence]:
        while True:
            # White space before a sentence says nothing: it need not be kept.
            if self._from == 0:
                self._rest = self._rest.lstrip()
            at = self._boundary(last=last)
            if at is None and last and self._rest:
                at = len(self._rest)
            if at is None:
                return
            raw, self._rest, self._from = self._rest[:at], self._rest[at:], 0
            text, labels = plain(raw, self._known)
            if any(character.isalnum() for character in text):
                ended = not last or bool(self._rest.strip()) or bool(_ENDED.search(_bare(raw)))
                yield Sentence(text, labels, raw.strip(), ended)

    def _boundary(self, *, last: bool) -> int | None:
        """Where the first sentence of the rest ends; None while that is open."""
        text = self._rest
        while found := _BREAK.search(text, self._from):
            if found.start() >= LONGEST:
                break
            ahead = text[found.end() : found.end() + AHEAD]
            known = last or len(ahead) == AHEAD
            if found[0] == "\n":
                step = _line_end(text, found.start(), ahead, self._known, known=known)
            else:
                step = _stop(text, found, ahead, self._known, known=known)
            if step is None:
                return None
            if step >= 0:
                return step
            self._from = found.end()
        if len(text) <= LONGEST:
            return None
        space = text.rfind(" ", LONGEST // 2, LONGEST)
        return space if space > 0 else LONGEST


NO = -1


def _stop(
    text: str, found: re.Match[str], ahead: str, labels: Collection[str], *, known: bool
) -> int | None:
    """Where a sentence ends at a full stop; NO where none does; None where more must be seen."""
    before = text[: found.start()]
    if _CITED.search(before) and _balanced(before):
        # The label is there: nothing that follows changes where the sentence ends, and it can
        # be shown before anything follows.
        return found.start() + 1
    if not ahead:
        return len(text) if known else None
    end = found.end()
    labelled, there = _labels(ahead, labels, known=known)
    if there is None:
        return None
    if labelled:
        rest = ahead[there:]
        after = rest.lstrip(" \t")
        if not after and not known:
            return None
        if after[:1] in _STOPS and after:
            return end + there + len(rest) - len(after) + 1
        return NO if _NOT_ENDED.match(after) else end + there
    if not ahead[0].isspace():
        return NO
    gap = _GAP.match(ahead)
    assert gap is not None
    if "\n" in gap[0]:
        return _before_lines(text, end, ahead, labels, known=known)
    rest = ahead[gap.end() :]
    if not rest:
        return end if known else None
    if not _balanced(text[:end]) and len(text[:end].split()) < LONG:
        return NO
    word = _WORD.match(rest)
    if word is None and not known:
        return None
    return end if _ends(text[:end], rest[: word.end()] if word else rest) else NO


def _line_end(
    text: str, at: int, ahead: str, labels: Collection[str], *, known: bool
) -> int | None:
    """The same for the end of a line without a full stop."""
    rest = ahead.lstrip(" \t")
    if len(rest) < 4 and not known:
        return None
    line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    wrapped = len(line) in WRAPPED_LINE and not line.startswith("#") and not _ENDED.search(line)
    if wrapped and rest[:1] != "\n" and not _NEW_BLOCK.match(rest):
        return NO
    return _before_lines(text, at, "\n" + ahead, labels, known=known)


def _before_lines(
    text: str, end: int, ahead: str, labels: Collection[str], *, known: bool
) -> int | None:
    """The end of a sentence with which its line ends, and the labels that stand on the next."""
    if _CITED.search(text[:end].rstrip(_STOPS)):
        return end
    gap = len(ahead) - len(ahead.lstrip())
    if gap == len(ahead):
        return end if known else None
    labelled, there = _labels(ahead[gap:], labels, known=known)
    if there is None:
        return None
    rest = ahead[gap + there :].lstrip(" \t")
    if not labelled:
        return end
    if not rest and not known:
        return None
    return end + gap + there if not rest or rest[0] == "\n" else end


def _labels(ahead: str, labels: Collection[str], *, known: bool) -> tuple[bool, int | None]:
    """Whether brackets as of labels come next, and where they end; None while they are open."""
    there = 0
    while found := _LABEL.match(ahead, there):
        if read_labels(found[2], labels, square=found[1] != "(") is None:
            break
        there = found.end()
    rest = ahead[there:].lstrip(" \t*_`")
    open_ = rest[:1] in "[【(" and not re.search(r"[\]】)\n]", rest)
    if not known and (open_ or not rest):
        return there > 0, None
    return there > 0, there


def _ends(before: str, word: str) -> bool:
    """Whether ``assistant.text`` ends a sentence between the two."""
    left = _MARKS.sub("", before).rstrip()
    whole = f"{left} {_MARKS.sub('', word).strip()} "
    return any(unit.end == len(left) for unit in units(whole))


def _balanced(text: str) -> bool:
    """Whether no quotation is open."""
    return text.count('"') % 2 == 0 and text.count("“") <= text.count("”")


def _bare(raw: str) -> str:
    """The text as it ends without its labels."""
    end = raw.rstrip()
    while found := re.search(r"\s*[\[【(][^\[\]【】()\n]{1,80}[\]】)][*_`]*$", end):
        end = end[: found.start()].rstrip()
    return end
