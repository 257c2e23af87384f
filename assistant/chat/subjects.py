"""What the last turn was about, as the topic of a digest or a timeline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chat import antecedents
from assistant.chat.antecedents import lowered
from assistant.chat.forms import read_form
from assistant.chat.held import read_again
from assistant.chat.topics import topic_of
from assistant.chat.turns import Turn
from assistant.domain import Form
from assistant.text.names import names
from assistant.text.words import is_content, words

_ABOUT = re.compile(r"\babout\s+(?P<topic>[^?(]+)", re.IGNORECASE)
_NOTE = re.compile(r"\s*\((?P<note>[^()]*)\)\s*\??$")
MOST_NAMES = 2


def subject(turns: Sequence[Turn]) -> str | None:
    """The topic of the last digest or timeline; of a question what it is "about", else its names,
    its thing, its words. None where it was about anything."""
    if not turns:
        return None
    turn = turns[-1]
    question = turn.whole_question
    dates = read_again(question, turn.answer.as_of)
    asked = read_form(question, dates)
    if asked.form is not Form.ANSWER:
        return asked.topic
    if dates.limit is not None and dates.limit.words:
        question = question.replace(dates.limit.words, " ")
    if note := _NOTE.search(question):
        question = f"{question[: note.start()]} {note['note']}"
    if told := _ABOUT.search(question):
        return topic_of(" ".join(told["topic"].split()))
    asked_of = lowered(question)
    named = []
    for name in names(asked_of):
        the = "the " if asked_of[: name.start].lower().endswith("the ") else ""
        named.append(f"{the}{name.text}")
    if named:
        return " and ".join(dict.fromkeys(named[:MOST_NAMES]))
    thing = antecedents.thing(turns[-1:]) or antecedents.group(turns[-1:])
    if thing:
        return thing
    return " ".join(question[w.start : w.end] for w in words(question) if is_content(w)) or None
