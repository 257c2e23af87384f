"""The prompts as files: read, held against the variables that the code fills in, and hashed.

A prompt is ``prompts/NAME.md``: what the system says, a line ``---``, and what the user says.
``{name}`` in it is a variable; no other brace may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PromptError
from assistant.models import Message
from assistant.resources import prompts_folder

if TYPE_CHECKING:
    from llama_index.core.prompts import PromptTemplate

# What the code fills in, for each prompt that there is. as_of: an ISO date. passages: blocks of
# answering/showing.py. question, sentence: one line each. focus: one sentence, or nothing.
EXPECTED: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"as_of", "passages", "question"}),
    "digest_map": frozenset({"passages", "focus"}),
    "digest_reduce": frozenset({"days", "most", "passages", "focus"}),
    "timeline": frozenset({"passages", "focus"}),
    # history: of each turn the question and what was answered, every line after "> ".
    "rewrite": frozenset({"as_of", "history", "question"}),
    "judge": frozenset({"question", "passages", "sentence"}),
}
NOT_THERE = "Not in the articles."
"""What the prompt for answers tells a model to write where the passages do not answer."""

_VARIABLE = re.compile(r"\{([a-z_]+)\}")
_BORDER = "\n---\n"


@dataclass(frozen=True)
class Prompt:
    """A prompt file that has just the variables that are filled in.

    ``digest`` is the SHA-256 of the file, in hex: two answers with one digest were asked alike.
    """

    name: str
    system: str
    user: str
    variables: frozenset[str]
    digest: str

    @property
    def text(self) -> str:
        return f"{self.system}\n\n{self.user}"

    def messages(self, **values: str) -> tuple[Message, ...]:
        """What the system says and what the user says, with every variable filled in, once: braces
        inside a value stay as they are.

        Raises PromptError where a value is missing or is not one of the variables.
        """
        _hold(f"Values for the prompt {self.name!r}", frozenset(values), self.variables)
        return (
            Message("system", _filled(self.system, values)),
            Message("user", _filled(self.user, values)),
        )

    def render(self, **values: str) -> str:
        """Both parts as one text, an empty line between them; PromptError as ``messages``."""
        system, user = self.messages(**values)
        return f"{system.text}\n\n{user.text}"

    @cached_property
    def template(self) -> PromptTemplate:
        """The same as LlamaIndex knows prompts; it, too, leaves braces inside values alone."""
        from llama_index.core.prompts import PromptTemplate

        return PromptTemplate(self.text)


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt of that name, from the folder that ships if none is given.

    Raises PromptError where the file is not there or unreadable, is not in two parts, or does not
    have the variables that EXPECTED says.
    """
    if name not in EXPECTED:
        raise PromptError(f"No prompt is called {name!r}. There are: {', '.join(sorted(EXPECTED))}")
    path = (folder or prompts_folder()) / f"{name}.md"
    try:
        content = path.read_bytes()
        text = content.decode().replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(
            f"{path} cannot be read ({error}). Restore it, or install again"
        ) from error
    for number, line in enumerate(text.splitlines(), start=1):
        if set("{}") & set(_VARIABLE.sub("", line)):
            raise PromptError(f"{path}:{number}: a brace that is not part of a {{variable}}")
    variables = frozenset(_VARIABLE.findall(text))
    _hold(f"Variables of {path}", variables, EXPECTED[name])
    system, *users = text.split(_BORDER)
    if len(users) != 1:
        raise PromptError(
            f"{path} needs one line ---, between what the system and what the user says; it has "
            f"{len(users)}"
        )
    return Prompt(name, system.strip(), users[0].strip(), variables, sha256(content).hexdigest())


@cache
def shipped_prompt(name: str) -> Prompt:
    """``load_prompt`` of those that ship, read once."""
    return load_prompt(name)


def all_prompts(folder: Path | None = None) -> tuple[Prompt, ...]:
    """Every prompt, by name. Raises PromptError as ``load_prompt`` does, for the first bad one."""
    return tuple(load_prompt(name, folder) for name in sorted(EXPECTED))


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda found: values[found[1]], text).strip()


def _hold(what: str, found: frozenset[str], expected: frozenset[str]) -> None:
    faults = []
    if missing := sorted(expected - found):
        faults.append(f"missing: {', '.join(missing)}")
    if extra := sorted(found - expected):
        faults.append(f"not expected: {', '.join(extra)}")
    if faults:
        raise PromptError(f"{what}: {'; '.join(faults)}")
