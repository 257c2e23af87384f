"""What a question asked for, put back where it stood, so that another thing can be asked of it.

"Who did Biden send to Moscow?" becomes "did Biden send Burns to Moscow", which "when" can precede.
Rules over the auxiliary verb and what follows it: no parser. What no rule reads is given up.
"""

from __future__ import annotations

import re

from assistant.chat.antecedents import answered_person
from assistant.domain import Answer

_NAME = r"(?:the\s)?[A-Z0-9][\w’'.-]*(?:\s[A-Z0-9][\w’'.-]*)*"
# A plural after the name is still the subject ("European diplomats"): behind an auxiliary no verb
# ends in a single s.
_SUBJECT = re.compile(rf"{_NAME}(?:(?:,\s|\sand\s){_NAME})*(?:\s[a-z]+(?<!s)s(?=\s))?\s+")
_DETERMINED = re.compile(
    r"(?:the|an?|his|her|its|their|this|that|these|those|any|some|many|most|there|he|she|it|they|"
    r"people|officials|you|we)\b|[A-Z0-9“\"]"
)
_ADVERB = re.compile(r"(?:long|often|soon|exactly|far|\w+ly)\b")
_BE = frozenset("is are was were".split())
_DO = frozenset("did does do".split())
_SAYS_OR_DOES = re.compile(
    r"\b(?:say|said|saying|do|done|doing|think|thought|know|known|mean|meant|want|wanted|plan|"
    r"planned|planning)\b(?=$|\s+(?!to\b)[a-z])"
)
_HAS_VERB = re.compile(
    r"\b(?:\w+(?:ing|ed)|sent|held|made|built|born|shot|seen|known|taken|given|found|hit|told|said)\b"
)
_AT_END = re.compile(r"\b(?:to|for|about|with|from|against|of|on|at|by)$")
_BETWEEN = re.compile(
    r"\b(?:about|with|for|from)(?=\s+(?:in|on|at|when|after|before|during|with)\b)"
)
_TO_DO = re.compile(
    r"\b(?:want|threaten|ask|plan|try|hope|promise|order|urge|need|wish|agree|expect|use)\w*\s"
    r"(?:.*\s)?to\s(?P<verb>[a-z]+(?<!s))(?P<particle>\s(?:off|up|out|down|back|away))?$"
)
_OPEN = re.compile(
    r"(?:$|(?:in|on|at|to|for|from|with|by|about|of|against|near|during|after|before|since|until|"
    r"when|while|as|this|last|next|over|into|along|through|yesterday|today)\b)"
)


def is_name(text: str) -> bool:
    """Whether it is one capitalised name and nothing else."""
    return bool(re.fullmatch(_NAME, text))


def without_gap(wh: str, aux: str, rest: str, answer: Answer) -> str | None:
    """``rest``, which follows the auxiliary, with what ``wh`` asked for in its place.

    None where the place is not known. ``wh`` has its preposition, if any ("to whom").
    """
    first, *more = wh.lower().split()
    aux = aux.lower()
    if first in ("in", "on", "at", "by", "for", "from", "to", "with", "about"):
        return rest  # "to whom", "in which city": the clause is whole without it
    named_only = aux in _BE and not _HAS_VERB.search(rest)
    if first in ("when", "where", "why"):
        return None if first == "where" and named_only else rest
    if first == "how" and more[:1] not in (["many"], ["much"]):
        return _so(" ".join(more), rest) if aux in _BE and more else rest
    asked = _asked_for(first, wh.split()[1:], answer, f"{wh} {aux} {rest}")
    noun = first not in ("who", "whom", "what") or bool(more)
    if rest.startswith("there "):
        return f"there {asked} {rest.removeprefix('there ')}" if noun else None
    if aux not in _DO and not _DETERMINED.match(rest) and not _plural(rest):
        return f"{asked} {rest}"  # it asks for the subject: "who was sent"
    if named_only:
        return None  # "who is Nuland", "what is the tax": nothing else can be asked of it
    return _object_put_back(rest, asked, says=first == "what" and not more)


def _asked_for(first: str, noun: list[str], answer: Answer, question: str) -> str:
    """Words for what was asked: a person of the answer, the thing that was counted, "that"."""
    if first in ("who", "whom"):
        return answered_person(answer, question) or "someone"
    if first == "how":
        return " ".join(noun[1:]) or f"that {noun[0].lower()}"
    thing = " ".join(noun)
    return thing if thing.endswith("s") else f"that {thing}".strip()


def _so(how: str, rest: str) -> str | None:
    """ "the US concerned" of "how concerned is the US"; an adverb can be left out."""
    if _ADVERB.match(how):
        return rest if _HAS_VERB.search(rest) else None
    subject = _SUBJECT.match(f"{rest} ")
    return f"{subject[0]}{how} {rest[subject.end() :]}".strip() if subject else None


def _plural(rest: str) -> bool:
    word = rest.split()[0]
    return word.endswith("s") and not word.endswith("ss") and " " in rest


def _object_put_back(rest: str, missing: str, *, says: bool) -> str | None:
    to_do = _TO_DO.search(rest)
    if to_do:
        at = to_do.end("verb")
        return f"{rest[:at]} {missing}{rest[at:]}"
    if _AT_END.search(rest):
        return f"{rest} {missing}"
    between = _BETWEEN.search(rest)
    verb = _SAYS_OR_DOES.search(rest) if says else None
    if verb:
        after = rest[verb.end() :].lstrip()
        # "did Milley say that Russia would win" is whole as it is.
        return rest if after.startswith("that") else f"{rest[: verb.end()]} that {after}".strip()
    if between:
        return f"{rest[: between.end()]} {missing}{rest[between.end() :]}"
    subject = _SUBJECT.match(rest)
    if not subject:
        return None
    word, _, after = rest[subject.end() :].partition(" ")
    if not word or not _OPEN.match(after):
        return None
    return f"{subject[0]}{word} {missing} {after}".strip()
