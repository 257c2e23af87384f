"""How many articles each day has, as a plot: weeks as columns, weekdays as rows, a year at a time.

An SVG of our own. A day with articles is a button that page readers and the keyboard reach (one of
them by Tab, the rest by arrow keys: calendar.js); a day without is only drawn. How many there are
is told by the day's name, too, and by the line under the plot, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from assistant.app.ui.drawing.markup import count, day, weekday
from assistant.domain import DateRange

STEPS = 5
"""Shades of the plot."""

PITCH = 24
"""Pixels from one day to the next: the least that a finger or WCAG 2.2 (2.5.8) asks of a target."""

_SIDE = 20
_LEFT = 2
_TOP = 20

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

Days = Sequence[tuple[date, int]]


def plot(days: Days, year: int, chosen: DateRange | None = None) -> str:
    """A year's days that have articles, from the month of the first to that of the last.

    ``days`` are those of the whole corpus, in order: the shades mean the same in every year.
    A year in the midst of the corpus is drawn whole.
    """
    there = {one: number for one, number in days if one.year == year}
    if not there:
        return ""
    first = days[0][0].replace(day=1) if days[0][0].year == year else date(year, 1, 1)
    last = _month_end(days[-1][0]) if days[-1][0].year == year else date(year, 12, 31)
    shown = [date.fromordinal(at) for at in range(first.toordinal(), last.toordinal() + 1)]
    grid = _Grid(first)
    width, height = grid.at(last)[0] + PITCH, _TOP + 7 * PITCH
    # Tab leads to the day that is open, else to the newest.
    inside = [one for one in there if chosen is not None and chosen.holds(one)]
    reached = inside[0] if inside else max(there)
    bounds = steps([number for _, number in days])
    buttons = (
        _button(one, number, grid, _step(number, bounds), one in inside, one == reached)
        for one, number in there.items()
    )
    empty = "".join(_square(grid.at(one)) for one in shown if one not in there)
    return (
        f'<svg class="dl-plot" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="group" aria-label="Articles a day in {year}">'
        f"{_labels(shown, grid)}"
        f'<path class="dl-s0" d="{empty}"/><path class="dl-months" d="{_borders(shown, grid)}"/>'
        f"{''.join(buttons)}</svg>"
    )


def weekdays() -> str:
    """Every other weekday beside its row: apart from the plot, so that it stays when that is
    scrolled."""
    rows = "".join(
        f'<text x="0" y="{_TOP + row * PITCH + 15}">{name}</text>'
        for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))
    )
    height = _TOP + 7 * PITCH
    return (
        f'<svg class="dl-plot dl-weekdays" width="32" height="{height}" aria-hidden="true">'
        f"{rows}</svg>"
    )


def steps(counts: Iterable[int]) -> tuple[int, ...]:
    """The most articles of each shade, ascending: at most five, no two alike, the last the largest
    count of all.

    With five different counts or fewer each has its own; else the shades grow by the same factor,
    since days differ by many times, not by a few articles.
    """
    there = sorted(set(counts))
    if len(there) <= STEPS:
        return tuple(there)
    low, high = there[0], there[-1]
    bounds = [round(low * (high / low) ** (one / STEPS)) for one in range(1, STEPS)]
    # Rounding may give the same bound twice where counts are small.
    rising = [low - 1]
    for bound in bounds:
        rising.append(max(bound, rising[-1] + 1))
    return (*(bound for bound in rising[1:] if bound < high), high)


def legend(counts: Iterable[int]) -> str:
    """What the shades mean, in articles: "1–2", "3–5"; a count alone where it has its own shade."""
    there = sorted(set(counts))
    bounds = steps(there)
    shades = []
    for place, high in enumerate(bounds):
        low = there[0] if place == 0 else bounds[place - 1] + 1
        means = f"{high:,}" if low == high or bounds == tuple(there) else f"{low:,}–{high:,}"
        shade = _shade(place, len(bounds))
        shades.append(f'<li><span class="dl-swatch dl-s{shade}"></span>{means}</li>')
    return f'<ul class="dl-legend" aria-label="Shades: articles a day">{"".join(shades)}</ul>'


def years(days: Days) -> Mapping[int, int]:
    """How many articles each year has that has any, in order."""
    found: dict[int, int] = {}
    for one, number in days:
        found[one.year] = found.get(one.year, 0) + number
    return found


def around(days: Days, chosen: DateRange) -> tuple[date | None, date | None]:
    """The last day with articles before the chosen ones, and the first after them."""
    before = [one for one, _ in days if chosen.start and one < chosen.start]
    after = (one for one, _ in days if chosen.end and one > chosen.end)
    return (before[-1] if before else None), next(after, None)


class _Grid:
    """Where a day stands, in pixels: the column of its week, the row of its weekday."""

    def __init__(self, first: date) -> None:
        self._monday = first.toordinal() - first.weekday()

    def at(self, one: date) -> tuple[int, int]:
        week, row = divmod(one.toordinal() - self._monday, 7)
        return _LEFT + week * PITCH, _TOP + row * PITCH


def _button(one: date, number: int, grid: _Grid, shade: int, chosen: bool, reached: bool) -> str:
    x, y = grid.at(one)
    current = ' aria-current="true"' if chosen else ""
    return (
        f'<rect x="{x}" y="{y}" width="{_SIDE}" height="{_SIDE}" rx="4" class="dl-s{shade}" '
        f'role="button" tabindex="{0 if reached else -1}" data-day="{one}"{current} '
        f'aria-label="{weekday(one)}: {count(number, "article")}"/>'
    )


def _square(at: tuple[int, int]) -> str:
    return f"M{at[0]} {at[1]}h{_SIDE}v{_SIDE}h-{_SIDE}z"


def _labels(shown: Sequence[date], grid: _Grid) -> str:
    """Months above their first week; drawn, not told: each button says its day."""
    months = "".join(
        f'<text x="{grid.at(one)[0] + (PITCH if one.weekday() > 3 else 0)}" y="13">'
        f"{_MONTHS[one.month - 1]}</text>"
        for one in shown
        if one.day == 1
    )
    return f'<g aria-hidden="true">{months}</g>'


def _borders(shown: Sequence[date], grid: _Grid) -> str:
    """A line between one month and the next, which steps down at the weekday where that begins."""
    lines = []
    half = (PITCH - _SIDE) // 2
    for one in shown[1:]:
        if one.day != 1:
            continue
        x, y = grid.at(one)
        bottom = _TOP + 7 * PITCH - half
        if one.weekday():
            lines.append(f"M{x + PITCH - half} {_TOP}V{y - half}H{x - half}V{bottom}")
        else:
            lines.append(f"M{x - half} {_TOP}V{bottom}")
    return "".join(lines)


def _step(number: int, bounds: Sequence[int]) -> int:
    place = next(place for place, bound in enumerate(bounds) if number <= bound)
    return _shade(place, len(bounds))


def _shade(place: int, shades: int) -> int:
    """1 to 5: fewer shades than five are spread over all of them; a single one is in the middle."""
    return 3 if shades == 1 else 1 + round(place * (STEPS - 1) / (shades - 1))


def _month_end(one: date) -> date:
    if one.month == 12:
        return date(one.year, 12, 31)
    return date(one.year, one.month + 1, 1) - timedelta(days=1)


def told(days: Days, year: int) -> str:
    """ "1,397 articles on 62 days in 2021. Choose a day…": what the line under the plot says when
    no day is pointed at."""
    there = [number for one, number in days if one.year == year]
    total = f"{count(sum(there), 'article')} on {count(len(there), 'day')} in {year}"
    return f"{total}. Choose a day to sum it up."


def step_to(one: date, *, back: bool) -> str:
    """A button that opens the digest of a day beside the one that is open."""
    name = f"‹ {day(one)}" if back else f"{day(one)} ›"
    which = "The day before with articles" if back else "The next day with articles"
    return (
        f'<button type="button" class="dl-more" data-first="{one}" data-last="{one}" '
        f'aria-label="{which}: {weekday(one)}">{name}</button>'
    )
