"""Event dates in the catalog: kept by article, found by their days, gone with their article."""

from __future__ import annotations

import json
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from index_shelf import FIRST, Shelf, story

from assistant.domain import Article, DateRange, EventSpan
from assistant.errors import IndexStale
from assistant.index import Index
from assistant.index.builder import Builder
from assistant.index.catalog import Catalog
from assistant.index.generations import Generations

NIGHTFALL = date(2021, 11, 6)  # a Saturday
BODY = (
    "The envoy flew to Moscow on Tuesday. He had been there in June.\n\n"
    + story(4, sentences=40)
    + "\nThe council will vote on 30 November 2021."
)
SPOKEN = [
    ("Tuesday", date(2021, 11, 2), date(2021, 11, 2), False),
    ("June", date(2021, 6, 1), date(2021, 6, 30), False),
    ("30 November 2021", date(2021, 11, 30), date(2021, 11, 30), True),
]


def shown(index: Index, article: str) -> list[tuple[str, date, date, bool]]:
    """The event dates of an article with their words."""
    (key,) = (k for k, (a, _) in index.catalog.bodies(range(1, 99)).items() if a.id == article)
    body = index.catalog.bodies([key])[key][0].body
    return [
        (body[span.start : span.end], span.first, span.last, span.planned)
        for span in index.catalog.events([key]).get(key, [])
    ]


def test_event_dates_are_kept_in_the_order_of_the_text(shelf: Shelf) -> None:
    shelf.write("a", BODY, NIGHTFALL)
    shelf.write("none", story(1), NIGHTFALL)
    shelf.sync()
    with shelf.open() as index:
        assert shown(index, "a") == SPOKEN
        assert shown(index, "none") == []
        assert set(index.catalog.events(range(10))) == {1}


def test_passages_that_hold_an_event_date_within_days_are_found_and_no_others(
    shelf: Shelf,
) -> None:
    shelf.write("a", BODY, NIGHTFALL)
    shelf.write("b", story(7), NIGHTFALL)
    shelf.sync()

    def telling(first: date | None, last: date | None) -> set[str]:
        pids = index.telling(DateRange(first, last))
        assert pids == sorted(set(pids))
        return {_text(index, pid) for pid in pids}

    with shelf.open() as index:
        passages = [passage.text for passage in index.catalog.passages("a")]
        assert len(passages) > 2
        tuesday = {text for text in passages if "on Tuesday" in text}
        june = {text for text in passages if "in June" in text}
        vote = {text for text in passages if "30 November" in text}
        assert tuesday
        assert june
        assert not tuesday & vote
        assert telling(date(2021, 11, 2), date(2021, 11, 2)) == tuesday
        assert telling(date(2021, 11, 3), date(2021, 11, 29)) == set()
        assert telling(date(2021, 6, 1), date(2021, 6, 30)) == june
        assert telling(date(2021, 6, 2), date(2021, 6, 30)) == set(), "June is not wholly in it"
        assert telling(date(2021, 6, 1), date(2021, 6, 29)) == set()
        assert telling(None, date(2021, 11, 2)) == june | tuesday
        assert telling(date(2021, 11, 2), None) == tuesday | vote
        assert telling(None, None) == june | tuesday | vote


def test_an_article_outside_the_bounds_tells_nothing(shelf: Shelf) -> None:
    shelf.write("a", BODY, NIGHTFALL)
    shelf.sync()
    told = DateRange(date(2021, 11, 2), date(2021, 11, 2))
    with shelf.open() as index:
        (key,) = index.catalog.telling(told, None)
        (span,) = index.catalog.telling(told, None)[key]
        assert (span.first, span.last, span.planned) == (*[date(2021, 11, 2)] * 2, False)
        for bounds in (DateRange(NIGHTFALL, NIGHTFALL), DateRange(None, NIGHTFALL), DateRange()):
            assert index.telling(told, bounds)
            assert index.catalog.telling(told, bounds)
        for bounds in (DateRange(None, date(2021, 11, 5)), DateRange(date(2021, 11, 7), None)):
            assert index.telling(told, bounds) == []
            assert index.catalog.telling(told, bounds) == {}


def test_what_is_told_of_is_searched_besides_what_was_published(shelf: Shelf) -> None:
    shelf.write("a", BODY, NIGHTFALL)
    shelf.write("b", "The envoy rested. Nothing else was said of him.\n", date(2021, 11, 2))
    shelf.write("c", "The envoy slept. Nothing else was said of him.\n", date(2021, 11, 9))
    shelf.sync()
    day = DateRange(date(2021, 11, 2), date(2021, 11, 2))
    with shelf.open() as index:
        also = index.telling(day)
        vector = shelf.embedder.embed(["envoy"])[0]
        assert {record.article for record, _ in index.nearest(vector, 9, day, also)} == {"a", "b"}
        assert {record.article for record, _ in index.matching("envoy", 9, day, also)} == {"a", "b"}


def test_the_event_dates_of_a_changed_article_are_the_new_ones(shelf: Shelf) -> None:
    path = shelf.write("a", BODY, NIGHTFALL)
    shelf.write("b", "It burned on Monday.\n", NIGHTFALL)
    shelf.sync()
    shelf.write("a", "It was mended on Thursday.\n", NIGHTFALL)
    shelf.sync()
    with shelf.open() as index:
        assert shown(index, "a") == [("Thursday", date(2021, 11, 4), date(2021, 11, 4), False)]
        assert len(index.telling(DateRange())) == 2
    path.unlink()
    shelf.sync()
    with shelf.open() as index:
        assert [_text(index, pid) for pid in index.telling(DateRange())] == ["It burned on Monday."]


def test_a_rebuild_and_many_syncs_give_the_events_of_a_fresh_build(
    shelf: Shelf, tmp_path: Path
) -> None:
    rng = random.Random(5)
    for turn in range(4):
        for _ in range(4):
            day = FIRST + timedelta(days=rng.randrange(20))
            shelf.write(f"a{rng.randrange(8)}", _dated(rng), day)
        shelf.sync()
        scratch = Shelf(tmp_path / f"scratch{turn}")
        scratch.sync(shelf.corpus)
        fresh = scratch.seen()
        assert fresh["events"]
        assert shelf.seen()["events"] == fresh["events"]
        assert shelf.seen() == fresh
    shelf.sync(rebuild=True)
    assert shelf.seen()["events"] == fresh["events"]


def test_a_store_whose_events_were_read_by_other_rules_is_stale_until_a_rebuild(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a", BODY, NIGHTFALL)
    shelf.sync()
    path = shelf.current / "manifest.json"
    fields = json.loads(path.read_text())
    fields["event_rules"] = "0"
    path.write_text(json.dumps(fields))
    for use in (shelf.ids, shelf.sync):
        with pytest.raises(IndexStale, match=r"event rules \(0; now .*--rebuild"):
            use()
    shutil.rmtree(shelf.corpus)
    shelf.sync(rebuild=True)
    with shelf.open() as index:
        assert shown(index, "a") == SPOKEN


def test_any_event_date_is_stored_without_loss(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    spans = [
        EventSpan(0, 3, date(1, 1, 1), date(9999, 12, 31)),
        EventSpan(4, 9, date(2020, 2, 29), date(2020, 2, 29), planned=True),
    ]
    monkeypatch.setattr("assistant.index.builder.event_spans", lambda *_: spans)
    generations = Generations(shelf.store)
    with generations.writer():
        building = generations.begin(None)
        builder = Builder(building, shelf.embedder, None)
        builder.add(Article("a", FIRST, "Title", "The river rose."), "file")
        builder.finish(lambda stage: None)
        folder = generations.publish(building)
    catalog = Catalog(folder)
    assert catalog.events([1]) == {1: spans}
    assert catalog.telling(DateRange(), None) == {1: spans}
    assert catalog.events([]) == {}
    catalog.close()


def _dated(rng: random.Random) -> str:
    parts = []
    for _ in range(rng.randrange(1, 30)):
        words = rng.choice(["on Tuesday", "in June", "on 3 March 2020", "", "next week", "in 2014"])
        parts.append(f"The {rng.choice(['river', 'bridge'])} rose {words}.".replace(" .", "."))
    return " ".join(parts) + "\n"


def _text(index: Index, pid: int) -> str:
    (record,) = index.catalog.records([pid])
    article = index.catalog.article(record.article)
    assert article is not None
    return article.body[record.start : record.end]
