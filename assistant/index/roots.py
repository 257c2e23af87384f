"""Folders that were indexed and are not there any more: moved, deleted, or not mounted.

Their articles stay in the index, and what is said of them is said in every report, until they are
indexed from their new place.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.corpus import find_files
from assistant.domain import Problem
from assistant.errors import CorpusError
from assistant.index.advice import index_command
from assistant.index.records import FileRecord
from assistant.index.sources import may_be_empty


def gone_roots(files: Iterable[FileRecord], store: Path) -> set[str]:
    """The roots of these files that are not there, or hold nothing that could be an article.

    A disk that is not mounted leaves an empty folder: it counts as gone, not as emptied. A folder
    that cannot be looked into is not gone, and the store's own folder of added files may be empty.
    """
    roots = {record.root for record in files} - {str(emptied) for emptied in may_be_empty(store)}
    return {root for root in roots if _is_gone(root)}


def _is_gone(root: str) -> bool:
    # A name that is no UTF-8 is stored with escapes, and cannot be looked up by what is stored.
    if "\\" in root:
        return False
    try:
        Path(root).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    try:
        return next(find_files(Path(root)), None) is None
    except CorpusError:
        return False


def gone_error(store: Path, root: str) -> CorpusError:
    """For a sync of a root that is gone."""
    return CorpusError(
        f"{root} was indexed and is not there any more, or is empty; its articles are kept. "
        f"{_moved(store)}.",
        path=root,
    )


def gone_problem(store: Path, root: str, articles: int) -> Problem:
    """For the report, while articles of a gone root are kept."""
    stay = "its one article stays" if articles == 1 else f"its {articles:,} articles stay"
    return Problem(
        root,
        None,
        f"This was indexed and is not there any more, or is empty: {stay} as indexed. "
        f"{_moved(store)}; to leave them out for good, delete {store} and index again.",
    )


def heirs_problem(root: str, articles: int) -> Problem:
    """For the report of the sync that gave ids of a gone root to articles with other texts."""
    return Problem(
        root,
        None,
        f"This is not there any more, and {articles:,} of its articles gave way to others that "
        "have the same ids.",
    )


def _moved(store: Path) -> str:
    return f"If it has moved, run `{index_command(store, 'PATH')}` with its new place"
