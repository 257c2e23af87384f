"""What a question asks for: the type of its answer, its terms, names, unit and speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.measures import Measure, measure_of
from assistant.text.names import Name, names
from assistant.text.words import STOP_WORDS, Word, is_content, words

AnswerType = Literal[
    "count",
    "money",
    "percent",
    "date",
    "duration",
    "person",
    "place",
    "organisation",
    "reason",
    "statement",
    "other",
]

_SAY = (
    r"(?:say|said|saying|tell|told|warn|warned|claim|claimed|argue|argued|announce|announced|"
    r"describe|described|call|called|predict|predicted|explain|explained|suggest|suggested|"
    r"respond|react|reply|replied|state|stated|think|believe|note|noted|stress|stressed|complain|"
    r"accuse|deny|denied|promise|promised|admit|admitted|mention|view|opinion|comment|ask|asked|urge|"
    r"urged|advise|advised|recommend|recommended|remark|remarked|joke|joked|insist|insisted|"
    r"declare|declared|demand|demanded|defend|defended|praise|praised|criticise|criticised|"
    r"criticize|criticized|complained|compare|compared|justify)"
)
_MONEY = (
    r"(?:cost|costs|pay|paid|price|worth|spend|spent|fine|fined|salary|earn|earned|raise|raised|"
    r"money|fee|loan|debt|budget|invest|invested|charge|charged|sell|sold|donate|donated|owe|"
    r"bill|funding|revenue|profit|loss|damages|bail|prize|grant|dollars|euros|pounds|sum|amount)"
)
_AUXILIARY = (
    r"(?:did|does|do|is|are|was|were|has|have|had|will|would|must|may|can|could|should|shall|might)\b"
    r"(?![^?]*\bweigh)"
)
_PERIOD = r"(?:hours?|minutes?|days?|weeks?|months?|years?|decades?)"

# In order: the first that matches decides. The question word counts wherever it stands.
_PATTERNS: tuple[tuple[AnswerType, str], ...] = (
        ("percent", r"\b(?:what|which|how (?:big|large|high) (?:a|an|is the)?)\s?\w* ?(?:percent(?:age)?|proportion|share|fraction)\b|\bhow many percent\b|\bby how many percent|\bwhat (?:was|is) the \w+ rate\b"),
        ("duration", rf"\bhow (?:long|old|many (?:more )?{_PERIOD}\b)|\bwhat age\b|\bfor how many\b|\bhow much (?:time|longer)\b"),
        ("money", rf"(?<!by )\bhow much {_AUXILIARY}|\bwhat\b[^?]*\bworth\b|\bwhat (?:did|does|do|would|will|has|have|had) [^?]{{2,60}}\b(?:charged?|earn(?:ed)?|spend(?! money)|spent(?! money))\b|\b(?:what|which) [^?]{{0,30}}\bturnover\b|\bwhat (?:did|does|do|is|was|will|would)\b[^?]*\bcost\b|\b(?:what|which) (?:\w+ )?(?:rebate|refund|compensation|rent|bonus|reward|deposit|allowance|damages|wage|value|payment)\b|\bhow (?:dear|valuable)\b|\bhow much\b.*\b{_MONEY}\b|\bhow (?:expensive|many (?:dollars|euros|pounds))|\b(?:what|which)\b[^?]{{0,30}}\b(?:price|cost|salary|fee|fine|sum|amount|budget|bail)\b|\bhow much money\b"),
        ("count", r"\bwhat (?:did|does|do) [^?]{2,60}\bweigh\b|\bhow (?:many|often|much|far|big|large|fast|tall|deep|high|heavy|wide|strong|frequently)\b|\bwhat (?:is |was )?(?:the )?(?:total )?number\b|\b(?:what|which) (?:is the |was the )?(?:distance|size|population|score|toll|length|height|weight|magnitude)\b"),
        ("date", r"\bwhen\b(?! (?:asked|he|she|they|it)\b)|\b(?:what|which|on what|in what|in which) (?:\w+ )?(?:day|date|year|month|weekday|week|season|decade|time)\b|\bsince when\b|\bhow soon\b"),
        ("reason", r"\bwhy\b|\bhow come\b|\bwhat(?:'s| is| was| were| are)?\b[^?]{0,20}\b(?:reasons?|cause[ds]?|led to|prompted|motivated?|triggered|explains?|purpose|behind)\b|\bfor what (?:reason|purpose)\b|\bwhat .{0,40}\b(?:cause|lead to|stem from)\b"),
        ("statement", rf"\b(?:what|how)\b[^?]*\b(?:did|does|do|has|have|is|was|were|are)\b[^?]*\b{_SAY}\b|\baccording to\b|\bwhat (?:was|is|were) [^?]{{2,40}}\b(?:response|reaction|answer|comment|message|warning|argument|view|opinion|statement)\b|\bhow (?:did|does|do) [^?]{{2,60}}\b(?:describe|see|view|respond|react|characteri[sz]e|justify)\b"),
        ("organisation", r"\b(?:which|what|whose) (?:\w+ ){0,2}(?:company|compan(?:y|ies)|organi[sz]ation|agency|group|party|team|club|firm|bank|university|school|newspaper|outlet|network|channel|institution|ministry|department|union|band|airline|label|publisher|studio|broadcaster|think tank|body|alliance|site|website|magazine)\b|\bfor (?:whom|which|what) did .* work\b"),
        ("place", r"\bwhere\b|\b(?:which|what|in what|in which) (?:\w+ ){0,2}(?:country|countries|city|cities|town|place|state|region|village|area|county|province|continent|nation|location|venue|island|capital|street|river|site|neighbou?rhood|hospital|hotel|airport|building|bridge|church|room|court|stadium)\b"),
        ("person", r"\b(?:who|whom|whose)\b|\b(?:which|what) (?:\w+ ){0,2}(?:person|man|woman|official|officials|leader|politician|minister|president|actor|actress|player|author|artist|director|singer|general|diplomat|adviser|advisor|spokesman|spokeswoman|coach|judge|lawyer|prosecutor|inspector|officer|architect|engineer|scientist|researcher|professor|teacher|doctor|surgeon|farmer|fisherman|shepherd|worker|clerk|guard|driver|pilot|captain|skipper|witness|reporter|journalist|editor|critic|candidate|voter|member|winner|champion|finder|owner|founder|chairman|chairwoman|manager|boss|successor|predecessor|singer|rapper|painter|writer|poet|composer|king|queen|prince|pope|people|name)\b"),
)  # fmt: skip
_TYPES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_RELATIVE_WHO = re.compile(r"([^\W\d_]{3,}|,)\s(?:who|whose|where|when)\b", re.IGNORECASE)
_QUESTION_WORD = re.compile(r"\b(?:what|which|how|when|where|why|who)\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\bhow (?:many|much)\s+(?:more\s|other\s|extra\s|of the\s)?"
    rf"(?!{_AUXILIARY}|of\b|more\b|extra\b|\w+er\b)((?:[^\W\d_]+[’'-]?)+(?:\s[^\W\d_]+)?)|\bnumber of\s+((?:[^\W\d_]+\s?){1, 2})",
    re.IGNORECASE,
)
_DOES = re.compile(rf"\b{_AUXILIARY}\s", re.IGNORECASE)
ARTICLE = 4  # characters: "the "
_ACCORDING = re.compile(r"\baccording to\s+([^,?]+)", re.IGNORECASE)
_SPEAKER = re.compile(
    rf"\b(?:did|does|do|has|have|was|is|were|are)\s+(?P<who>.+?)\s+(?:\w+ly\s)?{_SAY}\b",
    re.IGNORECASE,
)
_SAYS_SOMETHING = re.compile(
    r"\bwhat\s(?:\w+\s)?(?:did|does|do|has|have)\s.+?\s(?P<verb>announced?|stated?|claim(?:ed)?|"
    r"argued?|explain(?:ed)?|mention(?:ed)?|noted?|comment(?:ed)?|repl(?:y|ied)|declared?|"
    r"remark(?:ed)?|suggest(?:ed)?|believed?)\b",
    re.IGNORECASE,
)
_ASKED_KIND = re.compile(
    r"\b(?:which|what|in what|in which)\s(?:\w+\s)?(company|companies|firm|group|organi[sz]ations?|"
    r"agency|body|country|countries|city|cities|town|place|state|region|village|person|man|woman|"
    r"people|officials?|name|name of|year|month|date|day|reason|event)\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "many much long old far often number percent percentage time day date photo caption byline".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that must be found; ``weight`` is its idf, ``name`` if part of one.

    ``known`` is False where no passage of the index has it.
    """

    lower: str
    stem: str
    weight: float
    name: bool
    known: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """``unit`` are the stems of what is counted ("soldiers"), ``speaker`` those of who speaks.

    ``people`` are the places in ``terms`` of the words of each full name, the surname last;
    ``subject`` the stems of the name that does or is what is asked ("did Jane Roe say").
    """

    text: str
    type: AnswerType
    terms: tuple[Term, ...]
    unit: tuple[str, ...]
    speaker: tuple[str, ...]
    wants_credit: bool
    measure: Measure | None = None
    people: tuple[tuple[int, ...], ...] = ()
    subject: tuple[str, ...] = ()


def profile(
    question: str,
    weights: Sequence[float] | None = None,
    known: Sequence[bool] | None = None,
) -> Profile:
    """The question analysed.

    ``weights`` are the idf of ``content_words(question)`` in order, ``known`` whether the index has
    them; without them all weigh the same and are known.
    """
    found = content_words(question)
    named = names(_decapitalised(question))
    in_name = {position for name in named for position in range(name.start, name.end)}
    terms: dict[str, Term] = {}
    for at, word in enumerate(found):
        weight = weights[at] if weights is not None else 1.0
        name = word.start in in_name or any(c.isdigit() for c in word.lower)
        there = known is None or known[at]
        terms.setdefault(word.stem, Term(word.lower, word.stem, weight, name, there))
    kind = answer_type(question)
    measure = measure_of(question)
    if measure == "age" and kind in ("date", "count"):
        kind = "duration"
    unit = _UNIT.search(question) if kind in ("count", "duration") else None
    return Profile(
        text=question,
        type=kind,
        terms=tuple(terms.values()),
        unit=_stems(next(filter(None, unit.groups()), "")) if unit else (),
        speaker=_speaker(question) if kind == "statement" else (),
        wants_credit=bool(
            re.search(
                r"\b(?:photo\w*|caption|picture|byline|wrote the (?:article|story)|reporter|"
                r"journalist|contributed)\b",
                question,
                re.IGNORECASE,
            )
        ),
        measure=measure if kind in ("count", "duration") else None,
        people=_full_names(named, list(terms)),
        subject=_subject(question, named),
    )


def _subject(question: str, named: Sequence[Name]) -> tuple[str, ...]:
    does = _DOES.search(question)
    if not does:
        return ()
    after = [name for name in named if 0 <= name.start - does.end() <= ARTICLE]
    return _stems(after[0].text) if after else ()


def _full_names(named: Sequence[Name], stems: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    found = []
    for name in named:
        parts = [word.stem for word in words(name.text)]
        if name.kind == "person" and len(parts) > 1 and all(part in stems for part in parts):
            found.append(tuple(stems.index(part) for part in parts))
    return tuple(found)


def content_words(question: str) -> list[Word]:
    """The words of a question that carry meaning, in order."""
    every = words(question)
    asked = _ASKED_KIND.search(question)
    kind = asked.span(1) if asked else (-1, -1)  # "which company": the kind of answer, not a topic
    found = [
        word
        for word in every
        if is_content(word) and word.lower not in _COMMON and not kind[0] <= word.start < kind[1]
    ]
    # "What did Britain announce?": whatever it said; the verb need not stand there.
    says = _SAYS_SOMETHING.search(question)
    rest = [word for word in found if not says or word.start != says.start("verb")]
    return rest or found


def answer_type(question: str) -> AnswerType:
    """What kind of thing the question asks for."""
    # "the man who ...": a relative "who" asks nothing where another question word does.
    plain = question
    first = _QUESTION_WORD.search(question)
    if first:
        head, tail = question[: first.end()], question[first.end() :]
        plain = head + _RELATIVE_WHO.sub(r"\1 ", tail)
    for kind, pattern in _TYPES:
        if pattern.search(plain):
            return kind
    return "other"


def _speaker(question: str) -> tuple[str, ...]:
    found = _ACCORDING.search(question) or _SPEAKER.search(question)
    if not found:
        return ()
    return _stems(found[1])


def _stems(text: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words(text) if word.lower not in STOP_WORDS)


def _decapitalised(question: str) -> str:
    """The question with its first word in lower case, which is capitalised as every first word is."""
    return question[:1].lower() + question[1:] if question[1:2].islower() else question
