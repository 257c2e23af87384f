"""The address that the page is served at, and who could reach it there."""

from __future__ import annotations

import socket

import pytest

from assistant.app.ui.serving.binding import check_host, is_loopback, listen, url_of
from assistant.errors import ConfigError


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "::ffff:127.0.0.1"])
def test_an_address_of_this_machine_alone_needs_no_log_in(host: str) -> None:
    assert is_loopback(host)
    check_host(host, signed_in=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "", "::ffff:192.0.2.1"])
def test_what_others_can_reach_is_refused_without_a_log_in(host: str) -> None:
    with pytest.raises(ConfigError, match=r"others could open the page: .*--auth-file FILE") as no:
        check_host(host, signed_in=False)
    assert str(no.value).count(". ") == 0
    check_host(host, signed_in=True)


def found(*addresses: str) -> object:
    return lambda *_, **__: [(0, 0, 0, "", (address, 0)) for address in addresses]


def test_a_name_is_what_all_of_its_addresses_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", found("127.0.0.1", "::1"))
    assert is_loopback("desk.example")
    monkeypatch.setattr(socket, "getaddrinfo", found("127.0.0.1", "192.0.2.1"))
    assert not is_loopback("desk.example")
    monkeypatch.setattr(socket, "getaddrinfo", found("fe80::1%eth0"))
    assert not is_loopback("desk.example")


def test_a_name_without_an_address_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(ConfigError, match=r"There is no address for 'desk'.*--host"):
        check_host("desk", signed_in=False)


def test_the_address_that_is_told_can_be_opened() -> None:
    assert url_of("127.0.0.1", 7860) == "http://127.0.0.1:7860"
    assert url_of("::1", 7860, "/news") == "http://[::1]:7860/news/"


def test_a_port_of_the_system_s_choice_is_bound_at_once() -> None:
    with listen("127.0.0.1", 0) as bound:
        assert bound.getsockname()[1] > 0
