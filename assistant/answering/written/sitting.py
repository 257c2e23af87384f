"""A model asked again and again about many passages, every sentence of it held against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Thread
from time import perf_counter

from assistant.answering.budget import Budget, budget_for, count_messages, pack
from assistant.answering.calling import Call, Spent
from assistant.answering.prompts import Prompt
from assistant.answering.showing import Shown
from assistant.answering.written.ending import REPEATED, cut_off, instead, rest_quoted, taken_out
from assistant.answering.written.splitting import Sentence, Splitter
from assistant.answering.written.talk import Talk, talk
from assistant.answering.written.terms import Terms
from assistant.answering.written.verifying import Verified, Verifier
from assistant.domain import Answer, Dropped
from assistant.errors import ConfigError, ProviderError
from assistant.models import LanguageModel, Message

REPEATS = 3
"""Sentences that a model may write again in one reply; then it is taken to go round in circles."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a reply after it was held against what was shown; ``opens`` a line."""

    sentence: Verified | Dropped
    opens: bool


class Sitting:
    """The calls for one digest or timeline.

    After the first that fails there is no other: ``fault`` says why, and the articles' own
    sentences stand in for the rest. A server that hangs is so waited for once.
    """

    def __init__(self, model: LanguageModel, terms: Terms) -> None:
        self.model = model
        self.terms = terms
        self.spent = Spent()
        self.fault: ProviderError | ConfigError | None = None
        self.cut = 0
        self._ends: Counter[str] = Counter()  # what there is to say of replies, how often
        self._checking = 0.0
        self._budget: Budget | None = None

    def budget(self) -> Budget | None:
        """None where there is none, which is a fault."""
        if self._budget is None and self.fault is None:
            try:
                self._budget = budget_for(self.model, self.terms.context, self.terms.room)
            except (ProviderError, ConfigError) as error:
                self.fault = error
        return None if self.fault is not None else self._budget

    def finished(
        self, answer: Answer, dropped: Sequence[Dropped], by_model: int, told: Sequence[str]
    ) -> Answer:
        """The answer with what was taken out, what it cost and how it came about.

        ``by_model`` counts its sentences that the model wrote; ``told`` is what else there is to
        say, where the model wrote any of it or all calls went well.
        """
        notices = [*answer.notices, *self.spent.notices]
        if self.fault is not None:
            notices.append((rest_quoted if by_model else instead)(self.fault))
        # Of what no model wrote, the fault says all.
        if self.fault is None or by_model:
            notices += told
        for end, times in self._ends.items():
            notices.append(end if times == 1 else f"{end} ({times} replies)")
        name = "llm" if by_model or answer.refused else "extractive"
        # The answer's own clock ran while the model wrote.
        spent = replace(self.spent, seconds=0.0)
        usage = spent.added_to(answer.usage, self.model, self.terms.cost, "generation")
        own = {"model": self.spent.seconds, "grounding": self._checking}
        ms = {**usage.ms, **{stage: round(took * 1000, 2) for stage, took in own.items()}}
        text = answer.text
        if dropped and not answer.refused:
            text = f"{text}\n{taken_out(len(dropped))}"
        return replace(
            answer,
            text=text,
            dropped=tuple(dropped),
            notices=tuple(notices),
            usage=replace(usage, generator=name, ms=ms),
        )

    def too_long(self, budget: Budget, text: str, fixed: int) -> None:
        """Takes it for the fault that a passage alone is too long for the context."""
        try:
            pack(budget, fixed, [(0.0, text)])
        except ConfigError as error:
            self.fault = error

    def fixed(self, prompt: Prompt, **values: str) -> int:
        """Tokens of a prompt without its passages."""
        return count_messages(prompt.messages(passages="", **values), self.model.name)

    def ask(
        self, prompt: Prompt, messages: Sequence[Message], shown: Sequence[Shown]
    ) -> Iterator[Told | None]:
        """The sentences of a reply as each is complete; None in between, so that it can be given
        up at any time. Talk is left out, and so is the unfinished end of a reply."""
        if self.fault is not None:
            return
        verifier = Verifier(shown)
        reading = _Reading(verifier)
        call = Call(self.model, prompt, messages, self.terms.room, self.spent)
        self.spent.sent += len(shown)
        # While the model thinks, what it was shown is read for the check.
        thread = Thread(target=verifier.prepare, daemon=True)
        thread.start()
        try:
            yield from self._told(call, reading)
        finally:
            self._checking += reading.seconds
            thread.join()

    def _told(self, call: Call, reading: _Reading) -> Iterator[Told | None]:
        try:
            with closing(call.pieces()) as pieces:
                for piece in pieces:
                    for sentence in reading.splitter.feed(piece):
                        yield from reading.told(sentence, call.text)
                    yield None
                    if reading.repeated >= REPEATS:
                        self._ends[REPEATED] += 1
                        return
        except (ProviderError, ConfigError) as error:
            self.fault = error
        cut = False
        for sentence in reading.splitter.end():
            if sentence.whole or (call.whole and self.fault is None):
                yield from reading.told(sentence, call.text)
            else:
                cut = True
        if self.fault is None and not call.whole:
            self.cut += 1
            self._ends.update(cut_off(call.finish, cut=cut, long=call.long, read=True))


class _Reading:
    """One reply as it is read: where its sentences stand, and which of them came before."""

    def __init__(self, verifier: Verifier) -> None:
        self.splitter = Splitter(verifier.labels)
        self.repeated = 0
        self.seconds = 0.0  # in the check
        self._verifier = verifier
        self._seen: set[str] = set()
        self._at = 0
        self._first = True

    def told(self, sentence: Sentence, text: str) -> Iterator[Told]:
        there = text.find(sentence.raw, self._at)
        start = there if there >= 0 else self._at
        opens = self._first or "\n" in text[self._at : start]
        self._at = start + len(sentence.raw)
        kind = talk(sentence.text, sentence.raw)
        if kind is not None and kind is not Talk.PERHAPS:
            # A heading of its own line opens one for what follows.
            self._first = self._first or opens
            return
        self._first = False
        key = " ".join(sentence.text.casefold().split())
        if key in self._seen:
            self.repeated += 1
            return
        self._seen.add(key)
        began = perf_counter()
        found = self._verifier.verify(sentence.text, sentence.labels)
        self.seconds += perf_counter() - began
        if kind is None or isinstance(found, Verified):
            yield Told(found, opens)
