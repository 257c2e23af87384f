"""The article in an HTML page, and a guess at an encoding: the one file that imports resiliparse.

Resiliparse (Webis group, Weimar; Apache-2.0) wraps the Lexbor parser: 12 MB installed together
with FastWARC, 0.03 s to import, 0.3 ms a page. trafilatura brings ten packages and 55 MB.
Its own search for the main content loses lists and keeps comments, so it is used only for pages
that do not mark their article.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.corpus.days import iso_day
from assistant.corpus.draft import Draft
from assistant.corpus.encodings import decode
from assistant.corpus.titles import folded
from assistant.errors import CorpusError

if TYPE_CHECKING:
    from resiliparse.parse.html import ElementNode, HTMLTree

_NOT_THE_TEXT = [
    *("h1", "header", "footer", "nav", "aside", "figure", "form", "button", "iframe", "template"),
    *("time", "[hidden]", "[aria-hidden=true]", "[role=navigation]", "[role=complementary]"),
    *("#comments", ".comments", ".comment-list", ".byline", ".share", ".sharing", ".social"),
    *(".social-share", ".related", ".related-articles", ".related-links", ".newsletter"),
    *(".newsletter-signup", ".advertisement", ".advert", ".ad", ".promo", ".cookie-banner"),
    *(".breadcrumb", ".breadcrumbs", ".tags", ".sr-only", ".visually-hidden"),
]
_DEPTH = 1000  # the search for main content takes 0.6 s at 5,000 levels, 12 s at 20,000
_REGIONS = ("[itemprop~=articleBody]", "article", "[role=article]")
_LD_TYPES = ("Article", "Posting", "Report")


def guess_encoding(sample: bytes) -> str | None:
    """The Python codec that uchardet takes the bytes for; None where it has no opinion."""
    from resiliparse.parse.encoding import EncodingDetector

    detector = EncodingDetector()
    detector.update(sample)
    return detector.encoding(html5_compatible=False)


def read_html(content: bytes) -> Draft:
    """The article of a page. Its body is the extracted text: paragraphs with a blank line between.

    Raises CorpusError for a page without a date, and for text that cannot be decoded.
    """
    try:
        return _read(content)
    except CorpusError as error:
        told = str(error)
    # Anew, without the frames that hold the tree: it may end only in the thread that has parsed it
    # (resiliparse 2.0.1 complains and leaks it), but whoever keeps an error may do so anywhere.
    raise CorpusError(told)


def _read(content: bytes) -> Draft:
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    page = decode(content, detect_encoding(content[:4096], from_html_meta=True))
    if not page.strip():
        raise CorpusError("is empty")
    tree = HTMLTree.parse(page)
    if _depth(tree) > _DEPTH:
        raise CorpusError(f"is nested too deeply for a page: over {_DEPTH:,} levels")
    linked = list(_linked_objects(tree))
    return Draft(
        _published(tree, linked),
        _text(tree),
        _title(tree),
        source=_meta(tree, "og:site_name"),
        url=_meta(tree, "og:url") or _attribute(tree, "link[rel=canonical]", "href"),
    )


def _published(tree: HTMLTree, linked: list[dict[str, Any]]) -> date:
    written = [_meta(tree, "article:published_time")]
    written += [
        element.getattr("datetime")
        for selector in ("time[itemprop=datePublished]", "article time", "time")
        for element in _all(tree, selector)
    ]
    written += [value for value in (item.get("datePublished") for item in linked) if value]
    wrong = ""
    for text in written:
        if not isinstance(text, str) or not text.strip():
            continue
        try:
            return iso_day(text)
        except CorpusError as error:  # <time> holds durations too: the next one may be a date
            wrong = wrong or str(error)
    raise CorpusError(
        wrong or "has no date: neither article:published_time, nor <time datetime>, nor JSON-LD"
    )


def _title(tree: HTMLTree) -> str | None:
    title = _meta(tree, "og:title")
    for selector in ("article h1", "h1", "head title", "title"):
        title = title or next((folded(found.text or "") for found in _all(tree, selector)), None)
    return title or None


def _text(tree: HTMLTree) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    region = _region(tree)
    if region is not None:
        # Parsed once more, since the extraction takes a whole tree.
        inner = HTMLTree.parse(region.html)
        text = extract_plain_text(inner, alt_texts=False, skip_elements=_NOT_THE_TEXT)
        if text.strip():
            return text.strip()
    return extract_plain_text(
        tree, main_content=True, alt_texts=False, skip_elements=_NOT_THE_TEXT
    ).strip()


def _region(tree: HTMLTree) -> ElementNode | None:
    """The element marked as the article; the longest where several are (teasers are short)."""
    for selector in _REGIONS:
        found = _all(tree, selector)
        if found:
            return max(found, key=lambda element: len(element.text or ""))
    return None


def _depth(tree: HTMLTree) -> int:
    """How many levels the page has; pages that people wrote stay below 100."""
    from resiliparse.parse.html import DOMContext, traverse_dom

    if tree.document is None:
        return 0
    deepest = 0

    def entered(context: DOMContext) -> None:
        nonlocal deepest
        deepest = max(deepest, context.depth)

    # elements_only=True never goes below a document (resiliparse 2.0.1).
    traverse_dom(tree.document, start_callback=entered)
    return deepest


def _linked_objects(tree: HTMLTree) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that are articles; broken ones are passed over."""
    for script in _all(tree, 'script[type="application/ld+json"]'):
        try:
            yield from _articles(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue


def _articles(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _articles(item)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if isinstance(kind, str) and kind.endswith(_LD_TYPES):
                yield value
                break
        yield from _articles(value.get("@graph"))


def _meta(tree: HTMLTree, name: str) -> str | None:
    return _attribute(tree, f'meta[property="{name}"], meta[name="{name}"]', "content")


def _attribute(tree: HTMLTree, selector: str, name: str) -> str | None:
    found = _all(tree, selector)
    return folded(found[0].getattr(name) or "") or None if found else None


def _all(tree: HTMLTree, selector: str) -> list[ElementNode]:
    return list(tree.document.query_selector_all(selector)) if tree.document else []
