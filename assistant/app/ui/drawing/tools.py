"""What can be done with an answer, under it: copy, ask again, change the question, judge it.

A button says what it does in ``data-do``; tools.js opens the fields in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app.ui.drawing.markup import text
from assistant.chat.feedback import LONGEST_COMMENT, Vote
from assistant.chat.shown import Shown
from assistant.chat.turns import LONGEST

_THUMBS = (("up", "Good answer"), ("down", "Bad answer"))


def tools(shown: Shown, number: int, vote: Vote | None) -> str:
    """The row under a turn that has ended, and its comment; nothing while it is answered."""
    if shown.busy:
        return ""
    buttons = []
    if shown.answer is not None or shown.claims:
        buttons.append(_button("copy", number, "Copy", "Copy the answer with its sources"))
    if not shown.vain:
        buttons.append(_button("retry", number, "Retry", "Ask this question again"))
    if len(shown.question) <= LONGEST:
        buttons.append(_button("rewrite", number, "Edit", "Edit this question and ask it"))
    if shown.answer is not None:
        buttons += [_thumb(way, name, number, vote) for way, name in _THUMBS]
    row = f'<div class="dl-tools" role="group" aria-label="This answer">{"".join(buttons)}</div>'
    return row + (_comment(number, vote) if shown.answer is not None else "")


def _button(do: str, number: int, word: str, name: str) -> str:
    # The name begins with the word that is seen: whoever speaks to the page says that.
    return (
        f'<button type="button" class="dl-act" data-do="{do}" data-turn="{number}" '
        f'title="{name}"><span class="dl-icon dl-icon-{do}"></span>{word}</button>'
    )


def _thumb(way: str, name: str, number: int, vote: Vote | None) -> str:
    pressed = "true" if vote is not None and vote.vote == way else "false"
    return (
        f'<button type="button" class="dl-act dl-thumb" data-do="vote" data-turn="{number}" '
        f'data-vote="{way}" aria-pressed="{pressed}" aria-label="{name}" title="{name}">'
        f'<span class="dl-icon dl-icon-{way}"></span></button>'
    )


def _comment(number: int, vote: Vote | None) -> str:
    """What was said of the answer, and the field to say it; both hidden without a vote."""
    if vote is None:
        return ""
    wrong = "What was wrong?" if vote.vote == "down" else "What was good?"
    said = (
        f'<p class="dl-note dl-said">Your comment: <bdi>{text(vote.comment)}</bdi></p>'
        if vote.comment
        else ""
    )
    change = "Change comment" if vote.comment else "Add a comment"
    return (
        f'{said}<p class="dl-said"><button type="button" class="dl-more" data-do="comment" '
        f'data-turn="{number}" aria-expanded="false">{change}</button></p>'
        f'<div class="dl-field" data-field="comment" data-turn="{number}" hidden role="group" '
        f'aria-label="Comment"><label>{wrong} (optional) '
        f'<textarea rows="2" maxlength="{LONGEST_COMMENT}">{_typed(vote.comment)}</textarea>'
        "</label>"
        f'<span class="dl-field-ends"><button type="button" class="dl-apply" data-do="say" '
        f'data-turn="{number}" data-vote="{vote.vote}">Keep comment</button>'
        f'<button type="button" class="dl-more" data-do="leave">Cancel</button></span></div>'
    )


def rewriting(shown: Shown, number: int) -> str:
    """The question in a field, hidden until Edit is pressed; an empty one while it is answered, so
    that what stands after it keeps its place."""
    if shown.busy or len(shown.question) > LONGEST:
        return '<div class="dl-field" hidden></div>'
    return (
        f'<div class="dl-field" data-field="rewrite" data-turn="{number}" hidden role="group" '
        'aria-label="Edit the question"><label><span class="dl-unseen">Question</span>'
        f'<textarea rows="2" data-most="{LONGEST}">{_typed(shown.question)}</textarea></label>'
        '<span class="dl-field-ends"><button type="button" class="dl-apply" data-do="reask" '
        f'data-turn="{number}">Ask</button>'
        '<button type="button" class="dl-more" data-do="leave">Cancel</button></span></div>'
    )


def _typed(words: str) -> str:
    """What stands in a field: a line feed right after its tag would be left out."""
    return ("\n" if words.startswith("\n") else "") + text(words)


def next_questions(questions: Sequence[str], label: str = "Ask next") -> str:
    """Questions to ask with one click."""
    if not questions:
        return ""
    asks = "".join(
        '<li><button type="button" class="dl-next" data-do="ask" dir="auto">'
        f"{text(one)}</button></li>"
        for one in questions
    )
    return (
        f'<div class="dl-nexts"><p class="dl-note">{label}</p>'
        f'<ul aria-label="{label}">{asks}</ul></div>'
    )
