"""What each number of an answer cites, in a hidden list: the card beside a chip is made from it.

One list for each answer and not a copy for each chip, as a source is often cited several times.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.app.ui.desks.view import FATES, UNTOUCHED, Fate, Key
from assistant.app.ui.drawing.markup import day, shorten, text
from assistant.chat.shown import Shown

SHOWN = 300
"""Characters of a quote that its card shows."""


def quotes(
    shown: Shown,
    number: Key,
    outlets: Mapping[str, str],
    fates: Mapping[int, Fate] = UNTOUCHED,
) -> str:
    """The list; ``outlets`` by the id of the article, as far as they are known."""
    rows = "".join(
        f'<span data-label="{one.label}" data-day="{day(one.published)}" '
        f'data-title="{text(shorten(one.title, 140))}" '
        f'data-outlet="{text(shorten(outlets.get(one.article, ""), 80))}"'
        f"{_since(fates.get(one.label))}>"
        f"{text(shorten(' '.join(one.quote.split()), SHOWN))}</span>"
        for one in shown.citations
    )
    return f'<div class="dl-quotes" data-of="{number}" hidden>{rows}</div>' if rows else ""


def _since(fate: Fate | None) -> str:
    return f' data-since="{FATES[fate]}"' if fate else ""
