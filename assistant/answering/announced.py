"""Sentences that announce what the next ones tell: "He gave three reasons."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question import Profile
from assistant.answering.sentences import Sentence, Source

MOST = 3
"""Of what is announced so many sentences are shown."""
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|several|some|a number of|[2-9]|1\d)"
_ANNOUNCES = re.compile(
    rf"\b{_NUMBER}\s(?:\w+\s){{0,2}}(?:reasons|people|men|women|persons|candidates|things|points|"
    r"conditions|demands|steps|measures|victims|members|questions|ways)\b",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(
    rf"\b(?:who|which|what) (?:are|were) (?:the\s)?(?:{_NUMBER}\s|\w+s\b)|\bwhy\b|"
    r"\b(?:which|what) (?:\w+ )?(?:reasons|conditions|demands|measures|people|candidates)\b",
    re.IGNORECASE,
)
_TOLD_BEFORE = re.compile(
    r"\b(?:told|informed|announced|informing)\b(?:\s[\w’'-]+){1,8}[.]$", re.IGNORECASE
)
_CONTENT = re.compile(r"[“\"]|\bthat\b", re.IGNORECASE)


def announced(
    sentence: Sentence, sources: Sequence[Source], asked: Profile, shown: Sequence[Sentence]
) -> list[Sentence]:
    """The sentences after it that tell what it announces, where the question asks for that."""
    if not (_ASKS_WHICH.search(asked.text) and _ANNOUNCES.search(sentence.text)):
        return []
    source = sources[sentence.article]
    after = source.units[sentence.index + 1 : sentence.index + 6]
    found = [
        unit
        for unit in after
        if unit.kind == "sentence" and unit not in shown and source.usable(unit)
    ]
    return found[:MOST]


def told_before(
    sentence: Sentence, sources: Sequence[Source], shown: Sequence[Sentence]
) -> list[Sentence]:
    """The sentence before one that says only who told it: "The minister told the press."."""
    if sentence.index == 0 or _CONTENT.search(sentence.text):
        return []
    if not _TOLD_BEFORE.search(sentence.text.strip()):
        return []
    source = sources[sentence.article]
    before = source.units[sentence.index - 1]
    usable = before.kind == "sentence" and source.usable(before) and before not in shown
    return [before] if usable else []
