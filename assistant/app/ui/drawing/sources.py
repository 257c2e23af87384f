"""The right-hand side as HTML: the sources of one answer, or the article of one of them."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.app.ui.desks.view import FATES, Fate, Key, Session
from assistant.app.ui.drawing import tabs
from assistant.app.ui.drawing.markup import days, shorten, text
from assistant.app.ui.drawing.opened import ALONE, Around, article, uncited
from assistant.app.ui.drawing.quoting import holds, marked, meta
from assistant.app.ui.drawing.refusal import closest
from assistant.chat.shown import Shown
from assistant.domain import Article, Citation

AROUND = 180
"""Characters of the article on either side of a quote in the list of sources."""


def panel(session: Session, articles: Mapping[str, Article], around: Around = ALONE) -> str:
    """The opened article, else the selected answer's sources, else what to expect; before it, whose
    they are, for the marks that page.js sets in the answers.

    ``articles`` by id, as far as they are still in the corpus; ``around`` is of the opened one.
    """
    shows = "".join(
        f' data-{name}="{of}"'
        for name, of in (("of", session.selected), ("opened", session.opened))
        if of is not None
    )
    return f'<div class="dl-shows"{shows} hidden></div>{_panel(session, articles, around)}'


def _panel(session: Session, articles: Mapping[str, Article], around: Around) -> str:
    shown, number = session.current, session.selected
    if shown is not None and number is not None and session.reading is not None:
        back = shown.citation(session.opened) if session.opened is not None else None
        reading = articles.get(session.reading)
        return _vanished(number) if reading is None else uncited(reading, number, around, back)
    if shown is None or number is None or not shown.citations:
        return _nothing(shown, number)
    opened = shown.citation(session.opened) if session.opened is not None else None
    if opened is not None:
        return article(opened, shown.citations, number, articles.get(opened.article), around)
    cards = "".join(_card(one, number, articles.get(one.article)) for one in shown.citations)
    return (
        f'<section class="dl-sources" aria-label="Sources"><h2>Sources</h2>'
        f'<p class="dl-note" dir="auto">{_asked(shown, number)}</p>'
        f'<ol class="dl-cards">{cards}</ol></section>'
    )


def _asked(shown: Shown, number: Key) -> str:
    """What was asked: the question, the days of a digest, the topic of a timeline."""
    if number == "digest" and (limit := tabs.days_of(shown)) is not None:
        return days(limit.start, limit.end, named=True)
    return text(shorten(shown.question, 160)) or "Everything"


def _nothing(shown: Shown | None, number: Key | None) -> str:
    near = ""
    if shown is None:
        words = "The passages an answer rests on are shown here, marked in their articles."
    elif shown.busy:
        words = "Sources appear here with the answer."
    else:
        words = "Nothing was answered, so nothing is cited."
        if number is not None and (near := closest(shown, number)):
            words += " These articles came closest:"
    return f'<section class="dl-sources dl-none"><h2>Sources</h2><p>{words}</p>{near}</section>'


def _vanished(number: Key) -> str:
    return (
        '<section class="dl-sources"><h2>Article</h2>'
        '<p class="dl-warning" role="note">This article is no longer in the corpus.</p>'
        f'<p><button type="button" class="dl-more" data-do="sources" data-turn="{number}">'
        "← Back</button></p></section>"
    )


def _card(citation: Citation, number: Key, found: Article | None) -> str:
    """A source in the list: its title opens the article, its quote stands in what is around it."""
    opens = f'data-do="open" data-turn="{number}" data-label="{citation.label}"'
    return (
        f'<li class="dl-card" {opens}><span class="dl-number">{citation.label}</span>'
        f'<button type="button" class="dl-title" dir="auto" {opens}>'
        f"{text(shorten(citation.title, 140))}</button>"
        f'<p class="dl-meta">{meta(citation, found)}</p>{_since(citation, found)}'
        f'<blockquote dir="auto">{_excerpt(citation, found)}</blockquote></li>'
    )


def _since(citation: Citation, found: Article | None) -> str:
    fate: Fate | None = None
    if found is None or not holds(found, citation):
        fate = "gone" if found is None else "changed"
    return f'<p class="dl-meta dl-since">{FATES[fate].capitalize()}</p>' if fate else ""


def _excerpt(citation: Citation, found: Article | None) -> str:
    quote = marked(citation)
    if found is None or not holds(found, citation):
        return quote
    first, last = max(0, citation.start - AROUND), citation.end + AROUND
    before = found.body[first : citation.start]
    after = found.body[citation.end : last]
    # Whole words, and no paragraph but the quote's own and its neighbours' ends.
    before = before.rpartition("\n\n")[2] if "\n\n" in before else _from_word(before, first > 0)
    after = (
        after.partition("\n\n")[0] if "\n\n" in after else _to_word(after, last < len(found.body))
    )
    return f"{text(before)}{quote}{text(after)}"


def _from_word(words: str, cut: bool) -> str:
    return "…" + words.partition(" ")[2] if cut and " " in words else words


def _to_word(words: str, cut: bool) -> str:
    return words.rpartition(" ")[0] + " …" if cut and " " in words else words
