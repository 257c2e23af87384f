"""The chat of the terminal: a loop with history and a few commands of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.answers import put_dropped
from assistant.app.safe import one_line, safe
from assistant.app.sources import put_sources
from assistant.app.streams import argument, questions
from assistant.app.talk import ASK_FIRST, Talk
from assistant.app.terminal import count, put

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.assembly import Assistant
    from assistant.domain import Answer, Citation, DateRange

COMMANDS = {
    "/sources": "the sources of the last answer again",
    "/sources N": "source N in its article",
    "/dropped": "what was taken out of the last answer, and why",
    "/extractive": "the last question again, quoted from the articles: nothing is sent to a model",
    "/new": "forget what was said and begin anew",
    "/help": "this list, and what can be asked",
    "/quit": "leave (so does Ctrl-D)",
}
ASKED = {
    "What did NAME say about X?": "an answer, every sentence with its source",
    "... on Friday, last week, in June": "the same, within those days",
    "Sum up 6 November": "a digest of every article of that day",
    "How did X develop?": "a timeline",
    "And the week before?": "what follows up on the last question",
}
AROUND = 300  # characters of the article before and after a quote


def typed_lines() -> Iterator[str]:
    """What is typed, line by line, behind a prompt with editing.

    From a pipe or a file there is no editing, and each line is printed behind the prompt: what
    comes out reads as the talk that it was.
    """
    if not sys.stdin.isatty():
        for question in questions():
            print(f"> {one_line(question)}", flush=True)
            yield question
        return
    import contextlib

    with contextlib.suppress(ImportError):  # some builds of Python lack it; editing is a comfort
        import readline  # noqa: F401
    while True:
        try:
            line = input("> ")
        except EOFError:
            print()
            return
        if line.strip():
            yield argument(line.strip())


def converse(
    assistant: Assistant,
    console: Console,
    lines: Iterable[str],
    *,
    limit: DateRange | None = None,
    as_of: date | None = None,
) -> None:
    """Answers each line in the light of those before it, until /quit or the end of the lines."""
    _greet(assistant, console)
    talk = Talk(assistant, console, limit, as_of)
    for line in lines:
        if line == "/quit":
            return
        if line == "/new":
            talk.forget()
            put(console, Text("Forgotten. What do you want to know?", style="dim"))
        elif line == "/extractive":
            talk.quote()
        elif line.startswith("/"):
            _obey(assistant, console, line, talk.answer)
        else:
            talk.ask(line)
        put(console)


def _greet(assistant: Assistant, console: Console) -> None:
    overview = assistant.overview()
    held = count(overview.articles, "article")
    if overview.first and overview.last:
        held += f", {overview.first} to {overview.last}"
    put(console, Text(f"{held}. /help lists the commands.", style="dim"))
    put(console)


def _obey(assistant: Assistant, console: Console, line: str, answer: Answer | None) -> None:
    word, _, rest = line.partition(" ")
    citations = answer.citations if answer else ()
    chosen = [citation for citation in citations if str(citation.label) == rest.strip(" []")]
    if word in ("/sources", "/dropped") and answer is None:
        put(console, ASK_FIRST)
    elif word == "/dropped" and answer is not None:
        put_dropped(console, answer.dropped)
    elif word == "/sources" and not citations:
        put(console, "The last answer has no sources.")
    elif word == "/sources" and not rest.strip():
        put_sources(console, citations)
    elif word == "/sources" and chosen:
        _put_in_article(assistant, console, chosen[0])
    elif word == "/sources":
        put(console, f"The last answer has sources 1 to {len(citations)}.")
    else:
        if word != "/help":
            put(console, f"{one_line(word)} is no command. There are:")
        _put_table(console, COMMANDS)
        if word == "/help":
            put(console, "Anything else is a question, such as:")
            _put_table(console, ASKED)


def _put_table(console: Console, meanings: Mapping[str, str]) -> None:
    width = max(map(len, meanings)) + 4
    for name, meaning in meanings.items():
        put(console, meaning, first=Text(f"  {name}".ljust(width), "cyan"), rest=" " * width)


def _put_in_article(assistant: Assistant, console: Console, citation: Citation) -> None:
    article = assistant.article(citation.article)
    put(console, Text(one_line(article.title), style="bold"))
    put(console, Text(f"{article.published} · {one_line(article.id)}", style="green"))
    put(console)
    before = article.body[max(0, citation.start - AROUND) : citation.start]
    after = article.body[citation.end : citation.end + AROUND]
    if citation.start > AROUND:
        before = "… " + before.partition(" ")[2]
    if citation.end + AROUND < len(article.body):
        after = after.rpartition(" ")[0] + " …"
    text = Text.assemble(safe(before), (safe(citation.quote), "bold reverse"), safe(after))
    text.rstrip()
    for paragraph in text.split("\n"):
        put(console, paragraph)
