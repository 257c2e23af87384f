"""Articles and streams of made-up news: what the page draws, without what writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.domain import (
    Answer,
    Article,
    Citation,
    Claim,
    ClaimShown,
    Conflict,
    DateRange,
    DateReading,
    Dropped,
    Event,
    EventDate,
    Finished,
    Form,
    Found,
    Hit,
    Part,
    PartOpened,
    Passage,
    Progress,
    Reason,
    Side,
    Understood,
    Usage,
    Verdict,
)

AS_OF = date(2022, 3, 12)

_TEXTS = {
    ("canned/flood", date(2022, 3, 3), "River Oder breaks its banks"): (
        "The Oder broke its banks near Lebus on Tuesday. Some 550,000 people had to leave "
        "their homes, the relief agency said. Its director will meet the mayors next week."
    ),
    ("canned/relief", date(2022, 3, 9), "Relief agency doubles its count"): (
        "The floods along the Oder have driven 1.2 million people from their homes, the relief "
        "agency said on Monday. Marta Lind, its director, asked for 4,000 tents."
    ),
    ("canned/chess", date(2022, 3, 9), "A draw after nine hours"): (
        "The chess match in Riga ended in a draw after nine hours. Nobody had seen a longer game "
        "in the city, a referee said."
    ),
}
ARTICLES = {
    key[0]: Article(*key, text, "The Oder Courier" if "chess" not in key[0] else None)
    for key, text in _TEXTS.items()
}
TUESDAY = EventDate(date(2022, 3, 1), date(2022, 3, 1), "on Tuesday")
MONDAY = EventDate(date(2022, 3, 7), date(2022, 3, 7), "on Monday")
NEXT_WEEK = EventDate(date(2022, 3, 7), date(2022, 3, 13), "next week", planned=True)


def cited(label: int, name: str, quote: str, event: EventDate | None = None) -> Citation:
    """A citation of the sentence of that article that begins so."""
    found = ARTICLES[name]
    start = found.body.index(quote)
    end = found.body.index(".", start + len(quote) - 1) + 1
    if found.body[end : end + 1].isdigit():  # "1.2 million"
        end = found.body.index(".", end) + 1
    return Citation(
        label, name, found.published, found.title, start, end, found.body[start:end], event
    )


CITATIONS = (
    cited(1, "canned/flood", "The Oder broke", TUESDAY),
    cited(2, "canned/flood", "Some 550,000"),
    cited(3, "canned/flood", "Its director", NEXT_WEEK),
    cited(4, "canned/relief", "The floods along", MONDAY),
    cited(5, "canned/relief", "Marta Lind"),
    cited(6, "canned/chess", "The chess match"),
)


def claim(number: int, **more: object) -> Claim:
    """The sentence that the citation with this number quotes."""
    quote = CITATIONS[number - 1].quote
    return Claim(quote, (number,), Verdict.SUPPORTED, 1.0, **more)  # type: ignore[arg-type]


CLAIMS = tuple(claim(number) for number in range(1, 7))
THIRD, NINTH = (DateRange(day, day) for day in (date(2022, 3, 3), date(2022, 3, 9)))
DIGEST = Answer(
    question="Sum up 3 to 9 March 2022",
    rewritten=None,
    as_of=AS_OF,
    dates=DateReading(DateRange(THIRD.start, NINTH.end, "3 to 9 March 2022"), "published"),
    form=Form.DIGEST,
    reason=None,
    text="Read 14 of 14 articles.",
    claims=CLAIMS,
    citations=CITATIONS,
    range=DateRange(THIRD.start, NINTH.end),
    articles_in_range=14,
    articles_read=14,
    parts=(Part(THIRD, 1, ((0, 1), (2,))), Part(NINTH, 13, ((3, 4), (5,)))),
)
TIMELINE = Answer(
    question="How did the floods develop?",
    rewritten=None,
    as_of=AS_OF,
    dates=DateReading(),
    form=Form.TIMELINE,
    reason=None,
    text="",
    claims=(
        claim(1, date=TUESDAY.start, date_is="event", new=True),
        claim(2, date=THIRD.start, date_is="published", new=True),
        claim(3, date=THIRD.start, date_is="published"),
        claim(4, date=MONDAY.start, date_is="event", new=True),
        claim(5, date=NINTH.start, date_is="published"),
    ),
    citations=CITATIONS[:5],
    range=DateRange(THIRD.start, NINTH.end),
    articles_in_range=2,
    articles_read=2,
)
CONFLICT = Answer(
    question="How many people had to leave their homes?",
    rewritten=None,
    as_of=AS_OF,
    dates=DateReading(
        latest=True, mentions=(DateRange(date(2014, 1, 1), date(2014, 12, 31), "2014"),)
    ),
    form=Form.ANSWER,
    reason=None,
    text="",
    claims=(
        Claim(CITATIONS[3].quote, (1,), Verdict.SUPPORTED, 1.0),
        Claim(CITATIONS[1].quote, (2,), Verdict.SUPPORTED, 1.0),
    ),
    citations=(
        cited(1, "canned/relief", "The floods along", MONDAY),
        cited(2, "canned/flood", "Some 550,000"),
    ),
    conflicts=(
        Conflict(
            "people who left their homes",
            (
                Side(0, "1.2 million people", date(2022, 3, 7)),
                Side(1, "550,000 people", date(2022, 3, 3)),
            ),
        ),
    ),
)
WRITTEN = Answer(
    question="What did the relief agency ask for?",
    rewritten=None,
    as_of=AS_OF,
    dates=DateReading(),
    form=Form.ANSWER,
    reason=None,
    text="",
    claims=(
        Claim("The agency’s director asked for 4,000 tents.", (1,), Verdict.SUPPORTED, 0.97),
        Claim("The floods had driven 1.2 million people out.", (2,), Verdict.SUPPORTED, 0.94),
    ),
    citations=(
        cited(1, "canned/relief", "Marta Lind"),
        cited(2, "canned/relief", "The floods along", MONDAY),
    ),
    dropped=(
        Dropped("It also asked for 90 boats.", Verdict.UNSUPPORTED, "the number 90 is not in kd7"),
        Dropped("The army has refused to help.", Verdict.UNCITED, "cites nothing"),
    ),
    usage=Usage(generator="llm", model="oder-7b", host="models.example:443", calls=1),
    notices=("The reply of oder-7b was cut off at 700 tokens: its last sentence is left out.",),
)
QUOTED = replace(
    WRITTEN,
    claims=(Claim(CITATIONS[4].quote, (1,), Verdict.SUPPORTED, 1.0),),
    citations=(cited(1, "canned/relief", "Marta Lind"),),
    dropped=(),
    usage=Usage(),
    notices=(),
)
NOTHING_HELD = replace(
    WRITTEN,
    question="Why did the army refuse?",
    reason=Reason.NOT_SUPPORTED,
    text="The model wrote 2 sentences, and the articles support none of them.",
    claims=(),
    citations=(),
    notices=(),
)
SIXTH, ELEVENTH = (DateRange(day, day) for day in (date(2021, 11, 6), date(2021, 6, 11)))
AMBIGUOUS = Answer(
    question="What happened on 06/11/2021?",
    rewritten=None,
    as_of=AS_OF,
    dates=DateReading(ambiguous=True, alternatives=(SIXTH, ELEVENTH), applies_to="either"),
    form=Form.ANSWER,
    reason=Reason.AMBIGUOUS_DATE,
    text="“06/11/2021” is a day in November or in June.",
)


WAITING = Progress("writing", 0, None)  # what a writer gives while the model says nothing


def events(answer: Answer) -> Iterator[Event]:
    """A stream that comes to ``answer``, as its writer would give it."""
    yield Understood(answer.question, answer.rewritten, answer.as_of, answer.dates, answer.form)
    if answer.form is Form.ANSWER:
        if answer.citations:
            yield Found(tuple(_hits(answer.citations)))
        if answer.usage.generator == "llm":
            yield from (WAITING, WAITING)
        yield from (_shown(answer, place) for place in range(len(answer.claims)))
        yield from answer.dropped
    elif answer.parts:
        for number, part in enumerate(answer.parts, 1):
            yield Progress("reading", 14 * number // len(answer.parts), 14)
            yield PartOpened(part.days, part.articles)
            for point, places in enumerate(part.points):
                yield from (_shown(answer, place, point) for place in places)
    else:
        yield Progress("reading", 2, 2)
        yield from (_shown(answer, place) for place in range(len(answer.claims)))
    yield Finished(answer)


def _shown(answer: Answer, place: int, point: int | None = None) -> ClaimShown:
    claim = answer.claims[place]
    found = [one for one in answer.citations if one.label in claim.citations]
    return ClaimShown(claim, tuple(found), point)


def _hits(citations: Sequence[Citation]) -> Iterator[Hit]:
    for rank, one in enumerate(citations, 1):
        passage = Passage(one.article, one.start, one.end, one.quote)
        yield Hit(passage, one.published, one.title, 1.0, rank, ("terms",))
