"""The commands ``run`` and ``gate``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from evals.cases import CaseFaults
from evals.gate import (
    BASELINE,
    GateFault,
    as_baseline,
    compare,
    load_baseline,
    told,
    write_baseline,
)
from evals.library import BUILT_IN, BUILT_IN_CASES

if TYPE_CHECKING:
    from evals.library import Shelf
    from evals.scoring import Scorer

SUITES = ("ci", "full")
REPORT = Path("reports/evals")

Cases = Annotated[Path, typer.Option(exists=True, help="Folder of *.jsonl, or one file.")]
Corpora = Annotated[
    list[str] | None,
    typer.Option("--corpus", metavar="NAME=DIR", help="A corpus that cases name; repeatable."),
]
Only = Annotated[
    list[str] | None, typer.Option(metavar="TAG", help="Only cases with this tag; repeatable.")
]
HeldOut = Annotated[bool, typer.Option("--held-out", help="Only the third held back from tuning.")]
Out = Annotated[Path, typer.Option(help="Folder of the report.")]


def run(
    suite: Annotated[
        str, typer.Option(help="ci: all cases. full: ways to search and repetitions as well.")
    ] = "ci",
    out: Out = REPORT,
    cases: Cases = BUILT_IN_CASES,
    corpus: Corpora = None,
    only: Only = None,
    held_out: HeldOut = False,
    grounding: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="full: claims to measure the check on."),
    ] = None,
    repeats: Annotated[int, typer.Option(min=0, help="full: runs more, to compare.")] = 3,
    model: Annotated[
        bool, typer.Option("--model", help="full: the configured model answers, and judges.")
    ] = False,
) -> None:
    """Asks every case, scores what comes, and writes a report: no key, no network."""
    if suite not in SUITES:
        raise typer.BadParameter(f"one of {', '.join(SUITES)}", param_hint="--suite")
    if model and suite != "full":
        raise typer.BadParameter("needs --suite full", param_hint="--model")
    summary = _run(suite, out, cases, corpus, only, held_out, repeats, model)
    _print(summary, out)
    if grounding is not None and suite == "full":
        _measure_grounding(grounding)


def gate(
    update: Annotated[bool, typer.Option("--update", help="Write the baseline anew.")] = False,
    run: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="A report to compare.")
    ] = None,
    baseline: Annotated[Path, typer.Option(help="The scores to compare with.")] = BASELINE,
    out: Out = REPORT,
    cases: Cases = BUILT_IN_CASES,
    corpus: Corpora = None,
) -> None:
    """Fails, with the cases that got worse, where a metric fell by more than it may.

    Without --run the cases are asked first, as by `run`.
    """
    from evals.reporting import read_rows

    if run is None:
        _run("ci", out, cases, corpus, None, False)
    folder = run or out
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    rows = read_rows(folder)
    whole = not summary["selection"]
    try:
        if update:
            if not whole:
                raise GateFault(f"a baseline holds every case, and this run {summary['selection']}")
            write_baseline(as_baseline(rows, summary["embedding"]), baseline)
            print(f"{len(rows)} cases in {baseline}")
            return
        verdict = compare(load_baseline(baseline), rows, summary["embedding"], whole=whole)
    except GateFault as fault:
        _stop(str(fault))
    lines = told(verdict)
    print(lines)
    (folder / "gate.txt").write_text(lines + "\n", encoding="utf-8")
    if verdict.failed:
        raise typer.Exit(1)


def _run(
    suite: str,
    out: Path,
    cases: Path,
    corpus: list[str] | None,
    only: list[str] | None,
    held_out: bool,
    repeats: int = 0,
    model: bool = False,
) -> dict[str, Any]:
    from evals.reporting import write
    from evals.runner import Choice, opened, run_cases
    from evals.sweeps import repeat, sweep_retrieval

    choice = Choice(cases, _corpora(corpus), tuple(only or ()), held_out, model)
    try:
        with opened(choice) as (chosen, shelves):
            if not chosen:
                _stop(f"no case is left: {choice.selection or cases}")
            found = run_cases(
                chosen,
                shelves,
                _judged(shelves) if model else None,
                suite=suite,
                selection=choice.selection,
                on_case=_on_case,
            )
            extra: dict[str, Any] = {}
            if suite == "full":
                extra = {
                    "retrieval": sweep_retrieval(chosen, shelves),
                    "repeats": repeat(found, shelves, repeats),
                }
    except CaseFaults as faults:
        _stop(f"{faults}\n{len(faults.faults)} faults in the cases: nothing was run.")
    return write(found, out, extra)


def _judged(shelves: Mapping[str, Shelf]) -> tuple[Scorer, ...]:
    """The metrics, with the configured model as judge; stops where none is configured."""
    from evals.scoring import scorers
    from evals.scoring.model_judge import ModelJudge

    model = next(iter(shelves.values())).assistant.model
    if model is None:
        _stop("no model is configured: set OPENAI_API_KEY or OPENAI_BASE_URL, or leave --model out")
    return scorers(judged=ModelJudge(model))


def _corpora(given: list[str] | None) -> dict[str, Path]:
    found = {}
    for one in given or ():
        name, equals, folder = one.partition("=")
        if not (name and equals and folder):
            raise typer.BadParameter(f"{one!r}: give NAME=DIR", param_hint="--corpus")
        path = Path(folder).expanduser()
        if not path.exists():
            raise typer.BadParameter(f"there is no {folder!r}", param_hint="--corpus")
        if name in BUILT_IN:
            raise typer.BadParameter(f"{name!r} is built in: take another", param_hint="--corpus")
        found[name] = path
    return found


def _on_case(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done} of {total} cases", end=end, file=sys.stderr, flush=True)


def _print(summary: dict[str, Any], out: Path) -> None:
    from evals.reporting.markdown import cell

    print(f"{'metric':20} {'all':>19} {'n':>5} {'unscored':>8}   {'held out':>19} {'n':>5}")
    held = summary["metrics"]["held_out"]
    for name, found in summary["metrics"]["all"].items():
        other = held.get(name, {"n": 0})
        print(
            f"{name:20} {cell(found):>19} {found['n']:5} {found['unscored']:8}   "
            f"{cell(other):>19} {other['n']:5}"
        )
    for name in ("all", "held_out"):
        refused = summary["refusals"][name]
        print(
            f"refusals, {name.replace('_', ' ')}: precision {cell(refused['precision'])}, "
            f"recall {cell(refused['recall'])}"
        )
    for way, found in (summary.get("retrieval") or {}).items():
        cells = ", ".join(f"{name} {one['mean']:.3f}" for name, one in found.items())
        print(f"search by {way}: {cells}")
    if repeats := summary.get("repeats"):
        print(f"repeated {repeats['runs']} times: {repeats['same']} came to the very same")
    times = json.loads((out / "latency.json").read_text(encoding="utf-8"))["forms"]
    told = "; ".join(f"{form} {one['p50']:.0f} ({one['p95']:.0f})" for form, one in times.items())
    print(f"milliseconds, median (95th percentile): {told}")
    print(f"{summary['passed']} of {summary['cases']} cases pass: {out / 'report.html'}")


def _measure_grounding(file: Path) -> None:
    import subprocess

    command = [sys.executable, "-m", "evals", "grounding", "measure", str(file)]
    if subprocess.run(command, check=False).returncode:
        raise typer.Exit(1)


def _stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)
