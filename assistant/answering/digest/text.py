"""A digest as text: how much was read, and by days the points, each on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answering.digest.plan import Plan, Stretch
from assistant.dates.spelled import spell_day, spell_days
from assistant.domain import Citation, Claim, DateRange


@dataclass(slots=True)
class Written:
    """A stretch as it was written: its points as claims, and how many of the articles that were
    read for it (of those about the topic, where there is one) no point cites or names."""

    stretch: Stretch
    points: list[list[Claim]] = field(default_factory=list)
    left: int = 0


def digest_text(
    plan: Plan, parts: Sequence[Written], citations: Sequence[Citation], topic: str | None
) -> str:
    """The whole text; labels as in the citations."""
    by_label = {citation.label: citation for citation in citations}
    told = {one.article for one in citations if not plan.days.holds(one.published)}
    lines = [_head(plan, topic)]
    whole = (plan.days.start, plan.days.end)
    headed = any((part.stretch.days.start, part.stretch.days.end) != whole for part in parts)
    for part in parts:
        if headed:
            lines += ["", f"{days_in_words(part.stretch.days)} ({counted(part.stretch.articles)})"]
        for point in part.points:
            lines.append("- " + " ".join(_claim(claim, by_label, told) for claim in point))
        if rest := _rest(part, topic):
            lines.append(rest)
    return "\n".join(lines)


def _claim(claim: Claim, by_label: dict[int, Citation], told: set[str]) -> str:
    marks = "".join(f"[{label}]" for label in claim.citations)
    reported = [
        by_label[label].published for label in claim.citations if by_label[label].article in told
    ]
    note = f" (reported {_listed([spell_day(day, short=True) for day in dict.fromkeys(reported)])})"
    return f"{claim.text} {marks}{note if reported else ''}"


def _head(plan: Plan, topic: str | None) -> str:
    about = f" for what they say about {topic}" if topic else ""
    days = days_in_words(plan.days)
    if not plan.told:
        return f"Read {_of(plan.articles)} of {days}{about}."
    here = f"{plan.published:,} of {days}, and" if plan.published else f"none of {days}, but"
    others = (
        "1 of another day that tells"
        if plan.told == 1
        else (f"{plan.told:,} of other days that tell")
    )
    then = "it" if plan.days.start == plan.days.end else "those days"
    return f"Read {_of(plan.articles)}: {here} {others} of {then}{about}."


def _of(count: int) -> str:
    return f"{count:,} of {counted(count)}"


def counted(count: int) -> str:
    """ "1 article", "1,200 articles"."""
    return "1 article" if count == 1 else f"{count:,} articles"


def days_in_words(days: DateRange) -> str:
    """``spell_days`` of a range with both ends."""
    assert days.start is not None
    assert days.end is not None
    return spell_days(days.start, days.end)


def _rest(part: Written, topic: str | None) -> str:
    """What became of the articles that are in none of the points."""
    if not part.points and topic is None:
        if part.stretch.articles == 1:
            return "A near-copy of an article that is cited under another day."
        return "Near-copies of articles that are cited under other days."
    if not part.left:
        return ""
    more = counted(part.left).replace("article", "more article")
    on_this = " on this" if topic else ""
    return f"{more}{on_this} {'was' if part.left == 1 else 'were'} read, too."


def _listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
