"""Digests, on a made-up country's news and on the two articles that ship."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from digest_day import ARTICLES, DAY, FERRY, OF_THE_DAY, crowded, open_rows, open_veldria
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering import Digest, Request
from assistant.answering.facts import Facts
from assistant.answering.sentences import Sentence
from assistant.assembly import Assistant, answer_of
from assistant.domain import (
    Answer,
    ClaimShown,
    DateRange,
    DateReading,
    Event,
    Finished,
    Form,
    Part,
    PartOpened,
    Progress,
    Reason,
)
from assistant.index import Index, IndexReader
from assistant.models import open_local
from assistant.text.words import stems

LAST = date(2022, 5, 2)
WHOLE = DateRange(date(2022, 3, 1), date(2022, 5, 31), "2022-03-01..2022-05-31")


@pytest.fixture(scope="module")
def veldria(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("veldria")
    open_veldria(folder).close()
    yield from _opened(folder)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("crowd")
    open_rows(folder, crowded(40, "2022-04-07")).close()
    yield from _opened(folder)


def _opened(folder: Path) -> Iterator[Index]:
    reader = IndexReader(folder / "store", open_local().identity)
    with reader.pin() as index:
        yield index
    reader.close()


def _request(
    days: DateRange | None, *, topic: str | None = None, either: bool = False, as_of: date = LAST
) -> Request:
    reading = DateReading(
        limit=days, applies_to=None if days is None else "either" if either else "published"
    )
    until = DateRange(None, as_of) if as_of < LAST else None
    limit = days.meet(until) if days is not None else until
    return Request(
        "what happened?", "what happened?", as_of, reading, limit, until, Form.DIGEST, topic
    )


def _events(index: Index, request: Request) -> list[Event]:
    local = open_local()
    return list(Digest(local).write(request, index))


def _digest(index: Index, first: str | None, last: str | None = None, **rest: object) -> Answer:
    days = None
    if first is not None:
        days = DateRange(date.fromisoformat(first), date.fromisoformat(last or first), "then")
    return answer_of(_events(index, _request(days, **rest)))  # type: ignore[arg-type]


def _mentioned(answer: Answer) -> set[str]:
    return {name for citation in answer.citations for name in (citation.article, *citation.also_in)}


def _texts(answer: Answer) -> str:
    return " ".join(claim.text for claim in answer.claims)


# a day


def test_a_digest_says_that_it_read_every_article_of_the_day(veldria: Index) -> None:
    answer = _digest(veldria, DAY)
    assert (answer.articles_read, answer.articles_in_range) == (12, 12)
    assert answer.text.startswith("Read 12 of 12 articles of 10 March 2022.\n- ")
    assert answer.range is not None
    assert (answer.range.start, answer.range.end) == (date(2022, 3, 10), date(2022, 3, 10))


def test_no_article_of_a_small_day_stays_unmentioned(veldria: Index) -> None:
    assert _mentioned(_digest(veldria, DAY)) == set(OF_THE_DAY)


def test_one_story_of_three_outlets_is_one_point_with_all_of_them(veldria: Index) -> None:
    answer = _digest(veldria, DAY)
    (part,) = answer.parts
    by_label = {citation.label: citation.article for citation in answer.citations}
    told = [
        {by_label[label] for place in point for label in answer.claims[place].citations}
        for point in part.points
    ]
    assert told[0] == {"flood-herald", "flood-post", "flood-radio"}, "it weighs most"
    assert {"rate-herald", "rate-money"} in told
    assert [point for point in told if len(point) == 1] == told[2:]


def test_two_articles_that_say_the_same_are_cited_for_one_claim(veldria: Index) -> None:
    first = _digest(veldria, DAY).claims[0]
    assert "killed at least 14 people" in first.text
    assert first.citations == (1, 2)


def test_every_citation_of_a_claim_holds_its_names_and_figures(
    veldria: Index, crowd: Index
) -> None:
    shared = 0
    for answer in (_digest(veldria, DAY), _digest(crowd, "2022-04-07")):
        by_label = {citation.label: citation for citation in answer.citations}
        for claim in answer.claims:
            asserted = _facts(claim.text)
            for label in claim.citations:
                quote = by_label[label].quote
                assert asserted.names <= set(stems(quote)), (claim.text, quote)
                assert asserted.figures <= _facts(quote).figures, (claim.text, quote)
            shared += len(claim.citations) > 1
    assert shared >= 5


def _facts(text: str) -> Facts:
    return Facts.of(Sentence(0, 0, 0, len(text), text, "sentence"))


def test_near_copies_count_as_read_and_are_cited_once(veldria: Index) -> None:
    answer = _digest(veldria, DAY)
    cited = [one for one in answer.citations if one.quote in FERRY]
    assert [(one.article, one.also_in) for one in cited] == [("ferry-herald", ("ferry-islands",))]


def test_a_day_of_one_long_article_has_four_to_six_points(over_seeds: Assistant) -> None:
    for day in ("2021-11-06", "2021-11-15"):
        answer = answer_of(over_seeds.digest(day))
        assert answer.articles_read == 1
        assert 4 <= len(answer.parts[0].points) <= 6
        assert all(len(point) == 1 for point in answer.parts[0].points)


def test_the_digests_of_the_seeds_read_as_they_should(over_seeds: Assistant, golden) -> None:  # type: ignore[no-untyped-def]
    golden("digest_seeds.txt", answer_of(over_seeds.digest("2021-11-06..2021-11-15")).text + "\n")


def test_the_digest_of_twelve_articles_reads_as_it_should(veldria: Index, golden) -> None:  # type: ignore[no-untyped-def]
    golden("digest_twelve.txt", _digest(veldria, DAY).text + "\n")


def test_a_crowded_day_has_about_twelve_points_and_counts_what_is_not_cited(crowd: Index) -> None:
    answer = _digest(crowd, "2022-04-07")
    assert answer.articles_read == answer.articles_in_range == 40
    assert 10 <= len(answer.parts[0].points) <= 12
    left = 40 - len(_mentioned(answer))
    assert answer.text.endswith(f"\n{left} more articles were read, too.")


def test_a_day_of_forty_articles_takes_less_than_a_second(crowd: Index) -> None:
    began = time.perf_counter()
    _digest(crowd, "2022-04-07")
    # Twice the allowance: this machine may be busy; alone it takes 0.3 s.
    assert time.perf_counter() - began < 2.0


# quotes and events


def test_every_quote_is_exact_and_labels_count_from_one(veldria: Index, crowd: Index) -> None:
    for index, answer in (
        (veldria, _digest(veldria, "2022-03-01", "2022-05-31")),
        (crowd, _digest(crowd, "2022-04-07")),
    ):
        labels = [label for claim in answer.claims for label in claim.citations]
        assert labels == [one.label for one in answer.citations] == list(range(1, len(labels) + 1))
        for citation in answer.citations:
            article = index.catalog.article(citation.article)
            assert article is not None
            assert article.body[citation.start : citation.end] == citation.quote
        for claim in answer.claims:
            quote = answer.citations[claim.citations[0] - 1].quote
            assert claim.text == " ".join(quote.split())
            assert f"{claim.text} [{claim.citations[0]}]" in answer.text


def test_parts_and_points_are_shown_as_they_come(veldria: Index) -> None:
    events = _events(veldria, _request(WHOLE))
    shown: list[list[tuple[int, ...]]] = []
    opened: list[Part] = []
    place = 0
    for event in events:
        if isinstance(event, PartOpened):
            opened.append(Part(event.days, event.articles, ()))
            shown.append([])
        elif isinstance(event, ClaimShown):
            assert event.point is not None
            if event.point == len(shown[-1]):
                shown[-1].append(())
            shown[-1][event.point] += (place,)
            place += 1
    assert isinstance(events[-1], Finished)
    answer = events[-1].answer
    assert (
        tuple(
            Part(part.days, part.articles, tuple(points))
            for part, points in zip(opened, shown, strict=True)
        )
        == answer.parts
    )
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done == sorted(done)
    assert done[-1] == answer.articles_read
    kinds = [type(event) for event in events]
    first, second = (at for at, kind in enumerate(kinds) if kind is PartOpened)
    assert Progress in kinds[first:second], "a part is shown before the next one is read"


def test_closing_the_digest_ends_it(veldria: Index) -> None:
    local = open_local()
    events = Digest(local).write(_request(WHOLE), veldria)
    while not isinstance(next(events), ClaimShown):
        pass
    events.close()  # type: ignore[attr-defined]  # it is a generator
    assert list(events) == []


# ranges


def test_several_days_go_by_day(veldria: Index) -> None:
    answer = _digest(veldria, "2022-03-08", "2022-03-12")
    assert [(part.days.start, part.articles) for part in answer.parts] == [
        (date(2022, 3, 8), 1),
        (date(2022, 3, 10), 12),
        (date(2022, 3, 11), 1),
        (date(2022, 3, 12), 2),
    ]
    assert answer.articles_read == 16
    assert "\n\n11 March 2022 (1 article)\n- " in answer.text
    assert _mentioned(answer) >= set(OF_THE_DAY) | {"poll", "dam-warned", "visit", "ferry-late"}


def test_a_copy_on_a_later_day_is_named_where_the_text_was_first_quoted(veldria: Index) -> None:
    answer = _digest(veldria, "2022-03-08", "2022-03-12")
    (cited,) = [one for one in answer.citations if one.quote in FERRY]
    assert cited.also_in == ("ferry-islands", "ferry-late")
    alone = _digest(veldria, "2022-03-12")
    assert "ferry-late" in {one.article for one in alone.citations}


def test_a_long_range_goes_by_calendar_week(veldria: Index) -> None:
    answer = _digest(veldria, "2022-03-09", "2022-05-31")
    assert [(part.days.start, part.days.end, part.articles) for part in answer.parts] == [
        (date(2022, 3, 9), date(2022, 3, 13), 15),
        (date(2022, 5, 2), date(2022, 5, 8), 1),
    ]
    assert answer.articles_read == 16


def test_an_empty_day_names_the_days_around_it(veldria: Index) -> None:
    answer = _digest(veldria, "2022-03-09")
    assert answer.reason is Reason.NOT_IN_RANGE
    assert answer.nearest == (date(2022, 3, 8), date(2022, 3, 10), date(2022, 3, 11))
    assert (answer.articles_in_range, answer.articles_read) == (0, 0)


def test_without_days_the_newest_day_is_summed_up(veldria: Index) -> None:
    answer = _digest(veldria, None)
    assert {one.article for one in answer.citations} == {"harvest"}
    before = _digest(veldria, None, as_of=date(2022, 3, 11))
    assert {one.article for one in before.citations} == {"dam-warned"}


@settings(max_examples=40, deadline=None)
@given(
    as_of=st.dates(date(2022, 3, 7), date(2022, 5, 3)),
    start=st.integers(-10, 70),
    length=st.integers(0, 90),
    either=st.booleans(),
    topic=st.sampled_from([None, "Korvath", "cheese"]),
)
def test_nothing_published_after_as_of_is_read_or_named(
    veldria: Index, as_of: date, start: int, length: int, either: bool, topic: str | None
) -> None:
    first = date(2022, 3, 1) + timedelta(days=start)
    days = DateRange(first, first + timedelta(days=length), "then")
    answer = answer_of(_events(veldria, _request(days, topic=topic, either=either, as_of=as_of)))
    later = {name for name, day, *_ in ARTICLES if date.fromisoformat(day) > as_of}
    assert not _mentioned(answer) & later
    assert all(day <= as_of for day in answer.nearest)
    assert not any(title in answer.text for name, _, _, title, _ in ARTICLES if name in later)
    assert answer.articles_in_range == answer.articles_read
    told = sum(
        days.holds(date.fromisoformat(day)) for name, day, *_ in ARTICLES if name not in later
    )
    assert (answer.articles_read or 0) >= told
    if not either:
        assert answer.articles_read == told


# topics


def test_with_a_topic_all_are_read_and_only_what_is_about_it_is_told(veldria: Index) -> None:
    answer = _digest(veldria, None, topic="Korvath")
    assert answer.articles_read == answer.articles_in_range == len(ARTICLES)
    assert {one.article for one in answer.citations} == {
        "flood-herald",
        "flood-post",
        "flood-radio",
        "dam-warned",
        "visit",
    }
    assert answer.text.startswith(
        "Read 17 of 17 articles of 8 March to 2 May 2022 for what they say about Korvath."
    )


def test_the_names_of_a_topic_must_all_be_there(veldria: Index) -> None:
    told = _digest(veldria, DAY, topic="Brandl, the dam and the flood")
    assert {one.article for one in told.citations} <= {"flood-herald", "flood-post"}
    assert _digest(veldria, DAY, topic="Iverson, the dam and the flood").refused


def test_a_topic_in_lower_case_and_without_a_name(veldria: Index) -> None:
    articles = {one.article for one in _digest(veldria, None, topic="interest rates").citations}
    assert articles == {"rate-herald", "rate-money"}


def test_a_topic_of_other_days_names_them(veldria: Index) -> None:
    answer = _digest(veldria, "2022-03-08", topic="Korvath")
    assert answer.reason is Reason.NOT_IN_RANGE
    assert answer.nearest == (date(2022, 3, 10), date(2022, 3, 11), date(2022, 3, 12))
    assert answer.text.startswith("The one article of 8 March 2022 is not about Korvath.")
    assert answer.articles_read == 1


def test_a_topic_that_nothing_is_about_is_refused_with_what_there_is(veldria: Index) -> None:
    answer = _digest(veldria, DAY, topic="cricket in Peru")
    assert answer.reason is Reason.NOT_IN_CORPUS
    assert answer.text.startswith("None of the 12 articles of 10 March 2022 is about cricket")
    assert "“Dam breaks above Korvath”" in answer.text
    assert answer.claims == ()


# what is told of a day, whenever it was published


def test_what_happened_on_a_day_is_told_from_later_articles(veldria: Index) -> None:
    answer = _digest(veldria, "2022-03-09", either=True)
    assert not answer.refused
    assert "lost power off Cape Morrow" in _texts(answer)
    assert "stole a winter landscape" in _texts(answer)
    assert answer.articles_read == answer.articles_in_range
    assert answer.text.startswith("Read 5 of 5 articles: none of 9 March 2022, but 5 of other days")
    assert "(reported 10 Mar 2022)" in answer.text
    for citation in answer.citations:
        assert citation.event is not None
        assert citation.event.start == citation.event.end == date(2022, 3, 9)


def test_what_was_published_then_comes_before_what_was_told_later(veldria: Index) -> None:
    answer = _digest(veldria, DAY, either=True)
    assert _mentioned(answer) == {*OF_THE_DAY, "visit"}
    assert answer.articles_read == 13
    assert [one.published.day for one in answer.citations[:-1]] == [10] * 11
    assert answer.citations[-1].quote.startswith("On Thursday Noble had opened a new theatre")
    assert "12 of 10 March 2022, and 1 of another day that tells of it" in answer.text


def test_a_digest_of_publication_takes_nothing_from_other_days(veldria: Index) -> None:
    answer = _digest(veldria, DAY)
    assert {one.published for one in answer.citations} == {date(2022, 3, 10)}


def test_one_article_of_the_day_goes_before_three_that_tell_of_it_later(tmp_path: Path) -> None:
    fell = "On Tuesday the clock tower of Marn fell into the river and killed 3 people{}. "
    later = [
        ("later-1", " of one family", "Teachers in Aldern want smaller classes and more pay. The "
         "ministry of education refuses. Parents in Aldern keep their children at home. "),
        ("later-2", ", police say", "Club Arvid bought the striker Jona Petri. Coach Malik "
         "Berg wants goals. Arvid has lost four matches, and the stadium was half empty. "),
        ("later-3", " at noon", "A vaccine against ash fever will be sold from summer on. Doctors "
         "of the University of Colm tried it on farm workers. Ticks carry ash fever. "),
    ]  # fmt: skip
    rows = [
        ("fair", "2022-03-08", "Post", "Book fair", "The book fair of Tolm opened its doors."),
        *(
            (name, "2022-03-09", name, told, told + " " + fell.format(how))
            for name, how, told in later
        ),
    ]
    open_rows(tmp_path, rows).close()
    for index in _opened(tmp_path):
        answer = _digest(index, "2022-03-08", either=True)
    (part,) = answer.parts
    assert answer.citations[0].article == "fair"
    assert len(part.points) == 2, "what three tell of the day is one story, whatever else they tell"
    assert _mentioned(answer) == {row[0] for row in rows}
