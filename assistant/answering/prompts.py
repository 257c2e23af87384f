"""The prompts as files: read, held against the variables that the code fills in, and hashed.

A prompt is ``prompts/NAME.md``. ``{name}`` in it is a variable; no other brace may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PromptError
from assistant.resources import prompts_folder

if TYPE_CHECKING:
    from llama_index.core.prompts import PromptTemplate

# What the code fills in, for each prompt that there is.
EXPECTED: Mapping[str, frozenset[str]] = {
    # as_of: ISO date. passages: each a line "[n] DATE, TITLE", then its text, every line of it
    # after "> ", so that no article can end its own quotation. question: as it was asked.
    "answer": frozenset({"as_of", "passages", "question"}),
}

_VARIABLE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Prompt:
    """A prompt file that has just the variables that are filled in.

    ``digest`` is the SHA-256 of the text, in hex: two answers with one digest were asked alike.
    """

    name: str
    text: str
    variables: frozenset[str]
    digest: str

    def render(self, **values: str) -> str:
        """The text with every variable filled in, once: braces inside a value stay as they are.

        Raises PromptError where a value is missing or is not one of the variables.
        """
        _hold(f"Values for the prompt {self.name!r}", frozenset(values), self.variables)
        return _VARIABLE.sub(lambda found: values[found[1]], self.text)

    @cached_property
    def template(self) -> PromptTemplate:
        """The same as LlamaIndex knows prompts; it, too, leaves braces inside values alone."""
        from llama_index.core.prompts import PromptTemplate

        return PromptTemplate(self.text)


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt of that name, from the folder that ships if none is given.

    Raises PromptError where the file is not there or unreadable, or does not have the variables
    that EXPECTED says.
    """
    if name not in EXPECTED:
        raise PromptError(f"No prompt is called {name!r}. There are: {', '.join(sorted(EXPECTED))}")
    path = (folder or prompts_folder()) / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(
            f"{path} cannot be read ({error}). Restore it, or install again"
        ) from error
    for number, line in enumerate(text.splitlines(), start=1):
        if set("{}") & set(_VARIABLE.sub("", line)):
            raise PromptError(f"{path}:{number}: a brace that is not part of a {{variable}}")
    variables = frozenset(_VARIABLE.findall(text))
    _hold(f"Variables of {path}", variables, EXPECTED[name])
    return Prompt(name, text, variables, sha256(text.encode()).hexdigest())


def all_prompts(folder: Path | None = None) -> tuple[Prompt, ...]:
    """Every prompt, by name. Raises PromptError as ``load_prompt`` does, for the first bad one."""
    return tuple(load_prompt(name, folder) for name in sorted(EXPECTED))


def _hold(what: str, found: frozenset[str], expected: frozenset[str]) -> None:
    faults = []
    if missing := sorted(expected - found):
        faults.append(f"missing: {', '.join(missing)}")
    if extra := sorted(found - expected):
        faults.append(f"not expected: {', '.join(extra)}")
    if faults:
        raise PromptError(f"{what}: {'; '.join(faults)}")
