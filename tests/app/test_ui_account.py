"""Who the page says is signed in."""

from __future__ import annotations

import pytest

from assistant.app.ui.drawing.account import account
from assistant.app.ui.serving.owners import browser_owner, new_token, user_owner


def test_a_user_is_named_with_the_way_out() -> None:
    drawn = account(user_owner("anna"))
    assert "anna" in drawn
    assert 'href="login"' in drawn


@pytest.mark.parametrize("owner", ["", browser_owner(new_token()) or ""])
def test_where_nobody_signs_in_nothing_is_said(owner: str) -> None:
    assert account(owner) == ""


def test_a_name_is_text() -> None:
    assert "<img" not in account(user_owner("<img src=x>"))
