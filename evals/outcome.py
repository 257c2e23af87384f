"""What came of asking a case: everything that the scorers and the report look at."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Answer, Citation, Claim, Hit, Understood
from evals.cases import Line
from evals.library import Library


@dataclass(frozen=True)
class Outcome:
    """The last question of a case, answered.

    ``found`` are the hits that the writer reported, ``ranked`` those of a search for the question
    as it was made whole, ``shown`` the claims as they were streamed, ``written`` what a scripted
    model wrote, None where none did. ``error`` is set where the
    assistant failed, and then ``answer`` is None. ``ms`` is wall time, from asking to the end.
    """

    library: Library
    answer: Answer | None = None
    understood: Understood | None = None
    found: tuple[Hit, ...] = ()
    ranked: tuple[Hit, ...] = ()
    shown: tuple[Claim, ...] = ()
    written: tuple[Line, ...] | None = None
    error: str | None = None
    ms: float = 0.0

    @property
    def refused(self) -> bool:
        return self.answer is not None and self.answer.refused

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.answer.claims if self.answer else ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.answer.citations if self.answer else ()

    @property
    def text(self) -> str:
        """Everything that the answer says, the sentences apart."""
        if self.answer is None:
            return ""
        return "\n".join([self.answer.text, *(claim.text for claim in self.answer.claims)])

    def cited(self, claim: Claim) -> list[Citation]:
        """The citations that a claim refers to; a label that is none is left out."""
        by_label = {citation.label: citation for citation in self.citations}
        return [by_label[label] for label in claim.citations if label in by_label]
