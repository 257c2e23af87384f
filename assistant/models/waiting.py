"""A language model whose server is waited for once, for work that asks it more than once."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from assistant.errors import ProviderError
from assistant.models.language import LanguageModel, Message, Piece


class WaitedOnce:
    """The model, until its server has kept somebody waiting for nothing; ``fault`` tells of that.

    From then on every call raises ``fault`` at once, and nothing is sent. For one question: a
    server that is back by the next one is asked again.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.fault: ProviderError | None = None

    @property
    def name(self) -> str | None:
        return self._model.name

    @property
    def host(self) -> str | None:
        return self._model.host

    def context(self) -> int | None:
        if self.fault is not None:
            raise self.fault
        try:
            return self._model.context()
        except ProviderError as error:
            self._remember(error, begun=False)
            raise

    def stream(self, messages: Sequence[Message], *, room: int) -> Generator[Piece, None, None]:
        if self.fault is not None:
            raise self.fault
        begun = False
        pieces = self._model.stream(messages, room=room)
        try:
            for piece in pieces:
                begun = begun or bool(piece.text)
                yield piece
        except ProviderError as error:
            self._remember(error, begun)
            raise
        finally:
            pieces.close()

    def _remember(self, error: ProviderError, begun: bool) -> None:
        """Refusals come at once, and a reply that broke off may not the next time."""
        if error.__cause__ is None:
            return
        from assistant.models.faults import broke_off

        if isinstance(error.__cause__, TimeoutError) or (not begun and broke_off(error)):
            self.fault = error
