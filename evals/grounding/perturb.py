"""False pairs made of true ones, by one edit each, and true ones made by an edit that is harmless.

Two sorts of true claims: those that people judged supported, in their own words; and sentences
lifted from a source. Where the claim is edited, an inexact match would betray it; so there are
edits of the source, too, where the claim stays as it is and its evidence is deleted or changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

from assistant.grounding import read_source
from assistant.grounding.claim import DATE_WORDS, read_claim
from assistant.grounding.features import measure
from assistant.grounding.tokens import Kind, read_tokens
from assistant.text.names import Name, names
from assistant.text.sentences import sentence_spans
from evals.grounding.pairs import SUPPORTED, Pair

DAY = date(2015, 6, 17)
"""The day that lifted sentences with dates are thought to be of: any will do."""
LIFTED = 2
"""Sentences that are lifted from one source."""
_LENGTHS = range(8, 41)  # words of a sentence that is lifted

_MONTHS = """January February March April May June July August September October November
December""".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_AUXILIARY = re.compile(r"\b(was|were|is|are|has|had|have|will|would|can|could)\b(?!\s+n[o']t)")
_MAYBE = {
    "was": "may be", "were": "may be", "is": "may be", "are": "may be", "has": "could have",
    "had": "could have", "have": "could have", "will": "may",
}  # fmt: skip
_PLANNED = {"was": "will be", "were": "will be", "has": "will have", "had": "will have"}
_OPPOSITES = dict(
    pair.split("/")
    for pair in """rose/fell increased/decreased won/lost accepted/rejected approved/rejected
    supported/opposed first/last before/after higher/lower more/fewer began/ended opened/closed
    arrested/released joined/left bought/sold north/south east/west guilty/innocent early/late
    highest/lowest increase/decrease largest/smallest most/least northern/southern eastern/western
    confirmed/denied started/stopped praised/criticised rise/fall male/female father/mother
    son/daughter husband/wife""".split()
)
_OPPOSITES |= {other: one for one, other in _OPPOSITES.items()}

Edit = Callable[[Pair, Random], "Pair | None"]


def made_pairs(judged: Sequence[Pair], seed: int = 0) -> list[Pair]:
    """The pairs made of judged ones, in their order; the same for the same seed."""
    return [made for pair in judged for made in _made(pair, Random(f"{seed}/{pair.group}"))]


def _made(pair: Pair, rng: Random) -> Iterator[Pair]:
    true = [pair] if pair.supported else []
    lifted = list(_lifted(pair, rng))
    yield from lifted
    for one in true + lifted:
        sort = "" if one.kind == "judged" else "lifted: "
        for name, edit in EDITS.items():
            made = edit(one, rng)
            if made is not None:
                yield replace(made, label="not_supported", kind=sort + name)


def _lifted(pair: Pair, rng: Random) -> Iterator[Pair]:
    """Sentences of the source, whole or shortened: both are true."""
    spans = [
        (start, end)
        for start, end in sentence_spans(pair.source)
        if len(pair.source[start:end].split()) in _LENGTHS
        and names(pair.source[start:end])
        and "?" not in pair.source[start:end]
    ]
    for start, end in rng.sample(spans, min(LIFTED, len(spans))):
        claim = " ".join(pair.source[start:end].split())
        yield Pair(claim, pair.source, SUPPORTED, pair.group, "lifted: as it is", DAY)
        short = _shortened(claim)
        if short:
            yield Pair(short, pair.source, SUPPORTED, pair.group, "lifted: shortened", DAY)


def _shortened(claim: str) -> str | None:
    """Without a part between commas, or the last one: what is left still holds."""
    parts = claim.rstrip(".").split(", ")
    if len(parts) == 3 and len(parts[1].split()) <= 8 and len(parts[0].split()) <= 6:
        return f"{parts[0]} {parts[2]}."
    if len(parts) == 2 and len(parts[0].split()) >= 7:
        return f"{parts[0]}."
    return None


def _splice(text: str, start: int, end: int, instead: str) -> str:
    return text[:start] + instead + text[end:]


def _number_changed(text: str, rng: Random) -> str | None:
    numbers = [token for token in read_tokens(text) if token.key[0] == "#"]
    numbers = [token for token in numbers if text[token.start].isdigit()]
    if not numbers:
        return None
    token = rng.choice(numbers)
    match = re.match(r"\d+", text[token.start : token.end])
    assert match is not None
    figure = int(match[0])
    near = 3 if 1000 < figure < 2100 else max(2, figure // 2)
    other = figure + rng.choice((-1, 1)) * rng.randint(1, near)
    if other <= 0:
        other = figure + rng.randint(1, near)
    return _splice(text, token.start, token.start + match.end(), str(other))


def _name_swapped(text: str, others: str, rng: Random) -> str | None:
    own = [name for name in names(text) if name.start > 0 or " " in name.text]
    if not own:
        return None
    name = rng.choice(own)
    used = {part.lower() for one in names(text) for part in one.text.split()}

    def differs(one: Name) -> bool:
        return one.kind == name.kind and not used & {p.lower() for p in one.text.split()}

    found = list(dict.fromkeys(one.text for one in names(others) if differs(one)))
    return _splice(text, name.start, name.end, rng.choice(found)) if found else None


def _date_moved(text: str, rng: Random) -> str | None:
    words = [
        token
        for token in read_tokens(text)
        if token.lower in DATE_WORDS and text[token.start].isupper() and token.end - token.start > 2
    ]
    if not words:
        return None
    token = rng.choice(words)
    listed = _DAYS if token.lower.endswith("day") else _MONTHS
    other = rng.choice([word for word in listed if word.lower() != token.lower])
    return _splice(text, token.start, token.end, other)


def _negated(text: str, rng: Random) -> str | None:
    places = list(_AUXILIARY.finditer(text))
    if not places or re.search(r"\b(?:not|no|never)\b|n[’']t\b", text):
        return None
    at = rng.choice(places)
    return _splice(text, at.end(), at.end(), " not")


def _supposed(text: str, rng: Random) -> str | None:
    return _put(_MAYBE, text, rng)


def _to_come(text: str, rng: Random) -> str | None:
    return _put(_PLANNED, text, rng)


def _put(instead: Mapping[str, str], text: str, rng: Random) -> str | None:
    places = [at for at in _AUXILIARY.finditer(text) if at[1] in instead]
    if not places:
        return None
    at = rng.choice(places)
    return _splice(text, at.start(), at.end(), instead[at[1]])


def _opposed(text: str, rng: Random) -> str | None:
    places = [at for at in re.finditer(r"[a-z]+", text) if at[0] in _OPPOSITES]
    if not places:
        return None
    at = rng.choice(places)
    return _splice(text, at.start(), at.end(), _OPPOSITES[at[0]])


def _exchanged(text: str, rng: Random) -> str | None:
    found = names(text)
    couples = [
        (one, other)
        for one, other in pairwise(found)
        if one.kind == other.kind and one.text != other.text and other.start - one.end > 4
    ]
    if not couples:
        return None
    one, other = rng.choice(couples)
    text = _splice(text, other.start, other.end, one.text)
    return _splice(text, one.start, one.end, other.text)


def _of_claim(edit: Callable[[str, Random], str | None]) -> Edit:
    def made(pair: Pair, rng: Random) -> Pair | None:
        claim = edit(pair.claim, rng)
        return None if claim is None else replace(pair, claim=claim)

    return made


def _of_source(edit: Callable[[str, Random], str | None]) -> Edit:
    """Edits the best sentence of the source where it holds what the claim has, too."""

    def made(pair: Pair, rng: Random) -> Pair | None:
        start, end = _best_sentence(pair)
        piece = pair.source[start:end]
        changed = edit(piece, rng)
        if changed is None:
            return None
        if not _concerns(pair.claim, piece, changed):
            return None
        return replace(pair, source=_splice(pair.source, start, end, changed))

    return made


def _concerns(claim: str, piece: str, changed: str) -> bool:
    """Whether what was edited is what the claim says, so that it holds no more: a number or name
    that is gone is in the claim, or the word after a "not" is."""
    keys = {token.key for token in read_tokens(claim) if token.kind is not Kind.FUNCTION}
    telling = [token for token in read_tokens(piece) if token.kind is not Kind.FUNCTION]
    left = {token.key for token in read_tokens(changed)}
    gone = {token.key for token in telling} - left
    if gone:
        return bool(gone & keys)
    same = 0
    while same < min(len(piece), len(changed)) and piece[same] == changed[same]:
        same += 1
    after = [token.key for token in telling if token.start >= same]
    return bool(after) and after[0] in keys


def _evidence(pair: Pair) -> tuple[int, int]:
    source = read_source(pair.source)
    measured = measure(read_claim(pair.claim), source)
    first, last = measured.window
    return source.spans[first].start, source.spans[last - 1].end


def _best_sentence(pair: Pair) -> tuple[int, int]:
    verbatim = re.search(r"\s+".join(map(re.escape, pair.claim.split())), pair.source)
    if verbatim:
        return verbatim.span()
    source = read_source(pair.source)
    path = measure(read_claim(pair.claim), source).alignment
    held = Counter(source.sentence[place] for place in path.places if place is not None)
    if not held:
        return 0, 0
    unit = source.spans[held.most_common(1)[0][0]]
    return unit.start, unit.end


def _deleted(pair: Pair, rng: Random) -> Pair | None:
    start, end = _evidence(pair)
    left = pair.source[:start] + pair.source[end:]
    return replace(pair, source=left) if len(left.split()) >= 40 else None


def _swapped_in_claim(pair: Pair, rng: Random) -> Pair | None:
    claim = _name_swapped(pair.claim, pair.source, rng)
    return None if claim is None else replace(pair, claim=claim)


def _swapped_in_source(pair: Pair, rng: Random) -> Pair | None:
    return _of_source(lambda text, rng: _name_swapped(text, pair.source, rng))(pair, rng)


EDITS: dict[str, Edit] = {
    "number changed": _of_claim(_number_changed),
    "name swapped": _swapped_in_claim,
    "date moved": _of_claim(_date_moved),
    "negated": _of_claim(_negated),
    "opposite": _of_claim(_opposed),
    "exchanged": _of_claim(_exchanged),
    "source: deleted": _deleted,
    "source: number changed": _of_source(_number_changed),
    "source: name swapped": _swapped_in_source,
    "source: date moved": _of_source(_date_moved),
    "source: negated": _of_source(_negated),
    "source: supposed": _of_source(_supposed),
    "source: planned": _of_source(_to_come),
}
