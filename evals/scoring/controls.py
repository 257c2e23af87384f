"""Claims about which it is known whether their article supports them: made from gold sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.names import names
from evals.cases import Case
from evals.library import Library

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w.,])\d+(?![\w]|[.,]\d)")
_STRANGERS = ("Orsolya Brightwater", "Quillon")
_MOST = 2  # gold sentences of a case


@dataclass(frozen=True, slots=True)
class Control:
    """``holds`` says whether the article supports the claim."""

    article: str
    claim: str
    holds: bool


def controls(case: Case, library: Library) -> list[Control]:
    """For the first gold sentences that hold a number or a name: as it is, and changed."""
    made: list[Control] = []
    for gold in case.sentences:
        article = library.articles.get(gold.article)
        if article is None or len(made) >= 2 * _MOST:
            continue
        changed = _other_number(gold.quote, article.body) or _other_name(gold.quote)
        if changed is not None:
            made.append(Control(gold.article, " ".join(gold.quote.split()), True))
            made.append(Control(gold.article, " ".join(changed.split()), False))
    return made


def _other_number(sentence: str, body: str) -> str | None:
    """The sentence with its first number changed to one that is nowhere in the body."""
    match = _NUMBER.search(sentence)
    if match is None:
        return None
    value = int(match[0].replace(",", ""))
    other = value + 3 + value // 3
    while f"{other:,}" in body or str(other) in body:
        other += 1
    told = f"{other:,}" if "," in match[0] else str(other)
    return sentence[: match.start()] + told + sentence[match.end() :]


def _other_name(sentence: str) -> str | None:
    """The sentence with its first full name of a person, or place, changed to a stranger's."""
    for name in names(sentence):
        if name.kind == "person" and " " in name.text:
            return sentence[: name.start] + _STRANGERS[0] + sentence[name.end :]
        if name.kind == "place":
            return sentence[: name.start] + _STRANGERS[1] + sentence[name.end :]
    return None
