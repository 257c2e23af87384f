"""Fields of a JSON object, read with their kinds; what is wrong is said in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any


class Fault(Exception):
    """What is wrong with one line."""


class Fields:
    """The fields of one object. A field that is absent or null counts as not given."""

    def __init__(self, row: object, name: str) -> None:
        if not isinstance(row, dict):
            raise Fault(f"{name} is no JSON object")
        self._row: dict[str, Any] = row
        self._known: set[str] = set()

    def _take(self, name: str) -> Any:
        self._known.add(name)
        return self._row.get(name)

    def text_or_none(self, name: str) -> str | None:
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise Fault(f'"{name}" is {value!r}: a text that is not empty')
        return value

    def text(self, name: str) -> str:
        value = self.text_or_none(name)
        if value is None:
            raise Fault(f'"{name}" is missing')
        return value

    def one_of(self, name: str, choices: Sequence[str], *, default: str) -> str:
        value = self.text_or_none(name) or default
        if value not in choices:
            raise Fault(f'"{name}" is {value!r}: one of {", ".join(choices)}')
        return value

    def flag(self, name: str) -> bool:
        value = self._take(name)
        if not isinstance(value, bool):
            raise Fault(f'"{name}" is {value!r}: true or false')
        return value

    def _list(self, name: str) -> list[Any]:
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise Fault(f'"{name}" is {value!r}: a list')
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(_text(value, name) for value in self._list(name))

    def text_lists(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Lists of texts, none of them empty."""
        lists = []
        for value in self._list(name):
            if not isinstance(value, list) or not value:
                raise Fault(f'"{name}" holds {value!r}: a list of texts')
            lists.append(tuple(_text(one, name) for one in value))
        return tuple(lists)

    def day(self, name: str) -> date | None:
        value = self._take(name)
        return None if value is None else _day(value, name)

    def days(self, name: str) -> tuple[date, ...]:
        return tuple(_day(value, name) for value in self._list(name))

    def object(self, name: str) -> Fields | None:
        value = self._take(name)
        return None if value is None else Fields(value, f'"{name}"')

    def objects(self, name: str) -> list[Fields]:
        return [Fields(value, f'an entry of "{name}"') for value in self._list(name)]

    def refuse_unknown(self) -> None:
        """Fault for a field that nothing has asked for."""
        unknown = sorted(set(self._row) - self._known)
        if unknown:
            known = ", ".join(sorted(self._known))
            raise Fault(f"there is no field {unknown[0]!r}; there are: {known}")


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Fault(f'"{name}" holds {value!r}: a text that is not empty')
    return value


def _day(value: object, name: str) -> date:
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise Fault(f'"{name}" is {value!r}: a date YYYY-MM-DD') from error
