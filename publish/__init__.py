"""The atlas as plain files for any web host: page, scripts, data, downloads, each under a relative address."""

from __future__ import annotations

from publish.errors import CannotPublish
from publish.folder import Order, Report, publish

__all__ = ["CannotPublish", "Order", "Report", "publish"]
