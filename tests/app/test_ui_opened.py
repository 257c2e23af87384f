"""An opened article: the days it tells of beside their words, its story, the way back."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

from ui_reading import DAY, Reading, citation

from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import opened, sources
from assistant.app.ui.drawing.opened import Around
from assistant.chat.shown import Shown
from assistant.domain import Article, ArticleEntry, EventDate, EventSpan, Story

BODY = "He left on Tuesday, they say. She came in June. It ended on 1 May 2020."
FOUND = Article("a", DAY, "A departure", BODY, "The Courier")
TUESDAY, JUNE, MAY = date(2021, 11, 2), date(2021, 6, 1), date(2020, 5, 1)


def span(words: str, first: date, last: date | None = None) -> EventSpan:
    start = BODY.index(words)
    return EventSpan(start, start + len(words), first, last or first)


SPANS = (
    span("on Tuesday", TUESDAY),
    span("in June", JUNE, date(2021, 6, 30)),
    span("on 1 May 2020", MAY),
)
COPY = ArticleEntry("b", date(2021, 11, 7), "He left", "The Herald", 1)
OTHER = ArticleEntry("c", date(2021, 11, 9), "She <b>stays</b>", None, 1)
AROUND = Around(SPANS, Story((COPY,), (OTHER,)), "?conversation=x&turn=0&source=1")


def notes(page: str) -> list[tuple[str, str]]:
    """Each note with the last word before it."""
    plain = html.unescape(re.sub(r"</?mark[^>]*>", "", page))
    return re.findall(r"(\S+)<span class=\"dl-told\" data-note=\"([^\"]*)\">", plain)


def test_every_day_that_the_body_tells_of_stands_beside_its_words() -> None:
    cited = citation("She came in June.", 1, BODY.index("She"))
    page = opened.article(cited, [cited], 0, FOUND, AROUND)
    # A day that is written out with its year needs no note.
    assert notes(page) == [("Tuesday,", "2 Nov 2021"), ("June.", "Jun 2021")]


def test_notes_are_no_part_of_the_text_that_is_copied() -> None:
    cited = citation("She came in June.", 1, BODY.index("She"))
    page = opened.article(cited, [cited], 0, FOUND, AROUND)
    assert BODY in Reading(page).text


def test_what_a_citation_tells_of_its_quote_is_noted_once() -> None:
    event = EventDate(TUESDAY, TUESDAY, "on Tuesday", planned=True)
    cited = replace(citation("He left on Tuesday, they say.", 1, 0), event=event)
    page = opened.article(cited, [cited], 0, FOUND, AROUND)
    assert notes(page)[0] == ("Tuesday,", "2 Nov 2021, planned")
    assert len(notes(page)) == 2


def test_days_beyond_the_end_of_an_article_that_became_shorter_are_left_out() -> None:
    cited = citation("He left", 1, 0)
    page = opened.article(cited, [cited], 0, replace(FOUND, body="He left."), AROUND)
    assert notes(page) == []


def test_the_story_names_copies_and_others_with_day_and_outlet_to_open() -> None:
    cited = citation("He left", 1, 0)
    page = Reading(opened.article(cited, [cited], 3, FOUND, AROUND))
    listed = page.text.partition("ended on 1 May 2020.")[2]
    assert listed == "Same text7 Nov 2021 · The HeraldHe leftSame story9 Nov 2021She <b>stays</b>"
    assert page.values.count("read") == 2
    assert {"b", "c"} <= set(page.values)


def test_a_link_to_a_citation_is_offered_where_the_conversation_is_kept() -> None:
    cited = citation("He left", 1, 0)
    kept = Reading(opened.article(cited, [cited], 0, FOUND, AROUND))
    assert "Copy link" in kept.text
    assert "?conversation=x&turn=0&source=1" in kept.values
    assert "Copy link" not in opened.article(cited, [cited], 0, FOUND, replace(AROUND, link=""))


def test_an_article_that_is_not_cited_is_unmarked_and_leads_back() -> None:
    session = Session()
    number = session.begin("Who?")
    cited = citation("He left", 2, 0)
    session.turns[number] = Shown("Who?", citations=(cited,))
    session.select(number, 2)
    session.read(number, "a")
    page = sources.panel(session, {"a": FOUND}, AROUND)
    assert "<mark" not in page
    assert "← Back to source 2" in Reading(page).text
    assert [word for word, _ in notes(page)] == ["Tuesday,", "June."]
    session.select(number, 2)
    assert "<mark" in sources.panel(session, {"a": FOUND}, AROUND)


def test_an_article_that_is_gone_says_so() -> None:
    session = Session()
    session.read(session.begin("Who?"), "gone")
    assert "no longer in the corpus" in sources.panel(session, {})
