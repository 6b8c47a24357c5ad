"""Read-only HTTP: layers in every format under the page's view parameters, messages, bundled land, assets, health."""

from api.ahead import Ahead, fault_of_page, lifespan
from api.closed import ClosedDoors, KnownHosts, log_no_traces_of_frames
from api.descriptors import allow_many_lines
from api.headers import SecurityHeaders, ancestors
from api.page_head import PageHead
from api.page_style import PageStyle
from api.proxy import ForwardedScheme
from api.reading import no_page
from api.routes import routes
from web.complete import check_complete

__all__ = [
    "Ahead",
    "ClosedDoors",
    "ForwardedScheme",
    "KnownHosts",
    "PageHead",
    "PageStyle",
    "SecurityHeaders",
    "allow_many_lines",
    "ancestors",
    "check_complete",
    "fault_of_page",
    "lifespan",
    "log_no_traces_of_frames",
    "no_page",
    "routes",
]
