"""The right-hand side as HTML: the sources of one answer, or one article with its quotes marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.app.ui.claims import mark, note, noted, place_of, told_of
from assistant.app.ui.markup import address, count, day_tag, shorten, text
from assistant.app.ui.view import Key, Session
from assistant.chat.shown import Shown
from assistant.domain import Article, Citation

AROUND = 180
"""Characters of the article on either side of a quote in the list of sources."""

REACH = 40_000
"""Characters of the article on either side of the opened quote; the rest is only counted."""

_GAPS = re.compile(r"\n\s*\n\s*\n")


def panel(session: Session, articles: Mapping[str, Article]) -> str:
    """The opened citation's article, else the selected answer's sources, else what to expect.

    ``articles`` by id, as far as they are still in the corpus.
    """
    shown, number = session.current, session.selected
    if shown is None or number is None or not shown.citations:
        return _nothing(shown)
    opened = shown.citation(session.opened) if session.opened is not None else None
    if opened is not None:
        return article(opened, shown.citations, number, articles.get(opened.article))
    cards = "".join(_card(one, number, articles.get(one.article)) for one in shown.citations)
    return (
        f'<section class="dl-sources" aria-label="Sources"><h2>Sources</h2>'
        f'<p class="dl-note" dir="auto">{text(shorten(shown.question, 160))}</p>'
        f'<ol class="dl-cards">{cards}</ol></section>'
    )


def _nothing(shown: Shown | None) -> str:
    if shown is None:
        words = "The passages an answer rests on are shown here, marked in their articles."
    elif shown.busy:
        words = "Sources appear here with the answer."
    else:
        words = "Nothing was answered, so nothing is cited."
    return f'<section class="dl-sources dl-none"><h2>Sources</h2><p>{words}</p></section>'


def _card(citation: Citation, number: Key, found: Article | None) -> str:
    """A source in the list: its title opens the article, its quote stands in what is around it."""
    opens = f'data-do="open" data-turn="{number}" data-label="{citation.label}"'
    return (
        f'<li class="dl-card" {opens}><span class="dl-number">{citation.label}</span>'
        f'<button type="button" class="dl-title" dir="auto" {opens}>'
        f"{text(shorten(citation.title, 140))}</button>"
        f'<p class="dl-meta">{_meta(citation, found)}</p>'
        f'<blockquote dir="auto">{_excerpt(citation, found)}</blockquote></li>'
    )


def _meta(citation: Citation, found: Article | None) -> str:
    parts = [day_tag(citation.published)]
    if found is not None and found.source:
        parts.append(f"<bdi>{text(shorten(found.source, 80))}</bdi>")
    parts.append(f"<bdi>{text(shorten(citation.article, 80))}</bdi>")
    if citation.event is not None and place_of(citation.event, citation.quote) is None:
        parts.append(told_of(citation.event))
    if citation.also_in:
        parts.append(f"also in {count(len(citation.also_in), 'other article')}")
    return " · ".join(parts)


def holds(found: Article, citation: Citation) -> bool:
    """Whether the quote still stands where it was cited; not so once the article was changed."""
    return found.body[citation.start : citation.end] == citation.quote


def _excerpt(citation: Citation, found: Article | None) -> str:
    quote = _quote(citation)
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


def _quote(citation: Citation, *, here: bool = False) -> str:
    kind = ' class="dl-here"' if here else ""
    return f"<mark{kind}>{noted(citation.quote, _notes(citation))}</mark>"


def _notes(citation: Citation) -> dict[int, str]:
    """The days that words of the quote tell of, by how far into it they stand."""
    at = place_of(citation.event, citation.quote) if citation.event else None
    return {at: mark(note(citation.event))} if citation.event and at is not None else {}


def _from_word(words: str, cut: bool) -> str:
    return "…" + words.partition(" ")[2] if cut and " " in words else words


def _to_word(words: str, cut: bool) -> str:
    return words.rpartition(" ")[0] + " …" if cut and " " in words else words


def article(
    opened: Citation, citations: Sequence[Citation], number: Key, found: Article | None
) -> str:
    """The article of ``opened`` with the answer's quotes marked, the opened one most."""
    body, remark = _gone(opened) if found is None else _body(found, opened, citations)
    url = address(found.url) if found is not None else ""
    note = f'<p class="dl-warning" role="note">{remark}</p>' if remark else ""
    return (
        '<article class="dl-article" aria-label="Article">'
        f'<div class="dl-back"><button type="button" class="dl-more" data-do="sources" '
        f'data-turn="{number}">← All sources</button>{_others(opened, citations, number)}'
        # Stays in sight beside a quote far down, and the heading below says it in full.
        f'<p class="dl-meta" aria-hidden="true">{day_tag(opened.published)} · '
        f"<bdi>{text(shorten(opened.title, 140))}</bdi></p></div>"
        f'<h2 dir="auto" tabindex="-1">{text(shorten(opened.title, 300))}</h2>'
        f'<p class="dl-meta">{_meta(opened, found)}{" · " + url if url else ""}</p>{note}'
        f'<div class="dl-body" dir="auto">{body}</div></article>'
    )


def _others(opened: Citation, citations: Sequence[Citation], number: Key) -> str:
    """The numbers of the answer's sources, to go from one to the next."""
    if len(citations) < 2:
        return ""
    chips = "".join(
        f'<button type="button" class="dl-chip" data-do="open" data-turn="{number}" '
        f'data-label="{one.label}" aria-label="Source {one.label}"'
        f"{' aria-current=true' if one.label == opened.label else ''}>[{one.label}]</button>"
        for one in citations
    )
    return f"<span>{chips}</span>"


def _gone(opened: Citation) -> tuple[str, str]:
    return (
        _quote(opened, here=True),
        "This article is no longer in the corpus. The quote is the one that was cited.",
    )


def _body(found: Article, opened: Citation, citations: Sequence[Citation]) -> tuple[str, str]:
    if not holds(found, opened):
        quote = _quote(opened, here=True)
        rest = _plain(found.body[: 2 * REACH])
        remark = "This article has changed since it was cited. The quote was:"
        return f"{quote}\n\n{rest}", remark
    first = max(0, opened.start - REACH)
    last = min(len(found.body), opened.end + REACH)
    spans = [
        (one.start, one.end, one is opened)
        for one in citations
        if one.article == found.id and first <= one.start < one.end <= last and holds(found, one)
    ]
    notes = {
        one.start + after: noted_days
        for one in citations
        if one.article == found.id and holds(found, one)
        for after, noted_days in _notes(one).items()
    }
    parts = [_left_out(first)]
    at = first
    for start, end, here in disjoint(spans):
        inside = {place - start: notes[place] for place in notes if start < place <= end}
        parts += [
            _plain(found.body[at:start]),
            '<mark class="dl-here">' if here else "<mark>",
            noted(found.body[start:end], inside),
            "</mark>",
        ]
        at = end
    parts += [_plain(found.body[at:last]), _left_out(len(found.body) - last)]
    return "".join(parts), ""


def disjoint(spans: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """``spans`` in order without overlaps: the one marked True stays whole, others give way."""
    here = [span for span in spans if span[2]]
    kept = list(here[:1])
    for start, end, _ in sorted(span for span in spans if not span[2]):
        for other_start, other_end, _ in kept:
            if start < other_end and other_start < end:
                if start < other_start:
                    end = other_start
                else:
                    start = max(start, other_end)
        if start < end:
            kept.append((start, end, False))
    return sorted(kept)


def _plain(raw: str) -> str:
    """Text between quotes; runs of empty lines are drawn as one, which moves no quote."""
    return text(_GAPS.sub("\n\n", raw))


def _left_out(characters: int) -> str:
    if characters <= 0:
        return ""
    return f'<span class="dl-note">\n\n[{count(characters, "character")} not shown]\n\n</span>'
