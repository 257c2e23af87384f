"""The patterns of date words, over text in lower case.

RULES are tried in order wherever a word begins, so the longer form of two stands first. SIGN finds
the words without which there is no date; everything else is looked for beside them only.
"""

from __future__ import annotations

import re

from assistant.dates.calendar import NUMBERS, ORDINALS
from assistant.dates.named import NAMED

MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|(?:mon|tues?|wed|thurs?|thur|fri|sat|sun)\b\.?)"
)
_FULL_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_ORDINAL_WORD = rf"(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
_NUMERAL = r"[0-3]?[0-9](?:st|nd|rd|th)?\b"
_DAY = rf"(?:{_NUMERAL}|{_ORDINAL_WORD}\b)"
_COUNT_WORDS = sorted(
    (re.escape(word).replace(r"\-", "[- ]") for word in NUMBERS if word not in ("a", "an")),
    key=len,
    reverse=True,
)
COUNT = (
    rf"(?:[0-9]{{1,3}}|(?:a\s)?couple(?:\sof)?|(?:a\s)?few|(?:a\s)?(?:{'|'.join(_COUNT_WORDS)}))"
)
_UNIT = r"(?:hour|day|weekend|week|fortnight|month|quarter|year|decade)"
_NO_DIGIT = r"(?![0-9]|[.,:][0-9]|%)"
_RELATIVE_YEAR = r"(?:this|last|next|the\sprevious)\syear"
_YEAR = (
    r"(?:(?P<year>[12][0-9]{3})(?![0-9]|,[0-9])|(?P<year5>[0-9]{5,6})(?=\s*(?:$|[?.!;)]))"
    rf"|['’](?P<yy>[0-9]{{2}})\b|(?P<yrel>{_RELATIVE_YEAR}))"
)
# Of a year that no calendar has, only where a date is due: "the flight 12021-11-06" is none.
_FAR = (
    r"(?:^|(?<=\bon\s)|(?<=\bto\s)|(?<=\bfrom\s)|(?<=\bsince\s)|(?<=\bafter\s)|(?<=\bbefore\s)"
    r"|(?<=\buntil\s)|(?<=\band\s)|(?<=\.\.))"
)
_OF_YEAR = rf"(?:,?\s(?:of\s|in\s)?{_YEAR})"
_PART_OF_DAY = r"(?:(?:early|late)\s)?(?:morning|afternoon|evening|night|lunchtime|midday)"
_TO = r"(?:\s?[-–—−]\s?|\s(?:to|until|till|through|thru)\s(?:the\s)?)"
_AND = r"(?:\s(?:and|or|&)\s(?:the\s)?|,\s(?:and\s|or\s)?(?:the\s)?)"
_WHICH = r"(?:this\spast|this\scoming|this|last|next|past|previous|coming|upcoming)"
_NAMES = "|".join(f"(?P<n{place}>{name})" for place, (name, _) in enumerate(NAMED))

RULES: tuple[tuple[str, str], ...] = (
    (
        "iso",
        r"(?<![\w-])(?<!\.[0-9])"
        rf"(?:(?P<year>[0-9]{{4}})|{_FAR}(?P<year5>[0-9]{{5,6}})(?=-[01][0-9]-[0-3][0-9]))"
        r"-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
        r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
        r"(?![\w-])",
    ),
    (
        "ymd",
        r"(?<![\w/.-])(?P<year>[12][0-9]{3})(?P<sep>[/.])(?P<month>[01]?[0-9])(?P=sep)"
        r"(?P<day>[0-3]?[0-9])(?![\w/-]|\.[0-9])",
    ),
    (
        "numeric",
        r"(?<![\w/.,-])(?<![$€£])(?P<a>[0-9]{1,2})(?:(?P<dot>[.])|(?P<sep>[/-]))(?P<b>[0-9]{1,2})"
        r"(?:(?(dot)[.]|(?P=sep))(?P<year>[12][0-9]{3})|/(?P<yy>[0-9]{2}))(?![\w/-]|\.[0-9])",
    ),
    (
        "short",
        r"(?<=\bon )(?!9/11|7/7|24/7)(?P<a>[0-3]?[0-9])/(?P<b>[0-3]?[0-9])(?![\w/%-]|[.,][0-9])",
    ),
    (
        "beforelast",
        r"the\s(?P<unit>weekend|week|month|quarter|year)\s(?P<side>before\slast|after\snext)(?!\w)",
    ),
    (
        "weekdayday",
        rf"{WEEKDAY},?\s(?:the\s)?(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)(?![\w-])(?!\s(?:of\s)?{MONTH})",
    ),
    ("isoweek", r"(?<![\w-])(?P<year>[12][0-9]{3})-?w(?P<week>[0-5][0-9])(?![\w-])"),
    ("isomonth", r"(?<![\w/-])(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])(?![\w/-])"),
    (
        "dayrange",
        rf"(?:the\s)?(?P<day>{_NUMERAL})(?:(?P<to>{_TO})|(?P<and>(?:,\s{_NUMERAL})*{_AND}))"
        rf"(?P<last>{_NUMERAL})(?:\sof)?[\s-](?P<month>{MONTH})(?![\w])(?:{_OF_YEAR})?",
    ),
    (
        "rangeday",
        rf"(?P<month>{MONTH})\s(?:the\s)?(?P<day>{_NUMERAL})"
        rf"(?:(?P<to>{_TO})|(?P<and>(?:,\s{_NUMERAL})*{_AND}))(?P<last>{_NUMERAL}){_NO_DIGIT}"
        rf"(?!\s(?:of\s)?{MONTH}\b)(?!\s(?:people|killed|dead|percent|million|billion|am|pm)\b)"
        rf"(?:{_OF_YEAR})?",
    ),
    (
        "dmy",
        rf"(?:(?P<wd>{WEEKDAY})(?:,|\sthe)?\s(?:the\s)?)?(?:the\s(?=[a-z]|[0-9]{{1,2}}[a-z]))?"
        rf"(?P<day>{_DAY})"
        rf"(?:\sof\s|\s|-)(?P<month>{MONTH})(?![\w])"
        rf"(?:{_OF_YEAR}|-(?P<dyear>[12][0-9]{{3}})\b|\s(?P<y2>[0-9]{{2}})(?=\s*(?:$|[?.!;)])))?",
    ),
    (
        "mdy",
        rf"(?:(?P<wd>{WEEKDAY}),?\s)?(?P<month>{MONTH})"
        rf"(?:\s(?:the\s)?|-|,\s(?=[0-9]{{1,2}}(?:st|nd|rd|th)))(?P<day>{_DAY}){_NO_DIGIT}"
        rf"(?!\s(?:percent|million|billion|am|pm|a\.m|p\.m|o['’]clock)\b)(?:{_OF_YEAR})?",
    ),
    (
        "ymdword",
        rf"(?P<year>[12][0-9]{{3}}),?\s(?P<month>{MONTH})\s(?P<day>{_NUMERAL}){_NO_DIGIT}"
        r"(?!,?\s[12][0-9]{3})",
    ),
    ("named", rf"(?:(?P<which>{_WHICH})\s)?(?:{_NAMES})(?!\w)(?:{_OF_YEAR})?"),
    ("monthyear", rf"(?P<month>{MONTH})(?:,?\s(?:of\s|in\s)?|\s?[/-]\s?){_YEAR}"),
    (
        "season",
        rf"(?:(?:the\s)?(?P<which>{_WHICH})\s|(?P<the>the\s))?(?P<name>spring|summer|autumn|fall|"
        rf"winter)(?:\s(?:of\s)?{_YEAR}(?:[-–/](?P<season2>[0-9]{{2,4}}))?)?(?![\w-])",
    ),
    ("qyear", rf"(?P<q>q[1-4])(?:(?:\s|-|/|\sof\s|\sin\s){_YEAR})?(?![\w-])"),
    ("yearq", r"(?P<year>[12][0-9]{3})[\s-]?(?P<q>q[1-4])(?![\w-])"),
    ("hyear", rf"(?P<h>h[12])(?:\s|-|/){_YEAR}"),
    (
        "quarter",
        r"(?:the\s)?(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
        rf"\s(?P<unit>quarter|half)(?:\s(?:of\s|in\s)?{_YEAR}|\s(?:of|in)\s(?P<theyear>the\syear))?"
        r"(?!\w|-)",
    ),
    ("week", rf"(?:calendar\s)?week\s(?P<week>[0-5]?[0-9])(?:,?\s(?:of\s|in\s)?{_YEAR})"),
    ("near2", r"the\sday\s(?P<side>before\syesterday|after\stomorrow)"),
    (
        "near",
        r"(?:(?:earlier|later)\s)?(?P<near>today|tonight|yesterday|tomorrow|last\snight"
        r"|this\s(?:morning|afternoon|evening))(?!\w)"
        rf"(?:\s{_PART_OF_DAY})?",
    ),
    (
        "weekday",
        rf"(?:(?:the\s)?(?P<which>{_WHICH})\s)?(?P<wd>{WEEKDAY})(?![\w])(?:\s{_PART_OF_DAY}(?!\w))?"
        r"(?:,?\s(?:of\s)?(?P<week>last|this|next)\sweek)?",
    ),
    (
        "weekof",
        rf"(?P<week>last|this|next)\sweek['’]?s?\s(?:on\s)?(?P<wd>{_FULL_WEEKDAY})(?!\w)",
    ),
    (
        "rolling",
        rf"(?:the\s|these\s|this\s)?(?P<which>last|past|previous|next|coming)\s(?P<count>{COUNT})"
        rf"[\s-](?P<unit>{_UNIT})s?(?!\w|\sof\s(?:the\s)?(?:{MONTH}|[0-9]|this|last|next|year|month|week))",
    ),
    ("halfago", r"half\sa\syear\sago(?!\w)"),
    (
        "ago",
        rf"(?P<count>an?|{COUNT})\s(?P<unit>{_UNIT})s?\sago(?:\s(?P<today>today))?(?!\w)",
    ),
    (
        "ahead",
        rf"(?:in\s(?P<incount>an?|{COUNT})\s(?P<inunit>{_UNIT})(?:s|['’]s|s['’])?\stime"
        rf"|(?P<count>an?|{COUNT})\s(?P<unit>{_UNIT})s?\sfrom\s(?:now|today))(?!\w)",
    ),
    (
        "rollone",
        r"(?:the\s(?P<which>last|past|next)|this\s(?P<past>past)|(?P<bare>past))"
        r"\s(?P<unit>fortnight|week|month|quarter|year|decade)(?!\w|\sof\s)",
    ),
    (
        "unit",
        rf"(?:the\s)?(?P<which>{_WHICH}|current)\s(?P<unit>weekend|week|month|quarter|year|decade)"
        r"(?!\w|\sof\s)",
    ),
    ("theunit", r"the\s(?P<unit>weekend|week|month|quarter|year|day)(?!\w|['’]s)"),
    (
        "decade",
        r"(?:the\s)?(?<![\w$€£,.])(?:(?P<year>[12][0-9]{2}0)['’]?s|['’](?P<yy>[0-9]0)s)(?!\w)",
    ),
    ("decadeword", r"the\s(?P<name>twenties|thirties|forties|fifties|sixties|seventies|eighties"
     r"|nineties)(?!\w)"),
    (
        "years",
        r"(?<![\w.,/-])(?<![$€£])(?P<year>1[5-9][0-9]{2}|20[0-9]{2})"
        r"(?:\s?[-–—]\s?(?P<last>1[5-9][0-9]{2}|20[0-9]{2})|[-–/](?P<last2>[0-9]{2}))"
        r"(?![\w/-]|[.,][0-9]|%)",
    ),
    ("theyear", r"(?:in\s)?the\syear\s(?P<year>[0-9]{1,6})(?![0-9]|[.,][0-9])"),
    ("bareday", r"the\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)(?![\w-])"),
    (
        "year",
        r"(?<![\w.,/:])(?<![$€£#+])(?P<year>1[0-9]{3}|2[01][0-9]{2})(?![\w/:]|[.,][0-9]|%|-[0-9])",
    ),
    ("month", rf"(?P<month>{MONTH})(?![\w])"),
)  # fmt: skip
"""Name and pattern; what a rule's match means is in meanings.py."""

PATTERNS = {name: re.compile(pattern) for name, pattern in RULES}


def _without_names(name: str, pattern: str) -> str:
    # Names of groups may stand once in a pattern: those that it refers back to get its own.
    for ref in re.findall(r"\(\?P=(\w+)\)|\(\?\((\w+)\)", pattern):
        group = ref[0] or ref[1]
        pattern = pattern.replace(f"(?P<{group}>", f"(?P<{name}_{group}>")
        pattern = pattern.replace(f"(?P={group})", f"(?P={name}_{group})")
        pattern = pattern.replace(f"(?({group})", f"(?({name}_{group})")
    return re.sub(rf"\(\?P<(?!{name}_)\w+>", "(?:", pattern)


ANY = re.compile(
    r"(?<![\w])(?:"
    + "|".join(f"(?P<{name}>{_without_names(name, pattern)})" for name, pattern in RULES)
    + ")"
)
"""Any date words, at the first place that has some; ``lastgroup`` is the rule's name."""

START = re.compile(
    r"(?<!\w)(?:[0-9'’]|half\sa|the\s(?=[0-9]|last|past|next|previous|coming|upcoming|current|this|day|week"
    r"|month|quarter|year|spring|summer|autumn|fall|winter|first|second|third|fourth|fif|six|seven"
    r"|eight|nin|ten|eleven|twel|thir|fort|twent|final|'|’)|th(?:is|ese)\b"
    r"|in\s(?=[0-9]|an?\s|the\s|couple|few|dozen|hundred|one|two|three|four|five|six|seven|eight|nin"
    r"|ten|eleven|twel|thir|fif|twent|fort)"
    r"|an?\s(?=hour|day|week|fortnight|month|quarter|year|decade|couple|few|dozen|hundred|one|two"
    r"|three|four|five|six|seven|eight|nin|ten|eleven|twel|thir|fif|twent|fort)"
    r"|last|next|past|previous|coming|upcoming|current"
    r"|earlier|later|calendar|week|jan|feb|mar(?=ch|\b)|apr|may|jun|jul|aug|sep|oct|nov|dec(?=em|\b)|mon(?=day|\b)"
    r"|tue|wed|thu|fri|sat(?=ur|\b)|sun(?=day|\b)|spring|summer|autumn|fall|winter|to(?:day|night|morrow)|yesterday|q[1-4]|h[12]"
    r"|new\syear|christmas|boxing|independence|thanksgiving|halloween|saint\s|st(?=\.?\s[vp])|valentine|labou?r"
    r"|memorial|veterans|armistice|martin|bastille|australia|international|women|earth|ash|palm"
    r"|maundy|good|easter|whit|pentecost|couple|few|dozen|hundred|one|two|three|four|five|six|seven"
    r"|eight|nin|ten|eleven|twel|thir|fif|twent|fort|final|first|second)"
)
"""What every date begins with: tried before ANY, whose alternatives cost four times as much."""

SIGN = re.compile(
    # The first letters of the words below: a look at them is cheaper than trying them all.
    r"\b(?=[acdefhjlmnopqstwy0-9'’])(?:(?:jan|feb)(?:uary|ruary)?\b|mar(?:ch)?\b|apr(?:il)?\b|may\b|june?\b|july?\b"
    r"|aug(?:ust)?\b|sept?(?:ember)?\b|oct(?:ober)?\b|nov(?:ember)?\b|dec(?:ember)?\b"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|to(?:day|night|morrow)\b|yesterday\b|ago\b|easter\b|christmas\b|halloween\b|thanksgiving\b"
    r"|pentecost\b|juneteenth\b"
    r"|(?:spring|summer|autumn|fall|winter)\b|week(?:end)?\b"
    r"|(?:this|last|past|next|coming|current|previous)\s(?:[\w-]{1,12}\s){0,2}?"
    r"(?:hours?|days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|night|morning"
    r"|afternoon|evening)\b"
    r"|(?:q[1-4]|h[12])\b|(?:quarter|half)\b|day\b|year['’]?s?\b|month\b|from\snow\b|time\b"
    r"|the\s(?:[0-9]{1,2}(?:st|nd|rd|th)|(?:twen|thir|for|fif|six|seven|eigh|nine)[a-z]{0,2}ties)\b"
    r"|\bon\s[0-9]{1,2}/[0-9]|[12][0-9]{3}|[0-9]{4,6}\b|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]"
    r"|['’][0-9]0s)"
)
"""Words that every date holds one of."""
REACH = 48
"""Characters that date words may go beyond their SIGN on either side."""

PART = re.compile(
    r"(?<![\w])(?:the\s(?:very\s)?)?(?:"
    r"(?P<rough>early|mid|late|earlier|later)(?:\s(?:in|of|on)(?:\sthe)?\s|-|\s)"
    r"|(?P<stretch>beginning|start|middle|end|close)\sof\s"
    r"|(?P<sofar>so\sfar|since\sthe\s(?:start|beginning)\sof)\s(?:in\s|of\s)?"
    r"|(?P<nth>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th|opening|closing)\s"
    rf"(?:(?P<count>{COUNT})\s)?(?P<unit>day|weekend|week|fortnight|month|quarter|half)(?P<many>s)?\s(?:of|in)\s"
    r"|(?P<whole>whole|entire|rest|month|year|season)\sof\s"
    r"|(?P<around>week|weekend)(?:\s(?:of|around)|\s(?P<how>beginning|starting|commencing|ending|ended))"
    r"(?:\s(?:on|with))?\s"
    r"|(?P<within>morning|afternoon|evening|night|day|date)\sof\s"
    r")(?:the\s)?$"
)
"""What stands before date words and takes a part of them, or widens them."""
