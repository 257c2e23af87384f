"""Digests, timelines and dates on the real parts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_runner import CommandLine


@pytest.fixture
def real(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> CommandLine:
    """The command line on the real Assistant, its store in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return CommandLine(monkeypatch, capsys, canned=False)


def quotes_stand(real: CommandLine, told: dict[str, Any]) -> bool:
    """Whether every quote is in its article, to the letter, and every label is in the list."""
    bodies = {
        article: json.loads(real("show", article, "--json").out)["body"]
        for article in {citation["article"] for citation in told["citations"]}
    }
    exact = all(
        bodies[one["article"]][one["start"] : one["end"]] == one["quote"]
        for one in told["citations"]
    )
    labels = {one["label"] for one in told["citations"]}
    return exact and all(labels >= set(claim["citations"]) != set() for claim in told["claims"])


def test_a_digest_on_a_fresh_machine_reads_every_seed_of_the_day(real: CommandLine) -> None:
    told = json.loads(real("digest", "2021-11-06", "--json").out)
    assert (told["form"], told["kind"]) == ("digest", "answer")
    assert (told["articles_read"], told["articles_in_range"]) == (1, 1)
    assert told["range"] == {"start": "2021-11-06", "end": "2021-11-06"}
    assert quotes_stand(real, told)
    places = [place for part in told["parts"] for point in part["points"] for place in point]
    assert sorted(places) == list(range(len(told["claims"])))


def test_days_in_words_are_summed_up_day_by_day(real: CommandLine) -> None:
    out = real("digest", "from", "6", "to", "15", "November").out
    assert out.startswith("Read 2 of 2 articles of 6 to 15 November 2021\n")
    assert "\nSaturday, 6 November 2021 · 1 article\n• " in out
    assert "\nMonday, 15 November 2021 · 1 article\n• " in out


def test_an_empty_day_names_the_days_around_it_that_have_articles(real: CommandLine) -> None:
    ran = real("digest", "2021-11-07")
    assert ran.code == 0
    assert "No answer. " in ran.out
    assert "2021-11-06" in ran.out
    assert "2021-11-15" in ran.out


def test_nothing_published_after_as_of_is_read_or_named(real: CommandLine) -> None:
    for argv in (["digest", "2021-11-15"], ["digest", "2021-11-01..2021-11-30"], ["timeline"]):
        told = json.loads(real(*argv, "--as-of", "2021-11-06", "--json").out)
        assert {one["date"] for one in told["citations"]} <= {"2021-11-06"}
        assert set(told["nearest"]) <= {"2021-11-06"}
        assert told["as_of"] == "2021-11-06"


def test_a_timeline_is_in_the_order_of_its_days(real: CommandLine) -> None:
    told = json.loads(real("timeline", "--json").out)
    assert told["form"] == "timeline"
    days = [claim["date"] for claim in told["claims"]]
    assert days == sorted(days)
    assert len(days) > 3
    assert quotes_stand(real, told)
    assert "2021-11-02" in days  # "Biden sent Burns to Moscow on Tuesday"
    out = real("timeline", "Burns").out
    assert "Tue 2 Nov 2021" in out


def test_a_digest_and_a_timeline_can_be_asked_for_in_words(real: CommandLine) -> None:
    told = json.loads(real("ask", "Sum up 6 November", "--json").out)
    assert (told["form"], told["articles_read"]) == ("digest", 1)
    told = json.loads(real("ask", "How did the tensions develop?", "--json").out)
    assert told["form"] == "timeline"


BAD = {
    "30 February 2021": "30 February",
    "2021-02-30": "2021-02-30",
    "2021-11-15..2021-11-06": "backwards",
    "on 1 March 10000": "10000",
    "nothing": "names no day",
}


@pytest.mark.parametrize("words", BAD)
def test_days_that_cannot_be_are_one_line_and_exit_1(real: CommandLine, words: str) -> None:
    ran = real("digest", words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("assistant: ")
    assert ran.err.count("\n") == 1
    assert BAD[words] in ran.err


def test_dates_needs_neither_index_nor_model(real: CommandLine, tmp_path: Path) -> None:
    told = json.loads(real("dates", "last week", "--as-of", "2021-11-15", "--json").out)
    assert (told["start"], told["end"], told["read_from"]) == (
        "2021-11-08", "2021-11-14", "last week",
    )  # fmt: skip
    assert real("dates", "last week").code == 0
    assert list(tmp_path.iterdir()) == []


def test_dates_counts_from_the_newest_article(real: CommandLine) -> None:
    real("ask", "Who?")
    told = json.loads(real("dates", "yesterday", "--json").out)
    assert (told["as_of"], told["start"]) == ("2021-11-15", "2021-11-14")
