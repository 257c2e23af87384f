"""What stands under an answer beside its sources: what was taken out, notices, the way without a
model."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.app.ui.desks.view import Fate, Key
from assistant.app.ui.drawing.markup import count, shorten, text
from assistant.chat.shown import Shown
from assistant.domain import Dropped

LISTED = 50
"""Sentences that were taken out and are listed; the rest are counted."""

SHOWN = 500
"""Characters of such a sentence, and of its reason, that are shown."""


def verified(shown: Shown) -> str:
    """ "verified 5 of 6 sentences", nothing before the first one.

    A quotation is verified as well: it is held against the article, byte for byte.
    """
    written = len(shown.claims) + len(shown.dropped)
    if not written:
        return ""
    return f"verified {len(shown.claims):,} of {count(written, 'sentence')}"


def notices(shown: Shown) -> str:
    """How the answer came about, where a reader should know: a sentence each."""
    told = shown.answer.notices if shown.answer else ()
    return "".join(f'<p class="dl-remark" dir="auto">{text(one)}</p>' for one in told)


def taken_out(shown: Shown, number: Key) -> str:
    """The sentences that no source supports, in a list to open, each with its reason."""
    if not shown.dropped:
        return ""
    told = count(len(shown.dropped), "sentence was", "sentences were")
    rows = "".join(map(_row, shown.dropped[:LISTED]))
    more = len(shown.dropped) - LISTED
    rest = f"<li>and {more:,} more: <code>assistant ask --json</code> lists all</li>"
    return (
        f'<details class="dl-dropped" data-keep="dropped-{number}">'
        f"<summary>{told} taken out: not supported by the articles</summary>"
        f'<ul aria-label="Not supported">{rows}{rest if more > 0 else ""}</ul></details>'
    )


def _row(one: Dropped) -> str:
    return (
        '<li><span class="dl-unheld">not supported</span> '
        f'<span dir="auto">{text(shorten(one.text, SHOWN))}</span>'
        f'<span class="dl-why" dir="auto">{text(shorten(one.reason, SHOWN))}</span></li>'
    )


def instead(number: Key) -> str:
    """A button that asks the question again without the model."""
    return (
        '<p class="dl-other"><button type="button" class="dl-day-button" data-do="quote" '
        f'data-turn="{number}">Quote the articles instead</button></p>'
    )


def since(fates: Mapping[int, Fate], sources: int) -> str:
    """ "1 of 3 sources has changed since this was answered; the quotes are as they were cited."

    A line of HTML, or nothing.
    """
    changed = sum(fate == "changed" for fate in fates.values())
    gone = len(fates) - changed
    told = []
    if changed:
        has = "has" if changed == 1 else "have"
        told.append(f"{changed:,} of {count(sources, 'source')} {has} changed")
    if gone:
        of = f"{gone:,}" if changed else f"{gone:,} of {count(sources, 'source')}"
        told.append(f"{of} {'has' if gone == 1 else 'have'} left the corpus")
    if not told:
        return ""
    return (
        f'<p class="dl-remark dl-since">{" and ".join(told)} since this was answered; '
        "the quotes are as they were cited.</p>"
    )
