"""What a sentence announces is shown with it."""

from datetime import date

from assistant.answering.announced import announced, told_before
from assistant.answering.question import profile
from assistant.answering.sentences import Sentence, Source
from assistant.domain import Article
from assistant.index.records import PassageRecord
from assistant.retrieval import Ranked


def source(*texts: str) -> Source:
    units = []
    at = 0
    for index, text in enumerate(texts):
        units.append(Sentence(0, index, at, at + len(text), text, "sentence"))
        at += len(text) + 1
    body = " ".join(texts)
    day = date(2021, 11, 6)
    article = Article("a", day, "Title", body)
    record = PassageRecord(1, 0, 0, len(body), 1, "a", "Title", day, None)
    return Source(Ranked(record, 1.0, 1.0, 1.0, (), ()), article, tuple(units), frozenset())


THREE = source("He gave three reasons.", "Water came in.", "Steel was late.", "Money ran out.")


def test_reasons_follow_the_sentence_that_counts_them() -> None:
    found = announced(THREE.units[0], [THREE], profile("Why was it late?"), [])
    assert [one.text for one in found] == ["Water came in.", "Steel was late.", "Money ran out."]


def test_nothing_follows_where_the_question_asks_for_something_else() -> None:
    assert announced(THREE.units[0], [THREE], profile("When was it late?"), []) == []


def test_who_told_it_follows_what_was_told() -> None:
    told = source("The line opens in March.", "The minister told the committee on Thursday.")
    assert told_before(told.units[1], [told], []) == [told.units[0]]
    quoted = source("It rained.", "The minister told the committee that it opens in March.")
    assert told_before(quoted.units[1], [quoted], []) == []
