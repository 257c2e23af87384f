"""Each scorer gives 1 for what is right, less for what is wrong, and says when it cannot tell."""

from dataclasses import replace
from datetime import date

import pytest
from evals_made import (
    CLOSED,
    CRACKS,
    FRIDAY,
    LIBRARY,
    TUESDAY,
    case,
    citation,
    claim,
    hit,
    on,
    outcome,
    right,
)

from assistant.domain import Conflict, DateRange, DateReading, Form, Reason, Side
from evals.cases import Case, GoldDates
from evals.gate import load_tolerances
from evals.outcome import Outcome
from evals.scoring import scorers
from evals.scoring.citations import Citations
from evals.scoring.controls import controls
from evals.scoring.judge import VerbatimJudge
from evals.scoring.support import Support

BY_NAME = {one.name: one for one in scorers(judge=VerbatimJudge())}
MONDAY = date(2023, 3, 6)


def value(name: str, of: Case, outcome: Outcome) -> float | None:
    assert BY_NAME[name].applies(of), f"{name} is not about the case"
    return BY_NAME[name].of(of, outcome).value


def test_a_right_answer_scores_1_in_every_metric_that_is_about_it() -> None:
    made = outcome(right(), ranked=(hit("bridge", 1), hit("fair", 2)))
    scores = {one.name: one.of(case(), made) for one in BY_NAME.values() if one.applies(case())}
    assert {name for name, score in scores.items() if score.value not in (1.0, None)} == set()
    assert len(scores) > 12


def test_a_wrong_refusal_scores_0_and_leaves_its_citations_unscored() -> None:
    made = outcome()
    assert value("refusal", case(), made) == value("key_facts", case(), made) == 0
    assert value("evidence_recall", case(), made) == 0
    score = BY_NAME["quote_exact"].of(case(), made)
    assert (score.value, score.unscored) == (None, "nothing was cited")


def test_an_error_of_the_assistant_is_0_in_every_metric() -> None:
    failed = Outcome(LIBRARY, error="QuestionError: the question is empty")
    scores = [one.of(case(), failed) for one in BY_NAME.values() if one.applies(case())]
    assert {(score.value, score.explanation) for score in scores} == {(0.0, failed.error)}


def test_a_folded_near_copy_is_as_good_as_the_gold_article() -> None:
    copied = outcome(right(), ranked=(hit("fair", 1), hit("bridge-copy", 2)))
    assert value("mrr", case(), copied) == 0.5
    assert value("recall@5", case(), copied) == 1
    assert value("ndcg@10", case(), copied) == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)
    both = case(articles=("bridge", "bridge-copy"))
    assert value("recall@5", both, copied) == 1  # one text, not two


def test_an_article_that_ranks_twice_takes_one_place() -> None:
    made = outcome(right(), ranked=(hit("fair", 1), hit("fair", 2), hit("bridge", 3)))
    assert value("mrr", case(), made) == 0.5


def test_more_gold_than_places_can_still_reach_a_recall_of_1() -> None:
    of = case(articles=tuple(f"a{n}" for n in range(8)))
    library = replace(LIBRARY, articles={}, copies={})
    hits = tuple(
        replace(hit("fair", n + 1), passage=replace(hit("fair", 1).passage, article=f"a{n}"))
        for n in range(8)
    )
    made = replace(outcome(right(), ranked=hits), library=library)
    assert value("recall@5", of, made) == 1


def test_a_claim_whose_citation_does_not_hold_it_costs_recall_and_precision() -> None:
    wrong = outcome((claim(CRACKS, 1), citation(1, "bridge", CLOSED)))
    assert value("citation_recall", case(), wrong) == 0
    assert value("citation_precision", case(), wrong) == 0
    assert value("evidence_recall", case(), wrong) == 0


def test_a_citation_that_adds_nothing_costs_precision_alone() -> None:
    """ALCE: the claim is supported; the second citation does not support it, and is not needed."""
    first, second = citation(1, "bridge", CRACKS), citation(2, "fair", "A fair was held.")
    made = outcome((claim(CRACKS, 1, 2), first))
    assert made.answer
    made = replace(made, answer=replace(made.answer, citations=(first, second)))
    cited = Citations(VerbatimJudge())
    assert cited.recall(case(), made).value == 1
    assert cited.precision(case(), made).value == 0.5


def test_gold_in_a_near_copy_is_gold() -> None:
    made = outcome((claim(CRACKS, 1), citation(1, "bridge-copy", CRACKS)))
    assert value("evidence_precision", case(), made) == 1


def test_spans_that_only_touch_are_no_evidence() -> None:
    made = outcome((claim(CLOSED, 1), citation(1, "bridge", CLOSED + " E")))
    assert value("evidence_recall", case(), made) == 0


def test_a_quote_must_be_the_body_at_its_span() -> None:
    source = citation(1, "bridge", CRACKS)
    moved = replace(source, start=source.start + 1, end=source.end + 1)
    made = outcome((claim(CRACKS, 1), moved))
    assert value("quote_exact", case(), made) == 0
    assert value("quote_exact", case(), outcome(right())) == 1


def test_a_quote_that_begins_within_a_word_is_not_whole_though_it_is_exact() -> None:
    made = outcome((claim(CRACKS[1:], 1), citation(1, "bridge", CRACKS[1:])))
    assert value("quote_exact", case(), made) == 1
    assert value("quote_whole", case(), made) == 0


def test_labels_count_from_1_in_the_order_of_the_claims() -> None:
    made = outcome((claim(CRACKS, 2), citation(2, "bridge", CRACKS)))
    assert value("labels", case(), made) == 0
    streamed = replace(outcome(right()), shown=())
    assert value("labels", case(), streamed) == 0


def test_key_facts_are_counted_and_forbidden_words_are_seen() -> None:
    of = case(keys=(("5,900",), ("Ada Brandt", "Brandt"), ("Tuesday",)), forbidden=("5900 cracks",))
    assert value("key_facts", of, outcome(right())) == pytest.approx(2 / 3)
    assert value("forbidden", of, outcome(right())) == 0


def test_a_refusal_needs_the_right_reason_and_names_the_nearest_days() -> None:
    of = case(
        refusal=True,
        reason=Reason.NOT_IN_RANGE,
        articles=(),
        sentences=(),
        keys=(),
        nearest=(TUESDAY,),
    )
    made = outcome(reason=Reason.NOT_IN_RANGE, nearest=(TUESDAY, FRIDAY))
    assert (
        value("refusal", of, made) == value("reason", of, made) == value("nearest", of, made) == 1
    )
    other = outcome(reason=Reason.NOT_IN_CORPUS)
    assert value("refusal", of, other) == 1
    assert value("reason", of, other) == value("nearest", of, other) == 0
    assert value("refusal", of, outcome(right())) == 0


def test_dates_are_read_as_expected_within_what_the_case_allows() -> None:
    of = case(dates=GoldDates(TUESDAY, FRIDAY, "published"), as_of=date(2023, 3, 9))
    read = DateReading(DateRange(TUESDAY, FRIDAY), "published")
    cut = DateReading(DateRange(TUESDAY, date(2023, 3, 9)), "published")
    other = DateReading(DateRange(TUESDAY, TUESDAY), "published")
    assert value("date_reading", of, outcome(dates=read)) == 1
    assert value("date_reading", of, outcome(dates=cut)) == 1
    assert value("date_reading", of, outcome(dates=other)) == 0
    assert value("date_reading", of, outcome(dates=replace(read, applies_to="either"))) == 0
    assert value("date_silence", case(), outcome(dates=read)) == 0


def test_an_event_date_is_that_of_the_gold_citation_else_its_publication() -> None:
    of = case(event=DateRange(MONDAY, MONDAY))
    told = outcome((claim(CRACKS, 1), citation(1, "bridge", CRACKS, event=on(MONDAY))))
    assert value("event_date", of, told) == 1
    assert value("event_date", of, outcome(right())) == 0
    assert value("event_date", case(event=DateRange(TUESDAY, TUESDAY)), outcome(right())) == 1


def test_what_was_published_after_as_of_is_a_leak() -> None:
    of = case(as_of=TUESDAY)
    made = outcome(right(), ranked=(hit("bridge", 1), hit("fair", 2)))
    assert value("no_leak", of, made) == pytest.approx(2 / 3)
    assert value("no_leak", of, replace(made, ranked=(hit("bridge", 1),))) == 1


def test_a_digest_cites_all_its_articles_and_says_that_it_read_them() -> None:
    of = case(form=Form.DIGEST, articles=("bridge", "bridge-copy", "fair"))
    made = outcome(right(), form=Form.DIGEST, articles_in_range=3, articles_read=3)
    assert value("digest_coverage", of, made) == 0.5
    assert value("read_all", of, made) == 1
    fewer = outcome(right(), form=Form.DIGEST, articles_in_range=3, articles_read=2)
    assert value("read_all", of, fewer) == 0


def test_a_timeline_is_in_order_and_so_are_its_developments() -> None:
    of = case(form=Form.TIMELINE, keys=(("closed",), ("5,900",), ("fair",)))
    closed = (claim(CLOSED, 1, day=MONDAY), citation(1, "bridge", CLOSED))
    cracks = (claim(CRACKS, 2, day=TUESDAY), citation(2, "bridge", CRACKS))
    good, bad = outcome(closed, cracks), outcome(cracks, closed)
    assert value("timeline_order", of, good) == 1
    assert value("timeline_keys", of, good) == pytest.approx(2 / 3)
    assert value("timeline_order", of, bad) == 0
    assert value("timeline_keys", of, bad) == pytest.approx(1 / 3)


def test_a_conflict_shows_both_sides_and_says_that_they_differ() -> None:
    of = case(conflict=(("5,900", "12"),))
    cheese = (claim("Cheese cost twelve marks.", 2), citation(2, "fair", "Cheese cost 12 marks"))
    sides = (Side(0, "5,900 cracks", TUESDAY), Side(1, "12 marks", FRIDAY))
    made = outcome(right(), cheese, conflicts=(Conflict("cracks", sides),))
    assert value("conflict_sides", of, made) == value("conflict_marked", of, made) == 1
    assert value("conflict_marked", of, outcome(right(), cheese)) == 0
    assert value("conflict_sides", of, outcome(right())) == 0.5


def test_without_a_check_support_is_unscored_and_says_so() -> None:
    score = Support(None).claims(case(), outcome(right()))
    assert (score.value, score.unscored) == (None, "no check")


def test_controls_are_the_gold_sentence_and_the_same_with_another_number() -> None:
    true, false = controls(case(), LIBRARY)
    assert (true.claim, true.holds, false.holds) == (CRACKS, True, False)
    assert "7,869" in false.claim
    assert false.claim.replace("7,869", "5,900") == CRACKS


def test_a_check_that_finds_everything_supported_gets_half_of_the_controls_right() -> None:
    blind = Support(lambda claim, source, published: (True, 0.99, ""))
    assert blind.controls(case(), outcome(right())).value == 0.5


def test_cases_to_be_judged_are_unscored_where_no_model_was_asked() -> None:
    judged = BY_NAME["judged"]
    assert not judged.applies(case())
    score = judged.of(case(tags=("model",)), outcome(right()))
    assert (score.value, score.unscored) == (None, "no model was asked to judge")


def test_every_metric_has_a_tolerance_with_a_reason() -> None:
    tolerances = load_tolerances()
    assert set(tolerances) == set(BY_NAME)
    assert all(len(one.because) > 20 for one in tolerances.values())
