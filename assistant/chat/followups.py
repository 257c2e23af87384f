"""Follow-ups: a question that leans on the turns before it, made whole without a model.

A pronoun is replaced by what it stands for; of a fragment ("and in Poland?", "why?") the question
before is taken, with the fragment in it; and the days that the earlier questions named hold on.
A question that stands alone stays as it is, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.chat import antecedents
from assistant.chat.antecedents import lowered
from assistant.chat.fragments import fill
from assistant.chat.held import held, read_again
from assistant.chat.matters import matter
from assistant.chat.pronouns import HE, IT, THEY, in_form, leans
from assistant.chat.redating import chosen, redated
from assistant.chat.rewriting import Rewrite, days_known
from assistant.chat.summing import summed
from assistant.chat.turns import HISTORY, LONGEST, Turn
from assistant.domain import DateRange, DateReading
from assistant.text.names import names
from assistant.text.words import is_content, stems, words

SHORT = 4
"""Words of a fragment that may be a name without its capitals ("what about medvedev")."""
ENOUGH = 3
"""Words of meaning of a question that says alone what was spoken of."""

_LEAD = re.compile(r"^(?:and|but|so|then|also|ok(?:ay)?|well)\b[,\s]+(?=\S)", re.IGNORECASE)
_MORE = re.compile(
    r"^(?:(?:please|can you|could you)\s+)*(?:(?:tell|give|show) me (?:some )?more(?: details)?|"
    r"(?:some )?more(?: details)?|say more|anything else|"
    r"what else(?: is (?:there|known|reported))?|go on|continue)(?:,?\s+please)?[?.! ]*$",
    re.IGNORECASE,
)
_SAID_IT = re.compile(r"\b(?:say|says|said|saying) it$", re.IGNORECASE)
_WHO_IS = re.compile(r"^(?:who|what|where)\s(?:is|are|was|were)\s\w+\s*\?*$", re.IGNORECASE)
_COUNTS_THERE = re.compile(
    r"^how (?:many|much)\b.*\b(?:is|are|was|were) there\s*\?*$", re.IGNORECASE
)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bwill )(?<!\bdid )"
    r"\bthere\b(?!\s+(?:is|are|was|were|will|has|have|had|been|be|to)\b)"
    r"|\b(?:is|are|was|were)\s(?P<end>there)\b(?=\s*\??$)",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"(?:^|\b(?:is|was|are|were|did|does|do|about|of|to|with|for|after|before|by|like|say|says|said|"
    r"mean|on|do|has|have|will|would|could|should|can|think|at|deny|denied)\s)"
    r"(?P<it>this|that|these|those)\b(?=\s*(?:$|[?.!,])|\s(?:is|was|are|were|happen|happened|mean|"
    r"means|true|possible|change|work|come|matter|affect|be|have|has|had|help|lead|"
    r"enough|about|\w+ed)\b)|^(?:is|was)\s(?:that|this)\s\w+\s*\??$",
    re.IGNORECASE,
)
_THAT_NOUN = re.compile(
    r"\b(?:this|that|these|those|such)\s(?P<noun>[^\W\d_]{3,})\b", re.IGNORECASE
)
_ALL = re.compile(
    r"\b(?:the (?:whole|entire) (?:thing|affair|story|matter|business)|it all|"
    r"all of (?:it|this|that)|all (?:this|that)(?=\s*\??$))\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r",?\s(?:later(?: on)?|then|after that|afterwards|in the end|eventually|finally)(?=\s*\??$)",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:the (?:first|last|other|others|rest|remaining|latter|former)"
    r"(?:\s(?:one|two|three|four|five|ones))?(?=\s*\??$))",
    re.IGNORECASE,
)
_BARE_ROLE = re.compile(
    r"^(?:who|when|where|what|how (?:high|big|long|old|large))\s(?:is|was|are|were)\sthe\s"
    r"[a-z][\w’'-]+\s*\?*$",
    re.IGNORECASE,
)
_THE_NOUN = re.compile(r"\bthe\s(?P<noun>[^\W\d_]{3,})\b", re.IGNORECASE)


def make_whole(
    question: str,
    own: DateReading,
    turns: Sequence[Turn],
    as_of: date,
    rewrite: Rewrite | None = None,
) -> tuple[str, DateReading | None]:
    """The question as it can be searched alone, and its dates where the turns before decide them.

    ``own`` is what the question's dates are read as. Both as they came (and None) where nothing
    leans on an earlier turn. Of the turns the last HISTORY count. ``rewrite`` goes before the rules
    here for what words stand for; questions that are asked again, of other days or for more, are
    the rules' own, which are exact about days.
    """
    earlier = turns
    turns = turns[-HISTORY:]
    if not turns:
        return question, None
    again = chosen(question, own, turns, as_of) or redated(question, own, turns, as_of)
    if again is not None and len(again[0]) <= LONGEST:
        return _sentence(again[0]), again[1]
    bare = _LEAD.sub("", question)
    if _MORE.match(bare):
        return _question_before(turns) or question, _going_on(own, held(turns))
    if (everything := _ALL.search(bare)) and (about := matter(turns)):
        named = f"{bare[: everything.start()]}{about}{bare[everything.end() :]}"
        return _sentence(named), _going_on(own, held(turns))
    of_days = summed(bare, own, turns, led=bare != question)
    if of_days is not None and len(of_days[0]) <= LONGEST:
        return _sentence(of_days[0]), _going_on(own, of_days[1])
    rewritten = None if rewrite is None else rewrite(question, earlier)
    if rewritten is not None:
        taken = _as_rewritten(rewritten, question, own, turns, as_of)
        if taken is not None:
            return taken
    before = turns[-1].whole_question
    if own.limit is not None:
        before = _undated(before, turns[-1].answer.as_of)
    shown = _as_shown(bare, turns)
    whole = fill(shown, before, turns[-1].answer, led=bare != question)
    whole = whole or _with_antecedents(bare, turns)
    if whole is None and bare != question and not _own_name(bare) and own.limit is None:
        # "And who lost?", with nobody's name: of what was spoken of.
        whole = _about_matter(bare, turns)
    if whole is not None and len(whole) <= LONGEST:
        return _sentence(whole), _going_on(own, held(turns))
    # "And ..." goes on with what was spoken of, also where it needs no word of it.
    return question, _going_on(own, held(turns)) if bare != question else None


def _as_rewritten(
    rewritten: str, question: str, own: DateReading, turns: Sequence[Turn], as_of: date
) -> tuple[str, DateReading | None] | None:
    """A model's whole question and its dates, as ``make_whole`` gives them; None where the rules
    are to be trusted more: the model has changed nothing, or the days that the question names."""
    if stems(rewritten) == stems(question):
        return None
    new = read_again(rewritten, as_of)
    if own.limit is not None or own.ambiguous:
        same = new.limit and own.limit and _days(new.limit) == _days(own.limit)
        return (rewritten, own) if same else None
    if not days_known(new, turns, as_of):
        return None
    return rewritten, _going_on(own, held(turns)) if new.limit is None else new


def _days(days: DateRange) -> tuple[date | None, date | None]:
    return days.start, days.end


def _going_on(own: DateReading, dates: DateReading | None) -> DateReading | None:
    """The dates that hold on, with what the question itself only mentions."""
    if dates is None or own.limit is not None or own.ambiguous:
        return None
    latest = own.latest or dates.latest
    return replace(dates, mentions=own.mentions or dates.mentions, latest=latest)


def _question_before(turns: Sequence[Turn]) -> str | None:
    """The last question that asked for more than "more"."""
    asked = (turn.whole_question for turn in reversed(turns))
    return next((question for question in asked if not _MORE.match(_LEAD.sub("", question))), None)


def _as_shown(question: str, turns: Sequence[Turn]) -> str:
    """A short fragment with capitals for the names that the answers before have with them."""
    if len(question.split()) > SHORT:
        return question
    texts = [claim.text for turn in turns for claim in turn.answer.claims]
    known = {word for text in texts for name in names(text) for word in name.text.split()}
    plain = {text[word.start : word.end] for text in texts for word in words(text)}
    for word in reversed(words(question)):
        typed = question[word.start : word.end]
        name = typed.capitalize()
        country = any(one.kind == "place" for one in names(f"about {name}"))
        seen = name in known and typed not in plain
        if typed.islower() and is_content(word) and (country or seen):
            question = f"{question[: word.start]}{name}{question[word.end :]}"
    return question


def _undated(question: str, as_of: date) -> str:
    """The question without the words of its days."""
    limit = read_again(question, as_of).limit
    return _folded(question.replace(limit.words, "")) if limit and limit.words else question


def _with_antecedents(question: str, turns: Sequence[Turn]) -> str | None:
    """The question with its pronouns replaced by what they stand for; None where none leans."""
    whole = question
    found: tuple[tuple[re.Pattern[str], Callable[[Sequence[Turn], str], str | None]], ...] = (
        (HE, antecedents.person),
        (THEY, antecedents.group),
        (IT, antecedents.thing),
    )
    lost = False
    for pattern, stands_for in found:
        pronoun = pattern.search(whole)
        if pronoun is None or not leans(whole, pronoun):
            continue
        if _SAID_IT.search(whole[: pronoun.end()]):
            lost = True  # "Who said it?": no thing, but what was said
            continue
        name = stands_for(turns, question[: pronoun.start()])
        lost = lost or name is None
        if name is not None:
            whole = (
                f"{whole[: pronoun.start()]}{in_form(whole, pronoun, name)}{whole[pronoun.end() :]}"
            )
    counts = _COUNTS_THERE.match(question)  # "How many are there?" asks for no place
    lost = lost or bool(counts)
    there = _THERE.search(whole)
    if there and not counts:
        place = antecedents.place(turns)
        lost = lost or place is None
        if place:
            start, end = there.span("end") if there["end"] else there.span()
            whole = f"{whole[:start]}in {place}{whole[end:]}"
    replaced = whole != question
    points = any(
        (
            _THAT.search(question),
            _REST.search(question),
            _BARE_ROLE.match(question),
            _points_back(question, turns, _THAT_NOUN),
        )
    )
    if points or lost or (replaced and _needs_topic(question)):
        # Of one person or thing much is told: the topic tells it apart.
        whole = _with_topic(whole, turns)
    elif replaced and _points_back(question, turns, _THE_NOUN):
        whole = _with_topic(whole, turns)
    return whole if whole != question else None


def _points_back(question: str, turns: Sequence[Turn], nouns: re.Pattern[str]) -> bool:
    """Whether one of the nouns ("that tax", "the pipeline") was in what was shown before."""
    said = [turns[-1].whole_question, *(claim.text for claim in turns[-1].answer.claims)]
    known = {word.stem for text in said for word in words(text) if is_content(word)}
    return not _own_name(question) and any(
        words(found["noun"])[0].stem in known for found in nouns.finditer(question)
    )


def _own_name(question: str) -> bool:
    return any(
        name.kind in ("person", "other", "organisation") for name in names(lowered(question))
    )


def _needs_topic(question: str) -> bool:
    """Whether a name alone would not say what is asked; of "Who is he?" it does."""
    return not _WHO_IS.match(question) and not any(is_content(word) for word in words(question))


def _about_matter(question: str, turns: Sequence[Turn]) -> str | None:
    """The question with what the one before was about, None where that says nothing."""
    about = matter(turns)
    have = {word.stem for word in words(question)}
    if about is None or all(word.stem in have for word in words(about) if is_content(word)):
        return None
    return f"{_LATER.sub('', question.rstrip('?. '))} ({about})?"


def _with_topic(question: str, turns: Sequence[Turn]) -> str:
    """The question with the words of the one before that it lacks."""
    have = {word.stem for word in words(question)}
    topic = turns[-1].whole_question
    if len(turns) > 1 and sum(is_content(word) for word in words(topic)) < ENOUGH:
        topic = f"{turns[-2].whole_question.rstrip('?. ')} {topic}"  # "Was it so?"
    rest = [topic[w.start : w.end] for w in words(topic) if is_content(w) and w.stem not in have]
    return f"{question.rstrip('?. ')} ({' '.join(rest)})?" if rest else question


def _sentence(text: str) -> str:
    folded = _folded(text)
    return folded[:1].upper() + folded[1:]


def _folded(text: str) -> str:
    return re.sub(r"\s+(?=[?.,])|\s+(?=\s)", "", text).strip()
