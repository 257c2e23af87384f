"""Articles in ``.txt`` and ``.md`` files: the text as it stands, after a header with the date."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assistant.corpus.days import day_in_name, day_of, iso_day
from assistant.corpus.draft import Draft
from assistant.corpus.marks import unmarked, unmarked_line
from assistant.corpus.titles import first_sentence, folded, own_title
from assistant.errors import CorpusError

_HEADER = re.compile(r"\s*date ([0-9]{4})-([0-9]{2})-([0-9]{2})(?:\r\n|\s|\Z)")
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_FRONT_MATTER_LENGTH = 65_536  # characters
_HEADING = re.compile(r" {0,3}#{1,6}(?=[ \t])")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_OPENING = 8192  # characters in which a title is looked for where no heading is


def read_text(text: str, stem: str) -> Draft:
    """The article of a ``.txt`` file; its body is exactly what follows the header.

    The header is "date YYYY-MM-DD" and *one* white space (CR LF counts as one): whatever comes
    next belongs to the body, so that an article written behind a header reads back unchanged.
    Without a header the date is taken from the file name, and the body is the whole text. A first
    line that stands apart is the title, also where it stands on the header's line.
    """
    header = _HEADER.match(text)
    if header is None:
        return Draft(_day_in_name(stem), text, own_title(text))
    body = text[header.end() :]
    return Draft(day_of(*header.groups()), body, own_title(body))


def read_markdown(text: str, stem: str) -> Draft:
    """The article of a ``.md`` file; its body is exactly what follows the front matter.

    Front matter may name ``date``, ``title``, ``source`` and ``url``. Without a date in it the
    rest is read as a ``.txt`` file is. Without a title the first heading is the title, else a first
    line that stands apart, else the first sentence. No title keeps Markdown's marks.
    """
    found = _FRONT_MATTER.match(text, 0, _FRONT_MATTER_LENGTH)
    fields = _fields(found["yaml"]) if found else {}
    rest = text[found.end() :] if found else text
    written = fields.get("date")
    draft = Draft(iso_day(written), rest) if written else read_text(rest, stem)
    heading = fields.get("title") or _heading(draft.body)
    title = folded(unmarked_line(heading)) if heading else ""
    return Draft(
        draft.published,
        draft.body,
        title or _opening_title(draft.body),
        source=fields.get("source") or None,
        url=fields.get("url") or None,
    )


def _day_in_name(stem: str) -> date:
    day = day_in_name(stem)
    if day is None:
        raise CorpusError(
            'has no date: begin it with "date YYYY-MM-DD", or write the date in the file name'
        )
    return day


def _fields(source: str) -> dict[str, str]:
    """The front matter's plain texts, as written: a date stays what it reads as, in any zone."""
    import yaml  # type: ignore[import-untyped]

    try:
        # BaseLoader builds texts, lists and mappings, nothing else: it runs nothing, and it does
        # not turn a date-time with a zone into another day.
        loaded: Any = yaml.load(source, Loader=yaml.BaseLoader)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        line = None if mark is None else mark.line + 2  # 0-based, and below the opening "---"
        raise CorpusError("has bad YAML in its front matter", line=line) from exc
    except RecursionError as exc:
        raise CorpusError("has front matter that is nested too deeply") from exc
    if not loaded:
        return {}
    if not isinstance(loaded, dict):
        raise CorpusError("has front matter that is not a list of keys and values", line=2)
    for key in ("date", "title", "source", "url"):
        if not isinstance(loaded.get(key, ""), str):
            raise CorpusError(f"has front matter whose {key} is not a plain text", line=2)
    return {key: value for key, value in loaded.items() if isinstance(value, str)}


def _opening_title(body: str) -> str | None:
    """The title that the body's opening gives, read without its marks; None where it has none."""
    opening = unmarked(body[:_OPENING])
    return own_title(opening) or first_sentence(opening) or None


def _heading(body: str) -> str | None:
    """The first heading, marked with "#" or underlined, that stands outside code blocks."""
    above = ""
    fence: str | None = None
    for piece in body.splitlines():
        # A heading ends within its line; the cap keeps a file of one line cheap.
        line = piece[:1000]
        mark = _FENCE.match(line)
        if mark and (fence is None or mark[1].startswith(fence)):
            fence = mark[1] if fence is None else None
            above = ""
            continue
        if fence is not None:
            continue
        if _HEADING.match(line):
            text = folded(line.strip().strip("#"))
            if text:
                return text
        if above and _UNDERLINE.match(line):
            return folded(above)
        above = line.strip()
    return None
