"""Who is signed in, as the settings say it."""

from __future__ import annotations

from assistant.app.ui.drawing.markup import text
from assistant.app.ui.serving.owners import user_of


def account(owner: str) -> str:
    """ "Signed in as anna · Sign out"; nothing where nobody signs in.

    The way out is a link to the log-in, which signs out without a script, too.
    """
    name = user_of(owner)
    if not name:
        return ""
    return (
        f'<p class="dl-account">Signed in as <b><bdi>{text(name)}</bdi></b> '
        '<span aria-hidden="true">·</span> <a href="login">Sign out</a></p>'
    )
