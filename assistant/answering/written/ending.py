"""What a reader is told of how a model's answer ended: sentences, with the next step in them."""

from __future__ import annotations

from assistant.errors import AssistantError


def instead(fault: AssistantError) -> str:
    """Why an answer is quoted and not written."""
    return f"No model wrote this: {_sentence(fault)} The answer is quoted from the articles."


def failed(fault: AssistantError) -> str:
    """Why an answer may not be complete."""
    return f"The answer broke off: {_sentence(fault)} What stands here was verified before."


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
    return []


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
