"""Articles in .html files."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from datetime import date

import pytest

from assistant.corpus.html import read_html
from assistant.domain import Article, Problem
from assistant.errors import CorpusError

Reads = Callable[..., Article]
Fails = Callable[..., Problem]

PAGE = """<!doctype html><html><head><title>Bridge to close | The Post</title>
<meta property="og:title" content="The old   bridge is to close">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2022-03-04T23:15:00-05:00">
<link rel="canonical" href="https://example.org/bridge">
<script>var text = "not this";</script><style>p { color: red }</style></head><body>
<header><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav></header>
<div class="cookie-banner">We use cookies.</div>
<article class="teaser"><h2>Ferries</h2><p>Fares rise.</p></article>
<main><article><header><h1>The bridge closes</h1><p class="byline">By Anna Reed</p></header>
<figure><img src="a.jpg" alt="Bridge"><figcaption>The bridge. Photo: J. Doe</figcaption></figure>
<p>The council voted <b>7 to 2</b> on Thursday, officials&nbsp;said.</p>
<p>“We cannot wait,” said Mayor <a href="/x">Erik Holm</a>.</p>
<aside>Read more: Ferry fares</aside><h2>What comes next</h2>
<ul><li>Lanes close in May.</li><li>Walkers cross until June.</li></ul>
<div class="share">Share on every network</div></article>
<section class="comments"><p>I hate it, said user1.</p></section></main>
<footer>All rights reserved.</footer></body></html>"""


def head(text: str) -> str:
    return f"<html><head>{text}</head><body><p>The town voted. It was late.</p></body></html>"


def test_the_body_is_the_text_of_the_article_and_of_nothing_around_it(article: Reads) -> None:
    assert article(PAGE, "a.html").body == (
        "The council voted 7 to 2 on Thursday, officials\u00a0said.\n\n"
        "“We cannot wait,” said Mayor Erik Holm.\n\nWhat comes next\n\n"
        "  • Lanes close in May.\n  • Walkers cross until June."
    )


def test_title_date_source_and_url_come_from_the_page(article: Reads) -> None:
    found = article(PAGE, "a.html")
    assert found.title == "The old bridge is to close"
    assert found.published == date(2022, 3, 4)
    assert (found.source, found.url) == ("The Harbour Post", "https://example.org/bridge")


def test_a_page_that_marks_no_article_is_searched_for_its_main_content(article: Reads) -> None:
    text = "The council voted to close the bridge on Thursday, and the mayor agreed. " * 5
    page = f'<title>T</title><time datetime="2022-03-04">x</time><nav>Home</nav><p>{text}</p>'
    assert article(page, "a.html").body == text.strip()


@pytest.mark.parametrize(
    "page",
    [
        head('<meta property="article:published_time" content="2022-03-04">'),
        head("") + '<time datetime="PT5M">5 min</time><time datetime="2022-03-04T01:00Z">x</time>',
        head('<script type="application/ld+json">[{"@type": "NewsArticle", '
             '"datePublished": "2022-03-04T00:00:00+09:00"}]</script>'),
        head('<script type="application/ld+json">{"@graph": [{"@type": "WebPage", '
             '"datePublished": "2001-01-01"}, {"@type": ["Thing", "NewsArticle"], '
             '"datePublished": "2022-03-04"}]}</script>'),
        head('<script type="application/ld+json">{broken</script>'
             '<script type="application/ld+json">{"@type": "BlogPosting", '
             '"datePublished": "2022-03-04"}</script>'),
    ],
    ids=["meta", "time", "json-ld list", "json-ld graph", "broken json-ld"],
)  # fmt: skip
def test_the_date_is_found_wherever_pages_write_it(article: Reads, page: str) -> None:
    assert article(page, "a.html").published == date(2022, 3, 4)


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<title>Tab</title><h1>Head<em>line</em></h1>", "Headline"),
        ("<title>Tab</title>", "Tab"),
        ("", "The town voted."),
    ],
)
def test_the_title_is_the_best_that_the_page_has(article: Reads, inside: str, title: str) -> None:
    page = f"{inside}<time datetime=2022-03-04>x</time><p>The town voted. It was late.</p>"
    assert article(page, "a.html").title == title


def test_a_page_says_its_own_encoding(article: Reads) -> None:
    page = head('<meta charset="windows-1251"><meta property="article:published_time" '
                'content="2022-03-04">').replace("The town voted.", "Город голосовал.")  # fmt: skip
    assert "Город голосовал." in article(page.encode("cp1251"), "a.html").body


def test_a_page_that_declares_another_encoding_but_is_utf_8_is_read_as_utf_8(
    article: Reads,
) -> None:
    page = head('<meta charset="latin-1"><meta property="article:published_time" '
                'content="2022-03-04">').replace("The town voted.", "“Été.”")  # fmt: skip
    assert "“Été.”" in article(page, "a.html").body


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (head(""), "has no date"),
        (head('<meta property="article:published_time" content="4 March">'), "not an ISO date"),
        (head('<meta property="article:published_time" content="2022-13-04">'), "does not exist"),
        ("", "is empty"),
        ('<time datetime="2022-03-04"></time><script>x</script>', "is empty"),
        ('<time datetime="2022-03-04"></time>' + "<div>" * 20_000 + "x", "nested too deeply"),
    ],
    ids=["no date", "not iso", "impossible", "no bytes", "no text", "too deep"],
)
def test_a_page_that_cannot_be_an_article_is_a_problem(
    problem: Fails, page: str, message: str
) -> None:
    assert message in problem(page, "a.html").message


def test_an_error_may_be_kept_and_end_in_another_thread_than_that_of_its_page(
    capfd: pytest.CaptureFixture[str],
) -> None:
    kept = []

    def read() -> None:
        with pytest.raises(CorpusError, match="not an ISO date") as raised:
            read_html(b"<time datetime=soon>soon</time><p>Aground.")
        kept.append(raised.value)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    kept.clear()
    gc.collect()
    assert capfd.readouterr().err == ""
