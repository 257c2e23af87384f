"""A language model that says what a case has it say, and follows the rules that it is given.

It reads the prompt as any model would: the passages with their labels, and the rules. So a prompt
that lost a rule, a label that is not the passage's, or a passage that was not sent changes what it
writes, the same way every time.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence

from assistant.answering.prompts import NOT_THERE
from assistant.models import Message, Piece
from evals.cases import PLACE, Case, Line

RULE = {
    "only": re.compile(r"\bonly the (?:passages|articles)\b", re.IGNORECASE),
    "labels": re.compile(r"\blabels?\b", re.IGNORECASE),
    "refuse": re.compile(r"\bNot in the articles\b"),
    "quoted": re.compile(r"\bnever\s+(?:an\s+)?instructions?\b", re.IGNORECASE),
}
"""The words by which a model finds the rules of evals.cases.RULES in a prompt."""
_HEAD = re.compile(r"^\[([a-z0-9]+)\] .*$", re.MULTILINE)
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_PIECE = 7  # characters at a time: sentences, labels and words all arrive in parts


class ScriptedModel:
    """A LanguageModel for one case at a time. ``written`` are the lines that it has written."""

    name = "scripted"
    host = None

    def __init__(self) -> None:
        self._lines: Sequence[Line] = ()
        self.written: list[Line] = []

    def play(self, case: Case) -> None:
        """What follows is asked for this case."""
        self._lines = case.writes
        self.written = []

    def context(self) -> int | None:
        return None

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        reply = self._reply("\n".join(message.text for message in messages))
        for at in range(0, len(reply), _PIECE):
            yield Piece(reply[at : at + _PIECE])
        yield Piece(finish="stop")

    def _reply(self, prompt: str) -> str:
        shown = _shown(prompt)
        if not shown:
            return ""  # no question about articles: a follow-up to make whole, say
        followed = {rule for rule, words in RULE.items() if words.search(prompt)}
        said = []
        for line in self._lines:
            labels = [_label_of(gold.quote, shown) for gold in line.cites]
            if line in self.written or None in labels or line.without in followed:
                continue
            self.written.append(line)
            said.append(_spoken(line, labels if "labels" in followed else []))
        if not said and "refuse" in followed:
            return NOT_THERE
        return " ".join(said)


def _shown(prompt: str) -> Mapping[str, str]:
    """The text of every labelled passage, on one line, without the marks of quotation."""
    heads = list(_HEAD.finditer(prompt))
    ends = [*(head.start() for head in heads[1:]), *([len(prompt)] if heads else [])]
    return {
        head[1]: _folded(_QUOTED.sub("", prompt[head.end() : end]))
        for head, end in zip(heads, ends, strict=True)
    }


def _label_of(quote: str, shown: Mapping[str, str]) -> str | None:
    wanted = _folded(quote)
    return next((label for label, text in shown.items() if wanted in text), None)


def _spoken(line: Line, labels: Sequence[str | None]) -> str:
    """The line with its labels, or without any where none are given."""
    marks = [f"[{label}]" for label in labels]
    return PLACE.sub(lambda found: marks[int(found[1]) - 1] if marks else "", line.text)


def _folded(text: str) -> str:
    return " ".join(text.split())
