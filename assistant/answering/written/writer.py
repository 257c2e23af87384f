"""Answers that a language model writes, every sentence verified before anyone sees it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread

from assistant.answering.budget import budget_for
from assistant.answering.extractive import Extractive, analysed
from assistant.answering.prompts import Prompt, shipped_prompt
from assistant.answering.request import Request
from assistant.answering.written.asking import Asked, ask_about
from assistant.answering.written.clock import Clock
from assistant.answering.written.draft import REPEATS, Draft
from assistant.answering.written.ending import cut_off, failed, instead, nothing_holds, too_much
from assistant.answering.written.reply import Reply
from assistant.answering.written.resting import WHOLE
from assistant.answering.written.splitting import Sentence, Splitter
from assistant.answering.written.talk import Talk, echoes, talk
from assistant.answering.written.terms import Terms
from assistant.answering.written.verifying import Verified, Verifier
from assistant.domain import (
    Answer,
    ClaimShown,
    Dropped,
    Event,
    Finished,
    Found,
    Progress,
    Reason,
    Usage,
    Verdict,
)
from assistant.errors import ConfigError, ProviderError
from assistant.index import Index
from assistant.models import LanguageModel

WRITING = Progress("writing", 0, None)
"""What is told while a model says nothing, or has not come to the end of a sentence."""
GIVES_UP = 0.25
"""Seconds after which the work can be given up at the latest, whatever the model writes."""


class Written:
    """A writer that asks a model, and shows what holds.

    The passages are those that ``extractive`` finds, which answers in its place where the model
    fails before any sentence of it could be shown, unless ``terms.fallback`` is "none": then that
    error is raised. What was shown before an error stands, with a notice.
    """

    name = "llm"

    def __init__(self, model: LanguageModel, extractive: Extractive, terms: Terms) -> None:
        self._model = model
        self._extractive = extractive
        self._terms = terms

    def write(self, request: Request, index: Index) -> Iterator[Event]:
        clock = Clock()
        found = self._extractive.find(request, index)
        clock.found()
        yield Found(found.hits)
        if not found.hits:
            usage = Usage(generator=self.name, ms=clock.ms())
            yield Finished(self._extractive.refusal(request, index, usage))
            return
        asked_about = analysed(request.query, index)
        near = [term.stem for term in asked_about.terms] if asked_about.type == "date" else []
        draft = Draft(request, found, near)
        prompt = shipped_prompt("answer")
        asked: Asked | None = None
        reply = Reply()
        fault: ProviderError | ConfigError | None = None
        try:
            budget = budget_for(self._model, self._terms.context, self._terms.room)
            asked = ask_about(request, found, prompt, budget)
            yield from self._sentences(asked, reply, draft, clock)
        except (ProviderError, ConfigError) as error:
            fault = error
        usage = self._usage(asked, reply, prompt, clock)
        if not draft.claims and fault is None and not draft.absent and not draft.dropped:
            fault = reply.nothing(self._model.host, self._terms.room)
        notices = [*_left_out(asked), *draft.notices()]
        if draft.claims:
            notices += [failed(fault)] if fault else _ended(reply, draft)
            answer = request.answered(
                draft.text(),
                claims=tuple(draft.claims),
                citations=draft.citations,
                dropped=tuple(draft.dropped),
                notices=tuple(notices),
                usage=usage,
            )
            yield Finished(answer)
        elif fault is None:
            notices += _ended(reply, draft)
            yield Finished(self._refused(request, index, draft, notices, usage))
        elif self._terms.fallback == "none":
            raise fault
        else:
            yield from self._quoted(request, index, draft, [*notices, instead(fault)], usage)

    def _sentences(
        self, asked: Asked, reply: Reply, draft: Draft, clock: Clock
    ) -> Iterator[ClaimShown | Dropped | Progress]:
        """The model's sentences as they come, each shown or taken out."""
        verifier = Verifier(asked.shown)
        splitter = Splitter(verifier.labels)
        # While the model thinks, its sources are read.
        reading = Thread(target=verifier.prepare, daemon=True)
        stream = self._model.stream(asked.messages, room=self._terms.room)
        reply.calls += 1
        clock.sent()
        reading.start()
        fault: ProviderError | ConfigError | None = None
        try:
            try:
                told = time.perf_counter()
                for piece in reply.read(stream, self._terms.room):
                    if not piece or time.perf_counter() - told > GIVES_UP:
                        # No sentence yet: a moment at which the work can be given up.
                        yield WRITING
                        told = time.perf_counter()
                    for sentence in splitter.feed(piece):
                        yield from self._verified(sentence, verifier, draft, clock)
                    if draft.repeated >= REPEATS:
                        return
            except (ProviderError, ConfigError) as error:
                fault = error  # what had come by then may hold another whole sentence
            for sentence in splitter.end():
                # What the server cut off may say half of something.
                if sentence.whole or (reply.finished and fault is None):
                    yield from self._verified(sentence, verifier, draft, clock)
                else:
                    reply.cut = True
            if fault is not None:
                raise fault
        finally:
            stream.close()
            reading.join()

    def _verified(
        self, sentence: Sentence, verifier: Verifier, draft: Draft, clock: Clock
    ) -> Iterator[ClaimShown | Dropped]:
        if draft.again(sentence.text):
            return
        began = time.perf_counter()
        kind = talk(sentence.text, sentence.raw)
        if kind is Talk.EMPTY:
            return
        found = verifier.verify(sentence.text, sentence.labels)
        if isinstance(found, Verified) and echoes(sentence.text, draft.question):
            reason = "it says no more than the question"
            found = Dropped(sentence.text, Verdict.UNSUPPORTED, reason)
        if isinstance(found, Verified) and not sentence.whole and found.score < WHOLE:
            # "The minister, Leo Castellan": all of it is said, and nothing by it.
            found = Dropped(sentence.text, Verdict.UNSUPPORTED, "it is no whole sentence")
        if kind is not None and isinstance(found, Dropped):
            draft.absent = True  # "The documents do not show ..." may be what an article says
            return
        event = draft.take(found)
        clock.verified(began, shown=isinstance(event, ClaimShown))
        yield event

    def _refused(
        self, request: Request, index: Index, draft: Draft, notices: list[str], usage: Usage
    ) -> Answer:
        dropped, told = tuple(draft.dropped), tuple(notices)
        if draft.absent or not dropped:
            answer = self._extractive.refusal(request, index, usage)
            text = "\n".join(part for part in (answer.text, draft.taken_out()) if part)
            return replace(answer, text=text, dropped=dropped, notices=told)
        return request.answered(
            nothing_holds(len(dropped)),
            Reason.NOT_SUPPORTED,
            dropped=dropped,
            notices=told,
            usage=usage,
        )

    def _quoted(
        self, request: Request, index: Index, draft: Draft, notices: list[str], usage: Usage
    ) -> Iterator[Event]:
        """The answer without a model; of the model's, what it cost and what was taken out."""
        for event in self._extractive.write(request, index):
            if isinstance(event, Finished):
                answer = event.answer
                ms = {**answer.usage.ms, "model": usage.ms.get("total", 0.0)}
                ms["total"] = round(ms["total"] + ms["model"], 2)
                spent = replace(usage, generator=answer.usage.generator, ms=ms)
                yield Finished(
                    replace(
                        answer,
                        dropped=tuple(draft.dropped),
                        notices=(*answer.notices, *notices),
                        usage=spent,
                    )
                )
            elif not isinstance(event, Found):
                yield event

    def _usage(self, asked: Asked | None, reply: Reply, prompt: Prompt, clock: Clock) -> Usage:
        model = self._model
        sent = asked is not None and reply.calls > 0
        tokens_in = reply.prompt_tokens
        if tokens_in is None:
            tokens_in = asked.tokens if asked and sent else 0
        tokens_out = reply.counted(model.name)
        return Usage(
            generator=self.name,
            model=model.name,
            host=model.host,
            prompt_tokens=tokens_in,
            completion_tokens=tokens_out,
            ms=clock.ms(),
            prompts={prompt.name: prompt.digest} if sent else {},
            cost=self._terms.cost(tokens_in, tokens_out),
            calls=reply.calls,
            sent=asked.passages if asked and sent else 0,
            left_out=asked.left_out if asked else (),
        )


def _left_out(asked: Asked | None) -> list[str]:
    if asked is None or not asked.left_out:
        return []
    return [too_much(len(asked.left_out), asked.passages)]


def _ended(reply: Reply, draft: Draft) -> list[str]:
    """What there is to say of how a reply ended that was no error."""
    if draft.repeated >= REPEATS:
        return ["The model began to repeat itself and was stopped."]
    return cut_off(reply.finish, cut=reply.cut, long=reply.long, read=reply.ended)
