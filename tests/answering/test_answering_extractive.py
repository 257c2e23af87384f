"""Answers without a model, on the two articles that ship."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assembly import Assistant
from assistant.domain import ClaimShown, DateRange, Finished, Found, Reason, Understood, Verdict

ANSWERED = [
    ("Who did Biden send to Moscow?", "Burns to Moscow"),
    ("How many soldiers did Britain send to Poland?", "10 engineering soldiers"),
    ("When did Burns call Zelensky?", "Burns telephoned Zelensky on Wednesday"),
    ("Why did Biden send Burns to Moscow?", "in a bid to prevent any escalation"),
    ("What did Burns say about gas?", "gas exports as leverage"),
    ("What did John Kirby say?", "unusual"),
    ("Where did Biden and Putin hold a summit?", "Geneva"),
    ("Which company took satellite images?", "Maxar Technologies"),
    ("What did Evelyn Farkas say about Article 5?", "now being heavily emphasized"),
    ("Who is the Ukrainian foreign minister?", "Dmytro Kuleba"),
]
REFUSED = [
    "How many soldiers were killed at Yelnya?",
    "What did Angela Merkel say about Nord Stream 2?",
    "How much did Nord Stream 2 cost?",
    "When will Biden visit Kiev?",
    "Who won the World Cup?",
    "What is the weather in Moscow?",
    "What is the capital of Peru?",
]


@pytest.mark.parametrize(("question", "key"), ANSWERED)
def test_the_corpus_answers(over_seeds: Assistant, question: str, key: str) -> None:
    answer = over_seeds.ask(question)
    assert not answer.refused
    assert key in answer.text


@pytest.mark.parametrize("question", REFUSED)
def test_what_the_corpus_does_not_hold_is_refused(over_seeds: Assistant, question: str) -> None:
    answer = over_seeds.ask(question)
    assert answer.reason is Reason.NOT_IN_CORPUS
    assert not answer.claims
    assert not answer.citations


@pytest.mark.parametrize("question", [question for question, _ in ANSWERED])
def test_every_claim_is_a_verbatim_sentence_of_the_article_it_cites(
    over_seeds: Assistant, question: str
) -> None:
    answer = over_seeds.ask(question)
    cited = {citation.label: citation for citation in answer.citations}
    assert list(cited) == list(range(1, len(cited) + 1))
    assert 1 <= len(answer.claims) <= 4
    for claim in answer.claims:
        assert claim.verdict is Verdict.SUPPORTED
        (label,) = claim.citations
        citation = cited[label]
        body = over_seeds.article(citation.article).body
        assert body[citation.start : citation.end] == citation.quote
        assert " ".join(citation.quote.split()) == claim.text
        assert f"{claim.text} [{label}]" in answer.text


def test_answers_are_short_on_the_average(over_seeds: Assistant) -> None:
    lengths = [len(over_seeds.ask(question).text.split()) for question, _ in ANSWERED]
    assert sum(lengths) / len(lengths) <= 110


def test_a_sentence_that_begins_with_a_pronoun_brings_the_one_before_it(
    over_seeds: Assistant,
) -> None:
    texts = [
        claim.text for claim in over_seeds.ask("Where did Biden and Putin hold a summit?").claims
    ]
    place = next(at for at, text in enumerate(texts) if text.startswith("The pair held a summit"))
    assert texts[place - 1].startswith("It was also unclear whether Biden")


def test_a_caption_is_no_answer_unless_it_is_asked_for(over_seeds: Assistant) -> None:
    asked = over_seeds.ask("Where in Geneva did Biden and Putin arrive to meet?")
    assert "AP Photo" not in asked.text
    wanted = over_seeds.ask("Where do Biden and Putin arrive to meet in the photo?")
    assert "Patrick Semansky / AP Photo" in wanted.text


def test_a_byline_is_no_answer_unless_it_is_asked_for(over_seeds: Assistant) -> None:
    assert "Paul McLeary contributed" in over_seeds.ask("Who contributed to the report?").text


def test_events_come_in_the_order_of_the_work(over_seeds: Assistant) -> None:
    events = list(over_seeds.stream("Who did Biden send to Moscow?"))
    kinds = [type(event) for event in events]
    assert kinds[:2] == [Understood, Found]
    assert set(kinds[2:-1]) == {ClaimShown}
    assert isinstance(events[-1], Finished)
    found = events[1]
    assert isinstance(found, Found)
    assert [hit.rank for hit in found.hits] == list(range(1, len(found.hits) + 1))


def test_an_answer_outside_the_days_asked_for_is_named_with_its_day(over_seeds: Assistant) -> None:
    answer = over_seeds.ask("How many soldiers did Britain send to Poland on 2021-11-06?")
    assert answer.reason is Reason.NOT_IN_RANGE
    assert answer.nearest == (date(2021, 11, 15),)
    assert "15 November 2021" in answer.text


def test_days_without_articles_name_the_nearest(over_seeds: Assistant) -> None:
    limit = DateRange(date(2021, 12, 1), date(2021, 12, 31))
    answer = over_seeds.ask("Who did Biden send to Moscow?", limit=limit)
    assert answer.reason is Reason.NOT_IN_RANGE
    assert not answer.claims


def test_the_same_question_has_the_same_answer(over_seeds: Assistant) -> None:
    first = over_seeds.ask("What did Milley say about Russian movements?")
    second = over_seeds.ask("What did Milley say about Russian movements?")
    assert first.claims == second.claims
    assert first.citations == second.citations


def test_what_was_asked_for_a_day_counts_without_the_words_of_the_day(
    over_seeds: Assistant,
) -> None:
    answer = over_seeds.ask("How many soldiers did Britain send to Poland on 2021-11-15?")
    assert "10 engineering soldiers" in answer.text
    assert answer.dates.limit is not None
    assert answer.dates.limit.words == "on 2021-11-15"


def test_a_question_with_nothing_but_a_day_is_told_what_was_published(
    over_seeds: Assistant,
) -> None:
    answer = over_seeds.ask("Who did what on 2021-11-06?")
    assert answer.refused
    assert "The Biden administration has stepped up" in answer.text


def test_a_name_that_no_article_has_is_not_answered_with_another(over_seeds: Assistant) -> None:
    assert over_seeds.ask("How many soldiers did France send to Poland?").refused
    assert not over_seeds.ask("How many soldiers did Britain send to Poland?").refused


def test_a_people_stands_for_its_place(over_seeds: Assistant) -> None:
    assert "Dmytro Kuleba" in over_seeds.ask("Who is Ukraine's foreign minister?").text


def test_the_words_of_a_speaker_go_on(over_seeds: Assistant) -> None:
    claims = [claim.text for claim in over_seeds.ask("What did John Kirby say?").claims]
    assert claims[0].startswith("Pentagon spokesman John Kirby")
    assert claims[1].startswith("“We continue to monitor this closely")


def test_a_remark_whose_speaker_is_named_needs_nothing_before_it(over_seeds: Assistant) -> None:
    claims = over_seeds.ask("What did Evelyn Farkas say about Article 5?").claims
    assert claims[0].text.startswith("This is a very, very dangerous situation")
