"""An answer as plain text, for the clipboard: what was said with its numbers, then the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.app.ui.drawing.markup import day, days
from assistant.chat.shown import Shown
from assistant.domain import Form


def plain(shown: Shown, outlets: Mapping[str, str]) -> str:
    """The text, which ends with a line feed; ``outlets`` by the id of the article."""
    said = "\n".join(_said(shown)).strip()
    listed = "\n".join(_sources(shown, outlets))
    return f"{said}\n\nSources\n{listed}\n" if listed else f"{said}\n"


def _said(shown: Shown) -> Iterator[str]:
    if shown.answer is not None and shown.answer.refused:
        yield shown.answer.text
        return
    sentences = [
        claim.text + "".join(f" [{label}]" for label in claim.citations) for claim in shown.claims
    ]
    if shown.form is Form.TIMELINE:
        for claim, sentence in zip(shown.claims, sentences, strict=True):
            yield f"{day(claim.date)}: {sentence}" if claim.date else sentence
        return
    placed = set()
    for part in shown.parts:
        yield f"\n{days(part.days.start, part.days.end, named=True)}"
        for point in part.points:
            kept = [place for place in point if place < len(sentences)]
            placed.update(kept)
            yield "- " + " ".join(sentences[place] for place in kept)
    left = [one for place, one in enumerate(sentences) if place not in placed]
    if left:
        yield " ".join(left)


def _sources(shown: Shown, outlets: Mapping[str, str]) -> Iterator[str]:
    for one in shown.citations:
        told = (day(one.published), outlets.get(one.article, ""), one.article)
        yield f"[{one.label}] {one.title} ({', '.join(filter(None, told))})"
