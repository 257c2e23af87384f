"""Every error that the assistant raises on purpose.

::

    AssistantError
    |-- ConfigError       a setting or an option is wrong
    |-- QuestionError     a question or its dates cannot be taken as they are
    |-- CorpusError       a file or folder cannot be read (path, line)
    |-- IndexProblem      the store cannot be used as it is
    |   |-- IndexMissing  nothing has been indexed yet
    |   |-- IndexStale    built by other versions or with another embedding
    |   |-- IndexLocked   another process is writing it
    |   `-- IndexDamaged  a generation does not hold what its manifest says
    |-- Busy              more is asked at once than there are places for
    |-- ConversationError what was said cannot be kept, or read
    |   `-- ConversationMissing  there is none of that id, or it is somebody else's
    |-- PromptError       a prompt file is missing a variable, or has one too many
    `-- ProviderError     a model server failed (retryable)

A message says what failed, where, and what to run next; it is shown to the user as it is.
Vendor errors are translated once, in the one file that imports the vendor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class AssistantError(Exception):
    """Base of all; a face prints its message and exits with 1."""


class ConfigError(AssistantError):
    pass


class QuestionError(AssistantError):
    pass


class CorpusError(AssistantError):
    """``path`` and the 1-based ``line`` say where, when they are known.

    ``problems`` (domain.Problem) is the whole list where more than one thing is wrong.
    """

    def __init__(
        self,
        message: str,
        path: str | None = None,
        line: int | None = None,
        problems: Sequence[Any] = (),
    ) -> None:
        super().__init__(message)
        self.path = path
        self.line = line
        self.problems = tuple(problems)


class IndexProblem(AssistantError):
    pass


class IndexMissing(IndexProblem):
    pass


class IndexStale(IndexProblem):
    pass


class IndexLocked(IndexProblem):
    pass


class IndexDamaged(IndexProblem):
    pass


class Busy(AssistantError):
    pass


class ConversationError(AssistantError):
    """``elsewhere`` says the same to who is not at this machine, where the message names a file."""

    def __init__(self, message: str, elsewhere: str | None = None) -> None:
        super().__init__(message)
        self.elsewhere = elsewhere


class ConversationMissing(ConversationError):
    """The same for a conversation that never was, one that was deleted, and another owner's."""

    def __init__(self) -> None:
        super().__init__(
            "There is no such conversation here: it was deleted, or it is somebody else's."
        )


class PromptError(AssistantError):
    pass


class ProviderError(AssistantError):
    """``retryable`` says whether the same call may succeed later."""

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable
