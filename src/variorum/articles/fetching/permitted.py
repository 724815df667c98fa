"""Which addresses a connection may be made to."""

from __future__ import annotations

import ipaddress
import re
from typing import TypeAlias

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

# What is formally global, or in no register, and yet never a publisher: relays, translations and tunnels that hide another address,
# addresses for documents and measurements, protocol assignments. (IANA's special-purpose registries; RFC 6890.)
_NEVER_PUBLIC = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    )
]  # fmt: skip
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")

# Where clouds answer questions about the machine itself, passwords among them: refused even where private addresses are allowed.
_METADATA = {
    ipaddress.ip_address(address)
    for address in (
        "169.254.169.254", "169.254.170.2", "169.254.170.23", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254",
    )
}  # fmt: skip

_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*", re.ASCII)


def permitted(address: str, *, private: bool = False) -> bool:
    """Say whether a connection may be made to an address: only if it is global unicast.

    With ``private`` any unicast address will do, but for those at which clouds hand out a machine's secrets.
    """
    bare = address.partition("%")[0]
    try:
        found = ipaddress.ip_address(bare)
    except ValueError:
        return False
    inner = _hidden(found)
    if found in _METADATA or inner in _METADATA:
        return False
    if private:
        return not (found.is_multicast or found.is_unspecified or found == ipaddress.ip_address("255.255.255.255"))
    if found.version == 6 and (found not in _GLOBAL_UNICAST or "%" in address):
        return False
    return found.is_global and not any(
        found in network for network in _NEVER_PUBLIC if network.version == found.version
    )


def _hidden(address: Address) -> Address | None:
    """Give the IPv4 address that an IPv6 address carries: mapped, compatible, 6to4, Teredo or NAT64."""
    if address.version == 4:
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in ipaddress.ip_network("64:ff9b::/96") or address in ipaddress.ip_network("::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def literal(host: str) -> str | None:
    """Give the address that a host is written as, or None for a name.

    Raises ``ValueError`` for a number that is no plain address: ``127.1``, ``0x7f000001``, ``2130706433`` and ``0177.0.0.1`` are one
    address to some programs and none to others.
    """
    if ":" in host:
        if "%" in host:
            raise ValueError("an address with a zone is one of this computer's own network")
        return str(ipaddress.IPv6Address(host))
    if not _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return None
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        raise ValueError("a number that is not written as four plain decimals is read in different ways") from None
