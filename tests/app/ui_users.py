"""Users whose passwords are quick to check: scrypt with hardly any cost."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.app.ui.serving.users import User, add_user

PASSWORD = "correct horse"


def quick_user(name: str, password: str = PASSWORD) -> User:
    salt = hashlib.sha256(f"{name} {password}".encode()).digest()[:16]
    kept = hashlib.scrypt(password.encode(), salt=salt, n=2, r=8, p=1, dklen=32)
    return User(name, salt, kept, n=2)


def auth_file(folder: Path, *names: str) -> Path:
    """A file in which each of them has PASSWORD."""
    path = folder / "users.txt"
    for name in names:
        add_user(path, quick_user(name))
    return path
