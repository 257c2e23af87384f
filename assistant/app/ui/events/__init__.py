"""Which desk answers to what happens on the page: one module for each group of its parts."""

from assistant.app.ui.events.boards import listen_boards
from assistant.app.ui.events.chat import listen_chat
from assistant.app.ui.events.conversations import listen_conversations
from assistant.app.ui.events.corpus import listen_corpus
from assistant.app.ui.events.page import listen_page

__all__ = ["listen_boards", "listen_chat", "listen_conversations", "listen_corpus", "listen_page"]
