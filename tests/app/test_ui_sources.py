"""The sources beside an answer, and the article that one of them opens."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from ui_reading import DAY, Reading, citation

from assistant.app.ui.desks.view import Session
from assistant.app.ui.drawing import opened, sources
from assistant.chat.shown import Within, advance
from assistant.domain import (
    Article,
    Claim,
    ClaimShown,
    Verdict,
)


def test_the_opened_article_marks_every_quote_and_the_opened_one_most() -> None:
    body = "One fact. Another fact. A third fact."
    found = Article("a", DAY, "T", body)
    cites = [citation("One fact.", 1, 0), citation("A third fact.", 2, 24)]
    page = opened.article(cites[1], cites, 0, found)
    assert "<mark>One fact&#46;</mark> Another fact&#46; " in page
    assert '<mark class="dl-here">A third fact&#46;</mark></div>' in page


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([(0, 9, False), (5, 15, True)], [(0, 5, False), (5, 15, True)]),
        ([(5, 15, True), (10, 20, False)], [(5, 15, True), (15, 20, False)]),
        ([(0, 30, True), (5, 10, False)], [(0, 30, True)]),
        ([(0, 5, True), (0, 5, False)], [(0, 5, True)]),
        ([], []),
    ],
)
def test_quotes_that_overlap_give_way_to_the_opened_one(
    spans: list[tuple[int, int, bool]], kept: list[tuple[int, int, bool]]
) -> None:
    assert opened.disjoint(spans) == kept


def test_a_changed_or_vanished_article_leaves_the_quote_and_says_so() -> None:
    cited = citation("A fact.", 1, 0)
    gone = Reading(opened.article(cited, [cited], 0, None)).text
    changed = Reading(opened.article(cited, [cited], 0, Article("a", DAY, "T", "New text."))).text
    assert "A fact." in gone
    assert "no longer in the corpus" in gone
    assert "A fact." in changed
    assert "has changed" in changed
    assert "New text." in changed


def test_of_a_huge_article_only_what_is_near_the_quote_is_sent() -> None:
    body = "x " * 5_000_000 + "A fact." + " y" * 5_000_000
    cited = citation("A fact.", 1, body.index("A fact."))
    page = opened.article(cited, [cited], 0, Article("a", DAY, "T", body))
    assert len(page) < 200_000
    assert "characters not shown" in html.unescape(page)


def test_a_source_shows_its_quote_in_the_paragraph_around_it() -> None:
    body = "Far away.\n\nJust before. A fact. Just after.\n\nFar below."
    session = Session()
    number = session.begin("Who?")
    cited = citation("A fact.", 1, body.index("A fact."))
    event = ClaimShown(Claim("A fact.", (1,), Verdict.SUPPORTED, 1.0), (cited,))
    session.turns[number] = advance(session.turns[number], event)
    page = sources.panel(session, {"a": Article("a", DAY, "T", body)})
    assert "Just before&#46; <mark>A fact&#46;</mark> Just after&#46;</blockquote>" in page


def test_the_sources_of_a_digest_stand_under_its_days() -> None:
    session = Session()
    session.open_board("digest", "2021-11-06", Within())
    session.put("digest", replace(session.boards["digest"], citations=(citation("a quote"),)))
    assert "Sat 6 Nov 2021" in Reading(sources.panel(session, {})).text
