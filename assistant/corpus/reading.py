"""One file -> its Articles, and a Problem for each thing in it that cannot be one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from assistant.corpus.draft import Draft
from assistant.corpus.encodings import decode
from assistant.corpus.files import CorpusFile, format_of
from assistant.corpus.limits import MAX_FILE_BYTES, millions
from assistant.corpus.plain import read_markdown, read_text
from assistant.corpus.rows import Row, read_array, read_lines
from assistant.corpus.titles import first_sentence, folded
from assistant.domain import Article, Problem
from assistant.errors import CorpusError

CORPUS_VERSION = "2"
"""Raise it whenever the reading of an unchanged file changes."""


def read_articles(file: CorpusFile) -> Iterator[Article | Problem]:
    """The file's Articles, and Problems for what had to be skipped, in the file's order.

    Lazy: rows of .json, .jsonl and .jsonl.gz are read as they are asked for, in constant memory.
    Never raises for content, nor for a file that cannot be opened.
    """
    shown = _shown(str(file.path))
    try:
        for row in _rows(file):
            yield _article(row, file.id, shown)
    except OSError as exc:
        reason = (exc.strerror or str(exc)).lower()
        yield Problem(shown, None, f"cannot be read: {reason}")


def article_hash(article: Article) -> str:
    """SHA-256 over every field, hexadecimal: the same in every process and version of Python."""
    fields = (
        *(article.id, article.published.isoformat(), article.title, article.body),
        *(article.source, article.url),
    )
    digest = hashlib.sha256()
    for field in fields:
        content = (field or "").encode()
        # The length keeps two fields from running into each other; -1 tells None from "".
        digest.update(b"%d:" % (-1 if field is None else len(content)))
        digest.update(content)
    return digest.hexdigest()


def _rows(file: CorpusFile) -> Iterator[Row]:
    form = format_of(file.path.name)
    if form in (".jsonl", ".jsonl.gz"):
        return read_lines(file.path)
    if form == ".json":
        return read_array(file.path)
    return iter([_whole(file.path, form)])


def _whole(path: Path, form: str | None) -> Row:
    """The row of a file that is one article. Raises OSError."""
    try:
        content = _content(path)
        if form == ".html":
            # The one reader that imports a parser; a corpus without pages never pays for it.
            from assistant.corpus.html import read_html

            return Row(None, None, read_html(content))
        text = decode(content)
        # A text of white space is no more than an empty one, and has no date to complain of.
        if not text.strip():
            raise CorpusError("is empty")
        stem = path.name[: len(path.name) - len(form or "")]
        return Row(None, None, (read_markdown if form == ".md" else read_text)(text, stem))
    except CorpusError as exc:
        return Row(exc.line, None, exc)


def _content(path: Path) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise CorpusError(
            f"is over {millions(MAX_FILE_BYTES)}B, the limit for a file that is one article. "
            "Many articles belong into a .jsonl file, which has no limit"
        )
    return content


def _article(row: Row, file_id: str, path: str) -> Article | Problem:
    found = row.found
    if isinstance(found, CorpusError):
        return Problem(path, row.line, str(found))
    wrong = _wrong(found)
    if wrong is not None:
        return Problem(path, row.line, wrong)
    own = found.id or (file_id if row.key is None else f"{file_id}:{row.key}")
    if not _storable(own):
        return Problem(path, row.line, "has a file name that is not UTF-8. Rename it")
    return Article(
        id=own,
        published=found.published,
        title=found.title or first_sentence(found.body),
        body=found.body,
        source=folded(found.source) if found.source else None,
        url=found.url,
    )


def _wrong(draft: Draft) -> str | None:
    """Why the draft cannot be an Article; None where it can."""
    for text in (draft.id, draft.title, draft.body, draft.source, draft.url):
        if text is not None and "\0" in text:
            return "holds a NUL character"
        if text is not None and not _storable(text):
            return "holds half of a surrogate pair, which no encoding can store"
    return None if draft.body.strip() else "is empty: it has a date, but no text"


def _storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: str) -> str:
    """The path as text that can be printed and stored, whatever bytes are in its name."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
