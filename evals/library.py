"""A corpus, indexed once for a run: an Assistant over it, and its articles as they were indexed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.assembly import Assistant, build
from assistant.config import load_settings
from assistant.domain import Article, GeneratorName, Problem
from assistant.resources import seeds_folder
from evals.scripted import ScriptedModel

BUILT_IN: Mapping[str, Path] = {
    "vella": Path(__file__).with_name("corpus"),
    "seeds": seeds_folder(),
}
BUILT_IN_CASES = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Library:
    """The articles of a corpus by id, and of each the ids of its near-copies."""

    articles: Mapping[str, Article]
    copies: Mapping[str, frozenset[str]]

    def unit(self, article: str) -> frozenset[str]:
        """The article with its near-copies: one text, whichever of them is shown."""
        return self.copies.get(article, frozenset()) | {article}

    def units(self, articles: tuple[str, ...]) -> list[frozenset[str]]:
        """Different texts among the articles, in order."""
        return list(dict.fromkeys(self.unit(article) for article in articles))

    def place(self, article: str, quote: str) -> tuple[int, int] | None:
        """The span of the body that the quote is, white space aside; None where it is not there."""
        found = self.articles.get(article)
        if found is None:
            return None
        start = found.body.find(quote)
        if start >= 0:
            return start, start + len(quote)
        loose = r"\s+".join(re.escape(word) for word in quote.split())
        match = re.search(loose, found.body)
        return match.span() if match else None

    @cached_property
    def newest(self) -> date | None:
        return max((article.published for article in self.articles.values()), default=None)


@dataclass(frozen=True)
class Shelf:
    """A corpus ready to be asked. ``problems`` are the files that could not be read.

    ``generator`` writes the answers; ``scripted`` those of the cases that have a script, and is
    None where a configured model writes everything.
    """

    name: str
    assistant: Assistant
    library: Library
    embedding: str
    problems: tuple[Problem, ...] = ()
    generator: GeneratorName = "extractive"
    scripted: ScriptedModel | None = None


def as_library(assistant: Assistant) -> Library:
    """What the assistant has indexed."""
    entries = assistant.articles()
    return Library(
        articles={entry.id: assistant.article(entry.id) for entry in entries},
        copies={entry.id: frozenset(entry.also_in) for entry in entries},
    )


@contextmanager
def open_shelves(corpora: Mapping[str, Path], *, model: bool = False) -> Iterator[dict[str, Shelf]]:
    """Each corpus in an index of its own, in a folder that is gone afterwards.

    The settings in force hold, but for the store, the corpus and ``as_of``: those are the cases'
    business. With ``model`` the configured one writes, else none is asked, whatever is configured.
    """
    with ExitStack() as stack:
        root = Path(stack.enter_context(TemporaryDirectory(prefix="dateline-evals-")))
        shelves = {}
        for name, folder in sorted(corpora.items()):
            settings = load_settings(store=root / name).model_copy(
                update={"as_of": None, "corpus": ()}
            )
            scripted = None if model else ScriptedModel()
            assistant = stack.enter_context(build(settings, language_model=scripted))
            report = assistant.sync([folder])
            shelves[name] = Shelf(
                name=name,
                assistant=assistant,
                library=as_library(assistant),
                embedding=settings.embedding,
                problems=report.problems,
                generator="llm" if model else "extractive",
                scripted=scripted,
            )
        yield shelves
