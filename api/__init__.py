"""Read-only HTTP: layers in every format under the page's view parameters, messages, bundled land, assets, health."""

from api.ahead import Ahead, fault_of_page, lifespan
from api.headers import SecurityHeaders, ancestors
from api.page_style import PageStyle
from api.proxy import ForwardedScheme
from api.routes import routes

__all__ = [
    "Ahead",
    "ForwardedScheme",
    "PageStyle",
    "SecurityHeaders",
    "ancestors",
    "fault_of_page",
    "lifespan",
    "routes",
]
