"""Timelines over three weeks of made-up news, and over the articles that ship."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_corpus import BACKGROUND, FIRST, LAST, write_corpus

from assistant.answering import Request, Timeline
from assistant.answering.facts import Facts, holds
from assistant.answering.sentences import Sentence
from assistant.domain import (
    Answer,
    ClaimShown,
    DateRange,
    DateReading,
    Event,
    Finished,
    Form,
    Progress,
    Reason,
    Verdict,
)
from assistant.index import Index, IndexReader, sync
from assistant.models import open_local
from assistant.text.words import stems


@contextmanager
def opened(store: Path, corpus: Path) -> Iterator[Index]:
    local = open_local()
    sync(store, [corpus], local, today=LAST)
    reader = IndexReader(store, local.identity)
    with reader.pin() as index:
        yield index
    reader.close()


@pytest.fixture(scope="module")
def dam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("timeline")
    with opened(folder / "store", write_corpus(folder)) as index:
        yield index


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return Timeline(open_local(), open_local())


def request(
    topic: str | None = None,
    *,
    days: DateRange | None = None,
    bounds: DateRange | None = None,
    dates: DateReading | None = None,
) -> Request:
    asked = topic or "timeline"
    if days is not None and bounds is not None:
        days = days.meet(bounds)
    return Request(
        asked=asked,
        question=asked,
        as_of=LAST,
        dates=dates or DateReading(),
        days=days if days is not None else bounds,
        bounds=bounds,
        form=Form.TIMELINE,
        topic=topic,
    )


def written(timeline: Timeline, index: Index, asked: Request) -> Answer:
    *_, last = timeline.write(asked, index)
    assert isinstance(last, Finished)
    return last.answer


@pytest.fixture(scope="module")
def whole(timeline: Timeline, dam: Index) -> Answer:
    return written(timeline, dam, request())


def texts(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims]


def test_every_article_is_read_and_it_is_said_how_many(whole: Answer) -> None:
    assert (whole.articles_read, whole.articles_in_range) == (13, 13)
    assert "read 13 of 13 articles" in whole.text
    assert whole.range == DateRange(FIRST, LAST)


def test_entries_stand_in_the_order_of_their_days(whole: Answer) -> None:
    days = [claim.date for claim in whole.claims]
    assert len(days) >= 12
    assert all(days)
    assert days == sorted(day for day in days if day)


def test_an_entry_stands_under_the_day_that_its_sentence_tells(whole: Answer) -> None:
    cited = {citation.label: citation for citation in whole.citations}
    (broke,) = [claim for claim in whole.claims if claim.text.startswith("The Orlo dam broke")]
    assert (broke.date, broke.date_is) == (date(2024, 3, 7), "event")
    event = cited[broke.citations[0]].event
    assert event is not None
    assert event.start == date(2024, 3, 7)
    assert "Thursday" in event.words
    assert "7 March 2024 (reported 8 March 2024)" in whole.text


def test_an_entry_without_a_day_of_its_own_stands_under_that_of_publication(whole: Answer) -> None:
    cited = {citation.label: citation for citation in whole.citations}
    undated = [claim for claim in whole.claims if claim.date_is == "published"]
    assert undated
    for claim in undated:
        assert claim.date == cited[claim.citations[0]].published
        assert cited[claim.citations[0]].event is None
        assert f" (published){' (new)' if claim.new else ''}: {claim.text}" in whole.text


def test_what_several_papers_tell_of_one_day_is_one_entry(whole: Answer) -> None:
    assert sum("broke" in text and "Thursday" in text for text in texts(whole)) == 1
    assert sum("ordered 400 people to leave" in text for text in texts(whole)) == 1


def test_a_background_sentence_of_every_article_is_one_entry_in_its_own_year(
    whole: Answer,
) -> None:
    (background,) = [claim for claim in whole.claims if claim.text == BACKGROUND]
    assert background.date == date(1968, 1, 1)
    assert f"1968 (reported 4 March 2024) (new): {BACKGROUND}" in whole.text
    assert len(background.citations) > 1


def test_every_citation_of_an_entry_says_all_that_it_says(whole: Answer) -> None:
    cited = {citation.label: citation for citation in whole.citations}
    for claim in whole.claims:
        told = Facts.of(_sentence(claim.text))
        for label in claim.citations:
            quote = cited[label].quote
            assert holds(Facts.of(_sentence(quote)), frozenset(stems(quote)), told)


def test_quotes_are_exact_and_labels_count_in_order(whole: Answer, dam: Index) -> None:
    assert [citation.label for citation in whole.citations] == list(
        range(1, len(whole.citations) + 1)
    )
    assert [label for claim in whole.claims for label in claim.citations] == [
        citation.label for citation in whole.citations
    ]
    for citation in whole.citations:
        article = dam.catalog.article(citation.article)
        assert article is not None
        assert article.body[citation.start : citation.end] == citation.quote
    cited = {citation.label: citation for citation in whole.citations}
    for claim in whole.claims:
        assert claim.verdict is Verdict.SUPPORTED
        assert claim.text == " ".join(cited[claim.citations[0]].quote.split())


def test_a_near_copy_is_named_beside_the_earliest_print_of_it(whole: Answer) -> None:
    (crack,) = [one for one in whole.citations if "crack eleven metres" in one.quote]
    assert (crack.article, crack.also_in) == ("herald-01", ("courier-01",))


def test_a_near_copy_outside_the_days_is_not_named(timeline: Timeline, dam: Index) -> None:
    answer = written(timeline, dam, request(bounds=DateRange(None, date(2024, 3, 4))))
    assert answer.citations
    assert all(citation.also_in == () for citation in answer.citations)


def test_what_was_planned_and_came_true_is_told_as_it_came(timeline: Timeline, dam: Index) -> None:
    answer = written(timeline, dam, request("President Valk"))
    assert "President Irena Valk visited the Velm valley on Saturday" in answer.claims[0].text
    assert not any("will visit" in text for text in texts(answer))


def test_what_is_planned_and_not_yet_reported_is_an_entry_that_says_so(
    timeline: Timeline, dam: Index
) -> None:
    until = DateRange(None, date(2024, 3, 8))
    answer = written(timeline, dam, request("President Valk", bounds=until))
    assert texts(answer) == ["President Irena Valk will visit the valley on Saturday."]
    assert "9 March 2024 (planned, reported 8 March 2024)" in answer.text
    assert answer.claims[0].date == date(2024, 3, 9)


def test_other_figures_are_another_development(timeline: Timeline, dam: Index) -> None:
    answer = written(timeline, dam, request("postmen"))
    offers = [text for text in texts(answer) if "percent" in text]
    assert any("6 percent" in text for text in offers)
    assert any("4 percent" in text for text in offers)


def test_questions_opinions_and_bare_quotations_are_no_entries(whole: Answer) -> None:
    for text in texts(whole):
        assert "?" not in text
        assert not text.startswith(("“", "It ", "She ", "Some say", "Analysts", "I would"))


def test_a_topic_brings_only_what_is_about_it(timeline: Timeline, dam: Index) -> None:
    for topic in ("Brezik", "brezik", "Hana Brezik"):
        answer = written(timeline, dam, request(topic))
        assert [claim.date for claim in answer.claims] == [date(2024, 3, 11), date(2024, 3, 17)]
        assert all("Brezik" in text for text in texts(answer))
    strike = written(timeline, dam, request("the postmen's strike"))
    assert strike.claims
    assert all("ostmen" in text or "strike" in text for text in texts(strike))


def test_capitals_of_the_topic_do_not_make_a_name(timeline: Timeline, dam: Index) -> None:
    for typed in ("the Postmen's Strike", "THE POSTMEN'S STRIKE", "the postmen's strike"):
        answer = written(timeline, dam, request(typed))
        assert "The postmen of Velmgrad ended their strike" in answer.text


def test_the_words_of_a_name_must_stand_in_a_row(timeline: Timeline, dam: Index) -> None:
    answer = written(timeline, dam, request("Green Union"))
    assert texts(answer) == ["The Green Union of Nora Blick leads the polls with 31 percent."]


def test_a_person_named_in_full_is_found_by_the_surname(timeline: Timeline, dam: Index) -> None:
    answer = written(timeline, dam, request("Irena Valk"))
    assert "Valk announced an inquiry into the water board." in texts(answer)


def test_words_of_days_are_no_part_of_the_topic(timeline: Timeline, dam: Index) -> None:
    days = DateRange(date(2024, 3, 4), date(2024, 3, 10), "last week")
    asked = request("last week", days=days, dates=DateReading(days, "published"))
    answer = written(timeline, dam, asked)
    assert answer.articles_in_range == answer.articles_read == 8
    assert len(answer.claims) > 5


def test_a_day_that_is_asked_about_brings_what_later_articles_tell_of_it(
    timeline: Timeline, dam: Index
) -> None:
    day = DateRange(date(2024, 3, 7), date(2024, 3, 7))
    asked = request(days=day, dates=DateReading(day, "either"))
    answer = written(timeline, dam, asked)
    assert "The Orlo dam broke" in answer.text
    assert {claim.date for claim in answer.claims} == {date(2024, 3, 7)}
    assert answer.range == day


@pytest.mark.parametrize("topic", ["Merkel", "the earthquake in Peru", "volcanoes"])
def test_a_topic_that_no_article_has_is_refused(timeline: Timeline, dam: Index, topic: str) -> None:
    answer = written(timeline, dam, request(topic))
    assert answer.reason is Reason.NOT_IN_CORPUS
    assert not answer.claims


def test_a_topic_of_other_days_is_refused_with_the_days_that_have_it(
    timeline: Timeline, dam: Index
) -> None:
    days = DateRange(date(2024, 3, 4), date(2024, 3, 8))
    answer = written(timeline, dam, request("postmen", days=days))
    assert answer.reason is Reason.NOT_IN_RANGE
    assert set(answer.nearest) == {date(2024, 3, 15), date(2024, 3, 22)}


def test_days_without_articles_are_refused_with_the_nearest(timeline: Timeline, dam: Index) -> None:
    days = DateRange(date(2023, 1, 1), date(2023, 1, 31))
    answer = written(timeline, dam, request(days=days))
    assert answer.reason is Reason.NOT_IN_RANGE
    assert FIRST in answer.nearest


@settings(max_examples=25, deadline=None)
@given(
    after=st.integers(-1, 20),
    topic=st.sampled_from([None, "Orlo dam", "Valk", "postmen", "the flood in Tersk"]),
)
def test_nothing_published_after_the_bounds_is_used(
    timeline: Timeline, dam: Index, after: int, topic: str | None
) -> None:
    until = FIRST + timedelta(days=after)
    answer = written(timeline, dam, request(topic, bounds=DateRange(None, until)))
    published = {entry.id: entry.published for entry in dam.catalog.entries()}
    used = [name for one in answer.citations for name in (one.article, *one.also_in)]
    assert all(published[name] <= until for name in used)
    assert all(day <= until for day in answer.nearest)
    if answer.articles_in_range is not None:
        assert answer.articles_in_range <= sum(day <= until for day in published.values())


def test_reading_is_told_and_entries_come_in_order_at_the_end(
    timeline: Timeline, dam: Index
) -> None:
    events: list[Event] = list(timeline.write(request(), dam))
    told = [event for event in events if isinstance(event, Progress)]
    assert told[0].done == 0
    assert told[-1].done == told[-1].total == 13
    shown = [event.claim for event in events if isinstance(event, ClaimShown)]
    assert isinstance(events[-1], Finished)
    assert tuple(shown) == events[-1].answer.claims
    assert events.index(told[-1]) < len(events) - len(shown) - 1


def test_closing_stops_the_reading(timeline: Timeline, dam: Index) -> None:
    events = timeline.write(request(), dam)
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert list(events) == []


def test_the_seeds_tell_of_burns_in_the_order_of_days(
    timeline: Timeline, tmp_path: Path, seeds: Path
) -> None:
    with opened(tmp_path / "store", seeds) as index:
        answer = written(timeline, index, request("Burns"))
    days = [claim.date for claim in answer.claims]
    assert days[:2] == [date(2021, 11, 2), date(2021, 11, 3)]
    assert "Biden sent Burns to Moscow" in answer.claims[0].text
    # The call is told twice in the article, and once here.
    assert sum("telephone" in text for text in texts(answer)) == 1


def test_an_article_that_tells_little_is_not_refused(timeline: Timeline, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    note = " date 2024-03-04 The committee is one of the two that deal with such things as these."
    (corpus / "note.txt").write_text(note, "utf-8")
    with opened(tmp_path / "store", corpus) as index:
        answer = written(timeline, index, request())
    assert not answer.refused
    assert len(answer.claims) == 1


def _sentence(text: str) -> Sentence:
    return Sentence(0, 0, 0, len(text), text, "sentence")


def test_an_article_that_opens_with_a_work_needs_no_word_of_the_topic_but_a_listed_one(
    timeline: Timeline, tmp_path: Path
) -> None:
    """Of the theft of "The Grey Lady" an article tells that has only "stolen"."""
    told = {
        "2024-02-02-a": "Burglars took The Grey Lady from the house in Velmgrad last night. The "
        "picture was stolen from a hall without a window.",
        "2024-02-05-b": "The police said on Monday that the theft of The Grey Lady was planned.",
        "2024-02-09-c": "The old hall of Velmgrad gets a new roof of grey slate this spring.",
    }
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in told.items():
        (folder / f"{name}.txt").write_text(f" date {name[:10]} {text}\n")
    with opened(tmp_path / "store", folder) as index:
        answer = written(timeline, index, request("the theft of The Grey Lady"))
    said = " ".join(claim.text for claim in answer.claims)
    assert "Burglars took The Grey Lady" in said
    assert "slate" not in said
