"""What a date in a question applies to.

The rules, in the order in which they are tried. A mention limits nothing; it may help to rank.

| a date that                                                  | is |
|---|---|
| lies wholly after ``as_of``; "will ... on Friday"            | a mention: days to come |
| "last week's coverage", "the 6 November article"             | a limit on publication |
| "the 2014 occupation", "the June summit", "the law of 2010"  | a mention: an attribute |
| "the election in 2020", "the summit in Geneva in June"       | a mention: which event |
| "what did the floods in 2019 and 2021 cost?"                 | a mention: which events |
| "after the meeting on Friday", "since Russia took it in 2014"| a mention: when another was |
| "Crimea 2014": a year beside a word, without a preposition   | a mention |
| any other                                                    | a limit |

A year, a season or a month says which event is meant; "the meeting on 6 November" names a day, and
is a limit.

A limit is on publication ("published") where the question asks for what was published, reported or
in the news, for articles, stories or coverage, or for a summary; else on what was done or said then
("either").
"""

from __future__ import annotations

import re
from enum import Enum

from assistant.dates.expressions import Kind
from assistant.dates.periods import Period


class Role(Enum):
    LIMIT = "limit"
    PUBLISHED = "published"
    MENTION = "mention"


_NEWS = (
    r"(?:news|headlines?|coverage|articles?|stor(?:y|ies)|newspapers?|papers?|press|reports?|reporting"
    r"|editions?|issues?|dispatch(?:es)?|front\spages?|digests?|summary|summaries|round-?ups?|recaps?)"
)
_HAPPENINGS = frozenset("events developments happenings things".split())
_NEWS_WORD = re.compile(rf"{_NEWS}$")
_NOT_NEWS = re.compile(
    r"\b(?:news|press)\s(?:conferences?|briefings?|secretary|releases?|freedom|agency|agencies"
    r"|corps?|network|channel)|\b(?:fox|bbc|abc|cbs|nbc|sky)\snews|\barticle\s[0-9]+|\bfree\spress"
    r"|\bpress\s(?:for|on|ahead)\b|\bwhite\spapers?|\bback\sstory|\bpaper\strail"
    r"|\bissues?\s(?:an?|the|new|with)\b|\b(?:un|intelligence|ipcc|inspection|jobs|police|annual"
    r"|quarterly)\sreports?"
)
_ASKS_NEWS = re.compile(
    r"\b(?:published|publish|reported|reporting|printed|headlined|covered)\b"
    rf"|\b{_NEWS}(?:\sitems?)?\b(?!\sof\sthe\swar)"
    r"|\bdid\s(?:\w+\s){1,3}(?:report|publish|print|cover)\b"
    r"|^(?:(?:please|can\syou|could\syou|would\syou|pls)\s)*(?:sum(?:marise|marize)?\b|recap\b"
    r"|brief\sme|catch\sme\sup|bring\sme\sup|fill\sme\sin|overview\b|give\sme\s(?:an?|the)\s(?:quick\s)?"
    r"(?:overview|briefing|run-?down|sum\sup))"
    r"|\bdid\si\smiss\b|\bhave\si\smissed\b|\b(?:new|missed)\ssince\b"
)
_WORD = re.compile(r"\s?([\w’'-]+)")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?=\s)")
_DETERMINER = re.compile(
    r"(?:\b(?:the|an?|this|that|his|her|its|their|our|your|those|these)|[’']s|s[’'])\s$"
)
_FOLLOWING = frozenset(
    """in at by about with to for from on of off into over under against between among as if so than
    then that this these those when where what who whom whose which why how and or but nor while
    because since until till before after during through across without within concerning
    did do does is are was were be been being has have had having will would can could may might
    shall should must not never the a an any some all no he she it they we you i me my his her its
    their our your there here also too again only alone already still yet even just please according
    inclusive exactly both either whether ago earlier later onwards onward say said says saying tell
    told happen happened regarding per via re vs versus outside inside near around despite like
    amid upon toward towards and/or including excluding except""".split()
)
_HARD_LEADS = frozenset("on in at during over within throughout by from through between".split())
_SOFT_LEADS = frozenset("since before after until till following of for around".split())
_NAMED_THINGS = frozenset(
    [Kind.YEAR, Kind.YEARS, Kind.MONTH, Kind.SEASON, Kind.QUARTER, Kind.HALF, Kind.DECADE]
)
_ATTRIBUTES = _NAMED_THINGS | {
    Kind.DAY, Kind.DAYS, Kind.NUMERIC, Kind.NAMED, Kind.WEEKDAY
}  # fmt: skip
_EVENT = (
    r"(?:annexation|occupation|invasion|elections?|referendum|summit|war|attacks?|crisis|protests?"
    r"|agreement|deal|treaty|act|law|bill|pandemic|coup|revolution|uprising|massacre|bombings?"
    r"|shootings?|explosion|earthquake|hurricane|flood|famine|collapse|vote|talks|conference|congress"
    r"|ruling|verdict|trial|rule|accords?|pact|ceasefire|truce|conflict|clashes|offensive|withdrawal"
    r"|crash|disaster|accident|murder|killing|assassination|poisoning|arrest|scandal|strike|strikes"
    r"|games|olympics|cup|championship|match|final|exercises?|drills|manoeuvres|maneuvers|hack|breach"
    r"|leak|outbreak|epidemic|recession|crackdown|riots?|siege|battle|raid|merger|takeover|impeachment"
    r"|inauguration|campaign|resolution|sanctions|memorandum|protocol|charter|constitution|census)"
)
_OF_PLACE = (
    r"(?:\s(?:of|in|at|with|between|by|against|on|over|for|to|from|near)\s(?:the\s)?[\w’'.-]+"
    r"(?:\s(?:and\s)?[A-Z][\w’'.-]+){0,3}){0,3}"
)
_EVENT_BEFORE = re.compile(
    rf"(?:\b(?:[Tt]he|an?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|this|that)|[’']s|s[’'])\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?i:{_EVENT}){_OF_PLACE}\s$"
)
_SEVERAL = re.compile(r"\b(?:the|those|these)\s(?:[\w-]+\s){0,2}[\w-]+s\s$", re.IGNORECASE)
_OF_WHAT = re.compile(r"([\w’'-]+)\s$")
_OF_TIME = frozenset(
    """all whole most much rest one any some none half part course events news day days week weeks
    month months night morning evening afternoon end start middle beginning overview sense things
    because out development developments timeline chronology history happenings each both many
    remainder""".split()
)
_CLAUSE = re.compile(
    r"\b(?:since|after|before|following|because|due\sto|despite|prior\sto|ever\ssince)\s"
    r"(?!(?:dawn|noon|midnight|sunrise|sunset|dark|and|all|that\s?[,?]|then|long)\b)\w"
)
_SUBORDINATE = re.compile(
    r"(?<=\s)(?:about|regarding|concerning|that|which|who|whose|where|when|whom|after|since|before"
    r"|compared\s(?:to|with)|than|like|as)\s"
)
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|going\sto|gonna|upcoming|coming\sup|happens|takes\splace"
    r"|(?:is|are|be)\s(?:\w+\s){0,3}?(?:expected|scheduled|due|planned|planning|set|supposed|slated"
    r"|about|to)\b(?=\s|$)|plans?\s(?:to|for)|['’]ll)\b"
)
_PAST = re.compile(
    r"\b(?:did|was|were|said|had|happened|has|have|told|went|announced\son|did\sn['’]t)\b"
)


def role(text: str, low: str, period: Period, news: bool) -> Role:
    """What a date that is not to come applies to. ``low`` is the text in lower case, ``news``
    whether it asks for what was published."""
    noun = _noun_after(low, period)
    if noun is not None:
        if _NEWS_WORD.match(noun) and not _NOT_NEWS.match(low, low.find(noun, period.end)):
            return Role.PUBLISHED
        if noun not in _HAPPENINGS:
            return Role.MENTION
    elif _is_named_by(text, low, period) or _is_subordinate(low, period):
        return Role.MENTION
    bare = period.first.bare and period.last is None
    if bare and not news and _is_beside_a_word(low, period):
        return Role.MENTION
    return Role.PUBLISHED if news else Role.LIMIT


def is_attribute(low: str, period: Period) -> bool:
    """Whether a noun follows that the date belongs to ("last week's coverage")."""
    return _noun_after(low, period) is not None


def asks_for_news(low: str) -> bool:
    """Whether a question (in lower case) asks for what was published, not what was done."""
    return _ASKS_NEWS.search(_NOT_NEWS.sub(" ", low)) is not None


def is_ahead(low: str, period: Period) -> bool:
    """Whether the verb that governs a date speaks of days to come."""
    before = low[max(0, period.start - 120) : period.start]
    last = -1
    for found in _FUTURE.finditer(before):
        last = found.start()
    if last < 0:
        return False
    return not any(found.start() > last for found in _PAST.finditer(before))


def is_aside(low: str, start: int, since: int) -> bool:
    """Whether a date at ``start`` stands in a clause of its own that opens after ``since``."""
    return _SUBORDINATE.search(low, since, start) is not None


def _noun_after(low: str, period: Period) -> str | None:
    """The noun that the date is an attribute of; None where it is none."""
    end = period.end
    if low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha():
        return low[end + 1 :].split()[0]
    if re.search(r"\b(?:pre|post)-$", low[max(0, period.core - 5) : period.core]):
        return ""
    if mark := _POSSESSIVE.match(low, end):
        word = _WORD.match(low, mark.end())
        return word[1] if word else None
    word = _WORD.match(low, end)
    kind = period.tail.kind
    if word is None or low[end : end + 1] != " " or kind not in _ATTRIBUTES:
        return None
    noun = word[1]
    if noun in _FOLLOWING or not noun[0].isalpha():
        return None
    inside = low.startswith("the ", period.core) and kind in (Kind.DAY, Kind.DAYS, Kind.MONTH)
    if inside or _DETERMINER.search(low, max(0, period.core - 12), period.core):
        return noun
    if period.lead in _HARD_LEADS:
        return None
    if period.lead in _SOFT_LEADS or not period.lead:
        return noun
    return None


def _is_named_by(text: str, low: str, period: Period) -> bool:
    """Whether the date says which event is meant: "the election in 2020", "the law of 2010"."""
    before = text[max(0, period.start - 160) : period.start]
    if period.lead == "of":
        what = _OF_WHAT.search(low, max(0, period.start - 30), period.start)
        if what is None:
            return False
        return not (_NEWS_WORD.match(what[1]) or what[1] in _OF_TIME)
    meaning = period.first.meaning
    if period.last is not None and period.first.kind is Kind.YEAR and period.lead == "in":
        # "What did the inspections in 2019 and 2021 miss?": which ones, and no days to search.
        return _SEVERAL.search(before) is not None and low[period.end :].strip(" ?.!") != ""
    if period.first.kind not in _NAMED_THINGS or meaning.which or period.last:
        return False
    if period.lead not in ("in", "from", "during", "of", ""):
        return False
    return _EVENT_BEFORE.search(before) is not None


def _is_subordinate(low: str, period: Period) -> bool:
    """Whether the date tells when something else was: "since Russia took Crimea in 2014"."""
    comma = max(low.rfind(mark, 0, period.start) for mark in ",;:?!")
    found = None
    for clause in _CLAUSE.finditer(low, comma + 1, period.start):
        found = clause
    if found is None:
        return False
    # At its head "after Friday" is the date's own preposition; and a clause ends with its verb.
    return not re.search(
        r"\s(?:what|who|how|why|where|when|did|does)\s", low[found.end() : period.start]
    )


def _is_beside_a_word(low: str, period: Period) -> bool:
    """Whether anything but words of asking stands beside a bare year."""
    rest = low[: period.start] + " " + low[period.end :]
    return any(
        word not in _FOLLOWING and word not in _HAPPENINGS
        for word in re.findall(r"[^\W\d_]+", rest)
    )
