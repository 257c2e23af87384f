"""The whole Assistant: from settings and files to answers that can be checked."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpus import open_corpus, open_seeds, write_corpus

from assistant.assembly import Assistant, build
from assistant.config import Settings
from assistant.domain import (
    Answer,
    ClaimShown,
    DateRange,
    Finished,
    Form,
    Found,
    Reason,
    Understood,
    Verdict,
)
from assistant.errors import ConfigError, IndexMissing, QuestionError
from assistant.resources import seeds_folder
from assistant.testing import FakeOpenAI, HashEmbedding

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "Who did Biden send to Moscow?"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_seeds(tmp_path_factory.mktemp("shipped"), seeds_folder()) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_corpus(tmp_path_factory.mktemp("town")) as assistant:
        yield assistant


# from Python


def test_five_lines_of_python_are_enough(tmp_path: Path, seeds: Path) -> None:
    """With every socket blocked, as offline means offline: not even loopback is used."""
    program = (
        "import socket\n"
        "def blocked(*_, **__): raise OSError('a socket was opened')\n"
        "socket.socket.connect = socket.getaddrinfo = blocked\n"
        "from pathlib import Path\n"
        "from assistant.assembly import build\n"
        "with build(store=Path('store')) as assistant:\n"
        f"    assistant.sync([Path({str(seeds)!r})])\n"
        f"    print(assistant.ask({QUESTION!r}).text)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        check=False,
    )
    assert done.stderr == ""
    assert "Burns" in done.stdout
    assert "[1]" in done.stdout


def test_build_takes_settings_or_overrides_but_not_both(tmp_path: Path) -> None:
    with build(Settings(store=tmp_path / "a")) as assistant:
        assert assistant.settings.store == tmp_path / "a"
    with pytest.raises(ConfigError, match="not both"):
        build(Settings(), store=tmp_path)
    with pytest.raises(ConfigError, match="Did you mean store"):
        build(stor=tmp_path)


def test_another_embedder_may_be_given(tmp_path: Path, seeds: Path) -> None:
    with build(store=tmp_path / "store", embedder=HashEmbedding()) as assistant:
        assistant.sync([seeds])
        assert assistant.overview().embedding == "hash-64"
        assert assistant.search("Burns", k=3).hits


def test_every_setting_may_be_an_override(tmp_path: Path) -> None:
    """No other parameter has the name of one: ``model`` is the model's name."""
    with build(store=tmp_path, model="large", openai_api_key="k") as assistant:
        assert assistant.model
        assert assistant.model.name == "large"
    own = set(inspect.signature(build).parameters) - {"settings", "overrides"}
    assert not own & Settings.model_fields.keys()


# who writes


def test_without_a_key_or_an_address_there_is_no_model(tmp_path: Path) -> None:
    with build(store=tmp_path) as assistant:
        assert assistant.model is None
        assert assistant.writes == "extractive"


def test_a_key_or_an_address_names_the_model_and_its_host(tmp_path: Path) -> None:
    with build(store=tmp_path, openai_api_key="k") as assistant:
        assert assistant.model
        assert (assistant.model.name, assistant.model.host) == ("gpt-4.1-mini", "api.openai.com")
        assert assistant.writes == "llm"
    with build(store=tmp_path, openai_base_url="http://127.0.0.1:8080/v1") as assistant:
        assert assistant.model
        assert (assistant.model.name, assistant.model.host) == (None, "127.0.0.1:8080")


def test_extractive_has_no_model_whatever_key_there_is(tmp_path: Path) -> None:
    """A stray key ships nothing: what is not there cannot send."""
    with build(store=tmp_path, openai_api_key="k", generator="extractive") as assistant:
        assert assistant.model is None
        with pytest.raises(ConfigError, match="--generator extractive"):
            assistant._writers_of("llm")


def test_an_llm_of_llama_index_that_is_given_writes(tmp_path: Path) -> None:
    from llama_index.core.llms.mock import MockLLM

    with build(store=tmp_path, llm=MockLLM()) as assistant:
        assert assistant.model
        assert assistant.writes == "llm"
    with build(store=tmp_path, llm=MockLLM(), generator="extractive") as assistant:
        assert assistant.model is None
        assert assistant.writes == "extractive"


def test_a_model_is_made_ready_without_a_word_to_its_server(tmp_path: Path) -> None:
    with FakeOpenAI() as server:
        with build(store=tmp_path, openai_base_url=server.base_url, timeout=5) as assistant:
            assistant.warm()
        assert not server.requests


def test_before_the_first_sync_there_is_nothing_to_ask(tmp_path: Path) -> None:
    with build(store=tmp_path / "store") as assistant:
        assert not assistant.indexed()
        assert assistant.changed_files() == 0
        with pytest.raises(IndexMissing, match="assistant index"):
            assistant.ask(QUESTION)


# the corpus


def test_without_a_corpus_the_seeds_of_the_folder_are_indexed_and_elsewhere_the_packaged_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with build(store=Path("elsewhere")) as assistant:
        assert assistant.sync().added == 2
        assert assistant.overview().sources == (str(seeds_folder()),)
    clone = tmp_path / "seeds"
    clone.mkdir()
    write_corpus(clone)
    with build(store=Path("clone")) as assistant:
        assistant.sync()
        assert assistant.article("ferry").published == date(2021, 11, 3)
        assert [Path(source).resolve() for source in assistant.overview().sources] == [clone]


def test_the_corpus_of_the_settings_is_indexed_and_the_one_indexed_before_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    news = tmp_path / "news"
    news.mkdir()
    write_corpus(news)
    with build(store=Path("store"), corpus=news) as assistant:
        assert assistant.sync().added == 11
    with build(store=Path("store")) as assistant:
        assert assistant.changed_files() == 0
        (news / "late.txt").write_text(" date 2021-11-16 A swan walked into the town hall.")
        assert assistant.changed_files() == 1
        report = assistant.sync()
        assert (report.added, report.unchanged) == (1, 11)
        assert [entry.id for entry in assistant.articles()][-1] == "late"


def test_an_unknown_article_is_refused_with_the_nearest_ids(town: Assistant) -> None:
    with pytest.raises(QuestionError, match=r"no article 'ferrry'\. The nearest ids: ferry"):
        town.article("ferrry")


def test_the_days_that_an_article_tells_of_come_in_the_order_of_its_words(
    town: Assistant,
) -> None:
    body = town.article("storm").body
    spans = town.event_spans("storm")
    told = [(body[one.start : one.end], one.first) for one in spans]
    assert told == [
        ("Tuesday night", date(2021, 11, 2)),
        ("Wednesday", date(2021, 11, 3)),
    ]


def test_there_are_no_days_of_an_article_that_is_not_there(town: Assistant) -> None:
    with pytest.raises(QuestionError, match=r"'strom'.*storm"):
        town.event_spans("strom")


def test_the_overview_counts_what_the_lists_hold(town: Assistant) -> None:
    overview = town.overview()
    assert overview.articles == len(town.articles()) == sum(count for _, count in town.days())
    assert overview.passages == sum(entry.passages for entry in town.articles())
    assert (overview.first, overview.last) == (town.days()[0][0], town.days()[-1][0])
    for entry in town.articles():
        body = town.article(entry.id).body
        for passage in town.passages(entry.id):
            assert body[passage.start : passage.end] == passage.text


def test_today_is_the_newest_article_s_day_but_for_days_to_come(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    write_corpus(tmp_path / "news")
    far = tmp_path / "news" / "far.txt"
    far.write_text(" date 2999-01-01 A robot opened the fair.")
    with build(store=tmp_path / "store") as assistant:
        report = assistant.sync([tmp_path / "news"])
        assert [Path(problem.path).name for problem in report.problems] == ["far.txt"]
        assert assistant.ask("Who opened the fair?").as_of == date(2021, 11, 15)
    with build(store=tmp_path / "store", as_of=date(2021, 11, 9)) as assistant:
        assert assistant.ask("Who is Rosa Marino?").refused


# several at once


def test_questions_are_answered_while_a_sync_runs(tmp_path: Path) -> None:
    """From several threads, each on one generation: the old one or the new one, never half."""
    news = tmp_path / "news"
    news.mkdir()
    path = write_corpus(news)
    rest = path.read_text()
    with build(store=tmp_path / "store") as assistant, ThreadPoolExecutor(4) as threads:
        assistant.sync([news])
        for round_ in range(3):
            extra = (
                f'{{"id": "n{round_}", "date": "2021-11-16", "title": "Swan", "text": "A swan."}}\n'
            )
            path.write_text(rest + extra)
            syncing = threads.submit(assistant.sync, [news])
            asked = [threads.submit(assistant.ask, "Who is Ida Holm?") for _ in range(12)]
            assert syncing.result().added == 1
            for answer in asked:
                assert answer.result().citations[0].article == "storm"
        assert assistant.overview().articles == 12
        assert assistant.article("n2").title == "Swan"


def test_a_stream_that_is_closed_early_lets_go_of_its_generation(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    write_corpus(news)
    with build(store=tmp_path / "store") as assistant:
        assistant.sync([news])
        number = assistant.overview().generation
        stream = assistant.stream("Who is Ida Holm?")
        assert isinstance(next(stream), Understood)
        (news / "late.txt").write_text(" date 2021-11-16 A swan walked into the town hall.")
        assistant.sync([news])
        assert isinstance(next(stream), Found)
        assert assistant.overview().generation > number
        assert list((tmp_path / "store").rglob(f"{number:06d}*"))
        stream.close()
        (news / "later.txt").write_text(" date 2021-11-17 A second swan came.")
        assistant.sync([news])
        assert not list((tmp_path / "store").rglob(f"{number:06d}*"))


# what always holds of an answer


def check(assistant: Assistant, answer: Answer) -> None:
    """The promises of an answer, and of a refusal."""
    assert answer.text
    if answer.refused:
        assert not answer.claims
        assert not answer.citations
        assert (answer.reason is Reason.NOT_IN_RANGE) or not answer.nearest
        return
    assert answer.claims
    assert len(answer.claims) <= 4 or answer.form is not Form.ANSWER
    assert not answer.nearest
    order: list[int] = []
    for claim in answer.claims:
        assert claim.citations
        assert claim.verdict is Verdict.SUPPORTED
        assert 0 <= claim.score <= 1
        order += [label for label in claim.citations if label not in order]
    assert order == [citation.label for citation in answer.citations]
    assert order == list(range(1, len(order) + 1))
    for citation in answer.citations:
        article = assistant.article(citation.article)
        assert citation.quote == article.body[citation.start : citation.end]
        assert citation.quote.strip()
        assert (citation.published, citation.title) == (article.published, article.title)
        assert citation.article not in citation.also_in
    marked = [int(label) for label in re.findall(r" \[(\d+)\]", answer.text)]
    assert [label for label in marked if label <= len(order)] == [
        label for claim in answer.claims for label in claim.citations
    ]
    for claim in answer.claims:
        assert claim.text in answer.text
    stages = {"retrieval", "generation", "total"}
    # A digest and a timeline check each quotation as they write it.
    assert set(answer.usage.ms) - {"grounding"} == stages
    assert "grounding" in answer.usage.ms or answer.form is not Form.ANSWER


SEED_QUESTIONS = [
    QUESTION,
    "What did Burns say about gas?",
    "Where are Russian troops gathering?",
    "How many soldiers did Britain send to Poland?",
    "When did Russia invade Crimea?",
    "Why did Lukashenko send migrants to the border?",
    "Who is Victoria Nuland?",
    "What did the officials say on 2021-11-15?",
    "How many soldiers were killed at Yelnya?",
    "What does a ticket to the moon cost?",
    "What did Burns do on 1999-01-01?",
]


@pytest.mark.parametrize("question", SEED_QUESTIONS)
def test_an_answer_on_the_seeds_keeps_its_promises(shipped: Assistant, question: str) -> None:
    check(shipped, shipped.ask(question))


WORDS = st.sampled_from(
    """what who when where why how many much did does is the Burns Putin Keller ferry Albatross tax
    bridge school cheese Lindau Moscow Russia NATO troops say cost close percent euros and about on
    2021-11-10 in of [1] <b> * “ ' \x00 1,000""".split(" ")
)
ENDS = st.none() | st.dates(date(2021, 10, 30), date(2021, 11, 18))


@given(parts=st.lists(WORDS, min_size=1, max_size=12), start=ENDS, end=ENDS)
@settings(max_examples=80, deadline=None)
def test_an_answer_to_anything_keeps_its_promises(
    town: Assistant, parts: list[str], start: date | None, end: date | None
) -> None:
    limit = DateRange(start, end)
    try:
        answer = town.ask(" ".join(parts), limit=limit)
    except QuestionError:
        return
    check(town, answer)
    assert all(limit.holds(citation.published) for citation in answer.citations)
    assert all(limit.holds(day) for day in answer.nearest)


def test_the_events_come_in_order_and_add_up_to_the_answer(shipped: Assistant) -> None:
    events = list(shipped.stream(QUESTION))
    understood, found, *shown, finished = events
    assert isinstance(understood, Understood)
    assert isinstance(found, Found)
    assert isinstance(finished, Finished)
    assert all(isinstance(event, ClaimShown) for event in shown)
    answer = finished.answer
    assert tuple(event.claim for event in shown if isinstance(event, ClaimShown)) == answer.claims
    cited = {citation.article for citation in answer.citations}
    assert cited <= {hit.passage.article for hit in found.hits}
    assert [hit.rank for hit in found.hits] == list(range(1, len(found.hits) + 1))


def test_the_same_question_has_the_same_answer(shipped: Assistant) -> None:
    one, other = shipped.ask(QUESTION), shipped.ask(QUESTION)
    assert (one.text, one.citations) == (other.text, other.citations)


def test_a_day_without_articles_is_refused_with_the_nearest_days(shipped: Assistant) -> None:
    answer = shipped.ask("What did Burns do on 2021-11-10?")
    assert answer.reason is Reason.NOT_IN_RANGE
    assert set(answer.nearest) <= {date(2021, 11, 6), date(2021, 11, 15)}
    assert answer.nearest


def test_a_search_for_no_passages_is_refused(shipped: Assistant) -> None:
    with pytest.raises(QuestionError, match="at least one"):
        shipped.search(QUESTION, k=0)


def test_an_answer_survives_the_loss_of_the_files_it_was_read_from(
    tmp_path: Path, seeds: Path
) -> None:
    copy = shutil.copytree(seeds, tmp_path / "seeds")
    with open_seeds(tmp_path, copy) as assistant:
        shutil.rmtree(copy)
        check(assistant, assistant.ask(QUESTION))
        assert not assistant.ask(QUESTION).refused
