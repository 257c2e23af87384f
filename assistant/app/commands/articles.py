"""``assistant articles`` and ``assistant show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.app.opening import opened
from assistant.app.options import AsJson, From, Store, To, limit_between
from assistant.errors import QuestionError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.domain import Article


def articles(
    store: Store = None,
    as_json: AsJson = False,
    start: From = None,
    end: To = None,
) -> None:
    """List the articles that are indexed."""
    from assistant.app import streams, wire

    limit = limit_between(start, end)
    with opened(store) as assistant:
        entries = [
            entry for entry in assistant.articles() if limit is None or limit.holds(entry.published)
        ]
    if as_json:
        streams.put_json([wire.article_entry(entry) for entry in entries])
        return
    from assistant.app.hits import put_articles
    from assistant.app.terminal import screen

    put_articles(screen(), entries)


def show(
    article_id: Annotated[
        str,
        typer.Argument(metavar="ID", show_default=False, help="As assistant articles lists it."),
    ],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Print one article."""
    from assistant.app import streams, wire

    with opened(store) as assistant:
        article = _article(assistant, streams.argument(article_id))
        passages = assistant.passages(article.id) if as_json else []
    if as_json:
        streams.put_json(wire.article(article, passages))
        return
    from assistant.app.hits import put_article
    from assistant.app.terminal import screen

    put_article(screen(), article)


def _article(assistant: Assistant, article_id: str) -> Article:
    try:
        return assistant.article(article_id)
    except QuestionError as error:
        from assistant.app.unknown import file_hint

        hint = file_hint(article_id, [entry.id for entry in assistant.articles()])
        if hint is None:
            raise
        raise QuestionError(hint) from error
