"""Whether a sentence can be read alone, without the text around it, and whether it tells news."""

from __future__ import annotations

import re
from datetime import date

from assistant.answering.sentences import Sentence
from assistant.text.names import names

SHORT, LONG, TOO_LONG = 8, 42, 60  # words

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|[Yy]ou|[Yy]our)\b(?!\.)")
_SAID = (
    r"(?:said|says|added|told|wrote|warned|argued|noted|explained|predicted|announced|insisted|"
    r"continued|acknowledged|claimed|concluded|recalled|according to)"
)
_SPEAKS = re.compile(rf"\b{_SAID}\b|\b(?:called?|described?)\b")
_SPEAKER = (
    r"(?:officials?|diplomats?|sources?|advis[eo]rs?|analysts?|person|people|man|woman|"
    r"spokes(?:man|woman|person)|experts?|aides?|two|pair|latter)"
)
_SPEAKER_BEFORE = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose) (?:(?:same|two|second|first|senior|other) "
    rf"){{0,2}}(?:\w+ ){{0,2}}{_SPEAKER} (?:also )?{_SAID}\b|\b{_SAID} (?:the|this|that) (?:\w+ )"
    rf"{{0,2}}{_SPEAKER}\b(?! (?:of|for|from|in)\b)"
)
_PERSON = re.compile(r"\b(?:he|she|his|her|him|hers)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:they|their|them|theirs)\b", re.IGNORECASE)
_PLURAL = re.compile(r"[^\W\d_]{2,}s\b|\b(?:and|people|police|\w*men|children|team|family)\b")
_ROLE = re.compile(
    r"\b(?:[Aa]n? (?:[\w-]+ ){0,4}?(?:man|woman|boy|girl|driver|official|worker|soldier|teacher|"
    r"farmer|player|officer|student|pilot|doctor|captain|person|leader|minister|president|mayor))\b"
)
_CASE = re.compile(
    r"\W*(?:in (?:that|this|such an?|these|those) \w+|for (?:example|instance)|that said|then|"
    r"otherwise|as a result|in (?:turn|response|addition|contrast|fact|other words)|on the other "
    r"hand|similarly|likewise|instead|therefore|thus|hence|moreover|furthermore|besides|as such|"
    r"asked (?:about|whether|if|why)|(?:when|if) asked|such|one of them|some of them|most of them|"
    r"the (?:pair|two|trio|latter|former)\b(?! [A-Z])|here|there (?:he|she|they)|so\b)(?:,|\b)",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\W*(?:but|however|still|yet|and|also|nevertheless|nonetheless|or)\b", re.IGNORECASE
)
_AFTER = re.compile(
    r"\b(?:also|too|another|other|further|again|latter|the (?:two|pair|same|others?)|as well|"
    r"that (?:\w+ )?(?:decision|move|case|time|conflict)|those|such an?)\b"
)
_DAMAGED = re.compile(r"[^\W\d_]{3,}[.!?] [a-z]|\s[.,;:](?:\s|$)|[^\W\d_]’s’|\w{2},\w{2}")
_DEMONSTRATIVE = re.compile(r"\W*(?:This|That|These|Those) ")
_NOTICE = re.compile(
    r"\b(?:read more|click here|sign up|subscribe|newsletter|follow (?:us|me) on|this (?:story|"
    r"article|page|report) (?:has been|was|is)|all rights reserved|cookies?|advertis(?:e|ing)ment|"
    r"contributed to (?:this|the) (?:report|story|article)|share this|download our|for more "
    r"(?:information|stories|news)|e-?mail us|getty images|privacy policy)\b",
    re.IGNORECASE,
)
# What a programme says of itself: "Good evening, this is ..., the news at six."
_OPENING = re.compile(
    r"\W*(?:Good (?:morning|afternoon|evening|day)\b|And now (?:to|for) |"
    r"(?:It(?:[’']s| is)|This is)[^.]{0,60}\b(?:bulletin|o[’']clock)\b|"
    r"(?:Caption|Photo|Graphic|Picture|Image|Source): )"
    r"|\W*(?:[A-Z][\w’'-]*,? )*[A-Z][\w’'-]*, [^.]{0,30}\b(?:(?:the|our) (?:\w+ )?"
    r"(?:news|bulletin|headlines)(?: (?:in brief|at \w+|(?:on|for) \w+day))*|o[’']clock)\W*$"
)
_OPINION = re.compile(
    r"\b(?:may|might|could|would|should|will|if|whether|appears?|seems?|perhaps|probably|critics|"
    r"analysts?|observers|predict(?:s|ed)?|believes?|thinks?|said any|it is (?:clear|difficult))\b",
    re.IGNORECASE,
)
_STANDS_STILL = re.compile(
    r"\W*(?:there (?:is|are|was|were|has|have)|it (?:is|was|remains))\b|\bdeclined to\b"
    r"|\bstems? (?:mainly )?from\b|\b(?:have|has) an?\b",
    re.IGNORECASE,
)
_JUST_NOW = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Yy]esterday|[Tt]onight|"
    r"(?:this|in recent|past|last) (?:week|weekend|days|night)|overnight)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:in the past|for (?:years|decades|centuries)|has long|have long|had long|over the years|"
    r"historically|traditionally|decades ago|years ago)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s*$", re.IGNORECASE)
RECENT, OLD = 10, 45  # days before publication
_DIGIT = re.compile(r"\d")
_ENDS = (".", "!", "”", '"', "’", ")", "»")


def standing(sentence: Sentence, *, lead: bool = False) -> float:
    """How well the sentence is understood alone: 1 well, 0 not at all. ``lead`` where it is the
    first of its article, which names what it must.

    0 for a question, a fragment, a notice of the site, the opening of a programme, words spoken by
    somebody who is not named, and what leans on the sentence before it. Less than 1 for what is
    damaged, very long or short, set against something else ("But ..."), or names nothing.
    """
    text = sentence.text
    if sentence.kind != "sentence" or sentence.leans or not _whole(text):
        return 0.0
    outside = _QUOTED.sub(" “” ", text)
    if _FIRST_PERSON.search(outside) or _CASE.match(text) or _SPEAKER_BEFORE.search(text):
        return 0.0
    # A quotation, and what is left of it is too little to say whose it is.
    if text[0] in "“\"‘'" and not _SPEAKS.search(outside):
        return 0.0
    named = names(text)
    spoken_of = _PERSON.search(outside)
    somebody = any(name.kind in ("person", "other") for name in named)
    if spoken_of and not somebody and not _ROLE.search(text):
        return 0.0
    several = _SEVERAL.search(outside)
    if several and not _PLURAL.search(outside[: several.start()]):
        return 0.0
    return _worth(sentence, outside, lead or bool(named))


def _whole(text: str) -> bool:
    """Whether it is a whole sentence that tells something."""
    start = text.lstrip("“\"‘'([")[:1]
    if start.islower() or not text.rstrip().endswith(_ENDS):
        return False
    if _NOTICE.search(text) or _OPENING.match(text):
        return False
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _worth(sentence: Sentence, outside: str, named: bool) -> float:
    text, length = sentence.text, sentence.length
    worth = 1.0
    if length < SHORT:
        worth *= 0.35 if length < SHORT - 3 else 0.65
    elif length > TOO_LONG:
        worth *= 0.5
    elif length > LONG:
        worth *= 0.9
    if _AGAINST.match(text):
        worth *= 0.8
    if _DEMONSTRATIVE.match(text):
        worth *= 0.6
    if _AFTER.search(outside):
        worth *= 0.85
    if _DAMAGED.search(text):
        worth *= 0.85
    if not named:
        worth *= 0.65 if _DIGIT.search(text) else 0.5
    return worth


def news_value(sentence: Sentence, published: date, *, lead: bool = False) -> float:
    """How far the sentence tells something that has just happened, about 0.4 to 1.4.

    More for days just past, for figures and for the first sentence of an article; less for
    opinions, quotations and what is long past.
    """
    text = sentence.text
    value = 1.0
    ages = [
        (published - event.last).days
        for event in sentence.events
        # "the first since 1911" is news.
        if not event.planned and not _since(text, event.start - sentence.start)
    ]
    recent = any(0 <= age <= RECENT for age in ages) or _JUST_NOW.search(text) is not None
    if recent or lead:
        value *= 1.35
    elif (ages and min(ages) > OLD) or _LONG_AGO.search(text):
        value *= 0.6
    if _STANDS_STILL.search(text):
        value *= 0.75
    elif _OPINION.search(text):
        value *= 0.85
    if text[0] in '“"':
        value *= 0.7
    if _DIGIT.search(text):
        value *= 1.05
    return value


def _since(text: str, at: int) -> bool:
    """Whether "since" stands before the words at this place, or at their front."""
    return text[at : at + 5].lower() == "since" or _SINCE.search(text[:at]) is not None
