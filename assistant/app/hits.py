"""Search hits, article lists and single articles on the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from assistant.app.safe import one_line, safe
from assistant.app.terminal import count, put, put_dates

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.domain import Article, ArticleEntry, Hit, SearchName, SearchResult

SNIPPET = 280  # characters of a passage that are shown
FOUND_BY: dict[SearchName, str] = {"terms": "its words", "vectors": "its meaning"}


def put_hits(console: Console, result: SearchResult) -> None:
    """Prints the hits, best first, each with the piece of its passage nearest to the question."""
    put_dates(console, result.dates)
    if not result.hits:
        put(console, Text("Nothing found.", style="bold yellow"))
        return
    words = asked_words(result.question)
    width = len(str(result.hits[-1].rank)) + 2
    indent = " " * width
    for hit in result.hits:
        put(
            console,
            Text.assemble(
                (hit.published.isoformat(), "green"),
                "  ",
                (one_line(hit.title), "bold"),
            ),
            first=Text(f"{hit.rank}".ljust(width), style="bold cyan"),
            rest=indent,
        )
        put(console, Text(_where(hit), style="dim"), first=indent, rest=indent)
        put(console, snippet(hit.passage.text, words), first=f"{indent}│ ", rest=f"{indent}│ ")
        put(console)
    articles = len({hit.passage.article for hit in result.hits})
    found = f"{count(len(result.hits), 'passage')} in {count(articles, 'article')}"
    put(console, Text(f"{found}, {result.ms:.0f} ms", style="dim"))


def _where(hit: Hit) -> str:
    # Without the score: a sum of z-scores, which may be below zero, tells a reader nothing.
    found_by = " and ".join(FOUND_BY[name] for name in hit.found_by)
    where = f"{one_line(hit.passage.article)}  found by {found_by}"
    if hit.also_in:
        where += f"  also in: {', '.join(one_line(copy) for copy in hit.also_in)}"
    return where


def asked_words(question: str) -> frozenset[str]:
    """The words of a question that are worth marking: four letters or more, or with a digit."""
    words = re.findall(r"\w+", question.casefold())
    return frozenset(word for word in words if len(word) > 3 or any(c.isdigit() for c in word))


def snippet(text: str, words: frozenset[str]) -> Text:
    """The window of about SNIPPET characters with most of the words, which are set bold."""
    line = one_line(text)
    found = [match for match in re.finditer(r"\w+", line) if match[0].casefold() in words]
    start = 0
    if len(line) > SNIPPET and found:
        starts = [max(0, match.start() - SNIPPET // 5) for match in found]
        start = max(
            starts,
            key=lambda at: len(
                {m[0].casefold() for m in found if at <= m.start() and m.end() <= at + SNIPPET}
            ),
        )
        start = min(start, len(line) - SNIPPET)
    end = min(len(line), start + SNIPPET)
    # Cuts fall between words, where there is a space near enough.
    if start and " " in line[start : start + 40]:
        start = line.index(" ", start) + 1
    if end < len(line) and " " in line[end - 40 : end]:
        end = line.rindex(" ", 0, end)
    shown = Text(line[start:end])
    for match in found:
        if start <= match.start() and match.end() <= end:
            shown.stylize("bold", match.start() - start, match.end() - start)
    before = Text("… " if start else "")
    return before + shown + Text(" …" if end < len(line) else "")


def put_articles(console: Console, entries: Sequence[ArticleEntry]) -> None:
    """Prints one line an article in columns: date, passages, id, title; near-copies below it."""
    if not entries:
        put(console, "No article.")
        return
    ids = [one_line(entry.id) for entry in entries]
    id_width = max(2, *(cell_len(name) for name in ids))
    count_width = max(8, *(len(f"{entry.passages:,}") for entry in entries))
    head = f"{'date':<10}  {'passages':>{count_width}}  {'id':<{id_width}}  title"
    put_line(console, Text(head, style="bold"))
    for entry, name in zip(entries, ids, strict=True):
        line = Text.assemble(
            (entry.published.isoformat(), "green"),
            f"  {entry.passages:>{count_width},}  ",
            (set_cell_size(name, id_width), "cyan"),
            f"  {one_line(entry.title)}",
        )
        put_line(console, line)
        if entry.also_in:
            copies = ", ".join(one_line(copy) for copy in entry.also_in)
            put(console, Text(f"also in: {copies}", style="dim"), first=" " * 12, rest=" " * 12)


def put_line(console: Console, line: Text) -> None:
    """Prints one line, cut with an ellipsis where a terminal is narrower."""
    if console.is_terminal:
        line.truncate(console.width, overflow="ellipsis")
    console.print(line, soft_wrap=True)


def put_article(console: Console, article: Article) -> None:
    """Prints an article's header and its body: wrapped and safe on a terminal, exact in a pipe."""
    put(console, Text(one_line(article.title), style="bold"))
    facts = [article.published.isoformat(), article.id, article.source or ""]
    put(console, Text(" · ".join(one_line(fact) for fact in facts if fact), style="green"))
    if article.url:
        put(console, Text(one_line(article.url), style="dim"))
    put(console)
    if console.is_terminal:
        for paragraph in safe(article.body).rstrip("\n").split("\n"):
            put(console, paragraph)
    else:
        # Not through rich, which drops control characters: the body is told to the letter.
        console.file.write(article.body)
        console.file.write("" if article.body.endswith("\n") else "\n")
