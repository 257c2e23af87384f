"""Pronouns of a question: whether one leans on an earlier turn, and a name in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chat.antecedents import lowered, plurals
from assistant.text.names import names
from assistant.text.words import is_content, words

_SAYS = r"say|says|said|think|thinks|believe|believes|want|wants|plan|plans|hope|hopes|claim|claims"
_BREAK = re.compile(
    r"[,;:]|\b(?:when|while|because|that|if|after|before|since|who|where|why|how|whether|as|and|but)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(rf"{_BREAK.pattern}|\b(?:{_SAYS})\b", re.IGNORECASE)
_OF_THE_VERB = re.compile(
    rf"\b(?:about|to|for|with|from|of|on|at|by|against|near|like|over|{_SAYS})\s+$", re.IGNORECASE
)
_WHO = re.compile(r"\bwhom?\b", re.IGNORECASE)
_OBJECT = frozenset({"him", "them", "her", "it"})
HE = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
THEY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
IT = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s+(?:to|for|in|on|at|by|with|from|off|up|out|down|about|again|after|before|so|away|back)\b",
    re.IGNORECASE,
)
_AFTER_AUX = re.compile(
    r"\b(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could|should)\s+$", re.IGNORECASE
)
_EMPTY_IT = re.compile(
    r"\bit\s+(?:not\s+)?(?:so\s+|very\s+)?(?:true|clear|unclear|likely|unlikely|possible|known|right|"
    r"legal|important|that|who|because|rain|snow|(?:take|takes|took) (?:to|for|so|that|long))\b"
    r"|\bhow (?:likely|possible|important) is it\b"
    r"|\b(?:calls?|called|finds?|found|makes?|made) it\b(?!\s*\??$)",
    re.IGNORECASE,
)


def leans(question: str, pronoun: re.Match[str]) -> bool:
    """Whether a pronoun stands for nothing in the question itself."""
    if pronoun.re is IT and _EMPTY_IT.search(question):
        return False
    before = lowered(question[: pronoun.start()])
    who = _WHO.search(before)
    # "Who wants to stop it?": nobody who does it is "it".
    who = None if pronoun.re is IT else who
    own = [who.end()] if who and _CLAUSE.search(before, who.end()) else []
    if pronoun.re is HE:
        own += [name.end for name in names(before) if name.kind in ("person", "other")]
    else:
        own += [name.end for name in names(before)]
        own += [before.rfind(noun) + len(noun) for noun in _bare(plurals(before))]
        own += [match.end() for match in re.finditer(r"\b(?:the|an?)\s\w+", before)]
    if not own:
        return True
    word = pronoun[0].lower()
    after = question[pronoun.end() :]
    is_object = word in _OBJECT and not (word == "her" and _followed_by_noun(after))
    # "What did Milley say about it?": "it" is nobody who speaks.
    clause = _BREAK if is_object and _OF_THE_VERB.search(before) else _CLAUSE
    same_clause = not clause.search(question[min(own) : pronoun.start()])
    if same_clause and _AFTER_AUX.search(before):
        return True  # "How many trees did it fell?"
    # "What did Biden warn him about?": an object is not the subject of its own clause.
    has_verb = word == "it" and re.match(r"\s+[a-z]", after) and not _GOES_ON.match(after)
    return is_object and same_clause and not has_verb


def _bare(phrases: Sequence[str]) -> list[str]:
    return [phrase.removeprefix("the ") for phrase in phrases]


def _followed_by_noun(after: str) -> bool:
    following = words(after)
    return bool(following) and is_content(following[0])


def in_form(text: str, pronoun: re.Match[str], name: str) -> str:
    """The name, with the possessive ending that the pronoun stands for."""
    word = pronoun[0].lower()
    if word in ("his", "hers", "its", "their", "theirs") or (
        word == "her" and _followed_by_noun(text[pronoun.end() :])
    ):
        many = word in ("their", "theirs") and name.endswith("s")
        return f"{name}’" if many else f"{name}’s"
    return name
