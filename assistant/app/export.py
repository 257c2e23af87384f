"""Answers as Markdown, for a file: every sentence with its numbers, every source with its quote.

Whatever an article, a question or a model says is escaped by :func:`escaped`, so that CommonMark
and GitHub's Markdown read letters in it and nothing else: no link, no image, no HTML, no heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import quote, urlsplit

from assistant.app.days import heading, spell_range
from assistant.app.entries import days_of, event_of
from assistant.app.safe import safe
from assistant.chat.shown import Shown
from assistant.dates.spelled import spell_day, spell_days
from assistant.domain import Answer, Article, Citation, Claim, Conflict, DateRange, Form
from assistant.errors import AssistantError

Urls = Mapping[str, str | None]
"""The URL of an article by its id, where it has one."""

# CommonMark 0.31 (2.4): any ASCII punctuation mark may be escaped. These are the ones that begin
# something inside a line, in CommonMark, in GitHub's tables, autolinks and maths, or in templates.
_MARKS = re.compile(r"[\\`*_{}\[\]<>&~|$@^]")
_LINKS = re.compile(r"(?i)(?<=\w)(:)(?=/)|(?<=www)(\.)")
# And those that begin something at the start of a line: headings, lists, rules, fences, underlines.
_STARTS = re.compile(r"^([#+=:-]|\d{1,9}(?=[.)](?:\s|$)))")


def answer_markdown(answer: Answer, urls: Urls | None = None) -> str:
    """An answer, a digest, a timeline or a refusal as a Markdown file, with its question as title.

    ``urls`` are those of its articles; one that is not http or https is left out.
    """
    title = escaped(" ".join(answer.question.split())) or answer.form.value.capitalize()
    if answer.form is Form.DIGEST:
        title = f"Digest: {_of(answer) or title}"
    elif answer.form is Form.TIMELINE and answer.question != "timeline":
        title = f"Timeline: {title}"
    elif answer.form is Form.TIMELINE:
        title = "Timeline"
    return _file([f"# {title}", *_body(answer, urls or {}, 2)])


def conversation_markdown(title: str, turns: Mapping[int, Shown], urls: Urls | None = None) -> str:
    """A conversation as a Markdown file: each question as a heading, its answer and sources under
    it, as far as it came."""
    blocks = [f"# {escaped(' '.join(title.split())) or 'Conversation'}"]
    for shown in turns.values():
        blocks.append(f"## {escaped(' '.join(shown.question.split()))}")
        if shown.answer is not None:
            blocks += _body(shown.answer, urls or {}, 3)
            continue
        if shown.claims:
            blocks.append(_sentences(shown.claims))
        if shown.citations:
            blocks += _sources(shown.citations, urls or {}, 3)
        blocks.append(f"*{_ended(shown)}*")
    return _file(blocks)


def urls_of(answer: Answer, article: Callable[[str], Article]) -> Urls:
    """The URLs of an answer's articles, by whatever looks an article up; one that is gone has none,
    its quote stays."""
    found: dict[str, str | None] = {}
    for name in dict.fromkeys(one.article for one in answer.citations):
        try:
            found[name] = article(name).url
        except AssistantError:
            continue
    return found


def escaped(words: str) -> str:
    """``words`` as Markdown that shows them and means nothing else, wherever it stands in a line.

    Line ends stay, and each line is safe to begin one with; control characters are left out, and
    marks that reorder text are named, as on a terminal.
    """
    return "\n".join(_line(line) for line in safe(words).split("\n"))


def _line(words: str) -> str:
    # Four spaces or a tab would begin a block of code; two at the end would break the line.
    inert = _MARKS.sub(r"\\\g<0>", words.strip().replace("\t", " "))
    inert = _LINKS.sub(r"\\\g<0>", inert)
    start = _STARTS.match(inert)
    if start is None:
        return inert
    at = start.end() if start[0][0].isdigit() else 0
    return f"{inert[:at]}\\{inert[at:]}"


def _file(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


# what was answered


def _body(answer: Answer, urls: Urls, level: int) -> Iterable[str]:
    """The blocks of an answer; its headings are of ``level`` and below."""
    if answer.rewritten:
        yield f"Asked as: {escaped(answer.rewritten)}"
    yield _understood(answer)
    if answer.refused:
        yield f"> {_quoted(answer.text)}"
        nearest = [one for one in map(spell_day, answer.nearest) if one not in answer.text]
        if nearest:
            yield f"Nearest days: {', '.join(nearest)}."
    elif answer.form is Form.DIGEST:
        yield from _digest(answer, level)
    elif answer.form is Form.TIMELINE:
        yield from _timeline(answer)
    else:
        yield _sentences(answer.claims)
    if answer.conflicts:
        yield f"{'#' * level} Where the articles differ"
        yield from (_conflict(one, answer.claims) for one in answer.conflicts)
    yield from (f"Note: {escaped(' '.join(one.split()))}" for one in answer.notices)
    if answer.dropped:
        yield f"{'#' * level} Taken out: not supported by the articles"
        yield _listed(f"{_one(one.text)} ({_one(one.reason)})" for one in answer.dropped)
    yield from _sources(answer.citations, urls, level)
    yield _made(answer)


def _understood(answer: Answer) -> str:
    limit = answer.dates.limit
    if limit is None or limit.open or limit.empty or answer.form is Form.DIGEST:
        return ""
    either = "published or told of" if answer.dates.applies_to == "either" else "published"
    words = f" (“{_one(limit.words)}”)" if limit.words else ""
    return f"Days: {spell_range(limit)}{words}, {either}."


def _digest(answer: Answer, level: int) -> Iterable[str]:
    yield _read(answer)
    placed = {at for part in answer.parts for point in part.points for at in point}
    yield _sentences([one for at, one in enumerate(answer.claims) if at not in placed])
    for part in answer.parts:
        articles = "1 article" if part.articles == 1 else f"{part.articles:,} articles"
        yield f"{'#' * level} {heading(part.days)} ({articles})"
        points = [_sentences([answer.claims[at] for at in point]) for point in part.points]
        yield _listed(points) or "Read, with nothing to report."


def _timeline(answer: Answer) -> Iterable[str]:
    yield _read(answer)
    yield _listed(
        f"**{when}** {_sentences([claim])}"
        for claim in answer.claims
        for when in (_when(claim, answer.citations),)
    )


def _when(claim: Claim, citations: Sequence[Citation]) -> str:
    """ "2 November 2021", "March to May 2021, planned", "6 November 2021, published"."""
    days, event = days_of(claim, citations), event_of(claim, citations)
    if days is None:
        return ""
    kind = ", planned" if event and event.planned else ", published" if event is None else ""
    return f"{spell_days(*days)}{kind if claim.date_is else ''}:"


def _read(answer: Answer) -> str:
    if answer.articles_read is None or answer.articles_in_range is None:
        return ""
    there = answer.articles_in_range
    articles = "1 article" if there == 1 else f"{there:,} articles"
    days = f", {_of(answer)}" if answer.form is Form.TIMELINE and _of(answer) else ""
    return f"Read {answer.articles_read:,} of {articles}{days}."


def _of(answer: Answer) -> str:
    days: DateRange | None = answer.range or answer.dates.limit
    return spell_range(days) if days is not None and not days.open and not days.empty else ""


def _sentences(claims: Iterable[Claim]) -> str:
    """Claims one after the other, each with the numbers of its sources."""
    return " ".join(
        _one(claim.text) + "".join(f" \\[{label}\\]" for label in claim.citations)
        for claim in claims
    )


def _conflict(conflict: Conflict, claims: Sequence[Claim]) -> str:
    head = "Corrected:" if conflict.settled else "Reports differ on"
    sides = (
        f"{_one(side.words)}{_labels(claims, side.claim)}, {spell_day(side.day)}"
        f"{', since corrected' if side.corrected else ''}"
        for side in conflict.sides
    )
    return f"{head} {_one(conflict.about)}, newest first:\n\n{_listed(sides)}"


def _labels(claims: Sequence[Claim], place: int) -> str:
    there = claims[place].citations if place < len(claims) else ()
    return "".join(f" \\[{label}\\]" for label in there)


# sources


def _sources(citations: Sequence[Citation], urls: Urls, level: int) -> Iterable[str]:
    """The list of what was cited, under the numbers of the text."""
    if citations:
        yield f"{'#' * level} Sources"
    for one in citations:
        url = link(urls.get(one.article))
        about = f"\\[{one.label}\\] {spell_day(one.published)}, **{_one(one.title) or 'untitled'}**"
        also = f", also in {', '.join(map(_one, one.also_in))}" if one.also_in else ""
        yield f"{about}, {_one(one.article)}{also}{f', {url}' if url else ''}"
        yield f"> {_quoted(one.quote)}"


def link(url: str | None) -> str:
    """``<url>`` where it is http or https with a host, else nothing."""
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname
    except ValueError:
        return ""
    # A name before an "@" reads as the host, and is not.
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    # What could end the link, or is no character of a URL, is written as %xx (RFC 3986, 2.1).
    return f"<{quote((url or '').strip(), safe=_URL)}>"


_URL = "%/:?#[]@!$&'()*+,;=-._~"


def _quoted(words: str) -> str:
    """The lines of a blockquote after its first mark."""
    return escaped(words.strip()).replace("\n", "\n> ")


# the rest


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _one(words: str) -> str:
    """The words on one line."""
    return escaped(" ".join(words.split()))


def _made(answer: Answer) -> str:
    """Who wrote it, and what counted as today."""
    who = f"Written by {_one(answer.usage.model or 'a model')}"
    by = who if answer.usage.generator == "llm" else "Quoted from the articles"
    today = spell_day(answer.as_of)
    return f"*As of {today}.*" if answer.refused else f"*{by}, as of {today}.*"


def _ended(shown: Shown) -> str:
    if shown.error is not None:
        return _one(shown.error)
    return "Stopped." if shown.stopped else "Not answered yet."
