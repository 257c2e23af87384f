"""Our frozen dataclasses as ASCII JSON, and back, the same to the letter.

By their type hints, at both ends: a date is ISO text, a tuple a list, a mapping a list of pairs.
Written here and not by pydantic's TypeAdapter, which refuses a lone surrogate in a text and cannot
build ``Claim`` (a field named as its type): both measured with pydantic 2.14.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]

_PAIR = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")
"""Between two halves that JSON's escapes would join: such a text is kept as a list of parts."""


class Unreadable(Exception):
    """What was packed is not of the kind that it is read as."""


def packed(value: object) -> str:
    """The value as one line of ASCII JSON. Every field is written, also one that has its default,
    so that another default later does not change what was kept."""
    return json.dumps(_plain(value), separators=(",", ":"))


def unpacked(kind: type[T], text: str) -> T:
    """The value of that kind which was packed. Fields that are lacking have their defaults.

    Raises Unreadable: no JSON, a field that the kind does not have, a value that is none of it.
    """
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    wanted: Any = kind
    read: T = reader_of(wanted)(given)
    return read


def text_in(packed_record: str, name: str) -> str | None:
    """The text of one field of what was packed, whatever the rest of it is; None without one."""
    try:
        given = json.loads(packed_record)
        return _text(given.get(name)) if isinstance(given, dict) else None
    except (ValueError, RecursionError, Unreadable):
        return None


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value if value.isascii() or not _PAIR.search(value) else _PAIR.split(value)
    if value is None or isinstance(value, (int, float)):
        return value
    if kind is tuple:
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    raise TypeError(f"nothing says how a {kind.__name__} is kept")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


@cache
def reader_of(kind: Any) -> Reader:
    """What makes a value of that kind of its JSON; TypeError for a kind that is not kept."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:
        return _optional(reader_of(inner[inner[0] is NoneType]))
    if origin is Literal:
        return _one_of(inner)
    if origin is tuple and inner[1:] == (...,):
        return _series(reader_of(inner[0]))
    if origin is Mapping:
        return _mapping(reader_of(inner[0]), reader_of(inner[1]))
    if kind is str:
        return _text
    if kind is date:
        return _day
    if kind in (int, float, bool):
        return _plain_kind((int, float) if kind is float else (kind,))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _one_of(tuple(kind), kind)
    if is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"nothing says how {kind!r} is kept")


def _text(given: Any) -> str:
    if isinstance(given, str):
        return given
    if isinstance(given, list) and all(isinstance(part, str) for part in given):
        return "".join(given)
    raise Unreadable(f"{given!r} is no text")


def _day(given: Any) -> date:
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise Unreadable(f"{given!r} is no day") from error


def _plain_kind(kinds: tuple[type, ...]) -> Reader:
    def read(given: Any) -> Any:
        if type(given) not in kinds:
            raise Unreadable(f"{given!r} is no {kinds[-1].__name__}")
        return given

    return read


def _one_of(values: tuple[Any, ...], make: Reader = lambda given: given) -> Reader:
    def read(given: Any) -> Any:
        if given not in values:
            raise Unreadable(f"{given!r} is none of {', '.join(map(str, values))}")
        return make(given)

    return read


def _optional(one: Reader) -> Reader:
    return lambda given: None if given is None else one(given)


def _series(one: Reader) -> Reader:
    def read(given: Any) -> Any:
        if not isinstance(given, list):
            raise Unreadable(f"{given!r} is no list")
        return tuple(map(one, given))

    return read


def _mapping(key: Reader, value: Reader) -> Reader:
    def read(given: Any) -> Any:
        if not isinstance(given, list) or not all(
            isinstance(pair, list) and len(pair) == 2 for pair in given
        ):
            raise Unreadable(f"{given!r} are no pairs")
        return {key(name): value(one) for name, one in given}

    return read


def _record(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {one.name: reader_of(hints[one.name]) for one in fields(kind)}
    needed = {
        one.name
        for one in fields(kind)
        if one.default is MISSING and one.default_factory is MISSING
    }

    def read(given: Any) -> Any:
        if not isinstance(given, dict):
            raise Unreadable(f"{given!r} is no {kind.__name__}")
        if given.keys() - readers.keys() or needed - given.keys():
            raise Unreadable(f"these are not the fields of a {kind.__name__}: {', '.join(given)}")
        return kind(**{name: readers[name](value) for name, value in given.items()})

    return read
