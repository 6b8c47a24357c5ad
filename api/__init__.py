"""Read-only HTTP: layers in every format under the page's view parameters, messages, bundled land, assets, health."""

from api.closed import ClosedDoors, KnownHosts, log_no_traces_of_frames
from api.descriptors import allow_many_lines
from api.headers import SecurityHeaders, ancestors
from api.page_style import PageStyle
from api.proxy import ForwardedScheme
from api.routes import routes
from web.complete import check_complete

__all__ = [
    "ClosedDoors",
    "ForwardedScheme",
    "KnownHosts",
    "PageStyle",
    "SecurityHeaders",
    "allow_many_lines",
    "ancestors",
    "check_complete",
    "log_no_traces_of_frames",
    "routes",
]
