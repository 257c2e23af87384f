"""The body of an answer as HTML, by its form: sentences, a digest, a timeline; and conflicts.

While it arrives a digest and a timeline are drawn as far as they are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from assistant.app.entries import days_of, event_of
from assistant.app.ui.desks.view import UNTOUCHED, Fate, Key
from assistant.app.ui.drawing.claims import Sentences
from assistant.app.ui.drawing.markup import count, day, day_tag, days, span_tag, text
from assistant.chat.shown import Shown
from assistant.domain import Answer, Conflict, Form, Part


def body(shown: Shown, number: Key, fates: Mapping[int, Fate] = UNTOUCHED) -> str:
    """What was answered so far; ``fates`` as in Sentences."""
    said = Sentences(shown, number, fates)
    match shown.form:
        case Form.DIGEST:
            parts = _reading(shown) + "".join(_part(part, shown, said) for part in shown.parts)
        case Form.TIMELINE:
            parts = _reading(shown) + _timeline(shown, said)
        case Form.ANSWER:
            parts = ""
    placed = {place for part in shown.parts for point in part.points for place in point}
    left = [
        place
        for place in range(len(shown.claims))
        if place not in placed and shown.form is not Form.TIMELINE
    ]
    prose = f'<p class="dl-answer" dir="auto">{said.run(left)}</p>' if left else ""
    return prose + parts + _conflicts(shown, said)


def _reading(shown: Shown) -> str:
    """ "Read 3 of 3 articles, 6 Nov 2021 to 8 Nov 2021"; how many there are while they are read.

    A digest of one part says it beside the heading of that.
    """
    answer, progress = shown.answer, shown.progress
    if len(shown.parts) == 1:
        return ""
    if answer is None:
        if not shown.busy or not shown.claims or progress is None or progress.total is None:
            return ""
        return f'<p class="dl-count">Reading {count(progress.total, "article")}</p>'
    told = _read(answer)
    if told and answer.range is not None and not answer.range.open:
        told += f", {days(answer.range.start, answer.range.end, named=True)}"
    return f'<p class="dl-count">{told}</p>' if told else ""


def _read(answer: Answer) -> str:
    """ "Read 3 of 3 articles", and what else than those days' own they are."""
    if answer.articles_read is None or answer.articles_in_range is None:
        return ""
    told = f"Read {answer.articles_read:,} of {count(answer.articles_in_range, 'article')}"
    either = answer.form is Form.DIGEST and answer.dates.applies_to == "either"
    return told + (" published then or telling of it" if either else "")


# digest


def _part(part: Part, shown: Shown, said: Sentences) -> str:
    """The days of a part as a heading, and its points as a list."""
    when = days(part.days.start, part.days.end, named=True)
    points = "".join(
        f'<li dir="auto">{said.run([place for place in point if place < len(shown.claims)])}</li>'
        for point in part.points
    )
    listed = f'<ul class="dl-points">{points}</ul>' if points else ""
    if not listed and shown.answer is not None:
        listed = '<p class="dl-note">Read, with nothing to report.</p>'
    return (
        f'<section class="dl-part"><h3>{when} <span class="dl-quiet">{_counted(part, shown)}</span>'
        f"</h3>{listed}</section>"
    )


def _counted(part: Part, shown: Shown) -> str:
    """ "40 articles, 12 cited"; only the first where all are, or where it is not known yet."""
    told = count(part.articles, "article")
    if shown.answer is None:
        return told
    if len(shown.parts) == 1:
        told = _read(shown.answer) or told
    labels = {
        label
        for point in part.points
        for place in point
        if place < len(shown.claims)
        for label in shown.claims[place].citations
    }
    cited = {
        name
        for one in shown.citations
        if one.label in labels
        for name in (one.article, *one.also_in)
    }
    return told if len(cited) >= part.articles else f"{told}, {len(cited):,} cited"


# timeline


def _timeline(shown: Shown, said: Sentences) -> str:
    """An entry for each claim; the day of several in a row is drawn beside the first of them."""
    entries = []
    above: tuple[tuple[date, date] | None, str] | None = None
    for place, claim in enumerate(shown.claims):
        known = _known_by(shown, place)
        told = days_of(claim, shown.citations)
        again = above is not None and above[0] == told
        entries.append(_entry(shown, said, place, known, again=again, same=above == (told, known)))
        above = (told, known)
    if not entries:
        return ""
    new = any(claim.new for claim in shown.claims)
    legend = (
        '<p class="dl-note"><span class="dl-new">new</span> '
        "holds a number or a name that no earlier entry has</p>"
    )
    return f'<ol class="dl-timeline">{"".join(entries)}</ol>{legend if new else ""}'


def _entry(
    shown: Shown, said: Sentences, place: int, known: str, *, again: bool, same: bool
) -> str:
    """``again`` where the day, ``same`` where all of the left column stands above already."""
    claim = shown.claims[place]
    told = days_of(claim, shown.citations)
    when = span_tag(*told) if told else ""
    day_class, when_class = (" dl-unseen" if hidden else "" for hidden in (again, same))
    new = '<span class="dl-new">new</span> ' if claim.new else ""
    return (
        f'<li class="{"dl-again" if again else "dl-first"}">'
        f'<div class="dl-when"><p class="dl-day-of{when_class}">'
        f'<span class="dl-date{day_class}">{when}</span>{known}</p></div>'
        f'<p class="dl-what" dir="auto">{new}{said.sentence(place)}</p></li>'
    )


def _known_by(shown: Shown, place: int) -> str:
    """Whether the day is that of publication or still to come, else when it was reported."""
    claim = shown.claims[place]
    if claim.date is None:
        return ""
    if claim.date_is != "event":
        return '<span class="dl-quiet">published</span>'
    event = event_of(claim, shown.citations)
    if event is not None and event.planned:
        return '<span class="dl-quiet">planned</span>'
    cited = [one for label in claim.citations if (one := shown.citation(label))]
    reported = min((one.published for one in cited), default=claim.date)
    if reported == claim.date:
        return ""
    return f'<span class="dl-quiet">reported {day(reported)}</span>'


# conflicts


def _conflicts(shown: Shown, said: Sentences) -> str:
    found: Iterable[Conflict] = shown.answer.conflicts if shown.answer else ()
    return "".join(_conflict(one, shown, said) for one in found)


def _conflict(conflict: Conflict, shown: Shown, said: Sentences) -> str:
    """Each figure with its day and its sources, the newest first."""
    sides = "".join(
        f'<li><b dir="auto">{text(side.words)}</b>{said.chips(side.claim)} '
        f'<span class="dl-quiet">{day_tag(side.day, named=True)}'
        f"{', since corrected' if side.corrected else ''}</span></li>"
        for side in conflict.sides
        if side.claim < len(shown.claims)
    )
    head = "Corrected:" if conflict.settled else "Reports differ on"
    return (
        f'<section class="dl-conflict"><h3>{head} <bdi>{text(conflict.about)}</bdi> '
        f'<span class="dl-quiet">newest first</span></h3><ol>{sides}</ol></section>'
    )
