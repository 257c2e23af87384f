"""``assistant doctor``."""

from __future__ import annotations

from datetime import date

import typer

from assistant.app.options import AsJson, Store


def doctor(store: Store = None, as_json: AsJson = False) -> None:
    """Say what is installed, configured, indexed and reachable.

    Secrets are masked. Exits with 1 where something is broken; files that were skipped and
    articles that are dated in the future are remarks.
    """
    from assistant.app.checkup import check_up

    found = check_up(store, date.today())
    if as_json:
        from assistant.app.streams import put_json

        put_json(found)
    else:
        from assistant.app.checkup_screen import put_checkup
        from assistant.app.terminal import screen

        put_checkup(screen(), found)
    if not found["ok"]:
        raise typer.Exit(1)
