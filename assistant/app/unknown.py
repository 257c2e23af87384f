"""Hints for an article id that is the name of a file."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath
from shlex import quote

from assistant.corpus.files import format_of

EXAMPLES = 3  # ids


def file_hint(typed: str, ids: Collection[str]) -> str | None:
    """A sentence for an id that names a file, with the ids that its articles have.

    None where ``typed`` does not end as a file that is read. A path is looked for as it stands and
    without its upper folders, since ids begin below the folder that was indexed.
    """
    path = PurePath(typed)
    suffix = format_of(path.name)
    if suffix is None:
        return None
    parts = (*path.parts[:-1], path.name[: -len(suffix)])
    tails = ["/".join(parts[at:]) for at in range(len(parts))]
    named = [tail for tail in tails if tail in ids]
    # The file's own name again, below folders that were not typed.
    named = named[:1] or sorted(each for each in ids if each.endswith(f"/{parts[-1]}"))
    begun = f"{typed!r} is the name of a file, not an id"
    if named:
        listed = " or ".join(f"assistant show {quote(each)}" for each in named[:EXAMPLES])
        return f"{begun}, which has no suffix. Run {listed}."
    if suffix.startswith(".json"):
        rows = [each for each in ids if each.rpartition(":")[0] in tails]
        such = f", such as {rows[0]}" if rows else ""
        return f"{begun}: each article in it has its own{such}. assistant articles lists them."
    return f"{begun}, and no article has that name. assistant articles lists the ids."
