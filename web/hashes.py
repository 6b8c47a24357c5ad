"""Hashes of what browsers are given: in names that change with the content, and in policies that allow it."""

from __future__ import annotations

import base64
import hashlib


def content_hash(content: bytes) -> str:
    """Return 16 hexadecimal digits that other content does not have, for a name under which it may be kept for ever.

    Parameters
    ----------
    content
        What lies under the name.
    """
    return hashlib.sha256(content).hexdigest()[:16]


def source_hash(text: str) -> str:
    """Return by what a policy allows one inline script or style (W3C, Content Security Policy Level 3), without its quotes.

    Parameters
    ----------
    text
        What stands in the element, byte for byte.
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
