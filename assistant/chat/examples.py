"""Questions made from the corpus that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering import Extractive
from assistant.index import Index
from assistant.text.names import names
from assistant.text.sentences import sentence_spans
from assistant.text.words import is_content, words

ARTICLES = 12  # that are looked through, newest first
_SAID = re.compile(r"\b(?:said|says|told|warned|argued|announced|predicted)\b")


def example_questions(index: Index, writer: Extractive, most: int) -> list[str]:
    """Up to ``most`` questions about different names, each of which the writer answers."""
    asked: list[str] = []
    used: set[str] = set()
    for question, name in _proposals(index):
        if len(asked) == most:
            break
        if name not in used and writer.answers(question, index):
            asked.append(question)
            used.add(name)
    return asked


def _proposals(index: Index) -> Iterator[tuple[str, str]]:
    """(question, name that it is about), a round over the newest articles at a time."""
    newest = [entry.id for entry in reversed(index.catalog.entries()[-ARTICLES:])]
    rounds = [_of_article(index, article) for article in newest]
    while rounds:
        left = []
        for proposals in rounds:
            proposal = next(proposals, None)
            if proposal is not None:
                yield proposal
                left.append(proposals)
        rounds = left


def _of_article(index: Index, article_id: str) -> Iterator[tuple[str, str]]:
    article = index.catalog.article(article_id)
    if article is None:
        return
    for start, end in sentence_spans(article.body):
        sentence = article.body[start:end]
        found = names(sentence)
        people = [name for name in found if name.kind == "person" and " " in name.text]
        places = [name for name in found if name.kind == "place"]
        if people and _SAID.search(sentence):
            yield f"What did {people[0].text} say?", people[0].text
        elif people and places:
            yield f"What did {people[0].text} do in {places[0].text}?", people[0].text
        elif len(places) > 1:
            topic = [w for w in words(sentence) if is_content(w) and w.lower.isalpha()]
            if topic:
                yield f"What is said about {places[0].text} and {places[1].text}?", places[0].text
