"""What the benchmark measures on: made articles and questions about them."""

from datetime import date
from pathlib import Path
from statistics import fmean

import pytest

from assistant.corpus import CopyEntry, find_files, link_copies, read_articles, sketch
from assistant.domain import Article
from evals.bench.generator import (
    DAYS,
    FIRST_DAY,
    MadeArticle,
    make_articles,
    make_questions,
    write_corpus,
)


@pytest.fixture(scope="module")
def made() -> list[MadeArticle]:
    return list(make_articles(400))


def test_one_seed_gives_the_same_articles_and_another_gives_others() -> None:
    first = list(make_articles(30, seed=7))
    assert first == list(make_articles(30, seed=7))
    assert first != list(make_articles(30, seed=8))


def test_articles_do_not_hang_on_the_python_that_makes_them() -> None:
    """Held to one text: a benchmark of last year is comparable with one of today."""
    body = next(make_articles(1)).article.body
    assert body.startswith(
        "Animalburg Institute opened former law in Stateton as government found\n\nBirdville"
    )


def test_articles_have_about_700_words_and_their_sizes_vary(made: list[MadeArticle]) -> None:
    words = [len(one.article.body.split()) for one in made]
    assert 650 < fmean(words) < 760
    assert min(words) < 400
    assert max(words) > 1200


def test_articles_lie_evenly_over_the_days_in_order(made: list[MadeArticle]) -> None:
    days = [one.article.published for one in made]
    assert days == sorted(days)
    assert (days[0], (days[-1] - days[0]).days) == (FIRST_DAY, DAYS - 1)
    assert max(days.count(day) for day in set(days)) <= 4


def test_one_in_twenty_is_a_near_copy_that_the_corpus_stage_recognises(
    made: list[MadeArticle],
) -> None:
    copies = {one.article.id: one.copy_of for one in made if one.copy_of}
    assert 10 < len(copies) < 32
    bodies = [one.article.body for one in made]
    entries = [
        CopyEntry(key, one.article.published, sketch(one.article.body))
        for key, one in enumerate(made)
    ]
    linked = link_copies(entries, bodies.__getitem__)
    found = {made[key].article.id for key in linked}
    assert len(found & set(copies)) >= 0.9 * len(copies)
    originals = set(copies.values())
    assert found <= set(copies) | originals


def test_written_files_read_back_as_the_same_dated_bodies(tmp_path: Path) -> None:
    write_corpus(tmp_path, 25)
    one = next(make_articles(25)).article
    text = (tmp_path / f"{one.id}.txt").read_text(encoding="utf-8")
    assert text.startswith(f" date {one.published:%Y-%m-%d} ")
    read = [article for file in find_files(tmp_path) for article in read_articles(file)]
    assert all(isinstance(article, Article) for article in read)
    assert [(a.id, a.published, a.body) for a in read if isinstance(a, Article)] == [
        (m.article.id, m.article.published, m.article.body) for m in make_articles(25)
    ]


def test_a_fact_stands_in_its_article_and_its_company_in_no_other(made: list[MadeArticle]) -> None:
    for one in made[:120]:
        if one.fact is None:
            continue
        assert one.fact.sentence in one.article.body
        assert one.fact.answer in one.fact.sentence
        company = dict(one.fact.parts)["company"]
        assert company in one.fact.question
        holders = {m.copy_of or m.article.id for m in made if company in m.article.body}
        assert holders == {one.article.id}


def test_of_ten_questions_seven_have_an_answer_and_the_others_have_none(
    made: list[MadeArticle],
) -> None:
    facts = tuple(one.fact for one in made if one.fact)
    questions = make_questions(facts, 100)
    kinds = [question.kind for question in questions]
    assert [kinds.count(kind) for kind in ("answerable", "near", "far")] == [70, 20, 10]
    answered = {fact.question for fact in facts}
    for question in questions:
        assert (question.text in answered) == (question.kind == "answerable")
        assert (question.fact is None) == (question.kind != "answerable")


def test_the_days_of_a_ranged_question_hold_its_article(made: list[MadeArticle]) -> None:
    facts = tuple(one.fact for one in made if one.fact)
    for question in make_questions(facts, 100, ranged=True):
        assert question.limit is not None
        assert isinstance(question.limit.start, date)
        if question.fact:
            assert question.limit.holds(question.fact.published)
