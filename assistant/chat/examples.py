"""Questions made from the corpus that it answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from assistant.answering import Extractive
from assistant.answering.refusals import spell_range
from assistant.domain import DateRange
from assistant.index import Index
from assistant.text.names import Name, names
from assistant.text.sentences import sentence_spans

ARTICLES = 12  # that are looked through, newest first
MENTIONS = 2  # of a name in its article, for a question about it
_SAYS = re.compile(r"^,?\s(?:said|says|told|warned|argued|announced|predicted|wrote)\b")
_SAID_BY = re.compile(r"\b(?:said|says|told|added|warned|argued|predicted)\s(?:[\w’'-]+\s){0,3}$")


def example_questions(
    index: Index, writer: Extractive, most: int, days: DateRange | None
) -> list[str]:
    """Up to ``most`` questions about different names, each of which the writer answers.

    The last one asks for what was in the news on the newest day. ``days`` limits what they may be
    about, as it limits the answers.
    """
    asked: list[str] = []
    used: set[str] = set()
    for question, name in _proposals(index, days):
        if len(asked) == (most if most < 2 else most - 1):
            break
        if name not in used and writer.answers(question, index, days):
            asked.append(question)
            used.add(name)
    if asked and len(asked) < most:
        asked += _of_the_newest_day(index, days)
    return asked


def _of_the_newest_day(index: Index, days: DateRange | None) -> list[str]:
    newest = index.catalog.newest((days and days.end) or date.max)
    return [f"What was in the news {spell_range(DateRange(newest, newest))}?"] if newest else []


def _proposals(index: Index, days: DateRange | None) -> Iterator[tuple[str, str]]:
    """(question, name that it is about), a round over the newest articles at a time."""
    newest = index.catalog.newest_ids(ARTICLES, days)
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
    subjects: Counter[str] = Counter()
    for start, end in sentence_spans(article.body):
        sentence = article.body[start:end]
        found = names(sentence)
        subjects.update(
            _with_article(sentence, name)
            for name in found
            if name.kind in ("other", "organisation") and len(name.text.split()) > 1
        )
        for name in found:
            says = _SAYS.match(sentence[name.end :])
            said_by = _SAID_BY.search(sentence[: name.start])
            if name.kind != "person" or " " not in name.text or not (says or said_by):
                continue
            # "..., said Farkas, a former official of ...": what she said stands before her name.
            topics = [
                _with_article(sentence, one)
                for one in found
                if (one.start > name.end if says else one.end < name.start)
                and one.kind != "people"
                and one.text not in name.text
            ]
            about = f" about {topics[0]}" if topics else ""
            yield f"What did {name.text} say{about}?", name.text
            break
    for subject, count in subjects.most_common():
        if count >= MENTIONS:
            yield f"What is reported about {subject}?", subject


def _with_article(sentence: str, name: Name) -> str:
    return f"the {name.text}" if sentence[: name.start].lower().endswith("the ") else name.text
