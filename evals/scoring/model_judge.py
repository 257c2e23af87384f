"""The sentences of an answer judged by a language model, which may fail to say its one word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.labels import labels
from assistant.answering.prompts import Prompt, load_prompt
from assistant.answering.showing import Shown, block
from assistant.domain import Citation
from assistant.errors import AssistantError
from assistant.models import LanguageModel
from evals.cases import Case
from evals.library import Library
from evals.outcome import Outcome
from evals.scoring.score import Score, share, unscored

ROOM = 200  # tokens of a judgement, also where a reason comes with it
_WORD = re.compile(r"\b(?:un)?supported\b", re.IGNORECASE)


def no_judge(case: Case, outcome: Outcome) -> Score:
    return unscored("no model was asked to judge")


class ModelJudge:
    """The share of an answer's sentences of which a model says that their quotes support them.

    A case is unscored where a reply does not say one of the two words, or says both, and where
    the model fails: an answer is no worse for it.
    """

    def __init__(self, model: LanguageModel, prompt: Prompt | None = None) -> None:
        self._model = model
        self._prompt = prompt or load_prompt("judge")

    def __call__(self, case: Case, outcome: Outcome) -> Score:
        if not outcome.claims:
            return unscored("nothing was claimed")
        against = []
        for claim in outcome.claims:
            cited = outcome.cited(claim)
            messages = self._prompt.messages(
                question=case.question,
                passages=_block(cited, outcome.library),
                sentence=claim.text,
            )
            try:
                reply = "".join(piece.text for piece in self._model.stream(messages, room=ROOM))
            except AssistantError as error:
                return unscored(f"the judge failed: {error}")
            verdicts = {found.lower() for found in _WORD.findall(reply)}
            if len(verdicts) != 1:
                told = " ".join(reply.split())[:200]
                return unscored(f"the judge's reply is not one of its two words: {told!r}")
            if verdicts == {"unsupported"}:
                against.append(claim.text)
        whole = len(outcome.claims)
        told = f"not supported: {' | '.join(against)}" if against else ""
        return share(whole - len(against), whole, told)


def _block(cited: Sequence[Citation], library: Library) -> str:
    names = labels(len(cited), [citation.quote for citation in cited])
    return block(
        [
            Shown(name, library.articles[one.article], one.start, one.end)
            for name, one in zip(names, cited, strict=True)
            if one.article in library.articles
        ]
    )
