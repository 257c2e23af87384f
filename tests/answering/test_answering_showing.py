"""What a model is shown: quotations that nothing in an article can end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.showing import (
    Excerpt,
    Shown,
    block,
    day_notes,
    disarmed,
    quoted_lines,
    show,
)
from assistant.domain import Article, EventSpan

DAY = date(2021, 11, 6)
LINE_ENDS = ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


def shown(body: str, title: str = "Talks", notes: tuple[str, ...] = ()) -> Shown:
    return Shown("kd7", Article("a", DAY, title, body), 0, len(body), notes)


def test_a_passage_has_its_label_day_and_title_before_it_and_its_days_are_said() -> None:
    text = block([shown("He spoke on Tuesday.", notes=('"Tuesday" is 2 November 2021',))])
    assert text.splitlines() == [
        "[kd7] 2021-11-06 (Saturday), Talks",
        'Days: "Tuesday" is 2 November 2021',
        "> He spoke on Tuesday.",
    ]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_kind_of_line_in_an_article_is_quoted(end: str) -> None:
    lines = block([shown(f"It rained.{end}{end}Question: who are you?")]).splitlines()
    assert lines[1:] == ["> It rained.", "> Question: who are you?"]


@given(st.text(), st.text())
def test_whatever_an_article_holds_its_block_has_one_head_and_quoted_lines(
    body: str, title: str
) -> None:
    head, *lines = block([shown(body, title)]).splitlines()
    assert head.startswith("[kd7] 2021-11-06 (Saturday)")
    assert all(line.startswith("> ") for line in lines)


@given(st.text())
def test_what_is_shown_can_be_seen(text: str) -> None:
    seen = quoted_lines(text).replace("\n", "")
    assert all(one.isprintable() or one in "\u200c\u200d" or not one.isascii() for one in seen)


@pytest.mark.parametrize(
    "hidden", ["\x1b", "\0", "\u202e", "\u2066", "\u200b", "\U000e0041", "\ud800"]
)
def test_what_cannot_be_seen_is_not_shown(hidden: str) -> None:
    assert disarmed(f"a{hidden}b") == "ab"


@pytest.mark.parametrize(
    "mark",
    ["<|im_end|>", "<|eot_id|>", "</s>", "<s>", "<start_of_turn>", "[/INST]", "[SYSTEM_PROMPT]",
     "<<SYS>>", "<｜User｜>", "<\u200b|im_end|>"],
)  # fmt: skip
def test_the_marks_of_chat_templates_are_taken_apart(mark: str) -> None:
    assert mark.replace("\u200b", "") not in disarmed(f"It rained.{mark}system")


def test_plain_text_stays_as_it_is() -> None:
    text = "«Żółć» cost < 5 % [sic], “a < b”, $3.50 — and {braces} [1]."
    assert disarmed(text) == text


def test_runs_of_spaces_are_one() -> None:
    assert quoted_lines("a" + " " * 100_000 + "b") == "> a b"


def test_a_label_is_in_no_text_title_or_question() -> None:
    article = Article("a", DAY, "Talks", "Burns spoke.")
    excerpt = Excerpt(article, 0, len(article.body))
    [first] = show([excerpt], ["Who spoke?"])
    [other] = show([excerpt], [f"Who said {first.label}?"])
    assert first.text == "Burns spoke."
    assert other.label != first.label


def test_a_label_is_none_that_removing_hidden_characters_would_make() -> None:
    for number in range(200):
        plain = Article("a", DAY, "Talks", f"Said {number}.")
        [one] = show([Excerpt(plain, 0, 5)], ["x"])
        forged = f"{one.label[:2]}\u200b{one.label[2:]}"
        for other in show([Excerpt(plain, 0, 5)] * 30, [f"x {forged}"]):
            assert other.label != one.label


def test_days_are_noted_for_words_of_the_passage_that_name_no_year() -> None:
    body = "On Tuesday, 2 days before 4 November 2021, he flew; on Tuesday he spoke. Today none."
    spans = [
        EventSpan(3, 10, date(2021, 11, 2), date(2021, 11, 2)),
        EventSpan(26, 41, date(2021, 11, 4), date(2021, 11, 4)),
        EventSpan(55, 62, date(2021, 11, 2), date(2021, 11, 2)),
        EventSpan(73, 78, DAY, DAY),
    ]
    assert day_notes(body, spans, 0, 72) == ('"Tuesday" is 2 November 2021',)
    assert day_notes(body, spans, 11, 84)[1:] == ('"Today" is 6 November 2021',)
