"""What a model is asked, and what that is counted as."""

from __future__ import annotations

from scripted_model import Scripted
from written_desk import Desk

from assistant.answering.budget import count_messages
from assistant.assembly import Assistant
from assistant.config import Settings
from assistant.models import open_local


def test_a_prompt_that_the_server_does_not_count_is_counted_as_it_was_sent(desk: Desk) -> None:
    model, local = Scripted(["Nobody knows."], counts=False), open_local()
    with Assistant(Settings(store=desk.store), local, local, model=model) as assistant:
        answer = assistant.ask("What did Mayor Keller propose?", generator="llm")
    (sent,) = model.asked
    assert answer.usage.prompt_tokens == count_messages(sent, model.name)
