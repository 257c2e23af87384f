"""Words of a sentence that nothing in its quotes stands for: stricter than the check by itself.

The check (assistant.grounding) says how likely people would call a claim supported, and people are
lenient: one word that the source does not have ("sank" for "ran aground") may pass. A model's
sentence that is shown under a quotation may not add to it.
"""

from __future__ import annotations

from assistant.grounding.alignment import matches
from assistant.grounding.claim import read_claim
from assistant.grounding.source import Source
from assistant.grounding.tokens import Kind

LIKE = 0.5
"""How near a word must come to one of the source, as the check's matches are counted."""
TELLS = 0.3
"""Words of less weight say too little to be missed."""
_JOIN = frozenset(
    """according add added adding after ahead already also although amid among announce
    announced announcing apart around article articles aside away back became become behind
    being besides between both bring brought call called came come concerning describe
    described describing during else especially event eventually example expect express
    expressed face fact finally following further furthermore get give given go going got
    happen happened hence however i.e. include included includes including indeed instead
    involve involved involving issue just latter like made make making mean meant meanwhile
    mention mentioned moreover namely note noted noting now number occur occurred one only
    order other otherwise overall part particular particularly people person place point
    present put recent recently regard regarding relate related report reported reporting
    respectively said same say saying says several show since situation so-called some
    specific specifically state stated statement states such take taken tell telling then
    there therefore thing thus time together told took toward towards under upon use used
    using various way well went whereas while within""".split()
)


def unaccounted(text: str, source: Source) -> list[str]:
    """The words that say something and have nothing like them in the source, as they are written.

    Numbers and days are left to the check, which reads them.
    """
    read = read_claim(text, source.published)
    tokens = [read.tokens[place] for place in read.telling]
    dated = {at for places in read.dated for at in places}
    missing = []
    for at, (token, choice) in enumerate(zip(tokens, matches(tokens, source), strict=True)):
        if token.kind is Kind.NUMBER or at in dated or token.weight < TELLS:
            continue
        if token.kind is Kind.WORD and token.lower in _JOIN:
            continue
        if max((match.strength for match in choice), default=0.0) < LIKE:
            missing.append(text[token.start : token.end])
    return missing
