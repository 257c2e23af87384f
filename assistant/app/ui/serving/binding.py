"""Where the page is served: the socket, and which addresses only this machine can reach."""

from __future__ import annotations

import ipaddress
import os
import socket

from assistant.errors import ConfigError


def check_host(host: str, *, signed_in: bool) -> None:
    """Raises ConfigError for an address that others can reach, unless they must sign in."""
    if not signed_in and not is_loopback(host):
        raise ConfigError(
            f"On {host or 'every address'} others could open the page: name those who may sign in "
            "with --auth-file FILE (made with --add-user), or leave --host at 127.0.0.1."
        )


def is_loopback(host: str) -> bool:
    """Whether every address that ``host`` stands for is this machine's own; never for ""."""
    try:
        found = socket.getaddrinfo(host or None, None, type=socket.SOCK_STREAM) if host else []
    except (OSError, UnicodeError) as error:
        raise ConfigError(
            f"There is no address for {host!r}: name one of this machine with --host."
        ) from error
    return bool(found) and all(_own(str(address[0])) for *_, address in found)


def _own(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, so that a port in use is known before anything is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise ConfigError(
            f"Port {port} on {host} cannot be used ({(error.strerror or str(error)).lower()}): "
            "choose another with --port."
        ) from error
    except OverflowError as error:
        bound.close()
        raise ConfigError(f"There is no port {port}: choose one from 1 to 65535.") from error
    return bound


def url_of(host: str, port: int, root: str = "") -> str:
    """What a browser on this machine opens; ``root`` as roots.root_of gives it."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{root and root + '/'}"
