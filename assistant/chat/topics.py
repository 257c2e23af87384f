"""What a digest or a timeline is asked about, bared of words that only lead up to it."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"(?:(?:the|an?|all|any|some|its|main|key|latest|recent|whole|current|more|important|major)\s+|"
    r"(?:events?|developments?|happenings|stor(?:y|ies)|news|situation|state of affairs|affairs?|"
    r"topics?|subject|question|issue|matter|case|things|coverage|reports?|reporting|headlines|"
    r"articles|history|course|saga|it all|everything|all)\s+(?:of|in|on|about|around|with|at|"
    r"surrounding|regarding|over|behind|concerning|to do with)\s+|(?:what|everything|whatever|"
    r"all)(?: that)?(?: has been| have been| is| was| were|[’']s)?\s+(?:reported|published|written|"
    r"known|said|in the (?:news|papers))\s+(?:about|on|of)\s+|what(?: the)? (?:articles|papers|"
    r"news|media|press|reports) (?:say|said|report|reported|write|wrote)\s+(?:about|on|of)\s+|"
    r"what(?: has| have|[’']s)? (?:happened|happens|happening|been happening|been going on|"
    r"going on|is going on|is happening|went on)\s+(?:in|to|with|at|around|near|between)\s+|"
    r"(?:how )?(?:about|on|of|regarding|concerning)\s+)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,.;:!?–—-]|\s(?:and|or|in|on|of|at|to|for|from|about|since|between|over time|so far|"
    r"in (?:the )?(?:news|articles|papers|reports))(?=\s*$)|[\s,](?:please|pls))+$",
    re.IGNORECASE,
)
_ANYTHING = re.compile(
    r"(?:(?:it|this|that|them|these|those|they)(?: all)?|things?|everything|anything|all|matters|"
    r"events?|developments?|news|the (?:news|events|day|articles|corpus|story|stories|situation|"
    r"past|world|matter|issue|case|affair|topic|subject)|(?:this|that|these|those) (?:situation|"
    r"story|stories|matter|affair|issue|case|topic|subject|thing)|situation|story|stories|matter|"
    r"affair|issue|case|day|articles?|papers?|headlines?|coverage|corpus|world|whole thing|topic|"
    r"subject|past|general|total)",
    re.IGNORECASE,
)


def topic_of(words: str | None) -> str | None:
    """The topic itself ("the events in Belarus": "Belarus"); None where it is anything at all."""
    topic, before = _TAIL.sub("", words or "").strip("\"“”' "), None
    while topic != before:
        before = topic
        if _ANYTHING.fullmatch(topic):
            return None
        head = _HEAD.match(topic)
        topic = topic[head.end() :] if head else topic
    return topic or None
