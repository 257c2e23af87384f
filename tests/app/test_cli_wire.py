"""Every ``--json`` has the keys that the reference promises, in that order."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from cli_canned import AMBIGUOUS, ANSWER, FERRY, FOUND, NOT_IN_RANGE, REPORT
from cli_forms import DIFFERING, DIGEST, EMPTY_DAY, TIMELINE
from cli_runner import CommandLine

from assistant.app import streams, wire
from assistant.domain import DateReading

ANSWER_KEYS = (
    "question rewritten as_of dates form kind reason text claims citations dropped nearest "
    "conflicts notices usage"
)
USAGE_KEYS = (
    "generator model prompt_tokens completion_tokens host prompts calls cost sent left_out "
    "turns_left_out ms"
)
CITATION_KEYS = "label article date title start end quote event also_in"
DATES_KEYS = "start end read_from applies_to ambiguous alternatives mentions latest"
RANGE_KEYS = "range articles_in_range articles_read"


def keys(value: dict[str, Any] | None) -> str:
    return " ".join(value or ())


def every(name: str, values: Iterable[dict[str, Any]]) -> bool:
    return all(keys(value) == name for value in values)


def test_an_answer_has_the_keys_of_the_reference() -> None:
    told = wire.answer(ANSWER)
    assert keys(told) == ANSWER_KEYS
    assert every("text citations verdict score", told["claims"])
    assert every(CITATION_KEYS, told["citations"])
    assert keys(told["citations"][0]["event"]) == "start end words planned"
    assert told["citations"][1]["event"] is None
    assert every("text verdict reason", told["dropped"])
    assert keys(told["usage"]) == USAGE_KEYS
    assert keys(told["dates"]) == DATES_KEYS
    assert (told["kind"], told["reason"], told["form"]) == ("answer", None, "answer")


def test_a_refusal_has_the_same_keys_and_says_why() -> None:
    told = wire.answer(NOT_IN_RANGE)
    assert keys(told) == ANSWER_KEYS
    assert (told["kind"], told["reason"]) == ("refusal", "not_in_range")
    assert told["nearest"] == ["2021-11-06", "2021-11-08"]


def test_dates_are_told_with_alternatives_and_mentions() -> None:
    told = wire.date_reading(AMBIGUOUS.dates)
    assert told == {
        "start": None,
        "end": None,
        "read_from": None,
        "applies_to": None,
        "ambiguous": True,
        "alternatives": [
            {"start": "2021-11-06", "end": "2021-11-06"},
            {"start": "2021-06-11", "end": "2021-06-11"},
        ],
        "mentions": [{"start": "2014-01-01", "end": "2014-12-31", "words": "2014"}],
        "latest": False,
    }


def test_dates_are_null_where_nothing_was_read_or_limited() -> None:
    assert wire.date_reading(DateReading()) is None
    told = wire.date_reading(DateReading(latest=True))
    assert told is not None
    assert told["latest"]


def test_a_digest_has_the_keys_of_an_answer_and_those_of_the_reference() -> None:
    told = wire.answer(DIGEST)
    assert keys(told) == f"{ANSWER_KEYS} {RANGE_KEYS} parts"
    assert every("text citations verdict score", told["claims"])
    assert told["range"] == {"start": "2021-11-06", "end": "2021-11-08"}
    assert (told["articles_in_range"], told["articles_read"]) == (9, 9)
    assert told["parts"][0] == {
        "start": "2021-11-06",
        "end": "2021-11-06",
        "articles": 7,
        "points": [[0, 1], [2]],
    }
    refused = wire.answer(EMPTY_DAY)
    assert keys(refused) == keys(told)
    assert (refused["range"], refused["parts"]) == (None, [])


def test_a_timeline_has_the_keys_of_the_reference() -> None:
    told = wire.answer(TIMELINE)
    assert keys(told) == f"{ANSWER_KEYS} {RANGE_KEYS}"
    assert every("text citations verdict score date date_is new", told["claims"])
    first = told["claims"][0]
    assert (first["date"], first["date_is"], first["new"]) == ("2014-01-01", "event", True)
    assert told["range"] == {"start": None, "end": "2021-11-08"}


def test_a_conflict_names_claims_by_their_place() -> None:
    told = wire.answer(DIFFERING)
    (conflict,) = told["conflicts"]
    assert keys(conflict) == "about sides"
    assert conflict["sides"][0] == {
        "claim": 1,
        "words": "220 passengers",
        "date": "2021-11-08",
        "corrected": False,
    }
    assert "220 passengers" in told["claims"][1]["text"]
    assert told["citations"][2]["event"]["planned"]


def test_a_stage_that_was_not_measured_is_null_and_not_zero() -> None:
    told = wire.answer(ANSWER)["usage"]["ms"]
    assert told == {"retrieval": 3.21, "generation": None, "grounding": None, "total": 12.5}


def test_a_quote_is_told_byte_for_byte() -> None:
    citation = wire.answer(ANSWER)["citations"][1]
    assert citation["quote"] == FERRY.body[citation["start"] : citation["end"]]


def test_a_search_has_the_keys_of_the_reference() -> None:
    told = wire.search_result(FOUND)
    assert keys(told) == "question as_of dates hits ms"
    # also_in is an addition: near-copies are folded into a hit that names them.
    assert every("rank article date title start end text score found_by also_in", told["hits"])
    assert told["hits"][0]["found_by"] == ["terms", "vectors"]


def test_an_index_run_has_the_keys_of_the_reference() -> None:
    told = wire.sync_report(REPORT)
    assert keys(told) == "articles passages seconds problems"
    assert keys(told["articles"]) == "read added changed removed unchanged skipped duplicates"
    assert every("path line message", told["problems"])


def test_the_list_of_articles_has_the_keys_of_the_reference(cli: CommandLine) -> None:
    told = json.loads(cli("articles", "--json").out)
    assert every("id date title source passages also_in", told)


def test_one_article_has_its_exact_body_and_its_spans(cli: CommandLine) -> None:
    told = json.loads(cli("show", FERRY.id, "--json").out)
    assert keys(told) == "id date title source url body passages"
    assert told["body"] == FERRY.body
    assert every("start end", told["passages"])


def test_every_command_with_json_prints_one_json_value_and_no_more(cli: CommandLine) -> None:
    for argv in (["ask", "Why?"], ["search", "Why?"], ["index"], ["articles"], ["show", FERRY.id],
                 ["digest", "yesterday"], ["timeline"], ["dates", "2021-11-06"]):  # fmt: skip
        ran = cli(*argv, "--json")
        assert (ran.code, ran.err) == (0, "")
        json.loads(ran.out)


def test_a_text_of_another_script_is_written_as_it_is(cli: CommandLine) -> None:
    assert "“two weeks, perhaps three”" in cli("show", FERRY.id, "--json").out


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_no_control_character_and_no_second_line_end_gets_into_json(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    told = "".join(map(chr, [*range(0x100), 0x2028, 0x2029, 0x201C]))
    for put in (streams.put_json, streams.put_json_line):
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", out)
        put(told)
        out.seek(0)
        line = out.read()
        assert line.splitlines() == [line.removesuffix("\n")]
        assert not [mark for mark in line[:-1] if unicodedata.category(mark) == "Cc"]
        assert json.loads(line) == told


def test_scores_are_rounded_for_reading() -> None:
    claim = replace(ANSWER.claims[0], score=0.123456789)
    told = wire.answer(replace(ANSWER, claims=(claim,)))
    assert told["claims"][0]["score"] == 0.1235
