"""Passages: runs of whole sentences that together hold the whole body."""

from __future__ import annotations

import itertools
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from index_shelf import Shelf, story

from assistant.index.passages import OVERLAP_WORDS, TARGET_WORDS, cut, searchable
from assistant.index.records import pack_units, unpack_units
from assistant.text.sentences import units

PIECES = st.sampled_from(
    [
        "The council met on Tuesday.",
        "“We will not go,” said Gov. Smith. “Never.”",
        "Who knows?",
        " ",
        "\n\n",
        "\n",
        "A HEADING",
        "word " * 90 + "end.",
        "x" * 1500,
        "By Jane Doe",
        "\u2028",
        "\u202eright to left\u202c",
        "東京で会議が開かれた。",
        "🙂",
        "\x00\x07",
    ]
)
BODIES = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map(" ".join))


@settings(deadline=None, max_examples=300)
@given(BODIES)
def test_passages_are_whole_units_in_order_and_hold_every_unit(body: str) -> None:
    found = units(body)
    spans = cut(body, found)
    starts = [unit.start for unit in found]
    ends = [unit.end for unit in found]
    assert all(start in starts and end in ends for start, end in spans)
    assert spans == sorted(set(spans))
    for unit in found:
        assert any(start <= unit.start and unit.end <= end for start, end in spans)
    assert bool(spans) == bool(found) == bool(body.strip())


@settings(deadline=None, max_examples=200)
@given(BODIES)
def test_each_passage_goes_further_than_the_one_before_and_overlaps_by_few_words(body: str) -> None:
    spans = cut(body, units(body))
    for (start, end), (after, last) in itertools.pairwise(spans):
        assert start < after
        assert end < last
        if after < end:
            assert len(body[after:end].split()) <= OVERLAP_WORDS


def test_a_passage_of_usual_sentences_is_close_to_the_target_and_overlaps() -> None:
    body = story(3, sentences=200)
    spans = cut(body, units(body))
    sizes = [len(body[start:end].split()) for start, end in spans]
    assert min(sizes[:-1]) >= TARGET_WORDS - 25
    assert max(sizes) <= TARGET_WORDS + TARGET_WORDS // 5 + 25
    assert all(after < end for (_, end), (after, _) in itertools.pairwise(spans))


def test_a_heading_stands_in_the_passage_of_what_it_heads() -> None:
    before = " ".join(f"The council met for the {number}th time." for number in range(22))
    body = f"{before}\n\nOn the bridge\n\nIt was closed. {before}"
    heading = body.index("On the bridge")
    spans = cut(body, units(body))
    assert len(spans) > 1
    assert all(end != heading + len("On the bridge") for _, end in spans)


def test_a_list_of_short_lines_is_cut_like_any_text() -> None:
    """A table of results has no full stops: every line of it looks like a heading."""
    body = "\n".join(f"Team {number} against team {number + 1} two goals" for number in range(300))
    found = units(body)
    assert {unit.kind for unit in found} == {"heading"}
    spans = cut(body, found)
    words = len(body.split())
    assert words / TARGET_WORDS <= len(spans) <= words / (TARGET_WORDS - OVERLAP_WORDS) + 1


def test_units_are_stored_without_loss() -> None:
    found = units("A HEADING\n\nThe council met. It left.\n\nBy Jane Doe\n")
    assert {unit.kind for unit in found} >= {"heading", "sentence"}
    assert unpack_units(pack_units(found)) == found


def test_what_is_searched_names_the_day_and_the_title_and_a_passage_does_not(shelf: Shelf) -> None:
    assert searchable("Text.", "Title", date(2021, 11, 6)) == (
        "Saturday, 6 November 2021 (2021-11-06). Title. Text."
    )
    shelf.write("a", story(1))
    shelf.sync()
    with shelf.open() as index:
        article = index.catalog.article("a")
        assert article is not None
        for passage in index.catalog.passages("a"):
            assert article.body[passage.start : passage.end] == passage.text
        assert index.matching("Monday November", 5)
