"""Canned answers in the forms that tell of time: digests, timelines, conflicts, dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cli_canned import ANSWER, BODY, FERRY, FIRST, READING, SECOND, citation

from assistant.domain import (
    Answer,
    Citation,
    Claim,
    Conflict,
    DateRange,
    DateReading,
    EventDate,
    Form,
    Part,
    Reason,
    Side,
    Usage,
    Verdict,
)

SIXTH, EIGHTH = date(2021, 11, 6), date(2021, 11, 8)
FERRY_SINKS = (
    "Rescue workers pulled 214 passengers from the ferry on Thursday, among them a school class "
    "from Bregenz."
)
SWANS = "Swans returned to the harbour of Lindau, which opens again next Tuesday."
COURIER = "The Lake Courier counts 220 passengers."


def claim(text: str, *labels: int, **more: object) -> Claim:
    return Claim(text, labels, Verdict.SUPPORTED, 1.0, **more)  # type: ignore[arg-type]


def cited(label: int, article: str, day: date, title: str, quote: str, **more: object) -> Citation:
    return Citation(label, article, day, title, 0, len(quote), quote, **more)  # type: ignore[arg-type]


THURSDAY = EventDate(date(2021, 11, 4), date(2021, 11, 4), "on Thursday")
TUESDAY = EventDate(date(2021, 11, 16), date(2021, 11, 16), "next Tuesday", planned=True)
CITATIONS = (
    citation(1, 0, FIRST, event=THURSDAY, also_in=("wire/ferry-copy",)),
    cited(2, "post/rescue", SIXTH, "Rescue on the lake", FERRY_SINKS, event=THURSDAY),
    citation(3, SECOND, len(BODY) - 1),
    cited(4, "lake/swans", EIGHTH, "Swans return", SWANS, event=TUESDAY),
    cited(5, "post/count", EIGHTH, "How many were on board?", COURIER),
)
CLAIMS = (
    claim(BODY[:FIRST], 1),
    claim(FERRY_SINKS, 2),
    claim(BODY[SECOND:].strip(), 3),
    claim(SWANS, 4),
    claim(COURIER, 5),
)
CONFLICT = Conflict(
    "passengers", (Side(4, "220 passengers", EIGHTH), Side(1, "214 passengers", date(2021, 11, 4)))
)
DAYS = DateRange(SIXTH, EIGHTH, "6 to 8 November")
DIGEST = Answer(
    question="2021-11-06..2021-11-08",
    rewritten=None,
    as_of=date(2021, 11, 15),
    dates=DateReading(DAYS, applies_to="published"),
    form=Form.DIGEST,
    reason=None,
    text="Read 9 of 9 articles of 6 to 8 November 2021.\n- ...",
    claims=CLAIMS,
    citations=CITATIONS,
    usage=Usage(ms={"total": 12.5}),
    range=DAYS,
    articles_in_range=9,
    articles_read=9,
    parts=(
        Part(DateRange(SIXTH, SIXTH), 7, ((0, 1), (2,))),
        Part(DateRange(EIGHTH, EIGHTH), 2, ((3,), (4,))),
    ),
    conflicts=(CONFLICT,),
)
DAY = DateRange(SIXTH, SIXTH, "yesterday")
DIGEST_OF_A_DAY = replace(
    DIGEST,
    question="yesterday",
    dates=DateReading(DAY, applies_to="published"),
    claims=CLAIMS[:3],
    citations=CITATIONS[:3],
    range=DAY,
    articles_in_range=3,
    articles_read=3,
    parts=(Part(DAY, 3, ((0, 1), (2,))),),
    conflicts=(),
)
EMPTY_DAY = replace(
    DIGEST_OF_A_DAY,
    question="2021-11-07",
    dates=DateReading(DateRange(date(2021, 11, 7), date(2021, 11, 7), "2021-11-07"), "published"),
    reason=Reason.NOT_IN_RANGE,
    text="There are no articles published on 7 November 2021.",
    nearest=(SIXTH, EIGHTH),
    claims=(),
    citations=(),
    range=None,
    articles_in_range=None,
    articles_read=None,
    parts=(),
)
WINTER = "The ferry was built in the winter of 2014 and carries up to 400 people."
YEAR = EventDate(date(2014, 1, 1), date(2014, 12, 31), "2014")
TIMELINE = replace(
    DIGEST,
    question="the ferry",
    dates=DateReading(
        DateRange(None, EIGHTH, "until 8 November"),
        applies_to="published",
        mentions=(DateRange(date(2014, 1, 1), date(2014, 12, 31), "2014"),),
    ),
    form=Form.TIMELINE,
    text="5 developments ...",
    claims=(
        claim(WINTER, 3, date=date(2014, 1, 1), date_is="event", new=True),
        claim(BODY[:FIRST], 1, 2, date=date(2021, 11, 4), date_is="event", new=True),
        claim("Nobody was hurt.", 1, date=SIXTH, date_is="published"),
        claim(COURIER, 5, date=EIGHTH, date_is="published", new=True),
        claim(SWANS, 4, date=date(2021, 11, 16), date_is="event", new=True),
    ),
    citations=(
        *CITATIONS[:2],
        cited(3, "post/ferries", EIGHTH, "The ferries of the lake", WINTER, event=YEAR),
        *CITATIONS[3:],
    ),
    range=DateRange(None, EIGHTH),
    parts=(),
    conflicts=(),
)
DIFFERING = replace(
    ANSWER,
    question="How many passengers had the latest ferry in 2014?",
    dates=replace(
        READING, latest=True, mentions=(DateRange(date(2014, 1, 1), date(2014, 12, 31), "in 2014"),)
    ),
    text=f"{FERRY_SINKS} [1] {COURIER} [2] {SWANS} [3]",
    claims=(claim(FERRY_SINKS, 1), claim(COURIER, 2), claim(SWANS, 3)),
    citations=(
        replace(CITATIONS[1], label=1),
        replace(CITATIONS[4], label=2),
        replace(CITATIONS[3], label=3),
    ),
    dropped=(),
    conflicts=(
        Conflict(
            "passengers",
            (Side(1, "220 passengers", EIGHTH), Side(0, "214 passengers", date(2021, 11, 4))),
        ),
    ),
)
assert FERRY.published == SIXTH
