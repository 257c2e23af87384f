"""Articles in .txt and .md files."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.corpus import find_files, read_articles
from assistant.corpus.marks import unmarked
from assistant.domain import Article, Problem

Reads = Callable[..., Article]
Fails = Callable[..., Problem]

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_seeds_read_back_exactly() -> None:
    found = [item for file in find_files(SEEDS) for item in read_articles(file)]
    assert [(item.id, item.published) for item in found if isinstance(item, Article)] == [
        ("000_8e8ff5001f552b0c", date(2021, 11, 6)),
        ("004_751be9ff2f0701a9", date(2021, 11, 15)),
    ]
    for item in found:
        assert isinstance(item, Article)
        content = (SEEDS / f"{item.id}.txt").read_bytes().decode()
        assert content == f" date {item.published} {item.body}"
    assert isinstance(found[0], Article)
    assert found[0].title == (
        "The Biden administration has stepped up its efforts in recent days to de-escalate growing…"
    )


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")).filter(str.strip))
def test_any_body_behind_a_header_reads_back_exactly(body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(f" date 2021-11-06 {body}".encode())
        (found,) = read_articles(next(find_files(path)))
    assert isinstance(found, Article)
    assert found.body == body
    assert found.title
    assert found.title == " ".join(found.title.split())


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("date 2021-11-06 Body.\n", "Body.\n"),
        ("\n\t date 2021-11-06\nBody.", "Body."),
        ("date 2021-11-06\r\nA\r\nB\r\n", "A\r\nB\r\n"),
        ("date 2021-11-06  two spaces", " two spaces"),
        ("date 2021-11-06 cafe\u0301 \u202eabc\u202c\x07", "cafe\u0301 \u202eabc\u202c\x07"),
        ("\ufeffdate 2021-11-06 x", "x"),
        ("date 2021-11-06 \ufeffx", "\ufeffx"),
    ],
)
def test_the_body_is_exactly_what_follows_the_header(
    article: Reads, content: str, body: str
) -> None:
    assert article(content).body == body


@pytest.mark.parametrize(
    "name",
    ["2021-11-06.txt", "news_2021-11-06_b.txt", "20211106.txt", "x-20211106-7.txt"],
)
def test_without_a_header_the_file_name_has_the_date(article: Reads, name: str) -> None:
    found = article(" No header here.\n", name)
    assert found.published == date(2021, 11, 6)
    assert found.body == " No header here.\n"


def test_the_header_counts_and_not_the_file_name(article: Reads) -> None:
    assert article("date 2021-11-06 x", "2019-01-01.txt").published == date(2021, 11, 6)


@pytest.mark.parametrize(
    "name", ["a.txt", "20211345.txt", "120211106.txt", "8e20211106a52b0c.txt", "1999.txt"]
)
def test_without_any_date_there_is_a_problem_that_says_how_to_write_one(
    problem: Fails, name: str
) -> None:
    assert "date YYYY-MM-DD" in problem("Some text.", name).message


@pytest.mark.parametrize("header", ["2021-13-45", "2021-02-30", "0000-01-01"])
def test_an_impossible_date_is_a_problem_that_says_so(problem: Fails, header: str) -> None:
    assert problem(f" date {header} Text.").message == f"the date {header} does not exist"
    assert problem("Text.", f"{header}.txt").message == f"the date {header} does not exist"


@pytest.mark.parametrize(
    "content", ["", " \n\t", "\ufeff", " date 2021-11-06", "date 2021-11-06 \n"]
)
def test_a_file_without_text_is_a_problem(problem: Fails, content: str) -> None:
    assert "is empty" in problem(content).message


def test_the_title_is_the_first_sentence(article: Reads) -> None:
    assert article("date 2021-11-06 It\t  rained. Then not.").title == "It rained."


def test_a_long_first_sentence_is_cut_at_a_word(article: Reads) -> None:
    found = article("date 2021-11-06 " + "word, " * 40 + "end.")
    assert found.title == ("word, " * 15).strip(" ,") + "…"
    assert len(article("date 2021-11-06 " + "x" * 500).title) == 91


def test_a_first_line_that_stands_apart_is_the_title_and_stays_in_the_body(article: Reads) -> None:
    found = article("date 2021-11-06\nBridge  to close\n\nIt closes in May.")
    assert found.title == "Bridge to close"
    assert found.body == "Bridge  to close\n\nIt closes in May."
    assert article("date 2021-11-06\r\n\r\nBridge\r\n\r\nIt closes.").title == "Bridge"
    assert article(" date 2021-11-06 Bridge to close\n\nIt closes.").title == "Bridge to close"
    assert article("Bridge\n\nIt closes.", "2021-11-06.txt").title == "Bridge"


@pytest.mark.parametrize(
    "content",
    [
        "date 2021-11-06\nIt closed.\n\nIn May it opens.",
        "date 2021-11-06 It closed.\n\nIn May it opens.",
        "date 2021-11-06\nIt closed.\nIn May it opens.",
    ],
)
def test_a_first_line_that_is_a_sentence_or_does_not_stand_apart_is_no_title_of_its_own(
    article: Reads, content: str
) -> None:
    assert article(content).title == "It closed."


def test_a_first_line_of_over_120_characters_is_no_title_of_its_own(article: Reads) -> None:
    assert article("date 2021-11-06\n" + "word " * 30 + "\n\nText.").title.endswith("…")


def test_front_matter_names_date_title_source_and_url(article: Reads) -> None:
    found = article(
        "---\ndate: 2021-11-06\ntitle: 'A: b'\nsource: CNN\nurl: https://example.org/a\n"
        "tags: [x, y]\n---\n\n# Heading\n\nText.\n",
        "a.md",
    )
    assert found == Article(
        "a", date(2021, 11, 6), "A: b", "\n# Heading\n\nText.\n", "CNN", "https://example.org/a"
    )


@pytest.mark.parametrize("written", ["2021-11-06T23:30:00-05:00", "2021-11-06 01:00:00 +09:00"])
def test_a_date_time_in_front_matter_is_the_day_as_written(article: Reads, written: str) -> None:
    assert article(f"---\ndate: {written}\n---\nx", "a.md").published == date(2021, 11, 6)


def test_markdown_without_front_matter_is_read_as_text_and_titled_by_its_heading(
    article: Reads,
) -> None:
    found = article(" date 2021-11-06 \n```\n# code\n```\n\n## The *bridge* ##\n\nText.", "a.md")
    assert found.published == date(2021, 11, 6)
    assert found.title == "The bridge"
    assert article("Intro\n=====\nText.", "2021-11-06.md").title == "Intro"
    assert article("Just text. More.", "2021-11-06.md").title == "Just text."
    assert article("---\ntitle: T\n...\nText.", "2021-11-06.md").title == "T"


@pytest.mark.parametrize(
    ("matter", "message", "line"),
    [
        ("date: [", "bad YAML", 3),
        ("- a\n- b", "not a list of keys", 2),
        ("date: {a: b}", "date is not a plain text", 2),
        ("date: 2021-13-45", "does not exist", None),
        ("date: yesterday", "not an ISO date", None),
        ("title: T", "has no date", None),
        ("a: " + "[" * 5000, "nested too deeply", None),
    ],
)
def test_bad_front_matter_is_a_problem(
    problem: Fails, matter: str, message: str, line: int | None
) -> None:
    found = problem(f"---\n{matter}\n---\nText.", "a.md")
    assert message in found.message
    assert found.line == line


def test_front_matter_builds_no_objects(problem: Fails) -> None:
    found = problem("---\ndate: !!python/object/apply:os.getcwd []\n---\nText.", "a.md")
    assert "date is not a plain text" in found.message


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            "# The [**bridge**](https://example.org/a_(b)) is `closed`[^1]\n\nText.",
            "The bridge is closed",
        ),
        ("> **Bridge** to close\n\nText.", "Bridge to close"),
        (
            "> The *old* bridge of Lindau, which was built before the war and repaired after it,\n"
            "> is __closed__. Why?",
            "The old bridge of Lindau, which was built before the war and repaired after it, is "
            "closed.",
        ),
        ("- ~~One~~ [two][ref] <https://example.org>. More.", "One two https://example.org."),
        ("![A picture](a.png)\n\n***\n\n**Bridge to _close_**\n\nText.", "Bridge to close"),
        ("# 2 * 3 is snake_case \\*and\\* C*", "2 * 3 is snake_case *and* C*"),
        ("***", "***"),
    ],
)
def test_a_title_of_markdown_has_no_marks_and_the_body_keeps_them(
    article: Reads, body: str, title: str
) -> None:
    for content in (f" date 2021-11-06 {body}", f"---\ndate: 2021-11-06\n---\n{body}"):
        found = article(content, "a.md")
        assert (found.title, found.body) == (title, body)


def test_a_title_in_front_matter_has_no_marks(article: Reads) -> None:
    content = "---\ndate: 2021-11-06\ntitle: 'The **bridge** of [Lindau](a)'\n---\nText."
    assert article(content, "a.md").title == "The bridge of Lindau"


def test_a_plain_text_keeps_its_asterisks_in_the_title(article: Reads) -> None:
    assert article("date 2021-11-06 *NSYNC* returns\n\nText.").title == "*NSYNC* returns"


@pytest.mark.parametrize(
    "mark", [" ", "[", "*a ", "_a ", "`a ``b", "[x](", "~~a", "> ", "\\", "[^"]
)
def test_marks_without_end_are_read_in_no_time(mark: str) -> None:
    began = time.perf_counter()
    unmarked(mark * 10_000)
    assert time.perf_counter() - began < 1


def test_markdown_of_nothing_but_spaces_is_read_in_no_time(article: Reads) -> None:
    assert article("date 2021-11-06 # " + " " * 100_000 + "x\n" * 10_000, "a.md").body
