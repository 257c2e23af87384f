"""What an article is about that has no name: "the wind farm", "the ferry strike"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.text.words import STOP_WORDS, lowered, stem

AGAIN, AGAIN_GOING_ON = 3, 2
"""So often an article must speak of a thing that its title does not name; of one that goes on."""

_GOES_ON = re.compile(
    r"(?:strike|trial|outbreak|epidemic|election|inquiry|investigation|dispute|negotiations|talks|"
    r"protests|crisis|war|conflict|siege|offensive|recount|campaign|referendum|drought|flood|"
    r"wildfires?|merger|takeover|scandal|standoff|tensions)$"
)
_THING = re.compile(
    r"\b[Tt]he\s(?P<which>[^\W\d_][\w’'-]*)\s(?P<what>[a-z][a-z-]+)\b(?=(?P<after>\W\s?\w*|$))"
)
# Says how it was, not which it was: "the long strike", "the second trial".
_HOW = re.compile(
    r"(?:ed|ing|er|est|ous|ful|ive|able|ible|less|ly|ic|ish|ical|ary|[’']s?)$|^(?:first|second|"
    r"third|fourth|fifth|next|last|new|old|great|long|short|whole|same|other|big|main|more|recent|"
    r"current|special|full|final|early|late|own|possible|general|top|high|low|good|bad|real|hard|"
    r"open|free|major|serious|severe|present|entire|dead|young|right|left|east|west|north|south|"
    r"human|small|large|strong|weak|urban|rural|rapid|difficult|local|"
    r"common|clear|simple|double|single|proper|senior|junior|modern|entire|wrong|best|worst|two|three|four|five|six|seven|eight|nine|ten)$|(?<!hospit)(?<!capit)(?<!met)(?<!rent)(?<!tri)al$"
)
_NO_THING = frozenset(
    """morning afternoon evening night day days week weeks month months year years weekend hours
    hour minute minutes time times way end side part middle front back top number people man
    woman men women person case thing things fact point place level lot rest break half leaders
    officials spokesman spokeswoman government
    bulletin news edition newspaper article report reporter photo caption""".split()
)


def named_things(title: str, sentences: Sequence[str]) -> list[str]:
    """Each as a question would name it, with its article: what the title names goes first, then
    what is most spoken of."""
    found: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for sentence in sentences:
        heads.update(set(map(stem, re.findall(r"\b[a-z][a-z-]+\b", sentence))))
        for match in _THING.finditer(sentence):
            if _tells_which(match["which"]) and _is_thing(match["what"], match["after"]):
                found[f"the {match['which']} {match['what']}"] += 1
    kept = [
        what
        for what, count in found.most_common()
        if count >= AGAIN
        or in_title(what, title)
        or (goes_on(what) and heads[stem(what.split()[-1])] >= AGAIN_GOING_ON)
    ]
    return sorted(kept, key=lambda what: not in_title(what, title))


def in_title(what: str, title: str) -> bool:
    """Whether a title names a thing, with or without the article."""
    return f" {what.removeprefix('the ').lower()} " in f" {' '.join(lowered(title))} "


def goes_on(what: str) -> bool:
    """Whether it is something of which there is a course of events: "the ferry strike"."""
    return bool(_GOES_ON.search(what))


def _tells_which(word: str) -> bool:
    return word.lower() not in STOP_WORDS and len(word) > 2 and not _HOW.search(word)


def _is_thing(word: str, after: str) -> bool:
    """Whether a word ends the phrase that it stands in, and names a thing."""
    if word in _NO_THING or word in STOP_WORDS or len(word) < 3 or re.search(r"(?:ed|ly)$", word):
        return False
    following = after.split()
    return not after.startswith(" ") or (bool(following) and following[-1] in STOP_WORDS)
