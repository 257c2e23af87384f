"""Nothing in an article can give the terminal orders."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import pytest
from cli_canned import ANSWER, FERRY, FOUND, events_of
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from assistant.app.answers import put_answer
from assistant.app.hits import put_article, put_hits
from assistant.app.readings import Today, put_reading
from assistant.app.safe import one_line, safe
from assistant.app.watching import put_events
from assistant.domain import (
    Citation,
    Conflict,
    DateRange,
    DateReading,
    EventDate,
    Form,
    Part,
    Reason,
    Side,
)

RED = "\x1b[31mred\x1b[0m"

ORDERS = {
    "colour": ("\x1b[31mred\x1b[0m", "red"),
    "8-bit colour": ("\x9b31mred", "red"),
    "clear screen": ("a\x1b[2Jb", "ab"),
    "window title": ("a\x1b]0;owned\x07b", "ab"),
    "link": ("\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\", "click"),
    "clipboard": ("a\x1b]52;c;ZXZpbA==\x1b\\b", "ab"),
    "device control": ("a\x1bP$q q\x1b\\b", "ab"),
    "reset": ("a\x1bcb", "ab"),
    "character set": ("a\x1b(0b", "ab"),
    "bell and backspace": ("a\x07\x08b", "ab"),
    "unfinished string": ("a\x1b]0;the rest stays", "a0;the rest stays"),
    "lone escape at the end": ("a\x1b", "a"),
    "carriage return": ("safe text\revil", "safe text\nevil"),
    "next line": ("a\x85b\u2028c", "a\nb\nc"),
    "override": ("evil\u202etxt.exe", "evil<U+202E>txt.exe"),
    "isolate": ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
    "nested": ("\x1b\x1b[31m[31mred", "[31mred"),
    "NUL and DEL": ("a\x00\x7fb", "ab"),
    "half a surrogate": ("a\ud800b", "a\ufffdb"),
}


@pytest.mark.parametrize("name", ORDERS)
def test_an_order_to_the_terminal_is_taken_out_and_the_words_stay(name: str) -> None:
    hostile, harmless = ORDERS[name]
    assert safe(hostile) == harmless


def test_plain_text_of_any_script_stays_as_it_is() -> None:
    text = "“Größe”\tΑθήνα\n\nКиев مرحبا 東京 \u200f👩‍👩‍👧 [bold]x[/] — 20 %"
    assert safe(text) == text


@given(st.text())
def test_no_control_character_survives_whatever_comes(text: str) -> None:
    allowed = {"\n", "\t"}
    shown = safe(text)
    assert not [c for c in shown if (ord(c) < 32 or 127 <= ord(c) < 160) and c not in allowed]
    assert "\n" not in one_line(text)


def test_a_megabyte_of_openings_is_read_in_linear_time() -> None:
    started = time.perf_counter()
    safe("\x1b]" * 250_000 + "\x1b[" * 250_000 + "\x9d" * 500_000 + "\x9b" * 500_000)
    assert time.perf_counter() - started < 2


def hostile_answer() -> str:
    """All that is printed of an answer and a search whose every article text is hostile."""
    evil = f"{RED}\x1b]0;owned\x07 [bold red]markup[/bold red] :smile: \u202e"
    citation = Citation(1, evil, FERRY.published, evil, 0, 9, evil, also_in=(evil,))
    answer = replace(ANSWER, rewritten=evil, text=f"{evil} [1]", citations=(citation,))
    screen = Console(
        file=io.StringIO(), force_terminal=True, width=80, color_system=None, markup=False,
        highlight=False, emoji=False,
    )  # fmt: skip
    put_answer(screen, answer)
    hit = FOUND.hits[0]
    passage = replace(hit.passage, article=evil, text=evil * 20)
    put_hits(screen, replace(FOUND, hits=(replace(hit, passage=passage, title=evil),)))
    conflict = Conflict(evil, (Side(0, evil, FERRY.published),))
    claim = replace(ANSWER.claims[0], text=evil, citations=(1,))
    event = EventDate(FERRY.published, FERRY.published, evil)
    dates = DateReading(
        DateRange(FERRY.published, FERRY.published, evil),
        mentions=(DateRange(FERRY.published, None, evil),),
    )
    for form in Form:
        told = replace(
            answer,
            form=form,
            dates=dates,
            claims=(claim,),
            citations=(replace(citation, event=event),),
            parts=(Part(dates.mentions[0], 1, ((0,),)),),
            conflicts=(conflict,),
        )
        put_answer(screen, told)
        put_events(screen, events_of(replace(told, parts=told.parts * 2)))
        readings = replace(dates, alternatives=(DateRange(FERRY.published, FERRY.published, evil),))
        put_answer(
            screen,
            replace(told, question=evil, reason=Reason.AMBIGUOUS_DATE, text=evil, dates=readings),
        )
        put_reading(screen, readings, Today(None, FERRY.published))
    put_article(screen, replace(FERRY, id=evil, title=evil, source=evil, url=evil, body=evil))
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_no_text_of_an_article_reaches_the_terminal_as_an_order() -> None:
    shown = hostile_answer()
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_markup_in_an_article_is_shown_not_obeyed() -> None:
    shown = hostile_answer()
    assert "[bold red]markup[/bold red]" in shown
    assert ":smile:" in shown
