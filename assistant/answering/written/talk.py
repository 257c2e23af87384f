"""What a model writes that states nothing: greetings, headings, questions, "not in the articles".

None of it is shown, since nothing of it can be cited, and none of it counts as a sentence that was
taken out, since it claims nothing.
"""

from __future__ import annotations

import re
from enum import Enum

from assistant.text.words import stems


class Talk(Enum):
    """``ABSENT`` says that the articles do not answer; ``EMPTY`` says nothing. ``PERHAPS`` may say
    that they do not answer, or report that nothing is known: as it is supported."""

    ABSENT = "absent"
    PERHAPS = "perhaps"
    EMPTY = "empty"


_MATERIAL = (
    r"(?:(?:any|all|none) of )?(?:the|these|this|those|your|any|my)?\s*"
    r"(?:(?:given|provided|available|supplied|quoted|cited|above|retrieved|news|search|source)\s+)*"
    r"(?:articles?|passages?|sources?|context|texts?|documents?|excerpts?|materials?|corpus|"
    r"information|search results|results)"
    r"(?: (?:provided|given|above|below|available|i have|at hand|supplied))*"
)
_NOT = (
    r"(?:do(?:es)? not|don['’]t|doesn['’]t|did not|didn['’]t|cannot|can['’]t|fails? to|"
    r"has no|have no|holds? no|gives? no|contains? no|provides? no|makes? no|"
    r"offers? no|says? nothing)"
)
_ABSENT = re.compile(
    rf"^(?:not|none|nothing)(?: \w+){{0,6}} (?:in|by|from) {_MATERIAL}\W*$"
    rf"|^(?:unfortunately, |however, |but |sorry, )?{_MATERIAL} {_NOT}\b"
    rf"|^(?:unfortunately, |however, |but )?(?:based on|according to|from|in) {_MATERIAL},? "
    r"(?:there (?:is|are|was|were) no|i (?:can(?:not|['’]t)|could not|do(?: not|n['’]t)))\b"
    rf"|^(?:none|neither|no one|nothing) of {_MATERIAL}\b"
    rf"|^(?:unfortunately, |however, |but )?(?:the answer|this|that|it|[\w’' -]{{1,80}}?) "
    rf"(?:is|are|was|were) not (?:\w+ )?(?:mentioned|stated|specified|given|provided|answered|"
    rf"reported|included|found|addressed|covered|available)?\s*(?:in|by|from) {_MATERIAL}\W*$"
    r"|^(?:i['’]?m|i am|we are) (?:sorry|afraid|unable|not able)\b"
    r"|^(?:unfortunately, |sorry, (?:but )?)?(?:i|we) (?:can(?:not|['’]t)|could not|couldn['’]t|"
    r"am unable to|do not|don['’]t|did not|didn['’]t|have no|was unable to|won['’]t|will not) "
    r"(?:\w+ ){0,2}?(?:answer|find|know|have|tell|determine|provide|say|see|help|information|"
    r"details|assist|comply|that|do)\b"
    r"|^(?:unknown|n/a|no answer|no information|not (?:known|stated|mentioned|specified|available|"
    r"reported))\W*$",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"^(?:unfortunately, |however, |but |sorry, )?there (?:is|are|was|were) no(?:t enough)? "
    r"(?:\w+ ){0,3}?(?:information|mention|answer|details?|indication|evidence|reference)\b"
    r"|^it is (?:not|un)(?: |)(?:known|clear|stated|mentioned|specified)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"^(?:sure|certainly|of course|okay|ok|yes|no|absolutely|great question|good question|hello|hi|"
    r"thank you|thanks|sorry|apologies|you['’]re welcome)(?:[,!.] ?(?:here|i|let)\b[^.]{0,60})?\W*$"
    r"|^(?:here (?:is|are)|here['’]s|below (?:is|are)|the following|these are|this is "
    r"what)\b[^.]*:$"
    r"|^(?:here (?:is|are)|here['’]s) (?:what|the (?:answer|summary|sentences?|information)|my|a "
    r"(?:short |brief )?(?:summary|answer|list))\b[^.]{0,80}[.:]$"
    r"|^(?:answer|summary|question|sources?|references?|citations?|notes?|conclusion|background|"
    r"in summary|in conclusion|to summari[sz]e|final answer|short answer|response)\W*$"
    r"|^(?:i hope|let me know|feel free|please (?:let me|note that i|feel|ask)|if you (?:have|need|"
    r"want|would|['’]d)|is there anything|as an ai\b|i(?: am|['’]m) (?:an?|just|only) )"
    r"|^(?:based on|according to) [\w ,’']{0,60}:$",
    re.IGNORECASE,
)

# What stands before a passage, copied; what an article is about, which is not what it says; and
# what is said of passages, which no reader sees.
_COPIED = re.compile(
    r"^\W*\d{4}-\d\d-\d\d \((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\)|^Days: [\"“]"
    r"|^(?:the|this|these) (?:articles?|passages?|excerpts?|notes?) (?:(?:is|are|was|were) )?"
    r"(?:about|discuss(?:es)?|describes?|talks? about|focus(?:es)? on|deals? with)\b"
    r"|\bpassages? (?:(?:that|which) )?(?:says?|states?|mentions?|above|below)\b",
    re.IGNORECASE,
)


def talk(text: str, raw: str = "") -> Talk | None:
    """Which kind of talk a sentence is; None where it states something.

    ``raw`` is the sentence with its markup: what is marked as a heading states nothing.
    """
    said = text.strip()
    if _ABSENT.search(said):
        return Talk.ABSENT
    if _PERHAPS.search(said):
        return Talk.PERHAPS
    if said.endswith("?") or _EMPTY.search(said) or _COPIED.search(said):
        return Talk.EMPTY
    heading = raw.strip().startswith("#") or (
        len(said) <= 80 and (said.endswith(":") or re.fullmatch(r"\*\*[^*]+\*\*:?", raw.strip()))
    )
    return Talk.EMPTY if heading else None


_YES_OR_NO = re.compile(
    r"^(?:and |so |but )?(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|shall|"
    r"should|may|might|must)(?:n['’]t)?\b|\b(?:true|whether|right)\b",
    re.IGNORECASE,
)


def echoes(text: str, question: str) -> bool:
    """Whether a sentence has no word beside those of the question, and so answers nothing.

    Of a question for yes or no such a sentence is the answer.
    """
    return not _YES_OR_NO.search(question.strip()) and set(stems(text)) <= set(stems(question))
