"""The phrases that ask for a timeline, as patterns over the whole of a question that is bared."""

from __future__ import annotations

import re

from assistant.chat.cue_words import (
    HAS,
    KIND,
    NO_MORE,
    OCCUR,
    OF_ABOUT,
    OF_ANY,
    TOPIC,
    WHAT_IS,
    whole,
)

_LINE = (
    r"(?:time[ -]?lines?|tim(?:e)?lin(?:e)?|chronolog(?:y|ies)|chronological (?:overview|order|"
    r"account|summary|list|history|review|sequence|table|digest|outline|recap)|(?:sequence|order|"
    r"course|series|chain|train|succession) of events|story so far|back[- ]?story)"
)
_COURSE = (
    r"(?:history|evolution|development|progression|course|run[- ]?up|lead[- ]?up|unfolding|"
    r"escalation|milestones|turning points|key (?:dates|moments|stages))"
)
_OF_WHAT = (
    r"(?:of|for|on|about|in|behind|around|regarding|to|since|with|at|from|over|surrounding|"
    r"leading (?:up )?to|concerning|showing|covering|that (?:shows|covers))"
)
_MOVED = (
    r"(?:develop(?:ed|ing|s)?|evolv(?:ed?|es|ing)|unfold(?:ed|ing|s)?|chang(?:ed?|es|ing)|"
    r"progress(?:ed|ing|es)?|escalat(?:ed?|es|ing)|play(?:ed|ing|s)? out|com(?:e|es|ing) about|"
    r"came about|shift(?:ed|ing|s)?|gr[eo]wn?|growing|grows|worsen(?:ed|ing|s)?|deteriorat(?:ed?|"
    r"ing)|intensif(?:y|ied|ying)|pan(?:ned)? out|proceed(?:ed|ing)?|devel+op+(?:ed)?)"
)
_TAIL = (
    r"(?P<tail>(?:,? (?:over (?:time|the (?:years|months|weeks|days|course|past|last)\b.*)|so far|"
    r"lately|recently|until now|up to now|to date|in recent (?:days|weeks|months|years)|since then|"
    r"exactly|then|afterwards|in the (?:end|news|articles|reports)))*)(?P<place> (?:in|between|"
    r"with|around|at|along|within|among|near|inside|across|since|after|during|before|from|through|"
    r"throughout|under|over|as|on|and|into|towards?|until) .+)?"
)
_HOW = (
    r"how(?! (?:many|much|often|far|long|big|high|fast|quickly|soon|likely|old|strong|strongly|to|"
    r"can|could|would|will|might|may|should|and)\b)"
)
TIMELINE = whole(
    rf"{OF_ANY}{KIND}{_LINE}(?:[\s:,–-]+{_OF_WHAT}\s+{TOPIC})?",
    # "What is the timeline for the sanctions?" asks for a plan, not for what was.
    rf"{WHAT_IS} {OF_ANY}{KIND}{_LINE}(?: (?:of|in|behind|around|about) {TOPIC})?",
    rf"(?:{WHAT_IS} )?{OF_ANY}{KIND}{_COURSE} (?:of|behind|leading (?:up )?to|to) {TOPIC}",
    r"(?:the |an? )?(?P<topic>(?!(?:what|who|which|how|when|where|why|did|is|was|are|were|do|"
    r"does)\b)(?:[\w’'.-]+ ){0,5}[\w’'.-]+)[\s,:–-]+(?:time ?line|chronology|sequence of events)",
    rf"(?:time ?line|chronology)[\s:,–-]+{TOPIC}",
    rf"how(?: exactly)?(?: did| has| have| had| do| does| is| are| was| were|[’']s|"
    rf"[’']ve) {TOPIC}?(?: been)?(?<! to) {_MOVED}{_TAIL}",
    rf"(?:(?:see|show|trace|retrace|track|follow|chart|explain|describe|recount|outline|"
    rf"reconstruct|know|understand|tell|sum up|summari[sz]e|walk through|in detail) )?(?:me |"
    rf"us )?{_HOW} {TOPIC}?(?: has| have| had| is| are| was| were)?(?: been)?(?<! to) "
    rf"{_MOVED}{_TAIL}",
    r"how (?:did|has|have|had|could) (?:it|things|we|matters|that|this|they|"
    r"everything)(?: all)?(?: ever)? (?:come|came|get|got|gotten) (?:to (?:this|that)(?: point)?|"
    r"this far|here|so far|there)",
    rf"(?:what|which)(?: events| things| developments| steps)?(?: has| have| had)? (?:led|leads|"
    rf"leading|built) up to {TOPIC}",
    rf"(?:(?:what|which) (?:were|are|was) )?{OF_ANY}{KIND}(?:events?|steps|developments|"
    rf"things) (?:that )?(?:leading|led|which led)(?: up)? to {TOPIC}",
    rf"when did (?:what|which (?:things|events?)|everything|each (?:thing|event|development)|"
    rf"things)(?: all)? (?:happen|take place|occur|come)(?: (?:in|with|to|at|during|around|on|"
    rf"between|over|near|about) {TOPIC})?",
    rf"what(?: has| have)? (?:happened|took place|occurred),?(?: and)? when(?: (?:in|with|to|at|"
    rf"during|around|on|between|about|near) {TOPIC})?",
    rf"(?:in )?(?:what|which) order did (?:{TOPIC} )(?:happen|take place|occur|unfold|come)",
    rf"(?:trace|retrace|chart|chronicle|reconstruct|track)(?: back)? (?:(?:the |its )?(?:history|"
    rf"course|evolution|developments?|story|path|progress|events|timeline|rise|origins?|run-?up|"
    rf"steps|stages) (?:of|in|behind|to|leading (?:up )?to) )?{TOPIC}",
    rf"(?:{WHAT_IS} )?{OF_ANY}{KIND}(?:events|developments|milestones|turning points|happenings|"
    r"key (?:dates|moments)|stages)(?: so far)? (?:in|of|around|with|on|regarding|concerning|"
    r"surrounding|"
    rf"about|at|behind|between|since|during|over|near|to do with) {TOPIC}",
)
SAYS_TIMELINE = re.compile(_LINE, re.IGNORECASE)
WALK_THROUGH = re.compile(
    rf"(?:walk|take|guide|lead|talk|run|step|go) (?:me |us )?through {TOPIC}", re.IGNORECASE
)
IN_ORDER = whole(
    rf"(?:describe|explain|recount|retell|relate|order|name|put|arrange|sort)? ?(?:what|everything|"
    rf"all|the things)?(?: that)?{HAS}* ?{OCCUR}{NO_MORE}(?: (?:{OF_ABOUT}|during|between|"
    rf"around|near) {TOPIC})?",
    rf"(?:(?:describe|explain|recount|retell|relate|order|name|put|arrange|"
    rf"sort) )?{OF_ANY}{KIND}(?:events?|developments?|happenings|steps|news|stories|headlines|"
    rf"articles|facts|story)(?: (?:{OF_ABOUT}|during|between) {TOPIC})?",
)
"""A timeline where the order of time was asked for, too."""
