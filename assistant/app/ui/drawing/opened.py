"""One article beside the answers: its quotes marked, the days that it tells of beside their words,
and the other articles of its story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.app.ui.desks.view import Key
from assistant.app.ui.drawing.claims import after_marks, mark, note, noted
from assistant.app.ui.drawing.markup import address, count, day_tag, shorten, text
from assistant.app.ui.drawing.quoting import holds, marked, meta, notes
from assistant.domain import Article, ArticleEntry, Citation, EventDate, EventSpan, Story

REACH = 40_000
"""Characters of the article on either side of the opened quote; the rest is only counted."""

NO_STORY = Story((), ())

_GAPS = re.compile(r"\n\s*\n\s*\n")


@dataclass(frozen=True, slots=True)
class Around:
    """What an article is shown with: the days that its words tell of, its story, and the address
    that leads to the citation again ("" where it is kept nowhere)."""

    spans: Sequence[EventSpan] = ()
    story: Story = NO_STORY
    link: str = ""


ALONE = Around()


def article(
    opened: Citation,
    citations: Sequence[Citation],
    number: Key,
    found: Article | None,
    around: Around = ALONE,
) -> str:
    """The article of ``opened`` with the answer's quotes marked, the opened one most."""
    body, remark = _gone(opened) if found is None else _body(found, opened, citations, around)
    url = address(found.url) if found is not None else ""
    warning = f'<p class="dl-warning" role="note">{remark}</p>' if remark else ""
    back = (
        '<span class="dl-back-ways"><button type="button" class="dl-more" data-do="sources" '
        f'data-turn="{number}">← All sources</button>{_link(around.link)}</span>'
        f"{_others(opened, citations, number)}"
    )
    about = f"{meta(opened, found)}{' · ' + url if url else ''}"
    return _shown(
        Article(opened.article, opened.published, opened.title, ""),
        back,
        about,
        warning,
        body,
        story(around.story, number),
    )


def uncited(found: Article, number: Key, around: Around, back: Citation | None) -> str:
    """An article that no citation opened: nothing in it is marked.

    ``back`` is the citation whose article was open before, None where the sources were.
    """
    if back is None:
        way = f'data-do="sources" data-turn="{number}">← Back'
    else:
        way = (
            f'data-do="open" data-turn="{number}" data-label="{back.label}">'
            f"← Back to source {back.label}"
        )
    url = address(found.url)
    parts = [day_tag(found.published)]
    parts += [f"<bdi>{text(shorten(one, 80))}</bdi>" for one in (found.source, found.id) if one]
    parts += [url] if url else []
    shown = found.body[: 2 * REACH]
    body = _noted(shown, 0, len(shown), _days(found, around.spans))
    return _shown(
        found,
        f'<button type="button" class="dl-more" {way}</button>',
        " · ".join(parts),
        "",
        body + _left_out(len(found.body) - len(shown)),
        story(around.story, number),
    )


def _shown(found: Article, back: str, about: str, warning: str, body: str, story: str) -> str:
    return (
        '<article class="dl-article" aria-label="Article">'
        f'<div class="dl-back">{back}'
        # Stays in sight beside a quote far down, and the heading below says it in full.
        f'<p class="dl-meta" aria-hidden="true">{day_tag(found.published)} · '
        f"<bdi>{text(shorten(found.title, 140))}</bdi></p></div>"
        f'<h2 dir="auto" tabindex="-1">{text(shorten(found.title, 300))}</h2>'
        f'<p class="dl-meta">{about}</p>{warning}'
        f'<div class="dl-body" dir="auto">{body}</div>{story}</article>'
    )


def _link(query: str) -> str:
    if not query:
        return ""
    return (
        '<button type="button" class="dl-more" data-do="link" '
        f'data-query="{text(query)}">Copy link</button>'
    )


def story(what: Story, number: Key) -> str:
    """The near-copies of an article and what else tells of its matter, each to open."""
    copies = _entries("Same text", what.copies, number)
    related = _entries("Same story", what.related, number)
    return copies + related


def _entries(head: str, entries: Sequence[ArticleEntry], number: Key) -> str:
    if not entries:
        return ""
    rows = "".join(
        f'<li><p class="dl-meta">{_entry_meta(one)}</p><button type="button" class="dl-opens" '
        f'data-do="read" data-turn="{number}" data-article="{text(one.id)}" dir="auto">'
        f"{text(shorten(one.title, 140))}</button></li>"
        for one in entries
    )
    return f'<section class="dl-story"><h3>{head}</h3><ul>{rows}</ul></section>'


def _entry_meta(one: ArticleEntry) -> str:
    outlet = f" · <bdi>{text(shorten(one.source, 80))}</bdi>" if one.source else ""
    return f"{day_tag(one.published)}{outlet}"


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
        marked(opened, here=True),
        "This article is no longer in the corpus. The quote is the one that was cited.",
    )


def _body(
    found: Article, opened: Citation, citations: Sequence[Citation], around: Around
) -> tuple[str, str]:
    if not holds(found, opened):
        quote = marked(opened, here=True)
        shown = min(len(found.body), 2 * REACH)
        rest = _noted(found.body, 0, shown, _days(found, around.spans))
        remark = "This article has changed since it was cited. The quote was:"
        return f"{quote}\n\n{rest}", remark
    first = max(0, opened.start - REACH)
    last = min(len(found.body), opened.end + REACH)
    held = [one for one in citations if one.article == found.id and holds(found, one)]
    spans = [
        (one.start, one.end, one is opened) for one in held if first <= one.start < one.end <= last
    ]
    told = _days(found, around.spans, held)
    parts = [_left_out(first)]
    at = first
    for start, end, here in disjoint(spans):
        inside = {place - start: told[place] for place in told if start < place <= end}
        outside = {place: told[place] for place in told if not start < place <= end}
        parts += [
            _noted(found.body, at, start, outside),
            '<mark class="dl-here">' if here else "<mark>",
            noted(found.body[start:end], inside),
            "</mark>",
        ]
        at = end
    parts += [_noted(found.body, at, last, told), _left_out(len(found.body) - last)]
    return "".join(parts), ""


def _days(
    found: Article, spans: Iterable[EventSpan], cited: Iterable[Citation] = ()
) -> dict[int, str]:
    """The notes of an article, by the place in its body after which they stand.

    What a citation tells of its own quote stands in the place of what the index tells.
    """
    told = {}
    for one in spans:
        if one.end <= len(found.body):  # synced meanwhile, an article may have become shorter
            words = found.body[one.start : one.end]
            days = note(EventDate(one.first, one.last, words, one.planned))
            told[after_marks(found.body, one.end)] = mark(days)
    quoted = {one.start + after: days for one in cited for after, days in notes(one).items()}
    return {place: days for place, days in {**told, **quoted}.items() if days}


def _noted(body: str, first: int, last: int, told: Mapping[int, str]) -> str:
    """That stretch between quotes, each note after its words; runs of empty lines are drawn as
    one, which moves no quote."""
    parts, done = [], first
    for place in sorted(place for place in told if first < place <= last):
        parts += [_plain(body[done:place]), told[place]]
        done = place
    return "".join([*parts, _plain(body[done:last])])


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
    return text(_GAPS.sub("\n\n", raw))


def _left_out(characters: int) -> str:
    if characters <= 0:
        return ""
    return f'<span class="dl-note">\n\n[{count(characters, "character")} not shown]\n\n</span>'
