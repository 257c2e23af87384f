"""Where sentences begin and end, and what is no sentence."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.text.sentences import HARD_LIMIT, Unit, cutter_version, sentence_spans, units

WHITE = [" ", "\n", "\n\n", "\r\n", "\r", "\t", "\x0b", "\x1c", "\x85", "\xa0", "\u2028", "\u3000"]
ODD = [
    *("U.S.", "Gov.", "J. K.", "Mr.", "A", "a", ".", "...", "?", "“", "”", '"', "(", ")", "|"),
    *("- ", "1. ", "# ", "/ AP Photo", "中文。", "\x00", "\ud800", "\ufeff", "😀", "\u0301"),
    *("a" * 300, "word " * 90, "3.5", "http://a.b/c."),
]
TEXTS = st.lists(st.sampled_from(WHITE) | st.sampled_from(ODD) | st.text(max_size=6)).map("".join)


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(unit.kind, text[unit.start : unit.end]) for unit in units(text)]


def test_the_seeds_are_cut_into_these_units(
    seeds: Path, golden: Callable[[str, str], None]
) -> None:
    """One line each: its kind, then its text."""
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_bytes().decode()
        body = text[text.index("T") :]  # both begin with "The" or "To", after the header
        listed = "".join(f"{kind:<8} {piece}\n" for kind, piece in kinds(body))
        golden(f"{path.stem}.txt", listed)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gov. Gavin Newsom signed it.", "Sen. Ted Cruz did not."],
        ["He flew to the U.S. on Monday.", "A U.S. official said so."],
        ["The U.S. Senate met.", "The U.N. Security Council did not."],
        ["He flew to the U.S.", "The talks began on Monday."],
        ["Washington, D.C.", "He left."],
        ["J. K. Rowling wrote it.", "George W. Bush did not."],
        ["“I will go.”", "He went."],
        ['"It is over."', "She left."],
        ["He said “no.”", "She said “yes.”"],
        ["She asked, “Why?” and left.", "Nobody followed."],
        ["He said: “I will go. I must.”", "Then he went."],
        ["The No. 1 seed won.", "It rained."],
        ["Prices rose 3.5 percent.", "Wages fell."],
        ["At 5 p.m. Friday it ended.", "It began at 3 p.m.", "The crowd left."],
        ["Apple Inc. said so.", "It was sold to Apple Inc.", "The firm declined."],
        ["According to people. informed. at their meeting."],
        ["Wait... what?", "Yes!"],
        ["“Unbalanced he said.", "And then more."],
    ],
    ids=lambda sentences: sentences[0],
)
def test_a_text_is_cut_at_its_sentences_alone(sentences: list[str]) -> None:
    assert pieces(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The inquiry goes on to the middle of May.", "Forty witnesses are called."),
        ("The water stands at 41 m.", "It may rise."),
    ],
)
def test_a_month_or_a_unit_that_looks_abbreviated_ends_a_sentence(first: str, second: str) -> None:
    text = f"{first} {second}"
    assert [text[start:end] for start, end in sentence_spans(text)] == [first, second]


def test_a_blank_line_ends_a_sentence() -> None:
    assert [piece for _, piece in kinds("The talks that\n \t\nwent on failed.")] == [
        "The talks that",
        "went on failed.",
    ]


def test_hard_wrapped_lines_are_one_text() -> None:
    wrapped = (
        "The quick brown fox jumps over the lazy dog and then it goes on a\n"
        "long walk through the whole wood before it comes home. Then\nit sleeps."
    )
    first, last = pieces(wrapped)
    assert first.endswith("comes home.")
    assert last == "Then\nit sleeps."


def test_items_of_a_list_are_apart_and_keep_their_bullets_and_numbers() -> None:
    for item in ("- ", "• ", "{}. ", "{}) "):
        text = "\n".join(f"{item.format(number)}Do this first." for number in (1, 2, 13))
        assert pieces(text) == text.split("\n")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("heading", "Burns as the main mediator"),
        ("heading", "# A heading of Markdown that ends in a full stop."),
        ("heading", "By midnight the town was empty"),
        ("caption", "Two men meet in Geneva. | Ann Smith / AP Photo"),
        ("caption", "Photo: Jane Doe / Reuters"),
        ("caption", "(Photo by Jane Doe)"),
        ("byline", "By John Smith"),
        ("byline", "By John Smith, Reuters"),
        ("byline", "Paul McLeary contributed to this report."),
        ("byline", "Reporting by Jane Doe; editing by John Smith"),
        ("sentence", "By George, he contributed to it."),
    ],
)
def test_what_is_no_sentence_has_a_kind_of_its_own(kind: str, text: str) -> None:
    assert kinds(f"One came.\n\n{text}\n\nTwo left.") == [
        ("sentence", "One came."),
        (kind, text),
        ("sentence", "Two left."),
    ]


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    text = "“" + "many words go by here " * 150
    found = [text[unit.start : unit.end] for unit in units(text)]
    assert max(map(len, found)) <= HARD_LIMIT
    assert " ".join(found) == text.strip()
    assert [unit.end for unit in units("x" * 2_500)] == [1_000, 2_000, 2_500]


def test_a_quotation_mark_that_never_closes_swallows_no_page() -> None:
    text = "He said: “It is so. " + "The town was quiet that night. " * 40
    assert max(len(piece.split()) for piece in pieces(text)) < 20


@given(TEXTS)
@settings(max_examples=300, deadline=None)
@example("A\xa0. b")
@example("J\u2028. “K.”")
@example("\ud800 lone. Surrogate.")
def test_units_are_in_order_and_hold_all_but_white_space(text: str) -> None:
    """Also of texts on which sentencex 1.0.32 panics, such as the first examples."""
    at = 0
    for unit in units(text):
        assert not text[at : unit.start].strip()
        assert unit.start < unit.end
        piece = text[unit.start : unit.end]
        assert piece == piece.strip()
        assert len(piece) <= HARD_LIMIT
        at = unit.end
    assert not text[at:].strip()


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_sentences_are_the_units_of_that_kind(text: str) -> None:
    assert sentence_spans(text) == [(u.start, u.end) for u in units(text) if u.kind == "sentence"]


@pytest.mark.parametrize("part", ["J. K. ", "end. of. ", "Mr. Smith Dr. Who ", "x" * 70 + "\n"])
def test_no_text_takes_time_that_grows_with_its_square(part: str) -> None:
    """200,000 characters with hardly a boundary: 0.5 s here, 10 minutes when it was quadratic."""
    text = part * (200_000 // len(part))
    began = time.process_time()
    units(text)
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    "part",
    [" ", "- - - * * * . . . ", ".” ", "“", ".)", "(“\"'", "\n" + " " * 50, ".\n ", "x. “", "| a "],
)
def test_no_run_of_signs_takes_time_that_grows_with_its_square(part: str) -> None:
    """100,000 characters: up to 0.8 s here; the first took 9 s, the fourth 30, when it did."""
    text = (part * 100_000)[:100_000]
    for framed in (text, f"A{text}A"):
        began = time.process_time()
        units(framed)
        assert time.process_time() - began < 1.5


def test_a_block_of_any_length_is_cut_at_its_sentences_alone() -> None:
    """Whatever part of it sentencex gets at once."""
    sentences = [f"The mayor of town {number} met Gov. Ann Lee there." for number in range(600)]
    assert pieces(" ".join(sentences)) == sentences


def test_a_footnote_mark_after_the_full_stop_makes_no_heading() -> None:
    for text in ("The plant will close.[3]", "The plant will close.[3][12]"):
        assert kinds(text) == [("sentence", text)]
    assert kinds("Notes [3]") == [("heading", "Notes [3]")]


def test_nothing_gives_nothing() -> None:
    assert units("") == units(" \n\n\t ") == []
    assert units("x") == [Unit(0, 1, "heading")]


def test_the_version_names_the_splitter() -> None:
    assert "+sentencex-" in cutter_version()
