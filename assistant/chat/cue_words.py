"""Words and joints that the cues of digests and of timelines are made of, as patterns."""

from __future__ import annotations

import re

OF_ANY = r"(?:(?:an?|the|my|your|all|of|some|any|every|each|another|those|these)\s+)*"
QUALITY = (
    r"(?:(?:the )?most (?:important|interesting|notable|significant|relevant|recent)|quick|short|"
    r"brief|concise|daily|weekly|monthly|full|complete|general|overall|good|nice|top|main|major|"
    r"big|bigger|biggest|key|important|interesting|essential|relevant|notable|significant|latest|"
    r"newest|recent|current|breaking|world|international|foreign|local|national|political|morning|"
    r"evening|new|other|front[- ]page|leading|central|written|three|five|ten|\d{1,2})"
)
KIND = rf"(?:{QUALITY}\s+)*"
OF_ABOUT = (
    r"(?:about|on|regarding|concerning|around|surrounding|related to|relating to|covering|"
    r"involving|of|in|from|for|with|at|to|over|behind|near|across|out of)"
)
TOPIC = r"(?P<topic>.+)"
OCCUR = (
    r"(?:hap+e?n+e?d|been happening|happening|took place|taken place|taking place|occur+ed|"
    r"occur|went on|going on|gone on|been going on|transpired|come to pass|came to pass)"
)
HAS = r"(?:[’']s|[’']ve| is| was| were| are| has| have| had| did| do| does)"
WHAT_IS = (
    r"(?:what(?:[’']s|[’']re|s| is| are| was| were| have been| has been)|which (?:are|were|is|was))"
)
NO_MORE = (
    r"(?: (?:out )?(?:in|around|across) (?:the )?(?:world|globe)| of (?:note|importance|interest)|"
    r"(?: that (?:is|was|were|are))? (?:important|interesting|worth knowing|notable|new)|"
    r" that mattered| (?:so far|lately|recently|exactly|overall|there))*"
)


def whole(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"(?:{pattern})", re.IGNORECASE) for pattern in patterns)
