"""``assistant ui``."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from assistant.app.opening import make_ready, opened
from assistant.app.options import AsOf, Generator, Store
from assistant.app.sending import say_who_writes
from assistant.errors import ConfigError


def ui(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="0: any that is free.")
    ] = 7860,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="Where to listen; what others can reach needs --auth-file.",
        ),
    ] = "127.0.0.1",
    auth_file: Annotated[
        Path | None,
        typer.Option(
            "--auth-file",
            metavar="FILE",
            show_default=False,
            help="Who may sign in (default: whoever can open the page).",
        ),
    ] = None,
    add_user: Annotated[
        str | None,
        typer.Option(
            "--add-user",
            metavar="NAME",
            show_default=False,
            help="Write this user into --auth-file and end; the password is asked for, or read "
            "from standard input.",
        ),
    ] = None,
    root_path: Annotated[
        str,
        typer.Option(
            "--root-path",
            metavar="PATH",
            show_default=False,
            help="The path of the page behind a proxy: /news.",
        ),
    ] = "",
    watch: Annotated[
        bool, typer.Option("--watch", help="Index files of the corpus as soon as they change.")
    ] = False,
    allow_upload: Annotated[
        bool,
        typer.Option("--allow-upload", help="Take files that are dropped on the page."),
    ] = False,
    store: Store = None,
    as_of: AsOf = None,
    generator: Generator = None,
) -> None:
    """Open the chat for the browser: on this machine only, unless people sign in."""
    if add_user is not None:
        _add_user(auth_file, add_user)
        return
    _check(host, auth_file, root_path)
    with opened(store, as_of, generator) as assistant:
        say_who_writes(assistant)
        make_ready(assistant)
        # So that the first question is sent at once; what is wrong is said under it, in the page.
        with suppress(ConfigError):
            assistant.warm()
        from assistant.app.ui import serve

        serve(
            assistant,
            host=host,
            port=port,
            auth_file=auth_file,
            root_path=root_path,
            watch=watch,
            allow_upload=allow_upload,
            on_ready=_say_where,
        )


def _check(host: str, auth_file: Path | None, root_path: str) -> None:
    """Says what is wrong with the address or the file before minutes go into an index."""
    from assistant.app.ui.serving.binding import check_host
    from assistant.app.ui.serving.roots import root_of
    from assistant.app.ui.serving.users import load_users, readable_by_others

    check_host(host, signed_in=auth_file is not None)
    root_of(root_path)
    if auth_file is not None:
        load_users(auth_file)
        if readable_by_others(auth_file):
            print(
                f"{auth_file} can be read by others on this machine: chmod 600 {auth_file}",
                file=sys.stderr,
            )


def _add_user(auth_file: Path | None, name: str) -> None:
    from assistant.app.ui.serving.users import add_user, new_user

    if auth_file is None:
        raise ConfigError(
            "Say which file the user goes into: assistant ui --auth-file users.txt --add-user NAME"
        )
    user = new_user(name, _password())
    replaced = add_user(auth_file, user)
    done = "has a new password in" if replaced else "can sign in with"
    print(f"{user.name} {done} {auth_file}")


def _password() -> str:
    """Asked for twice without showing it, or a line of standard input where nobody types."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().removesuffix("\n").removesuffix("\r")
    from getpass import getpass

    password = getpass("Password: ")
    if getpass("Once more: ") != password:
        raise ConfigError("The two passwords differ: nothing was changed.")
    return password


def _say_where(url: str) -> None:
    print(f"Dateline is at {url} (Ctrl-C ends it)", flush=True)
