"""What a page that was run without a browser tells its reader in notices."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def warnings(page: AppTest) -> list[str]:
    """Return each warning, as HTML."""
    return [item.proto.body for item in page.get("html") if 'class="said notice warning"' in item.proto.body]
