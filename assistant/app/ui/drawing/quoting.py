"""A citation as HTML wherever its article is shown: its quote, its notes, the line about it."""

from __future__ import annotations

from assistant.app.ui.drawing.claims import mark, note, noted, place_of, told_of
from assistant.app.ui.drawing.markup import count, day_tag, shorten, text
from assistant.domain import Article, Citation


def meta(citation: Citation, found: Article | None) -> str:
    """When and where it was published, under which id, and of which days the quote tells."""
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


def marked(citation: Citation, *, here: bool = False) -> str:
    """The quote, marked; ``here`` where it is the opened one."""
    kind = ' class="dl-here"' if here else ""
    return f"<mark{kind}>{noted(citation.quote, notes(citation))}</mark>"


def notes(citation: Citation) -> dict[int, str]:
    """The days that words of the quote tell of, by how far into it they stand."""
    at = place_of(citation.event, citation.quote) if citation.event else None
    return {at: mark(note(citation.event))} if citation.event and at is not None else {}
