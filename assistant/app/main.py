"""The console script: registers the commands, and turns what goes wrong into a line and a code.

Exit codes: 0 done (a refusal is an answer), 1 an AssistantError, 2 bad usage, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from assistant.app.commands.articles import articles, show
from assistant.app.commands.ask import ask, chat
from assistant.app.commands.check import check
from assistant.app.commands.dates import dates
from assistant.app.commands.digest import digest
from assistant.app.commands.doctor import doctor
from assistant.app.commands.feedback import feedback
from assistant.app.commands.index import index
from assistant.app.commands.search import search
from assistant.app.commands.timeline import timeline
from assistant.app.commands.ui import ui
from assistant.app.safe import one_line
from assistant.app.stopping import Stopped
from assistant.app.streams import tolerate
from assistant.errors import AssistantError

# Plain help instead of typer's panels: measured, it halves the time of --help (0.11 s against
# 0.23 s), which is almost all rich's import, and it looks the same in a pipe.
app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from assistant.app.installed import OURS, version_of

        print(f"{OURS} {version_of(OURS) or 'from a folder, not installed'}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the version and exit.",
        ),
    ] = False,
) -> None:
    """Ask a folder of dated news articles; every sentence of the answer is cited."""


for command in (
    index,
    search,
    ask,
    digest,
    timeline,
    dates,
    check,
    chat,
    articles,
    show,
    ui,
    doctor,
):
    app.command()(command)
app.add_typer(feedback, name="feedback")


def run() -> None:
    """Runs the command line and always ends in SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        tolerate(stream)
    code = _code()
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python would try again at exit, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = code or _unwritten(error)
    raise SystemExit(code)


def _code() -> int:
    try:
        app(prog_name="assistant")
    except AssistantError as error:
        print(f"assistant: {one_line(str(error))}", file=sys.stderr)
        return 1
    except Stopped as stopped:
        print(f"\nassistant: {stopped}", file=sys.stderr)
        return 130
    except OSError as error:
        return _unwritten(error)
    except SystemExit as leaving:
        # typer ends every run so; 130 is what it makes of Ctrl-C.
        if leaving.code == 130:
            print("\nassistant: stopped", file=sys.stderr)
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0


def _unwritten(error: OSError) -> int:
    """What the system refuses (a full disk, a folder that is read-only) is a sentence, too."""
    # Whoever read the output has gone (assistant articles | head): nobody is left to tell.
    if not isinstance(error, BrokenPipeError):
        print(f"assistant: {one_line(str(error))}", file=sys.stderr)
    return 1
