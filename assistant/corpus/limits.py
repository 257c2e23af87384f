"""How large one thing may be. A ``.jsonl`` file has no limit: it is read line by line."""

MAX_FILE_BYTES = 64 * 2**20
"""Bytes of a file that holds one article (.txt, .md, .html)."""

MAX_ROW_LENGTH = 16 * 2**20
"""Characters of one line of a .jsonl file, or of one object in a .json file."""


def millions(size: int) -> str:
    """The size in binary megas, as messages state a limit: "64 Mi"."""
    return f"{size / 2**20:.0f} Mi"
