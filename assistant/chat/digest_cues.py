"""The phrases that ask for a digest, as patterns over a question that is bared.

Each is matched against the whole of it: what a pattern leaves over is no such request. Written from
how people ask; the golden set in tests/chat/golden/forms.jsonl has them, and what only looks so.
"""

from __future__ import annotations

import re

from assistant.chat.cue_words import (
    HAS,
    KIND,
    NO_MORE,
    OCCUR,
    OF_ABOUT,
    OF_ANY,
    QUALITY,
    TOPIC,
    WHAT_IS,
    whole,
)

_ABOUT = r"(?:about|on|regarding|concerning|around|related to|relating to|of|involving)"
_PAPERS = (
    r"(?:(?:the |your |our |these |those |all |any )*(?:news ?papers?|papers?|articles?|media|"
    r"press|news(?: reports| media)?|reports|stories|journalists|reporters|outlets|sources|"
    r"headlines|corpus))"
)
_NEWS = r"(?:news(?: (?:items|stories|articles|reports|coverage))?|headlines|stories|coverage)"
_SUMMARY = (
    r"(?:summary|sumary|summaries|summar[yi]sation|summarization|digest|briefing|brief|overview|"
    r"recap|recapitulation|round[- ]?up|run[- ]?down|synopsis|gist|r[ée]sum[ée]|newsletter|"
    r"summing[- ]up|wrap[- ]?up|tl[;:,]?\s?dr|outline|survey|review|short version|"
    r"condensed version)"
)
_SUM_UP = (
    r"(?:sum(?:ming)?(?: me)? up|sum+[ae]?r+[iy]?[sz](?:e|ing)|sum+eri[sz]e|summaries|recap|"
    r"tl[;:,]?\s?dr|(?:brief|update) (?:me|us)|catch (?:me|us) up|fill (?:me|us) in|bring (?:me|"
    r"us) up[- ]to[- ](?:date|speed)|get (?:me|us) up to (?:date|speed)|digest|(?:run|go|take|walk|"
    r"talk) (?:me |us )?(?:through|over)|condense|boil down)"
)
_REPORTED = (
    r"(?:reported|published|written|printed|covered|in (?:the )?(?:news|papers?|press|headlines|"
    r"media)|said|told|known|broadcast|posted|noted|recorded|there|new|in there)"
)
_REPORT = (
    r"(?:report|say|write|cover|tell(?: me| us)?|talk about|carry|publish|print|run|reported|said|"
    r"wrote|covered|told(?: me| us)?|published|carried|printed|contain|hold|have|bring|brought|"
    r"have to say)"
)

SUM_UP = re.compile(
    rf"(?:{_SUM_UP}|(?:{WHAT_IS} )?{OF_ANY}{KIND}(?:{_NEWS} )?{_SUMMARY})"
    r"(?:[\s,:–-]+(?:(?:of|on|with|about|for|from|regarding|covering|through|"
    r"over)\s+)?(?P<object>.+))?",
    re.IGNORECASE,
)
"""A request to sum up, and of what."""
SUM_IT_UP = re.compile(r"sum (?P<object>.+) up", re.IGNORECASE)
MOD_SUMMARY = re.compile(
    rf"(?:the |an? )?(?P<object>(?!(?:what|who|which|how|when|where|why|did|was|is|"
    rf"are)\b)(?:[\w’'.-]+ ){{0,4}}?[\w’'.-]+) {_NEWS} {_SUMMARY}",
    re.IGNORECASE,
)
""" "Belarus news digest"."""
ASKS_WHAT_IS = re.compile(rf"{WHAT_IS}\b", re.IGNORECASE)

OBJECT_REPORTED = whole(
    rf"(?:everything|all|anything|what(?:ever)?|things|stuff)(?: else)?(?: that)?(?:{HAS}|"
    rf" has been| have been| had been| got)*(?: being)? {_REPORTED}(?: (?:{OF_ABOUT}) {TOPIC})?",
    rf"(?:everything|all|whatever|what)(?: that)?(?: did| do| does| have| has)? {_PAPERS}(?: have|"
    rf" has| had)? {_REPORT}(?: {_ABOUT} {TOPIC})?",
    rf"(?:everything|all|whatever|what)(?: that)? (?:we|you|i|is) (?:know|known|"
    rf"have)(?: {_ABOUT} {TOPIC})?",
)
OBJECT_HAPPENED = whole(
    rf"(?:everything|all|anything|what(?:ever)?|things)(?: else)?(?: that)?{HAS}* "
    rf"{OCCUR}{NO_MORE}(?: (?:{OF_ABOUT}|between|during) {TOPIC})?",
)
OBJECT_NEWS = whole(
    rf"{OF_ANY}{KIND}(?:{_NEWS}|articles?|reports?|reporting|papers?|newspapers?|press|media|"
    rf"events?|happenings|developments?|points?|takeaways|highlights|day|things|topics|issues|"
    rf"texts|pieces|files|facts|corpus|seeds|archive|contents?)(?: (?:published|reported|written|"
    rf"there (?:is|are)|that (?:is|are) there|released))?(?:,? (?:{OF_ABOUT}|since) {TOPIC})?",
    rf"{OF_ANY}{KIND}(?P<topic>(?!(?:what|who|which|how|when|where|why)\b).+?) (?:{_NEWS}|"
    rf"articles|reporting)",
)
OBJECT_ABOUT = re.compile(rf"(?:about|on|regarding|concerning|with|around) {TOPIC}", re.IGNORECASE)
OBJECT_CLAUSE = re.compile(
    r"(?:(?:in|on|of|by|to|for|about) )?(?:what|who|whom|whose|which|how|why|where|when|whether|"
    r"if)\b",
    re.IGNORECASE,
)
EVERYTHING = re.compile(
    r"(?:(?:absolutely )?everything(?: (?:there is|you have|so far|(?:that is )?in (?:the corpus|"
    r"here)))?|(?:all(?: of)?|every)(?: the| your| our| these| those| my)?(?: \w+)? (?:articles?|"
    r"news|stories|reports|coverage|texts|files|pieces|papers)|(?:the|your|this|our|my) (?:whole |"
    r"entire |full )?(?:corpus|archive|collection|seeds)|(?:the|this) (?:whole|entire|"
    r"full) (?:thing|lot|set))",
    re.IGNORECASE,
)
UNIT = re.compile(r"(?:the )?(?P<unit>week|month|quarter|year|weekend)(?:[’']s .+)?", re.IGNORECASE)
POINTS = re.compile(
    r"(?:all )?(?:(?:of )?(?:it|this|that|them|these|those|they)(?: all)?|(?:the|this|that|these|"
    r"those) (?:(?:whole|entire) )?(?:situation|story|stories|matter|affair|issue|case|thing|topic|"
    r"subject|answers?|discussion|question))",
    re.IGNORECASE,
)
""" What was spoken of before."""

WHAT_HAPPENED = whole(
    rf"(?:what|wht|waht)(?: else| all| things| events?)?(?:{HAS}| has been|"
    rf" have been)* {OCCUR}{NO_MORE}",
    rf"(?:(?:did|has|have|was|is) )?(?:there )?(?:anything|something|much)(?: else)?(?: "
    rf"{QUALITY})?(?: of (?:note|interest|importance))? (?:happen(?:ed|ing)?|take place|"
    rf"took place|occur(?:red)?|go(?:ing)? on|goes on){NO_MORE}",
    rf"(?:which|what) {KIND}(?:events?|things)(?:{HAS}| have been)* ?{OCCUR}{NO_MORE}",
    r"what(?:[’']s| is| was| has)(?: been)? up",
)
"""What is told of the days counts, wherever it was reported."""

WILL_HAPPEN = re.compile(
    r"what(?: else)?(?:[’']s| is| are| will| shall)(?: (?:be|going to|expected to|due to|set to|"
    r"supposed to|there))* (?:happen(?:ing)?|occur|take place|planned|scheduled|expected|due|"
    r"coming(?: up)?|ahead|on)",
    re.IGNORECASE,
)
"""Of days to come: what is planned for them."""

WHAT_WENT = re.compile(rf"what(?: else)?(?:{HAS})?(?: been)? (?:went|gone|going)", re.IGNORECASE)
""" "What went on Friday?": the day took the "on"."""

WHAT_WAS_REPORTED = whole(
    r"(?:(?:is|was|were|are) )?(?:there )?(?:anything|something|much)(?: else)?(?: that)?(?: (?:is|"
    r"was|were))? (?:important|interesting|notable|relevant|big|major|significant|new|"
    r"worth (?:knowing|reading)|of (?:note|importance|interest)|reported|published|(?:important |"
    r"new |interesting )?in the (?:news|papers))(?: (?:reported|published|in the (?:news|"
    r"papers)))?",
    rf"what(?: else)?{HAS}(?: been)? (?:new|news|hot|the latest|important|interesting|"
    r"making (?:the )?(?:news|headlines))(?: in the (?:world|news))?",
    r"what(?: news| else)? (?:did|have|do|has) (?:i|we) (?:miss(?:ed)?|need to know|have to know)",
    r"what (?:do|should|must) (?:i|we) (?:need to |have to )?know",
    r"what (?:was|were|is|are) (?:people|everyone|everybody|the (?:world|papers|media|press)|"
    r"they) (?:talking|writing|reporting) (?:about|on)(?: in the (?:news|papers))?",
    r"how (?:was|were|is|are) (?:the )?(?:news|headlines)",
    rf"what(?: else| all)?(?:{HAS}| has been| have been)* ?(?:being )?(?:reported|published|"
    rf"written|"
    r"printed|covered|broadcast)(?: (?:in|by) (?:the )?(?:news|papers?|press|media|newspapers|"
    r"articles))?",
    rf"what(?: else| all)?{HAS}(?: been)?(?: said| reported| written| published| there)? (?:in|"
    rf"on) (?:the |all )*{KIND}(?:news|papers?|newspapers?|articles?|headlines|front pages?|media|"
    rf"press)(?: {_ABOUT} {TOPIC})?",
    rf"what(?: else)? (?:made|hit|dominated|led|filled) (?:the )?{KIND}(?:news|headlines|papers|"
    rf"front pages?)",
    rf"what(?: else)? (?:did|do|does|have|has|had) {_PAPERS} {_REPORT}",
    rf"(?:which|what) {KIND}(?:articles?|stories|news|headlines|reports|items|pieces)(?:{HAS}|"
    r" have been| has been| do you have| came| made)? ?(?:there|published|reported|written|out|"
    r"printed|in the (?:news|papers)|the headlines|came out|appeared)?",
    rf"what(?:{HAS}) (?:the |all )*(?:{KIND})(?:articles?|stories|news|reports|papers?|"
    rf"headlines)(?: all)? about",
    r"(?:the )?(?:days? |weeks? |months? |years? )?(?:in review|in brief|at a glance|in short|"
    r"in a nutshell|so far)",
)
REPORTED_ABOUT = whole(
    rf"what(?: else| all)?(?:{HAS}| has been| have been)* ?(?:being )?(?:reported|published|"
    rf"written|printed|broadcast) {_ABOUT} {TOPIC}",
)
"""Of a day; without one it is a question."""

NEWS = whole(
    rf"(?:{WHAT_IS} |(?:is|was|are|were) there |got )?{OF_ANY}{KIND}(?:{_NEWS}|(?:top|"
    rf"main) articles)(?: (?:there|today|so far|out there))?(?:,? {OF_ABOUT} {TOPIC})?",
    rf"(?:{WHAT_IS} |(?:is|was|are|were) there )?{OF_ANY}{KIND}(?:articles|reports|"
    rf"reporting) (?:about|on|regarding|concerning) {TOPIC}",
    rf"(?:{WHAT_IS} )?{OF_ANY}{KIND}(?P<topic>(?!(?:what|who|which|how|when|where|why|did|is|"
    rf"was|are|"
    r"were|do|does|has|have)\b)(?:[\w’'.-]+ ){0,2}[\w’'.-]+) (?:news|headlines)",
)
DATED_ONLY = whole(
    rf"(?:{WHAT_IS} )?{OF_ANY}{KIND}(?:articles?|reports|events?|happenings|developments?|"
    rf"points?|takeaways|highlights|moments|issues|topics|subjects|things(?: that (?:happened|"
    rf"matter(?:ed)?))?|"
    r"day|newspapers?|papers?|press|media|news)(?: (?:there|reported|published|in the news))?",
)
"""Of a day; without one they say nothing."""
