"""What a reader is told of how a model's answer ended: sentences, with the next step in them."""

from __future__ import annotations

from assistant.errors import AssistantError

REPEATED = "The model began to repeat itself and was stopped."
_OWN_WORDS = frozenset({"eos", "eos_token", "end_turn", "stop_sequence"})
"""What servers say in place of "stop" where a reply ended by itself."""


def instead(fault: AssistantError) -> str:
    """Why an answer is quoted and not written."""
    return f"No model wrote this: {_sentence(fault)} The answer is quoted from the articles."


def failed(fault: AssistantError) -> str:
    """Why an answer may not be complete."""
    return f"The answer broke off: {_sentence(fault)} What stands here was verified before."


def rest_quoted(fault: AssistantError) -> str:
    """Why a digest or a timeline is the model's only in part."""
    return (
        f"The model broke off: {_sentence(fault)} What it wrote until then was verified, and what "
        "it left is quoted from the articles."
    )


def cut_off(finish: str | None, *, cut: bool, long: bool, read: bool) -> list[str]:
    """What is said of a reply that did not end by itself; ``read`` where it was read to its end."""
    rest = " The unfinished last sentence was left out." if cut else ""
    if long:
        return [f"The model wrote far more than it was asked for and was stopped.{rest}"]
    if not read or finish == "stop":
        return []
    if finish == "length":
        return [
            "The model's reply was longer than the room for it and was cut off. For more, set a "
            f"larger ASSISTANT_ANSWER_TOKENS.{rest}"
        ]
    if finish == "content_filter":
        return [f"The server's filter broke the answer off. Ask in other words.{rest}"]
    if finish is None:
        return [f"The server broke the answer off. Ask again for the rest.{rest}"]
    if finish in _OWN_WORDS and not cut:
        return []
    # The word is the server's: no longer than a word, and nothing in it that a terminal obeys.
    return [f"The server ended the answer with {finish[:20]!r}: it may be cut off.{rest}"]


def too_much(left: int, sent: int) -> str:
    """That not all passages fitted into the context."""
    passages = "1 passage" if left == 1 else f"{left} passages"
    return (
        f"{passages} of {left + sent} found did not fit into the model's context. Set a larger "
        "ASSISTANT_CONTEXT where the model has one."
    )


def taken_out(count: int) -> str:
    """That sentences of a digest or a timeline were taken out."""
    if count == 1:
        return "1 sentence of the model was taken out: the articles do not say it."
    return f"{count} sentences of the model were taken out: the articles do not say them."


def nothing_holds(count: int) -> str:
    """The text of the Refusal NOT_SUPPORTED."""
    wrote = (
        "1 sentence, and no article that was found says it"
        if count == 1
        else (f"{count} sentences, and no article that was found says them")
    )
    return (
        f"The model wrote {wrote}: nothing is shown. The articles' own sentences may answer: ask "
        "again without the model, or in other words."
    )


def _sentence(fault: AssistantError) -> str:
    said = str(fault).strip()
    return said if said.endswith((".", "!", "?")) else f"{said}."
