"""The page over a real Assistant in a process of its own: ``ui_server.py STORE CORPUS [WORD ...]``.

Prints its URL when it can be opened. What must go wrong or slowly on cue does so for questions
that say so: "slowly: ..." waits between Events, "halted: ..." comes to no word of its answer until
it is stopped, "broken" fails as a model server would, "bug" as a mistake in the program would. A
line is printed when the stream of a slow or halted question is closed.
The questions of ui_canned are answered by it, except when they are asked with other dates. With
"llm" a model is set and never asked: WRITTEN is what it would write, "down" finds no server. With
"upload" files may be added, with "empty" nothing is indexed before the page opens; "auth=FILE" and
"root=/news" are the options of those names. With "tabs=2" so many tabs are remembered, and a line
is printed for each that is new or was forgotten. "at=URL" is where a real model is said to be: then
nothing is on cue.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import ui_canned
from cli_canned import CannedModel

from assistant.app.ui import serve
from assistant.app.ui.desks import view
from assistant.app.ui.desks.view import Session
from assistant.assembly import Assistant, build
from assistant.chat import Turn
from assistant.domain import Article, DateRange, DateReading, Event, Found, GeneratorName
from assistant.errors import ProviderError

PAUSE = 0.8
SLOW_DAYS = "2022-03-03..2022-03-09"
CANNED = {
    answer.question: answer
    for answer in (ui_canned.DIGEST, ui_canned.TIMELINE, ui_canned.CONFLICT, ui_canned.AMBIGUOUS)
}
WRITTEN = {one.question: one for one in (ui_canned.WRITTEN, ui_canned.NOTHING_HELD)}


def slowly(events: Iterator[Event]) -> Iterator[Event]:
    """The events with a pause after each; a line is printed when that has ended."""
    try:
        for event in events:
            yield event
            time.sleep(PAUSE)
    finally:
        print("closed", flush=True)


def halted(events: Iterator[Event]) -> Iterator[Event]:
    """The events up to that of what was found, which comes again and again."""
    try:
        for event in events:
            yield event
            while isinstance(event, Found):
                time.sleep(PAUSE / 4)
                yield event
    finally:
        print("closed", flush=True)


class OnCue(Assistant):
    """An Assistant that is slow or fails where a question asks for it."""

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        limit: DateRange | None = None,
        as_of: date | None = None,
        dates: DateReading | None = None,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        if "broken" in question:
            raise ProviderError("The model server does not answer: <b>start</b> it.")
        if "bug" in question:
            raise RuntimeError("a mistake in the program")
        if "down" in question and generator == "llm":
            raise ProviderError("No connection to models.example:443. Check that it is running.")
        rest = question.removeprefix("slowly: ").removeprefix("halted: ")
        if rest in WRITTEN and generator == "llm":
            events = ui_canned.events(replace(WRITTEN[rest], question=question))
        elif self.model is not None:
            events = ui_canned.events(replace(ui_canned.QUOTED, question=question))
        elif rest in CANNED and dates is None:
            events = ui_canned.events(replace(CANNED[rest], question=question))
        else:
            events = super().stream(rest, history=history, limit=limit, as_of=as_of, dates=dates)
        if rest == question:
            yield from events
            return
        yield from halted(events) if question.startswith("halted") else slowly(events)

    def digest(
        self,
        days: str,
        *,
        limit: DateRange | None = None,
        as_of: date | None = None,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        if days == SLOW_DAYS:
            return slowly(ui_canned.events(ui_canned.DIGEST))
        return super().digest(days, limit=limit, as_of=as_of, generator=generator)

    def timeline(
        self,
        topic: str | None = None,
        *,
        limit: DateRange | None = None,
        as_of: date | None = None,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        if topic == "slowly: floods":
            return slowly(ui_canned.events(ui_canned.TIMELINE))
        return super().timeline(topic, limit=limit, as_of=as_of, generator=generator)

    def article(self, article_id: str) -> Article:
        return ui_canned.ARTICLES.get(article_id) or super().article(article_id)


class Counted(Session):
    """What a tab begins with: Gradio makes a copy of it when the page is made, and one for each."""

    copies = 0

    def __deepcopy__(self, memo: object) -> Session:
        Counted.copies += 1
        if Counted.copies > 1:
            print("a tab", flush=True)
        return Counted()


def main() -> None:
    store, corpus, *more = sys.argv[1:]
    at = next((one[3:] for one in more if one.startswith("at=")), None)
    if few := next((int(one[5:]) for one in more if one.startswith("tabs=")), None):
        from assistant.app.ui import parts

        view.TABS = few
        parts.Session = Counted  # type: ignore[misc]
    model = {"openai_base_url": at, "model": "oder-7b"} if at else {}
    with build(store=Path(store), corpus=(Path(corpus),), **model) as assistant:
        if not at:
            assistant.__class__ = OnCue
        if "llm" in more:
            assistant.writes = "llm"
            assistant.model = CannedModel("oder-7b")
        if not assistant.indexed() and "empty" not in more:
            assistant.sync()
        serve(
            assistant,
            port=0,
            allow_upload="upload" in more,
            auth_file=next((Path(one[5:]) for one in more if one.startswith("auth=")), None),
            root_path=next((one[5:] for one in more if one.startswith("root=")), ""),
            on_ready=lambda url: print(url, flush=True),
        )
    print("ended", flush=True)


if __name__ == "__main__":
    main()
