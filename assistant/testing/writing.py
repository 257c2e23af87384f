"""What a FakeOpenAI writes where it is told nothing else."""

from __future__ import annotations

import re

from assistant.testing.replies import Request

_HEAD = re.compile(r"^\[(\w+)\]", re.M)
_QUOTED = re.compile(r"^> ?(.*\S)", re.M)
_SENTENCE = re.compile(r".+?[.!?](?=\s|$)|.+")


def first_quoted_sentence(request: Request) -> str:
    """The first sentence that is quoted in the last message ("> ..."), with the label before it.

    "Not in the articles." where nothing is quoted.
    """
    asked = str(request.body["messages"][-1]["content"])
    head = _HEAD.search(asked)
    quoted = _QUOTED.search(asked, head.end() if head else 0)
    sentence = _SENTENCE.match(quoted[1]) if quoted else None
    if not head or not sentence:
        return "Not in the articles."
    return f"{sentence[0].rstrip('.!?')} [{head[1]}]."
