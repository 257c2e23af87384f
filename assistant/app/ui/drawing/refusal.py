"""A refusal that helps, as HTML: what was searched, what came closest, the ways on."""

from __future__ import annotations

from assistant.app.ui.desks.view import Key
from assistant.app.ui.drawing import dates, remarks
from assistant.app.ui.drawing.markup import count, day_tag, days, shorten, text
from assistant.chat.shown import Shown
from assistant.domain import Answer, Hit, Reason

CLOSEST = 8
"""Articles that came closest and are listed; the rest are counted."""

_HEADS = {
    Reason.NOT_IN_CORPUS: "The articles do not say",
    Reason.NOT_IN_RANGE: "Nothing in these days",
    Reason.AMBIGUOUS_DATE: "Which day is meant?",
    Reason.NOT_SUPPORTED: "No sentence held",
}
_WAYS = {
    Reason.NOT_IN_CORPUS: "What came closest can be read here.",
    Reason.NOT_IN_RANGE: "Ask for one of the days below, or remove the days from the question.",
    Reason.AMBIGUOUS_DATE: "Choose one of the readings below.",
    Reason.NOT_SUPPORTED: "Take the articles’ own words instead, or see below what was taken out.",
}


def refusal(shown: Shown, number: Key) -> str:
    """Why there is no answer and what was searched, and the ways on from there."""
    answer = shown.answer
    assert answer is not None
    assert answer.reason is not None
    quotes = remarks.instead(number) if answer.reason is Reason.NOT_SUPPORTED else ""
    return (
        f'<div class="dl-refusal"><h3>{_HEADS[answer.reason]}</h3>'
        f'<p dir="auto">{text(answer.text)}</p>{_way(shown, answer)}'
        f"{dates.other_days(answer, number)}{quotes}{_searched(shown, number)}</div>"
    )


def _way(shown: Shown, answer: Answer) -> str:
    """What to do next, where there is what it speaks of."""
    assert answer.reason is not None
    if answer.reason is Reason.NOT_IN_RANGE and not answer.nearest:
        return ""
    if answer.reason is Reason.NOT_IN_CORPUS and not (shown.found and shown.found.hits):
        return ""
    return f'<p class="dl-note">{_WAYS[answer.reason]}</p>'


def _searched(shown: Shown, number: Key) -> str:
    """The days that were searched, and the articles that came closest in a list to open."""
    if shown.found is None:
        return ""
    hits = shown.found.hits
    told = f"Searched: {_within(shown)}."
    if not hits:
        return f'<p class="dl-note dl-searched">{told} Nothing came close.</p>'
    passages = count(len(hits), "passage")
    told_of = f"{passages} in {count(len(shown.found.articles), 'article')} came closest"
    return (
        f'<p class="dl-note dl-searched">{told}</p>'
        f'<details class="dl-folded" data-keep="closest-{number}"><summary>{told_of}</summary>'
        f"{closest(shown, number)}</details>"
    )


def closest(shown: Shown, number: Key) -> str:
    """The articles whose passages came closest, the best first, each to open; or nothing."""
    hits = shown.found.hits if shown.found else ()
    if not hits:
        return ""
    best = _best(hits)
    rows = "".join(_row(hit, number) for hit in best[:CLOSEST])
    more = len(best) - CLOSEST
    rest = f'<li class="dl-note">and {more:,} more</li>' if more > 0 else ""
    return f'<ul class="dl-closest" aria-label="What came closest">{rows}{rest}</ul>'


def _within(shown: Shown) -> str:
    limit = shown.dates.limit or shown.within.published
    if limit is None or limit.open:
        return "all articles"
    if limit.empty:
        return "no day, as those asked for have none in common"
    return days(limit.start, limit.end, named=True)


def _best(hits: tuple[Hit, ...]) -> list[Hit]:
    """The best hit of each article."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.passage.article, hit)
    return list(best.values())


def _row(hit: Hit, number: Key) -> str:
    return (
        f'<li>{day_tag(hit.published)} <button type="button" class="dl-opens" data-do="read" '
        f'data-turn="{number}" data-article="{text(hit.passage.article)}" dir="auto">'
        f"{text(shorten(hit.title, 140))}</button></li>"
    )
