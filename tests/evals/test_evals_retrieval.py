"""``python -m evals retrieval``: ranks of pages for claims, with intervals."""

from pathlib import Path

import pytest

from evals.retrieval import rank_pages, read_pairs, run_retrieval

_PAGES = {
    "The bridge over the Tarn was closed after the flood.": (
        "Flood on the Tarn\n\nEngineers closed the bridge on Monday. The river had risen by four "
        "metres and carried trees against its pillars."
    ),
    "A vaccine for cattle was approved in Kenya.": (
        "Kenya approves vaccine\n\nThe ministry of agriculture approved a vaccine against a fever "
        "of cattle. Farmers had waited for nine years."
    ),
    "The orchestra elected a new conductor.": (
        "A conductor is elected\n\nMusicians of the orchestra voted on Friday. The new conductor "
        "will begin in the spring."
    ),
}


def test_a_claim_about_one_page_of_three_finds_it_first_by_every_way_to_search() -> None:
    results = rank_pages(list(_PAGES.items()))
    assert [result.fusion for result in results] == ["reread", "zscore", "rrf", "terms", "vectors"]
    assert {result.ranks for result in results} == {(1, 1, 1)}


def test_the_table_keeps_to_80_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(
        "\n".join(
            f'{{"claim": "{claim}", "source": "{page.splitlines()[2]}", "label": "supported"}}'
            for claim, page in _PAGES.items()
        ),
        encoding="utf-8",
    )
    assert [claim for claim, _ in read_pairs(file)] == list(_PAGES)
    run_retrieval(file)
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 80
    assert "1.000" in printed
