"""Whose word counts on the scheme of a request: a proxy's that ends TLS, if its address is trusted in any way to write it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

SETTING = "FORWARDED_ALLOW_IPS"
"""The setting that the server below us reads too: addresses and networks with commas between, or ``*`` for all."""

THIS_MACHINE = "127.0.0.0/8,::1"
SCHEMES = {b"http": "http", b"https": "https", b"ws": "http", b"wss": "https"}


def plain_address(text: str) -> IPv4Address | IPv6Address | None:
    """Return an address; one of IPv4 that came in as IPv6, such as ``::ffff:127.0.0.1``, as the IPv4 address that it is.

    Parameters
    ----------
    text
        An address of IPv4 or IPv6, without brackets or port.

    Returns
    -------
    IPv4Address or IPv6Address or None
        ``None`` where the text is no address.
    """
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def plain_network(text: str) -> IPv4Network | IPv6Network | None:
    """Return a network, or a single address as a network of one; addresses of IPv4 inside IPv6 as such of IPv4.

    Parameters
    ----------
    text
        An address, or a network by its prefix length: ``10.0.0.0/8``, ``::1``. Spaces around it do not count.

    Returns
    -------
    IPv4Network or IPv6Network or None
        ``None`` where the text is neither, or where bits are set behind the prefix.
    """
    address, slash, length = text.strip().partition("/")
    mapped = ":" in address and plain_address(address)
    try:
        if isinstance(mapped, IPv4Address) and int(length or 128) >= 96:
            return ip_network(f"{mapped}/{int(length or 128) - 96}")
        return ip_network(f"{address}{slash}{length}")
    except ValueError:
        return None


@dataclass(frozen=True)
class Trusted:
    """The networks whose machines are believed; with ``all``, every machine is."""

    networks: tuple[IPv4Network | IPv6Network, ...]
    all: bool = False

    def __contains__(self, peer: str) -> bool:
        """Tell whether the machine at an address is believed."""
        address = plain_address(peer)
        return self.all or (address is not None and any(address in network for network in self.networks))


def trusted() -> Trusted:
    """Return whom the setting trusts; without it, this machine alone. What is no address in it trusts nobody."""
    given = os.environ.get(SETTING, THIS_MACHINE)
    found = (plain_network(part) for part in given.split(","))
    return Trusted(tuple(network for network in found if network is not None), all=given.strip() == "*")


class ForwardedScheme:
    """ASGI middleware that takes the scheme from ``X-Forwarded-Proto`` of a trusted proxy, so that links bear it.

    The server below us does so too, but compares addresses as they are written: without an address to listen on it listens on
    IPv6 for both, and a proxy of IPv4 then arrives as ``::ffff:127.0.0.1``. Nothing else is taken from a proxy.

    Parameters
    ----------
    app
        The application that is to know the scheme. Whom to trust is read from the setting once, here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._trusted = app, trusted()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with the scheme that it came by from its reader."""
        client = scope.get("client")
        if scope["type"] in {"http", "websocket"} and client and client[0] in self._trusted:
            lines = [value.lower() for name, value in scope["headers"] if name == b"x-forwarded-proto"]
            said = [part.strip() for line in lines for part in line.split(b",")]
            # Of several the last counts: the nearest proxy wrote it.
            scheme = SCHEMES.get(said[-1]) if said else None
            if scheme:
                scheme = scheme.replace("http", "ws") if scope["type"] == "websocket" else scheme
                scope = {**scope, "scheme": scheme}
        await self._app(scope, receive, send)
