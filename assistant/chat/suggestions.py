"""What can be asked next: questions that the articles answer, each about something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from assistant.chat.proposals import Proposal, proposals
from assistant.dates.spelled import spell_day
from assistant.domain import DateRange
from assistant.index import Index
from assistant.text.words import is_content, words

GIVEN, NEWEST = 6, 12
"""So many of the given articles are looked through, and so many of the newest."""
TRIES = 14
"""So many questions are tried: each is a search."""
DAYS = 8
"""So many days are looked at for one that was not asked about."""
FRONT, LATELY = 600, 30
"""Characters at the front of an article, and days before it, in which lies what it reports of."""
ALIKE = 0.6
"""Share of their words that two questions have in common where they ask for the same."""
_OF_EVERY_QUESTION = frozenset(
    "report say tell about news what did develop course timeline happen known".split()
)


def suggested(
    index: Index,
    answered: Callable[[Proposal], bool],
    asked: Sequence[str],
    articles: Sequence[str],
    most: int,
    days: DateRange | None,
    related: Callable[[str], Sequence[str]] = lambda _: (),
) -> list[str]:
    """Up to ``most`` questions, first about the given articles, then about those ``related`` to the
    first of them, then about the newest.

    ``answered`` says of one whether it is answered; ``days`` limits which articles may be asked
    about. What shares a name or a thing with the last question goes before what does not, and one
    of each kind before a second of any; where there are too few, days are asked for that have
    articles.
    """
    chosen = _Chosen(answered, asked, most)
    given = [one for one in dict.fromkeys(articles) if one][:GIVEN]
    last = _matter(asked[-1]) if asked else frozenset()
    about = list(_rounds([_of_article(index, one, days) for one in given]))
    about.sort(key=lambda one: last.isdisjoint(_matter(one.question)))
    chosen.take(one for one in about if one.kind != "day")
    if given and not chosen.full:
        others = [one for one in related(given[0]) if one not in given]
        told = _rounds([_of_article(index, one, days) for one in others])
        chosen.take(one for one in told if one.kind != "day")
    chosen.take(one for one in about if one.kind == "day")
    newest = index.catalog.newest_ids(NEWEST, days)
    chosen.take(_rounds([_of_article(index, one, days) for one in newest if one not in given]))
    chosen.fill(_of_days(index, given, days))
    return chosen.questions


def examples(
    index: Index,
    answered: Callable[[Proposal], bool],
    most: int,
    days: DateRange | None,
) -> list[str]:
    """Up to ``most`` questions about the newest articles; the last asks for their day."""
    chosen = _Chosen(answered, (), most)
    if most > 1:
        chosen.most = most - 1
    newest = index.catalog.newest_ids(NEWEST, days)
    chosen.take(_rounds([_of_article(index, one, days) for one in newest]))
    chosen.most = most
    chosen.fill(_of_days(index, [], days))
    return chosen.questions


class _Chosen:
    """The questions that were chosen so far, and how many may still be tried."""

    def __init__(
        self, answered: Callable[[Proposal], bool], asked: Iterable[str], most: int
    ) -> None:
        self.questions: list[str] = []
        self.most = most
        self._answered = answered
        self._known = [_matter(question) for question in asked]
        self._abouts: list[frozenset[str]] = []
        self._kinds: set[str] = set()
        self._tries = TRIES

    def take(self, proposed: Iterable[Proposal]) -> None:
        """Those that are new and answered, until there are enough."""
        later = []
        for proposal in proposed:
            if self.full:
                return
            if proposal.kind in self._kinds:
                later += [proposal] if proposal.kind != "day" else []
            else:
                self._try(proposal)
        for proposal in later:
            if self.full:
                return
            self._try(proposal)

    def fill(self, proposed: Iterable[Proposal]) -> None:
        """As ``take``, however many of them are of one kind; these cost no search."""
        for proposal in proposed:
            if len(self.questions) >= self.most:
                return
            if self._new(proposal) and self._answered(proposal):
                self._keep(proposal)

    @property
    def full(self) -> bool:
        return len(self.questions) >= self.most or not self._tries

    def _try(self, proposal: Proposal) -> None:
        if self._new(proposal):
            self._tries -= 1
            if self._answered(proposal):
                self._keep(proposal)

    def _keep(self, proposal: Proposal) -> None:
        self.questions.append(proposal.question)
        self._known.append(_matter(proposal.question))
        self._abouts.append(_matter(proposal.about))
        self._kinds.add(proposal.kind)

    def _new(self, proposal: Proposal) -> bool:
        """Whether it asks for another name or another thing than what was asked or chosen."""
        matter, about = _matter(proposal.question), _matter(proposal.about)
        if any(_same(matter, known) for known in self._known):
            return False
        # Of those that are shown together, no two are about one person or one thing.
        return proposal.kind == "day" or not any(
            about <= other or other <= about for other in self._abouts
        )


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or len(one & other) >= ALIKE * len(one | other)


def _matter(question: str) -> frozenset[str]:
    """The stems of the words that say what a question is about."""
    return frozenset(word.stem for word in words(question) if is_content(word)) - _OF_EVERY_QUESTION


def _of_article(index: Index, article_id: str, days: DateRange | None) -> Iterator[Proposal]:
    key = index.catalog.key(article_id)
    if key is None:
        return
    article, units = index.catalog.bodies([key])[key]
    if days is None or days.holds(article.published):
        plain = [article.body[one.start : one.end] for one in units if one.kind == "sentence"]
        yield from proposals(article_id, article.title, plain)
        for event in index.catalog.events([key]).get(key, []):
            past = not event.planned and event.first == event.last < article.published
            if past and event.start < FRONT and (article.published - event.first).days <= LATELY:
                spelled = spell_day(event.first)
                yield Proposal(f"What happened on {spelled}?", "day", spelled, article_id, ())
                break
        yield _of_day(article.published)


def _rounds(lists: Sequence[Iterator[Proposal]]) -> Iterator[Proposal]:
    """One of each list at a time, while they last."""
    while lists:
        left = []
        for proposed in lists:
            proposal = next(proposed, None)
            if proposal is not None:
                yield proposal
                left.append(proposed)
        lists = left


def _of_days(index: Index, given: Sequence[str], days: DateRange | None) -> Iterator[Proposal]:
    """The news of the days of the given articles, then of the newest days."""
    held = [day for day, _ in index.catalog.days() if days is None or days.holds(day)]
    found = (index.catalog.article(one) for one in given)
    own = [one.published for one in found if one is not None and one.published in held]
    for day in list(dict.fromkeys([*own, *reversed(held)]))[:DAYS]:
        yield _of_day(day)


def _of_day(day: date) -> Proposal:
    return Proposal(f"What was in the news on {spell_day(day)}?", "day", spell_day(day), "", ())
