"""Answers as Markdown: what stands in the file, and that nothing of an article is read as Markdown.

markdown-it-py, which rich brings, is the judge of what a file means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import ui_canned
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from ui_hostile import CONTROLS, PAYLOADS, REORDERING

from assistant.app.export import answer_markdown, conversation_markdown, escaped, link
from assistant.app.safe import safe
from assistant.chat.shown import Shown
from assistant.domain import Answer, DateRange, DateReading, Dropped, EventDate, Reason, Verdict

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(markdown: str) -> Iterator[Token]:
    for block in GITHUB.parse(markdown):
        yield block
        yield from block.children or ()


def shown(markdown: str) -> str:
    """The letters that a reader sees, of a text without markup of ours."""
    return "".join(
        "\n" if one.type in ("softbreak", "hardbreak") else one.content
        for one in tokens(markdown)
        if one.type in ("text", "softbreak", "hardbreak")
    )


def kinds(markdown: str) -> set[str]:
    return {one.type for one in tokens(markdown)}


PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak"}


@pytest.mark.parametrize("payload", [*PAYLOADS, REORDERING, CONTROLS])
def test_hostile_text_is_shown_and_means_nothing(payload: str) -> None:
    written = escaped(payload)
    assert kinds(written) <= PLAIN
    # Markdown has no empty line before the first.
    lines = safe(payload).strip("\n").split("\n")
    assert shown(written) == "\n".join(line.strip() for line in lines)


@given(st.text(alphabet=st.sampled_from("ab1 #*_-+=>.)(`~|[]!<&;:/\\\t\n"), max_size=40))
def test_no_text_becomes_anything_but_paragraphs(words: str) -> None:
    written = escaped(words)
    assert kinds(written) <= PLAIN
    letters = re.sub(r"\s", "", words)
    assert re.sub(r"\s", "", shown(written)) == letters


def hostile(payload: str) -> Answer:
    """A digest all of whose words are the payload."""
    cited = replace(
        ui_canned.CITATIONS[0],
        quote=payload,
        title=payload,
        article=payload,
        also_in=(payload,),
    )
    claim = replace(ui_canned.CLAIMS[0], text=payload)
    return replace(
        ui_canned.CONFLICT,
        question=payload,
        rewritten=payload,
        claims=(claim,),
        citations=(cited,),
        dates=DateReading(DateRange(date(2022, 3, 3), None, payload), "either"),
        conflicts=(
            replace(
                ui_canned.CONFLICT.conflicts[0],
                about=payload,
                sides=(replace(ui_canned.CONFLICT.conflicts[0].sides[0], claim=0, words=payload),),
            ),
        ),
        dropped=(Dropped(payload, Verdict.UNSUPPORTED, payload),),
        notices=(payload,),
        text=payload,
    )


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("form", ["answer", "refusal", "conversation"])
def test_no_part_of_a_file_makes_a_hostile_text_a_link_an_image_or_html(
    payload: str, form: str
) -> None:
    answer = hostile(payload)
    urls = {payload: "javascript:alert(1)"}
    if form == "refusal":
        answer = replace(answer, reason=Reason.NOT_IN_CORPUS)
    if form == "conversation":
        turns = {0: Shown(payload, answer=answer), 1: Shown(payload, error=payload)}
        written = conversation_markdown(payload, turns, urls)
    else:
        written = answer_markdown(answer, urls)
    found = kinds(written)
    assert not found & {"link_open", "image", "html_block", "html_inline", "fence", "code_block"}
    assert not found & {"table_open", "code_inline", "s_open", "hr", "ordered_list_open"}


def test_an_answer_names_its_sources_with_their_quotes_under_the_numbers_of_its_text() -> None:
    written = answer_markdown(ui_canned.CONFLICT, {"canned/flood": "https://courier.example/oder"})
    assert written.startswith("# How many people had to leave their homes?\n\n")
    assert "the relief agency said on Monday. \\[1\\]" in written
    assert (
        "\\[2\\] 3 March 2022, **River Oder breaks its banks**, canned/flood, "
        "<https://courier.example/oder>\n\n> Some 550,000 people" in written
    )
    assert "- 1.2 million people \\[1\\], 7 March 2022" in written
    links = [one.attrs["href"] for one in tokens(written) if one.type == "link_open"]
    assert links == ["https://courier.example/oder"]


def test_a_quote_is_whole_in_its_blockquote() -> None:
    quote = "First line.\n\n# Second *line*\n    third"
    cited = replace(ui_canned.CITATIONS[3], label=1, quote=quote)
    written = answer_markdown(replace(ui_canned.CONFLICT, citations=(cited,), conflicts=()))
    inside = written[written.index("> First") :].partition("\n\n*")[0]
    assert shown(re.sub("(?m)^> ?", "", inside)) == "First line.# Second *line*\nthird"


def test_a_digest_has_a_heading_for_each_part_and_an_item_for_each_point() -> None:
    written = answer_markdown(ui_canned.DIGEST)
    assert "# Digest: 3 to 9 March 2022\n\nRead 14 of 14 articles.\n" in written
    assert "## Wednesday, 9 March 2022 (13 articles)\n\n- The floods along" in written
    assert "Lebus on Tuesday. \\[1\\] Some 550,000 people" in written


def test_a_timeline_says_what_days_its_entries_stand_under() -> None:
    written = answer_markdown(ui_canned.TIMELINE)
    assert "# Timeline: How did the floods develop?" in written
    assert "- **1 March 2022:** The Oder broke" in written
    assert "- **3 March 2022, published:** Some 550,000" in written
    month = EventDate(date(2022, 3, 1), date(2022, 3, 31), "in March", planned=True)
    citations = (replace(ui_canned.CITATIONS[0], event=month), *ui_canned.CITATIONS[1:])
    written = answer_markdown(replace(ui_canned.TIMELINE, citations=citations))
    assert "- **March 2022, planned:** The Oder broke" in written


def test_what_was_taken_out_of_an_answer_is_listed_with_its_reason() -> None:
    written = answer_markdown(ui_canned.WRITTEN)
    assert "## Taken out: not supported by the articles\n\n- It also asked for 90 boats." in written
    assert "(the number 90 is not in kd7)" in written
    assert written.endswith("*Written by oder-7b, as of 12 March 2022.*\n")


def test_a_refusal_says_why_and_names_the_nearest_days() -> None:
    refused = replace(ui_canned.NOTHING_HELD, nearest=(date(2022, 3, 3), date(2022, 3, 9)))
    written = answer_markdown(refused)
    assert "> The model wrote 2 sentences" in written
    assert "Nearest days: 3 March 2022, 9 March 2022." in written
    assert "Sources" not in written


def test_a_conversation_has_its_questions_as_headings_and_says_what_was_not_answered() -> None:
    turns = {
        0: Shown(ui_canned.CONFLICT.question, answer=ui_canned.CONFLICT),
        4: Shown("And then?", stopped=True, claims=ui_canned.CLAIMS[:1]),
        5: Shown("Why?", error="No connection to models.example."),
    }
    written = conversation_markdown("The *floods*", turns)
    assert written.startswith("# The \\*floods\\*\n\n## How many people")
    assert "\n### Sources\n" in written
    assert "## And then?\n\nThe Oder broke its banks near Lebus on Tuesday. \\[1\\]" in written
    assert "*Stopped.*" in written
    assert written.endswith("## Why?\n\n*No connection to models.example.*\n")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//courier.example/x",
        "https://",
        "http://[::1",
        "ftp://courier.example/x",
        "https://courier.example@beacon.invalid/",
    ],
)
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert link(url) == ""


def test_a_web_address_cannot_end_its_link() -> None:
    written = link('https://courier.example/a b>)[x](javascript:alert(1))<\n"é?q=1%20#f')
    found = [one.attrs["href"] for one in tokens(written) if one.type == "link_open"]
    assert len(found) == 1
    assert str(found[0]).startswith("https://courier.example/a%20b%3E)")
    assert shown(written)
