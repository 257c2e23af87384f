"""Who may sign in: the auth file, one line a user, ``name:scrypt$n$r$p$salt$hash``.

Passwords are kept as scrypt (RFC 7914) of their UTF-8 in Unicode's form NFC, with a salt of 16
bytes and 32 of hash, both in URL-safe Base64 without padding. Blank lines, and lines that begin
with ``#``, are left as they are.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
import stat
import sys
import tempfile
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import ConfigError

SHORTEST = 10
"""Characters of a password, at least."""

LONGEST = 1_000
LONGEST_NAME = 64

# 32 MB and some 0.1 s for each attempt (OWASP's advice of 2023: n = 2**17, or less for a log-in
# that has to answer beside other work).
_N, _R, _P = 2**15, 8, 1
_SALT, _HASH = 16, 32
_MOST_MEMORY = 256 * 2**20  # bytes that a line of the file may ask for


@dataclass(frozen=True, slots=True)
class User:
    """A name, and what its password is compared with; ``n``, ``r`` and ``p`` are scrypt's."""

    name: str
    salt: bytes = field(repr=False)
    hash: bytes = field(repr=False)
    n: int = _N
    r: int = _R
    p: int = _P

    @property
    def line(self) -> str:
        kept = f"{_encode(self.salt)}${_encode(self.hash)}"
        return f"{self.name}:scrypt${self.n}${self.r}${self.p}${kept}"

    @property
    def fingerprint(self) -> bytes:
        """Another one after every change of the password, the same password included."""
        return hashlib.sha256(self.line.encode()).digest()

    def knows(self, password: str) -> bool:
        """Whether that is the password; takes the same time either way, and 32 MB."""
        return hmac.compare_digest(_scrypt(password, self.salt, self.n, self.r, self.p), self.hash)


def _nobody_like(users: Mapping[str, User]) -> User:
    """A user with no password, which costs as much to find out as the costliest of the file."""
    like = max(users.values(), key=lambda one: one.n * one.r * one.p, default=None)
    costs = (like.n, like.r, like.p) if like else (_N, _R, _P)
    return User("", bytes(_SALT), bytes(_HASH), *costs)


def new_user(name: str, password: str) -> User:
    """Raises ConfigError where the name or the password will not do."""
    name = unicodedata.normalize("NFC", name.strip())
    if not _is_name(name):
        raise ConfigError(
            f"{name[:80]!r} is no name for a user: take 1 to {LONGEST_NAME} letters, digits "
            'and ". _ @ -", and begin with a letter or digit.'
        )
    if len(password) < SHORTEST:
        raise ConfigError(f"The password is too short: take {SHORTEST} characters or more.")
    if len(password) > LONGEST:
        raise ConfigError(f"The password is too long: take {LONGEST:,} characters or fewer.")
    salt = secrets.token_bytes(_SALT)
    return User(name, salt, _scrypt(password, salt, _N, _R, _P))


def add_user(path: Path, user: User) -> bool:
    """Writes the user into the file, made where there is none; whether the name was there.

    A user who is there gets the new password. All of the file or none of it is written, with
    mode 0600. Raises ConfigError.
    """
    try:
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    known = _read(path, lines)
    place = next((at for at, line in enumerate(lines) if _name_of(line) == user.name), len(lines))
    lines[place : place + 1] = [user.line]
    _write(path, "".join(f"{line}\n" for line in lines))
    return user.name in known


def load_users(path: Path) -> dict[str, User]:
    """By name. Raises ConfigError that names the file and the line, also where there is nobody."""
    try:
        found = _read(path, path.read_text("utf-8").splitlines())
    except FileNotFoundError:
        found = {}
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    if not found:
        raise ConfigError(
            f"{path} names nobody who may sign in: add someone with "
            f"assistant ui --auth-file {path} --add-user NAME"
        )
    return found


def readable_by_others(path: Path) -> bool:
    """Whether somebody else on this machine may read the file (never on Windows)."""
    try:
        return os.name != "nt" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except OSError:
        return False


class Users:
    """The users of a file as it is now: looked at before each use, read when it has changed.

    Nobody may sign in, and nobody is signed in, while the file cannot be read; that is said on
    standard error, once for each state of the file. May be used from several threads.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state = _state(path)
        self._users = load_users(path)
        self._lock = threading.Lock()

    def get(self, name: str) -> User | None:
        return self._fresh().get(name)

    def checked(self, name: str, password: str) -> User | None:
        """The user, where that is the password; an unknown name takes as long as a known one."""
        users = self._fresh()
        user = users.get(unicodedata.normalize("NFC", name.strip()))
        right = (user or _nobody_like(users)).knows(password)
        return user if right else None

    def _fresh(self) -> dict[str, User]:
        state = _state(self.path)
        with self._lock:
            if state != self._state:
                self._state = state
                try:
                    self._users = load_users(self.path)
                except ConfigError as error:
                    self._users = {}
                    print(f"assistant: nobody can sign in: {error}", file=sys.stderr, flush=True)
            return self._users


def _state(path: Path) -> tuple[int, ...]:
    try:
        seen = path.stat()
    except OSError:
        return ()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _read(path: Path, lines: list[str]) -> dict[str, User]:
    found: dict[str, User] = {}
    for number, line in enumerate(lines, start=1):
        if not _name_of(line):
            continue
        user = _user(line)
        if user is None or user.name in found:
            wrong = "that name is there already" if user else "it is no name:scrypt$n$r$p$salt$hash"
            raise ConfigError(
                f"{path}, line {number}: {wrong}. Take the line out, then "
                f"assistant ui --auth-file {path} --add-user NAME"
            )
        found[user.name] = user
    return found


def _name_of(line: str) -> str:
    """What stands before the colon; nothing in a line that names nobody."""
    return "" if line.lstrip().startswith("#") else line.strip().partition(":")[0] or line.strip()


def _user(line: str) -> User | None:
    name, _, kept = line.strip().partition(":")
    try:
        kind, *costs, salt, made = kept.split("$")
        n, r, p = (int(one) for one in costs if one.isdecimal() and one.isascii())
        user = User(name, _decode(salt), _decode(made), n, r, p)
    except (ValueError, binascii.Error):
        return None
    sound = (
        kind == "scrypt"
        and _is_name(name)
        and len(user.salt) >= 8
        and len(user.hash) == _HASH
        and n >= 2
        and n & (n - 1) == 0
        and 1 <= r <= 32
        and 1 <= p <= 16
        and 128 * n * r <= _MOST_MEMORY
    )
    return user if sound else None


def _is_name(name: str) -> bool:
    return (
        0 < len(name) <= LONGEST_NAME
        and name[0].isalnum()
        and all(mark.isalnum() or mark in "._@-" for mark in name)
    )


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    said = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    # OpenSSL's own limit is 32 MB, which 2**15 exceeds by a little.
    room = 128 * r * (n + p + 2) + 2**20
    return hashlib.scrypt(said, salt=salt, n=n, r=r, p=p, maxmem=room, dklen=_HASH)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _decode(said: str) -> bytes:
    return base64.b64decode(said + "=" * (-len(said) % 4), altchars=b"-_", validate=True)


def _write(path: Path, whole: str) -> None:
    target = path.resolve()  # a link stays a link
    try:
        # Made with mode 0600.
        handle, made = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(whole)
                stream.flush()
                os.fsync(stream.fileno())
            Path(made).replace(target)
        except BaseException:
            Path(made).unlink()
            raise
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written ({_reason(error)}): name a file in a folder of yours "
            "with --auth-file."
        ) from error


def _unreadable(path: Path, error: OSError | UnicodeDecodeError) -> ConfigError:
    return ConfigError(
        f"{path} cannot be read ({_reason(error)}): name the file of those who may sign in with "
        "--auth-file."
    )


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is no UTF-8 text"
    return (error.strerror or str(error)).lower()
