"""What one generation finds: by vectors, by words, within days, and through plain LlamaIndex."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from index_shelf import FIRST, Shelf, story

from assistant.domain import Article, DateRange
from assistant.index import open_collection
from assistant.index.builder import Builder
from assistant.index.catalog import Catalog
from assistant.index.generations import Generations
from assistant.index.records import FileRecord

DAYS = [
    DateRange(FIRST, FIRST),
    DateRange(FIRST + timedelta(days=2), FIRST + timedelta(days=4)),
    DateRange(None, FIRST + timedelta(days=1)),
    DateRange(FIRST + timedelta(days=7), None),
    DateRange(date(2020, 1, 1), date(2020, 12, 31)),
    DateRange(FIRST + timedelta(days=3), FIRST),
]


@pytest.mark.parametrize("days", DAYS)
def test_a_search_within_days_gives_every_passage_of_them_and_no_other(
    shelf: Shelf, days: DateRange
) -> None:
    shelf.fill(20)
    shelf.sync()
    with shelf.open() as index:
        records = index.catalog.records_of_rows(range(index.manifest.passages))
        inside = {record.pid for record in records if days.holds(record.published)}
        vector = shelf.embedder.embed(["river council"])[0]
        near = index.nearest(vector, 1000, days)
        assert {record.pid for record, _ in near} == inside
        cosines = index.cosines(vector, [record for record, _ in near])
        assert [score for _, score in near] == sorted(cosines, reverse=True)
        assert {record.pid for record, _ in index.nearest(vector, 3, days)} <= inside
        assert {record.pid for record, _ in index.matching("the item", 1000, days)} == inside


def test_rows_of_a_day_lie_together_and_days_are_in_order(shelf: Shelf) -> None:
    shelf.fill(20)
    shelf.sync()
    shelf.write("late", story(300), FIRST + timedelta(days=2))
    shelf.sync()
    with shelf.open() as index:
        catalog = index.catalog
        records = sorted(catalog.records_of_rows(range(10_000)), key=lambda record: record.row)
        assert [record.row for record in records] == list(range(index.manifest.passages))
        assert [record.published for record in records] == sorted(
            record.published for record in records
        )
        for day, _ in catalog.days():
            first, last = catalog.row_span(DateRange(day, day))
            assert {record.published for record in records[first:last]} == {day}


def test_a_search_without_days_is_exact(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """HNSW is not even asked: it can leave a vector out of reach."""
    shelf.fill(20)
    shelf.sync()
    monkeypatch.delattr("assistant.index.vectors.VectorStore.nearest")
    everything = DateRange(date(1, 1, 1), date(9999, 12, 31))
    with shelf.open() as index:
        vector = shelf.embedder.embed(["river council"])[0]
        total = index.manifest.passages
        assert index.nearest(vector, total) == index.nearest(vector, total, everything)
        assert len(index.nearest(vector, total + 1, DateRange())) == total


def test_beyond_the_exact_size_hnsw_finds_what_an_exact_search_finds(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.fill(60, sentences=60)
    shelf.sync()
    with shelf.open() as index:
        for question in ("river council", "glacier tariff senate", "item 7"):
            vector = shelf.embedder.embed([question])[0]
            exact = index.nearest(vector, 100)
            with monkeypatch.context() as patch:
                patch.setattr("assistant.index.reader.EXACT", 100)
                near = index.nearest(vector, 100)
                patch.delattr("assistant.index.vectors.DayMatrix.nearest")
                assert index.nearest(vector, 100) == near
            assert len(near) == len(exact) == 100
            best, sure = ([found.pid for found, _ in hits[:10]] for hits in (near, exact))
            assert best == sure
            assert len({pid.pid for pid, _ in near} & {pid.pid for pid, _ in exact}) >= 95


@pytest.mark.parametrize("days", DAYS)
def test_passages_named_besides_the_days_are_found_with_them_and_no_others(
    shelf: Shelf, days: DateRange
) -> None:
    shelf.fill(20)
    shelf.sync()
    with shelf.open() as index:
        records = index.catalog.records_of_rows(range(index.manifest.passages))
        also = sorted(record.pid for record in records)[::3]
        inside = {record.pid for record in records if days.holds(record.published)} | set(also)
        vector = shelf.embedder.embed(["river council"])[0]
        near = index.nearest(vector, 1000, days, also)
        assert sorted(record.pid for record, _ in near) == sorted(inside)
        free = {record.pid: score for record, score in index.nearest(vector, 1000)}
        assert [score for _, score in near] == sorted((s for _, s in near), reverse=True)
        assert {r.pid: s for r, s in near} == pytest.approx({pid: free[pid] for pid in inside})
        words = index.matching("the item", 1000, days, also)
        assert sorted(record.pid for record, _ in words) == sorted(inside)
        assert {record.pid for record, _ in index.nearest(vector, 3, days, also)} <= inside
        assert len(index.matching("the item", 3, days, also)) == 3


@pytest.mark.parametrize("also", [(), (1, 5, 8, 13)])
def test_limits_do_not_change_the_score_of_a_word(shelf: Shelf, also: tuple[int, ...]) -> None:
    shelf.fill(20)
    shelf.sync()
    with shelf.open() as index:
        free = {record.pid: score for record, score in index.matching("river bridge", 1000)}
        for days in DAYS:
            limited = index.matching("river bridge", 1000, days, also)
            assert {record.pid: score for record, score in limited} == {
                record.pid: free[record.pid] for record, _ in limited
            }


def test_without_days_everything_is_found_whatever_is_named(shelf: Shelf) -> None:
    shelf.fill(5)
    shelf.sync()
    with shelf.open() as index:
        vector = shelf.embedder.embed(["river"])[0]
        for days in (None, DateRange()):
            assert index.nearest(vector, 99, days, [1]) == index.nearest(vector, 99)
            assert index.matching("item", 99, days, [1]) == index.matching("item", 99)


def test_twenty_thousand_passages_may_be_named(many: Shelf) -> None:
    with many.open() as index:
        vector = many.embedder.embed(["river"])[0]
        nowhere = DAYS[-1]
        named = range(20_000)
        total = index.manifest.passages
        assert len(index.nearest(vector, 1000, nowhere, named)) == total
        assert len(index.matching("the item", 1000, nowhere, named)) == total


def test_the_collection_opens_in_plain_llama_index(shelf: Shelf) -> None:
    from llama_index.core import VectorStoreIndex
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from assistant.models import open_local
    from assistant.models.local import LocalEmbedding

    shelf.embedder = open_local()
    shelf.fill(3)
    shelf.write("a-lighthouse", "The old lighthouse keeper retired on Sunday after forty years.\n")
    shelf.sync()
    with open_collection(shelf.store) as collection:
        index = VectorStoreIndex.from_vector_store(
            ChromaVectorStore(chroma_collection=collection), embed_model=LocalEmbedding()
        )
        (found,) = index.as_retriever(similarity_top_k=1).retrieve("Which keeper retired?")
    text = "The old lighthouse keeper retired on Sunday after forty years."
    assert found.node.get_content() == text
    assert found.node.metadata == {
        "article": "a-lighthouse",
        "title": text,
        "date": 20211101,
        "start": 0,
        "end": len(text),
    }


def test_a_corpus_of_one_article_is_searched(shelf: Shelf) -> None:
    shelf.write("one", "The bridge was closed on Monday.\n")
    shelf.sync()
    with shelf.open() as index:
        vector = shelf.embedder.embed(["bridge"])[0]
        assert [record.article for record, _ in index.nearest(vector, 10)] == ["one"]
        assert [record.article for record, _ in index.matching("bridges", 10)] == ["one"]
        assert index.matching("glacier", 10) == []
        assert index.overview().articles == 1


@pytest.mark.parametrize("body", ["A heading only", "...", "!", "By Jane Doe", "🙂", "\u200b."])
def test_a_body_without_a_sentence_is_indexed_all_the_same(shelf: Shelf, body: str) -> None:
    shelf.write("odd", body)
    shelf.write("usual", story(1))
    shelf.sync()
    with shelf.open() as index:
        assert [passage.text for passage in index.catalog.passages("odd")] == [body]
        found = index.matching("2021", 100)
        assert "odd" in {record.article for record, _ in found}


ODD = (
    "First \x01\x02\x1b[31mred\x1b[0m\x7f bell\x07. Then \u202eright to left\u202c and \u200f. "
    "A line\u2028separator and\u0085more. Café e\u0301 ß İstanbul. \ufeff Ende \U0001f600. "
    "Tab\there.\r\nCR LF line. A\u00a0no-break."
)


def test_control_characters_and_marks_of_direction_survive_to_the_byte(shelf: Shelf) -> None:
    row = {"id": "odd", "date": "2021-11-02", "title": "Odd", "text": ODD}
    (shelf.corpus / "odd.jsonl").write_text(json.dumps(row))
    shelf.sync()
    with shelf.open() as index:
        article = index.catalog.article("odd")
        assert article is not None
        assert article.body == ODD
        (passage,) = index.catalog.passages("odd")
        assert ODD[passage.start : passage.end] == passage.text
    with open_collection(shelf.store) as collection:
        assert collection.get()["documents"] == [passage.text]


def test_nul_characters_survive_in_the_index_itself(shelf: Shelf) -> None:
    """The corpus refuses them today; the index does not depend on that."""
    body = "Before \x00 it. After\x00it. " * 60
    generations = Generations(shelf.store)
    with generations.writer():
        building = generations.begin(None)
        builder = Builder(building, shelf.embedder, None)
        builder.add(Article("nul", FIRST, "A title", body), "file")
        builder.record_file(FileRecord("file", "root", "", 0, 0), ())
        builder.finish(lambda stage: None)
        folder = generations.publish(building)
    catalog = Catalog(folder)
    article = catalog.article("nul")
    passages = catalog.passages("nul")
    catalog.close()
    assert article is not None
    assert article.body == body
    assert all(body[found.start : found.end] == found.text for found in passages)
    with open_collection(shelf.store) as collection:
        stored = set(collection.get()["documents"] or [])
    assert stored == {found.text for found in passages}


@pytest.mark.parametrize(
    "name",
    ["a/b/c", "it's", 'a "quote"', "ünïcode-東京-🙂", "a b", "%_'--;", "x" * 3000, "\u202ex"],
)
def test_any_id_is_found_again(shelf: Shelf, name: str) -> None:
    row = {"id": name, "date": "2021-11-02", "title": "Title", "text": story(5)}
    (shelf.corpus / "rows.jsonl").write_text(json.dumps(row))
    shelf.sync()
    with shelf.open() as index:
        assert index.catalog.article_ids() == [name]
        assert index.catalog.passages(name)
        vector = shelf.embedder.embed(["river"])[0]
        assert {record.article for record, _ in index.nearest(vector, 10)} == {name}
    (shelf.corpus / "rows.jsonl").write_text(json.dumps({**row, "text": story(6)}))
    assert shelf.sync().changed == 1


def test_a_body_of_ten_megabytes_is_indexed(shelf: Shelf) -> None:
    """Most of it is one word, so that only its size is tried."""
    body = "The river rose again on Monday night. " * 10_000 + "x" * 9_700_000 + ". The end came."
    row = {"id": "big", "date": "2021-11-02", "title": "Big", "text": body}
    (shelf.corpus / "big.jsonl").write_text(json.dumps(row))
    report = shelf.sync()
    assert report.added == 1, report.problems
    with shelf.open() as index:
        passages = index.catalog.passages("big")
        assert passages[-1].text.endswith("The end came.")
        assert all(body[found.start : found.end] == found.text for found in passages)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    made = Shelf(tmp_path_factory.mktemp("many"))
    made.fill(10)
    made.sync()
    return made


SYNTAX = st.sampled_from("AND OR NOT + - ( ) \" ' : ^ ~ * river \\ [ ] TO IN /".split())


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from("AND OR NOT + - ( ) \" ' : ^ ~ * river \\ [ ] TO IN".split())).map(
            " ".join
        ),
    )
)
def test_no_text_is_query_syntax(many: Shelf, words: str) -> None:
    with many.open() as index:
        plain = index.matching(words, 5)
        assert index.matching(words.replace("(", " ").replace('"', " "), 5) == plain
        assert index.idf(index.frequency(words)) > 0
        assert len(index.matching(words, 5, DAYS[0])) <= len(index.matching(words, 50))


def test_words_match_in_other_forms_and_rare_ones_weigh_more(many: Shelf) -> None:
    with many.open() as index:
        assert index.matching("bridges", 5) == index.matching("bridge", 5) != []
        assert index.frequency("item") > index.frequency("7") > index.frequency("unheard")
        assert index.idf(60) < index.idf(7) < index.idf(0)
        assert index.matching("", 5) == index.matching("!?", 5) == []


def test_several_threads_may_search_one_generation(many: Shelf) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with many.open() as index, ThreadPoolExecutor(4) as pool:
        vector = many.embedder.embed(["river council"])[0]

        def once(number: int) -> Any:
            days = DAYS[number % 2] if number % 3 else None
            return (
                index.nearest(vector, 20, days),
                index.matching("river item", 20, days),
                index.catalog.article(f"a{number % 10:03d}"),
            )

        alone = [once(number) for number in range(12)]
        assert list(pool.map(once, list(range(12)) * 5)) == alone * 5


def test_vectors_npy_is_plain_numpy(many: Shelf) -> None:
    rows = np.load(Path(many.current) / "vectors.npy")
    assert rows.dtype == np.float32
    with many.open() as index:
        assert rows.shape == (index.manifest.passages, 64)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
