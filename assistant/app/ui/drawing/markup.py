"""Text, days and links as HTML in which nothing but our own markup can be read.

Everything that an article, a question or an error message says goes through :func:`text` before it
reaches the page. It leaves letters, digits and spaces as they are and turns every ASCII
punctuation mark into a character reference. HTML would only need five of them; the rest makes
the result equally inert for whatever may read it on its way to the screen: Markdown, LaTeX and
autolinks, and the ``${}`` and ``{{}}`` of the component that shows it.
"""

from __future__ import annotations

import re
import string
from contextlib import suppress
from datetime import date, timedelta
from urllib.parse import urlsplit

from assistant.dates.spelled import spell_day, spell_days

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# U+202A-E and U+2066-9 reorder what follows them on the line, so that a reader sees other words
# than the article holds; the plain marks (U+200E, U+200F) that right-to-left scripts need only
# lean on their neighbours and stay.
_REORDERING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))

_SHOWN: dict[int, str | None] = {
    **{ord(mark): f"&#{ord(mark)};" for mark in string.punctuation},
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **{code: f"&#91;U&#43;{code:04X}&#93;" for code in _REORDERING},
    0x09: "\t",
    0x0A: "\n",
    0x0D: None,
    0x7F: "\u2421",
}
_UNPLAIN = re.compile("[\x00-\x20\x7f-\xa0\\\\\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def text(raw: str) -> str:
    """``raw`` as HTML that shows its characters and means nothing else.

    Control characters are shown as their pictures (U+2400...), the marks that reorder text as
    ``[U+202E]``; carriage returns are left out. Unescaping the result gives back everything else.
    """
    return _LONE_SURROGATE.sub("\ufffd", raw).translate(_SHOWN)


def shorten(raw: str, limit: int) -> str:
    """``raw``, or its first words within ``limit`` characters and an ellipsis."""
    if len(raw) <= limit:
        return raw
    head = raw[:limit]
    cut = head.rfind(" ", limit // 2)
    return (head[:cut] if cut > 0 else head).rstrip() + "…"


def day(value: date) -> str:
    """ "6 Nov 2021", the same in every locale; plain characters, safe in HTML."""
    return spell_day(value, short=True)


def weekday(value: date) -> str:
    """ "Sat 6 Nov 2021"."""
    return f"{_WEEKDAYS[value.weekday()]} {day(value)}"


def day_tag(value: date, *, named: bool = False) -> str:
    """The day as a ``<time>``; ``named`` puts its weekday before it."""
    return f'<time datetime="{value.isoformat()}">{(weekday if named else day)(value)}</time>'


def span_tag(first: date, last: date) -> str:
    """Days as ``<time>``, in as few words as they stay exact: one day with its weekday, "2014",
    "June 2021", "March to May 2021".

    HTML's ``datetime`` has days, months and years, but no range: of two ends each is a ``<time>``.
    """
    if first == last:
        return day_tag(first, named=True)
    ends = spell_days(first, last, short=True).split(" to ")
    months = first.day == 1 and (last + timedelta(days=1)).day == 1 if last < date.max else False
    written = [one.isoformat()[: 7 if months else 10] for one in (first, last)]
    if months and (first.month, last.month) == (1, 12):
        written = [one[:4] for one in written]
    tags = (f'<time datetime="{at}">{end}</time>' for at, end in zip(written, ends, strict=False))
    return " to ".join(tags)


def days(first: date | None, last: date | None, *, named: bool = False) -> str:
    """ "6 Nov 2021 to 15 Nov 2021"; one day stands alone; an open end is said in words.

    ``named`` puts its weekday before a day that stands alone.
    """
    if first and last:
        if first == last:
            return (weekday if named else day)(first)
        return f"{day(first)} to {day(last)}"
    if first:
        return f"from {day(first)}"
    return f"until {day(last)}" if last else "any day"


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 article", "1,397 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def address(url: str | None) -> str:
    """A link to ``url`` where it is http or https, else the same characters as text, or nothing.

    It shows the host alone, so what could lead elsewhere than that reads is text as well: a name
    before an "@", and characters that browsers drop or take for others.
    """
    if not url:
        return ""
    host = None
    with suppress(ValueError):  # also of a port that is none
        parts = urlsplit(url.strip())
        plain = parts.port != 0 and "@" not in parts.netloc and not _UNPLAIN.search(url.strip())
        host = parts.hostname if plain and parts.scheme in ("http", "https") else None
    if not host:
        return f'<span class="dl-plain">{text(shorten(url, 120))}</span>'
    return (
        f'<a class="dl-link" href="{text(url.strip())}" target="_blank" '
        f'rel="noopener noreferrer">{text(host)}</a>'
    )
