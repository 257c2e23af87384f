"""What a format found in a file, before it is checked and becomes an Article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Draft:
    """``id`` None: the file's own id. ``title`` None: made from the body."""

    published: date
    body: str
    title: str | None = None
    id: str | None = None
    source: str | None = None
    url: str | None = None
