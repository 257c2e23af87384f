"""Names in a text: runs of capitalised words, and what they seem to name.

Rules, not a model: titles before a name and verbs of speech make a person, endings such as
"Ministry" or "Inc" an organisation, a list of countries and large cities (or a preposition of
place) a place. What no rule knows is "other".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

NameKind = Literal["person", "place", "organisation", "people", "other"]

_UPPER = f"[{''.join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())}]"
_WORD = rf"(?:(?:{_UPPER}\.){{2,}}|{_UPPER}\.(?=\s{_UPPER})|{_UPPER}[^\W\d_]*(?:[’'-][^\W\d_]+)*)"
_INSIDE = r"(?:de la|de|del|der|van der|van|von der|von|bin|al|la|le|du|of the|of)"
_RUN = re.compile(
    rf"(?<![^\W_]){_WORD}(?:(?:(?<![’']s)\s|-){_WORD}|\s{_INSIDE}\s{_WORD}"
    r"|(?:(?<=Center)|(?<=Centre)|(?<=Institute)|(?<=Council)|(?<=Office))\sfor\s"
    rf"(?:an?\s|the\s)?{_WORD}|\s\d+\b)*"
)
_TITLES = frozenset(
    """president vice prime minister secretary senator sen rep representative governor gov mayor
    chancellor king queen prince princess pope sheikh general gen colonel captain sergeant officer
    detective judge justice attorney professor prof doctor dr mr mrs ms mx sir lord lady chief
    spokesman spokeswoman spokesperson adviser advisor director chairman chairwoman chair ceo
    leader dictator ambassador diplomat lawmaker congressman congresswoman coach manager player
    author writer actor actress singer reporter journalist analyst founder owner head deputy
    commissioner councillor inspector bishop archbishop reverend rev father sister envoy""".split()
)
_OFFICE = re.compile(
    r"(?:[A-Z][\w.]*\s)*?(?:Secretary of (?:State|Defen[cs]e|the Treasury|[A-Z]\w+)|"
    r"(?:Joint )?Chiefs? of Staff(?: General)?|(?:Prime |Foreign |Interior |Defen[cs]e |Finance |"
    r"Health |Energy |Justice )?Minister|President|Senator|Governor|Chancellor|Ambassador|General|"
    r"Advis[eo]r|Spokes(?:man|woman|person))\s(?=[A-Z])"
)
_SPEECH = re.compile(
    r"^(?:’s|'s)?,?\s(?:said|says|told|added|wrote|warned|argued|explained|noted|insisted|"
    r"predicted|announced|claimed|stated|tweeted|who|met|telephoned|spoke|serves|served|was born|"
    r"died|resigned)\b"
)
_SAID_BEFORE = re.compile(r"\b(?:said|says|told|added|wrote|according to|by|with|named)\s$")
_TOLD_TO = re.compile(
    r"\b(?:said|stressed|spoke|wrote|replied|responded|according|apologi[sz]ed|loyal|close) to\s$"
)
_ORGANISATION = re.compile(
    r"\b(?:Ministry|Department|Council|Committee|Commission|Party|University|College|School|Inc|Corp"
    r"|Corporation|Company|Co|Ltd|LLC|Group|Bank|Agency|Association|Union|Institute|Center|Centre|"
    r"Court|Congress|Senate|Parliament|House|Forum|Foundation|Organi[sz]ation|Federation|League|Club"
    r"|Police|Army|Navy|Force|Guard|Service|Board|Authority|Bureau|Office|Society|Times|Post|News|"
    r"Journal|Press|Technologies|Airlines|Airways|Motors|Records|Pictures|Studios|Network|Trust|"
    r"Hospital|Church|Administration|Alliance|Secretariat|Fund|Program|Programme|Kremlin|"
    r"Pentagon)\b|^(?:UN|U\.N\.|EU|E\.U\.)$"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|from|near|to|across|through|outside|toward|towards|into|around|over|"
    r"city of|town of|village of|capital of|region of|province of|state of|"
    r"north of|south of|east of|west of)\s(?:the\s)?$"
)
_PLACE_AFTER = re.compile(
    r"\b(?:Street|Road|Avenue|River|Lake|Island|Islands|Mountains?|Bay|Sea|Ocean|County|Province|"
    r"Peninsula|Park|Square|Airport|Bridge|Valley|Beach|Stadium|City|Harbou?r|Village|Station)$"
)
_NOT_NAMES = frozenset(
    """the a an i he she it we you they his her its their our my this that these those there here
    in on at of to for from by with as and but or so if when while after before since until
    although though however meanwhile moreover also still yet then now what who whom whose
    which where why how is are was were be been do does did has have had will would can
    could may might shall should must not no yes some many most all both each every few
    several other another any such one two three four five six seven eight nine ten
    according following despite during because recently earlier later today yesterday
    tomorrow more less first second third last next new old instead speaking publicly
    officials critics analysts experts people police researchers scientists sources senior
    former current top monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december asked under
    over once even only just like about against among between into through within without
    let mr mrs ms dr gov sen rep gen prof col rev sgt lt""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """``text[start:end]``, without titles before it."""

    start: int
    end: int
    text: str
    kind: NameKind


def names(text: str) -> list[Name]:
    """The names of a text in order."""
    return list(_names(text))


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[Name, ...]:
    found = []
    for run in _RUN.finditer(text):
        start, end = _trim(text, run.start(), run.end())
        if start < end:
            found.append(Name(start, end, text[start:end], _kind(text, start, end)))
    return tuple(found)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Takes words off the front that only begin a sentence, and titles before a longer name."""
    while start < end:
        first = re.match(r"[^\s]+", text[start:end])
        assert first is not None
        word = first[0].lower().rstrip(".")
        rest = text[start + first.end() : end].lstrip()
        lead = word in _NOT_NAMES or re.sub(r"[’'].*", "", word) in _NOT_NAMES
        if word == "new" and rest:  # "New York" and "New Delhi", but "New Russian sanctions"
            second = rest.split()[0]
            if _known(f"new {second}") or not _known(second):
                break
        if not lead and not (word in _TITLES and rest[:1].isupper() and _more(rest)):
            break
        start = end - len(rest) if rest else end
        while start < end and text[start : start + 3] in ("of ", "de "):
            start += 3
    office = _OFFICE.match(text[start:end])
    if office and end - start > office.end():
        start += office.end()
    for mark in ("’s", "'s", "’", "'"):
        if text[start:end].endswith(mark):
            end -= len(mark)
            break
    return start, end


def _more(rest: str) -> bool:
    return rest.split()[0].lower().rstrip(".") not in _NOT_NAMES


def _kind(text: str, start: int, end: int) -> NameKind:
    name = text[start:end]
    lowered = re.sub(r"^the\s", "", name.lower()).replace(".", "")
    if lowered in _places():
        return "place"
    if lowered in _peoples() or lowered.rstrip("s") in _peoples():
        return "people"
    if _ORGANISATION.search(name) or (name.isupper() and 2 < len(name) < 8):
        return "organisation"
    if _PLACE_AFTER.search(name):
        return "place"
    before = text[max(0, start - 40) : start]
    title = re.search(r"([^\W\d_]+)[,.]?\s$", before)
    if title and title[1].lower() in _TITLES:
        return "person"
    count = len(name.split())
    the = bool(re.search(r"\b[Tt]he\s$", before))
    if not the and (
        _SPEECH.match(text[end : end + 24])
        or _TOLD_TO.search(before)
        or (count > 1 and _SAID_BEFORE.search(before))
    ):
        return "person"
    if not the and count == 1 and _PLACE_BEFORE.search(before):
        return "place"
    if count in (2, 3) and not the and all(part[:1].isupper() for part in name.split()):
        return "person" if not any(c.isdigit() for c in name) else "other"
    return "other"


def _known(word: str) -> bool:
    return word.lower() in _places() or word.lower() in _peoples()


@cache
def _places() -> frozenset[str]:
    return _listed("places.txt")


@cache
def _peoples() -> frozenset[str]:
    return _listed("peoples.txt")


def _listed(name: str) -> frozenset[str]:
    lines = files("assistant.text").joinpath(name).read_text("utf-8").splitlines()
    # A people may have its place behind a tab, which assistant.text.words reads.
    return frozenset(line.split("\t")[0].strip().lower() for line in lines if line.strip())
