"""Words that stand otherwise than in the quotation: who did it to whom, 171 to 32, in or outside.

The check counts what is said; that all of it is there says little where two people change places.
"""

from __future__ import annotations

import re

from assistant.text.names import names
from assistant.text.words import is_content, stem, stems, words

_PAIR = re.compile(r"(?<![\w.,])(\d[\d.,]*)(?:\s\w+)?\s?(?:to|against|from|[-–—])\s?(\d[\d.,]*)")
_BY = re.compile(
    r"\b(?:was|were|been|being|is|are|be)\s(?:\w+\s){1,3}?(?:by|from)\b", re.IGNORECASE
)
_BEFORE = re.compile(
    r"\b(?:in|at|on|from|after|before|with|for|by|of|to|under|during|near|since|until|against|"
    r"according to|between|through|into|over)\s+(?:the\s+|a\s+|an\s+)?$",
    re.IGNORECASE,
)


_WHERE = (
    (
        frozenset("in inside within at into".split()),
        frozenset("outside beyond near off beside opposite from".split()),
    ),
    (
        frozenset("before until till by ahead".split()),
        frozenset("after since following".split()),
    ),
    (frozenset(["with"]), frozenset(["without"])),
    (frozenset(["for"]), frozenset(["against"])),
    (frozenset("over above exceeding".split()), frozenset("under below".split())),
    (frozenset("to towards toward into".split()), frozenset(["from"])),
)
_HEDGE = re.compile(
    r"\b(?:hop(?:es?|ed|ing)|expect(?:s|ed|ing)?|fear(?:s|ed|ing)?|alleg\w+|suspect(?:s|ed)?|"
    r"believ(?:es?|ed)|doubt(?:s|ed)?|den(?:y|ies|ied)|threaten(?:s|ed)?|claim(?:s|ed|ing)?|"
    r"rumou?r\w*|supposed(?:ly)?)\b",
    re.IGNORECASE,
)
HEDGED = 6
"""Words behind such a one that it is about."""
_PARTLY = re.compile(
    r"\b(?:part(?:ly|ially)|almost|nearly|barely|hardly|scarcely|not yet)\b", re.IGNORECASE
)
PARTLY = 2
_SENTENCE_END = re.compile(r"[.!?]\s")
_PLACED = re.compile(
    rf"\b({'|'.join(sorted({word for pair in _WHERE for side in pair for word in side}))})\s+"
    r"(?:(?:the|a|an|its|his|her|their|this|that)\s+)?([^\W\d_][\w’'-]*)",
    re.IGNORECASE,
)


def turned_round(claim: str, quotes: str) -> str | None:
    """What of the claim stands the other way round in its quotations, in words; None for nothing.

    Names: the claim's first one, which is its subject where no preposition stands before it, comes
    in the quotations only behind another one of the claim that is no less a subject there.
    "was ... by" in one of the two and not in the other turns it round rightly. Places and times:
    "in the village" where the quotations have only "outside the village". Doubt: "hope that" and
    "partly" of the quotations that the claim leaves out.
    """
    return (
        _figures(claim, quotes)
        or _names(claim, quotes)
        or _where(claim, quotes)
        or _hedged(claim, quotes)
    )


def _figures(claim: str, quotes: str) -> str | None:
    said = {(found[1].rstrip(".,"), found[2].rstrip(".,")) for found in _PAIR.finditer(quotes)}
    for found in _PAIR.finditer(claim):
        one, other = found[1].rstrip(".,"), found[2].rstrip(".,")
        if one != other and (other, one) in said and (one, other) not in said:
            return f"the source has {other} before {one}"
    return None


def _hedged(claim: str, quotes: str) -> str | None:
    told = _content(claim)
    if _HEDGE.search(claim) or _PARTLY.search(claim):
        return None
    for rule, reach in ((_HEDGE, HEDGED), (_PARTLY, PARTLY)):
        for found in rule.finditer(quotes):
            behind = _SENTENCE_END.split(quotes[found.end() :], maxsplit=1)[0]
            if told & _content(" ".join(behind.split()[:reach])):
                return f"the source says “{found[0]}”"
    return None


def _content(text: str) -> set[str]:
    """The stems of the words that carry meaning."""
    return {stem(word.lower) for word in words(text) if is_content(word)}


def _where(claim: str, quotes: str) -> str | None:
    said = _placed(quotes)
    for noun, here in _placed(claim).items():
        there = said.get(noun)
        if there is None or here & there:
            continue
        for one, other in _WHERE:
            for ours, theirs in ((one, other), (other, one)):
                if here <= ours and there <= theirs:
                    return f"the source says “{min(there)}” where the claim says “{min(here)}”"
    return None


def _placed(text: str) -> dict[str, set[str]]:
    """The prepositions that stand before each noun, by its stem."""
    found: dict[str, set[str]] = {}
    for match in _PLACED.finditer(text):
        for noun in stems(match[2]):
            found.setdefault(noun, set()).add(match[1].lower())
    return found


def _names(claim: str, quotes: str) -> str | None:
    told = names(claim)
    if len(told) < 2 or _is_no_subject(claim, told[0].start):
        return None
    if bool(_BY.search(claim)) != bool(_BY.search(quotes)):
        return None
    there = [(frozenset(stems(name.text)), name.start) for name in names(quotes)]
    first = _place(told[0].text, there)
    others = [_place(name.text, there) for name in told[1:]]
    before = [at for at in others if at is not None and first is not None and at < first]
    if not before or _is_no_subject(quotes, min(before)):
        return None
    return "the source has the names the other way round"


def _is_no_subject(text: str, start: int) -> bool:
    """Whether a preposition stands before what begins there ("In Moscow, ...")."""
    return _BEFORE.search(text[:start]) is not None


def _place(name: str, there: list[tuple[frozenset[str], int]]) -> int | None:
    """Where the name stands first: one that has all its words, or is a part of it."""
    words = frozenset(stems(name))
    return next((at for other, at in there if other and (words <= other or other <= words)), None)
