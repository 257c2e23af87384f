"""Articles in .json, .jsonl and .jsonl.gz files."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.corpus import CorpusFile, find_files, read_articles
from assistant.domain import Article, Problem

Read = Callable[..., list[Article | Problem]]
Reads = Callable[..., Article]
Fails = Callable[..., Problem]

GOOD: dict[str, Any] = {"id": "x1", "date": "2021-11-06", "title": "T", "text": "Body. "}


def row(**changes: Any) -> str:
    return json.dumps({key: value for key, value in (GOOD | changes).items() if value is not ...})


def outcomes(found: list[Article | Problem]) -> list[str | tuple[int | None, str]]:
    return [item.id if isinstance(item, Article) else (item.line, item.message) for item in found]


@pytest.fixture(params=["a.json", "a.jsonl", "a.jsonl.gz"])
def one(request: pytest.FixtureRequest, read: Read) -> Callable[[str], Article | Problem]:
    """What one object is read as, in each of the three formats."""

    def reading(text: str) -> Article | Problem:
        content = text.encode("utf-8", "surrogateescape")
        packed = gzip.compress(content) if request.param.endswith(".gz") else content
        (found,) = read(packed, request.param)
        return found

    return reading


def test_an_object_is_an_article(one: Callable[[str], Article | Problem]) -> None:
    assert one(row(source=" The\nPost ", url="https://example.org")) == Article(
        "x1", date(2021, 11, 6), "T", "Body. ", "The Post", "https://example.org"
    )


@pytest.mark.parametrize(
    "written",
    ["2021-11-06T23:59:59Z", "2021-11-06T00:30:00+09:00", "2021-11-06 10:00", "2021-11-06T10"],
)
def test_a_date_time_is_the_calendar_day_as_written(
    one: Callable[[str], Article | Problem], written: str
) -> None:
    found = one(row(date=written))
    assert isinstance(found, Article)
    assert found.published == date(2021, 11, 6)


def test_a_missing_title_is_the_first_sentence(one: Callable[[str], Article | Problem]) -> None:
    for title in (..., None, "  "):
        found = one(row(title=title, text="It rained. Then not."))
        assert isinstance(found, Article)
        assert found.title == "It rained."


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"date": ...}, "has no date"),
        ({"date": None}, "has no date"),
        ({"date": "6 November 2021"}, "not an ISO date"),
        ({"date": "2021-11-06garbage"}, "not an ISO date"),
        ({"date": "2021-13-45"}, "2021-13-45 does not exist"),
        ({"date": "0000-01-01"}, "does not exist"),
        ({"date": 1636156800}, '"date" that is not a text'),
        ({"text": ...}, "has no text"),
        ({"text": ["a"]}, '"text" that is not a text'),
        ({"text": " \n"}, "is empty"),
        ({"title": 7}, '"title" that is not a text'),
        ({"id": 1.5}, '"id" that is neither'),
        ({"id": True}, '"id" that is neither'),
        ({"text": "half \ud800"}, "surrogate"),
        ({"id": "\udfff"}, "surrogate"),
        ({"text": "a\0b"}, "NUL"),
    ],
)
def test_an_object_that_cannot_be_an_article_is_a_problem_at_its_line(
    one: Callable[[str], Article | Problem], changes: dict[str, Any], message: str
) -> None:
    found = one(row(**changes))
    assert isinstance(found, Problem)
    assert message in found.message
    assert found.line == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("7", "is not an object"),
        ('"text"', "is not an object"),
        ("{", "bad JSON"),
        ('{"a": "b}', "bad JSON"),
        ("[" * 100_000, "bad JSON"),
        ('{"a": ' + "9" * 5000 + "}", "bad JSON"),
        (row(text="caf@").replace("@", "\udce9"), "not UTF-8"),
    ],
    ids=["number", "text", "cut off", "open text", "deep", "huge number", "latin-1"],
)
def test_what_is_no_object_is_a_problem(
    one: Callable[[str], Article | Problem], text: str, message: str
) -> None:
    found = one(text)
    assert isinstance(found, Problem)
    assert message in found.message
    assert found.line == 1


def test_a_number_is_an_id_too(article: Reads) -> None:
    assert article(row(id=0), "a.json").id == "0"


def test_a_row_without_an_id_is_named_by_its_file_and_place(tmp_path: Path, read: Read) -> None:
    assert outcomes(read(f"\n{row(id=...)}\n\n{row()}\n{row(id='')}", "n.jsonl")) == [
        *("n:2", "x1", "n:5")
    ]
    assert outcomes(read(f"[{row(id=...)}, {row()}, {row(id=None)}]", "n.json")) == [
        *("n:1", "x1", "n:3")
    ]
    assert outcomes(read(row(id=...), "n.json")) == ["n"]


def test_bad_lines_are_reported_and_the_rest_is_read(read: Read) -> None:
    lines = [row(id="a"), "{bad", row(id="b").replace("Body", "\udce9"), row(id="c")]
    found = read("\r\n".join(lines).encode("utf-8", "surrogateescape"), "a.jsonl")
    assert [item if isinstance(item, str) else item[0] for item in outcomes(found)] == [
        *("a", 2, 3, "c")
    ]


def test_a_line_over_the_limit_is_reported_and_the_rest_is_read(read: Read) -> None:
    long = row(text="x" * (16 * 2**20))
    found = read("\n".join([row(id="a"), long, row(id="b")]), "a.jsonl")
    assert outcomes(found) == ["a", (2, "is a line of over 16 Mi characters"), "b"]


def test_a_line_separator_inside_a_text_ends_no_line(article: Reads) -> None:
    content = json.dumps(GOOD | {"text": "a\u2028b\x85c\rd"}, ensure_ascii=False)
    assert article(content, "a.jsonl").body == "a\u2028b\x85c\rd"


def test_a_mark_of_utf_16_or_utf_8_is_obeyed(read: Read) -> None:
    text = row(id="a", text="“x”") + "\n" + row(id="b")
    for codec in ("utf-16", "utf-8-sig"):
        assert outcomes(read(text.encode(codec), "a.jsonl")) == ["a", "b"]
        assert outcomes(read(f"[{text.replace(chr(10), ',')}]".encode(codec), "a.json")) == [
            *("a", "b")
        ]


def test_objects_of_an_array_are_found_at_their_lines(read: Read) -> None:
    items = [row(id="a"), "7", row(id="b", date="x"), row(id="c")]
    found = read("[\n" + ",\n".join(items) + "\n]\n", "a.json")
    assert outcomes(found) == [
        "a",
        (3, "is not an object with date, title and text"),
        (4, "the date 'x' is not an ISO date such as 2021-11-06"),
        "c",
    ]


@pytest.mark.parametrize(
    ("end", "line", "message"),
    [
        ("", 3, "the file ends"),
        ("}", 3, "expected ','"),
        (', {"a": tru}]', 3, "bad JSON"),
        (",]", 3, "bad JSON"),
        ("] x", 3, ".jsonl"),
    ],
)
def test_after_bad_syntax_an_array_is_read_no_further(
    read: Read, end: str, line: int, message: str
) -> None:
    first, second = read(f"[\n{row()}\n{end}", "a.json")
    assert isinstance(first, Article)
    assert isinstance(second, Problem)
    assert second.line == line
    assert message in second.message


def test_an_empty_array_holds_nothing_and_an_empty_file_is_a_problem(read: Read) -> None:
    assert read("[ ]", "a.json") == []
    for name in ("a.json", "a.jsonl"):
        (found,) = read(" \n", name)
        assert isinstance(found, Problem)
        assert found.message == "is empty"


def test_a_large_object_across_pieces_is_read_whole(read: Read) -> None:
    text = 'word “ ” \\ " \n' * 30_000
    content = json.dumps([GOOD | {"text": text}, GOOD | {"id": "b"}], ensure_ascii=False, indent=1)
    first, second = read(content, "a.json")
    assert isinstance(first, Article)
    assert first.body == text
    assert isinstance(second, Article)
    assert second.id == "b"


def test_a_number_cut_by_a_piece_is_one_element(read: Read) -> None:
    found = read("[" + " " * 65_530 + f"123456789012, {row()}]", "a.json")
    assert outcomes(found) == [(1, "is not an object with date, title and text"), "x1"]


def test_an_object_that_never_ends_is_a_problem_in_bounded_memory(problem: Fails) -> None:
    content = '[{"text": "' + "x" * (40 * 2**20)
    assert "over 16 Mi characters" in problem(content, "a.json").message


@pytest.mark.parametrize("cut", [5, 40, -6])
def test_a_damaged_gzip_file_is_a_problem_after_what_could_be_read(read: Read, cut: int) -> None:
    lines = "\n".join(row(id=str(number)) for number in range(3))
    *_, last = read(gzip.compress(lines.encode())[:cut], "a.jsonl.gz")
    assert isinstance(last, Problem)
    assert "damaged gzip" in last.message


def test_a_file_that_only_claims_to_be_gzip_is_a_problem(problem: Fails) -> None:
    assert "damaged gzip" in problem(row(), "a.jsonl.gz").message


@pytest.mark.parametrize("name", ["big.jsonl", "big.jsonl.gz", "big.json"])
def test_rows_are_read_lazily_and_in_constant_memory(tmp_path: Path, name: str) -> None:
    text = "word " * 20_000
    rows = [row(id=str(number), text=text) for number in range(200)]
    content = f"[{','.join(rows)}]" if name.endswith("json") else "\n".join([*rows, "{"])
    path = tmp_path / name
    path.write_bytes(
        gzip.compress(content.encode(), 1) if name.endswith(".gz") else content.encode()
    )
    del content, rows
    found = read_articles(next(find_files(path)))
    first = next(found)
    assert isinstance(first, Article)
    found = read_articles(next(find_files(path)))
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in found)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200  # 20 MB of text
    assert peak < 4_000_000


def test_the_first_row_comes_before_the_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(row() + "\n" + "x" * 10_000_000)
    (file,) = find_files(path)
    found: Iterator[Article | Problem] = read_articles(file)
    assert isinstance(next(found), Article)
    path.write_text("")  # what was not read yet is gone
    assert len(list(found)) <= 1


def test_a_file_that_is_gone_or_shut_is_a_problem(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a.json", "a.jsonl", "a.jsonl.gz"):
        (found,) = read_articles(CorpusFile(tmp_path / name, tmp_path, 0, 0))
        assert isinstance(found, Problem)
        assert found.path == str(tmp_path / name)
        assert found.message == "cannot be read: no such file or directory"
