"""Every metric, in the order of the reports."""

from __future__ import annotations

from collections.abc import Callable

from assistant.domain import Form, Reason
from evals.cases import Case
from evals.outcome import Outcome
from evals.scoring import citations, days, forms, keyfacts, quotes, refusals, retrieval, written
from evals.scoring.judge import Check, CheckJudge, Judge, VerbatimJudge, find_check
from evals.scoring.model_judge import no_judge
from evals.scoring.score import Score, Scorer
from evals.scoring.support import Support

MODEL_TAGS = frozenset({"model"})
"""Cases whose answer a language model writes, and may judge."""


def scorers(
    check: Check | None = None,
    judge: Judge | None = None,
    judged: Callable[[Case, Outcome], Score] | None = None,
) -> tuple[Scorer, ...]:
    """The metrics; ``check`` is the grounding check (by default the assistant's own, if any),
    ``judge`` says what a citation supports (by default the check, else plain words), and
    ``judged`` is a model's judgement of whole answers."""
    check = check or find_check()
    cited = citations.Citations(judge or (CheckJudge(check) if check else VerbatimJudge()))
    support = Support(check)
    return (
        Scorer("key_facts", "key-fact recall", keyfacts.key_facts, _keys, deciding=True),
        Scorer("refusal", "answered or refused rightly", refusals.kind, _any, deciding=True),
        Scorer("reason", "reason of a refusal", refusals.reason, _reason, deciding=True),
        Scorer("nearest", "days named instead", refusals.nearest, _nearest),
        Scorer("forbidden", "free of what is forbidden", keyfacts.forbidden, _forbidden, True),
        Scorer("mrr", "MRR", retrieval.reciprocal_rank, _searched),
        Scorer("recall@5", "recall@5", retrieval.recall_at_5, _searched),
        Scorer("recall@10", "recall@10", retrieval.recall_at_10, _searched),
        Scorer("ndcg@10", "nDCG@10", retrieval.ndcg_at_10, _searched),
        Scorer("citation_precision", "citation precision", cited.precision, _answered),
        Scorer("citation_recall", "citation recall", cited.recall, _answered, deciding=True),
        Scorer("evidence_precision", "gold among citations", citations.evidence_precision, _quoted),
        Scorer("evidence_recall", "a gold sentence cited", citations.evidence_recall, _quoted),
        Scorer("quote_exact", "quotes exact", quotes.quote_exact, _answered, deciding=True),
        Scorer("quote_whole", "quotes whole", quotes.quote_whole, _answered, deciding=True),
        Scorer("labels", "labels in order", quotes.labels, _answered, deciding=True),
        Scorer("claim_support", "claims supported", support.claims, _answered),
        Scorer("check_controls", "check right on controls", support.controls, _quoted),
        Scorer("form", "form", forms.form, _any, deciding=True),
        Scorer("date_reading", "dates read", days.date_reading, _dated, deciding=True),
        Scorer("date_silence", "no dates read into it", days.date_silence, _undated),
        Scorer("event_date", "event dates", days.event_date, _event, deciding=True),
        Scorer("no_leak", "nothing from outside the days", days.no_leak, _bounded, deciding=True),
        Scorer("digest_coverage", "digest coverage", forms.digest_coverage, _digest),
        Scorer("read_all", "every article read", forms.read_all, _digest, deciding=True),
        Scorer("timeline_order", "timeline in order", forms.timeline_order, _timeline, True),
        Scorer("timeline_keys", "developments in order", forms.timeline_keys, _developments),
        Scorer("conflict_sides", "both sides shown", forms.conflict_sides, _conflict),
        Scorer("conflict_marked", "conflict marked", forms.conflict_marked, _conflict),
        Scorer("written_precision", "written, shown, true", written.precision, _scripted, True),
        Scorer("written_recall", "written, true, shown", written.recall, _scripted),
        Scorer("written_cited", "written, cited rightly", written.cited, _scripted),
        Scorer("judged", "judged by a model", judged or no_judge, _answered, tags=MODEL_TAGS),
    )


def _any(case: Case) -> bool:
    return True


def _scripted(case: Case) -> bool:
    return bool(case.writes)


def _answered(case: Case) -> bool:
    return not case.refusal


def _keys(case: Case) -> bool:
    return bool(case.keys)


def _reason(case: Case) -> bool:
    return case.refusal and case.reason is not None


def _nearest(case: Case) -> bool:
    return bool(case.nearest)


def _forbidden(case: Case) -> bool:
    return bool(case.forbidden)


def _searched(case: Case) -> bool:
    return case.form is Form.ANSWER and bool(case.articles)


def _quoted(case: Case) -> bool:
    return bool(case.sentences)


def _dated(case: Case) -> bool:
    return case.dates is not None or case.reason is Reason.AMBIGUOUS_DATE


def _undated(case: Case) -> bool:
    # A follow-up may take over the days of the question before it.
    return not _dated(case) and not case.turns


def _event(case: Case) -> bool:
    return case.event is not None


def _bounded(case: Case) -> bool:
    published = case.dates is not None and case.dates.applies_to == "published"
    return case.bounds is not None or published


def _digest(case: Case) -> bool:
    return case.form is Form.DIGEST and not case.refusal and bool(case.articles)


def _timeline(case: Case) -> bool:
    return case.form is Form.TIMELINE and not case.refusal


def _developments(case: Case) -> bool:
    return _timeline(case) and bool(case.keys)


def _conflict(case: Case) -> bool:
    return bool(case.conflict)
