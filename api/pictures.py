"""The view as a picture: PNG, SVG or PDF, drawn for the request or known to the client already."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

import pictures
from api.answering import Address, in_own_thread
from api.sending import known, problem, send
from geo.atlas import atlas
from geo.view.foreign import without_known
from geo.view.parameters import View, parse_view
from work import desk, job_of_picture


async def get_picture(request: Request) -> Response:
    """Answer with the view as a picture; 400 tells which parameter is wrong and why, 503 that others are being drawn.

    Parameters
    ----------
    request
        ``ending`` in its path is a picture's format; its query holds the options of the picture and the parameters of a view.
    """
    ending = request.path_params["ending"]
    if ending not in pictures.FORMATS:
        return problem(404, f"no such picture: there are {', '.join(pictures.FORMATS)}")
    opened = atlas()
    pairs = without_known(request.query_params.multi_items())
    spec, others, dropped = pictures.parse_spec(ending, pairs, list(opened.catalog.bookmarks))
    view, wrong = parse_view(others, opened.vocabulary)
    if problems := [{"parameter": item.name, "reason": item.reason} for item in (*dropped, *wrong)]:
        return problem(400, "some parameters cannot be used", problems=problems)
    return await _send(request, view, spec)


async def _send(request: Request, view: View, spec: pictures.Spec) -> Response:
    """Answer with a picture; its tag is known before it is drawn, so that a client that has it makes no work."""
    tag = await in_own_thread(partial(pictures.tag, atlas(), view, spec))
    headers = {
        "Content-Type": pictures.MEDIA_TYPES[spec.format],
        "Content-Disposition": f'inline; filename="{pictures.file_name(atlas(), spec)}"',
    }
    packed = spec.format != "svg"
    if answer := known(request, tag, headers, packed=packed):
        return answer
    door = "cards" if spec.card else "pictures"
    return send(request, await desk().wait(job_of_picture(view, spec), door), headers, packed=packed)


def routes(base: str = "") -> list[BaseRoute]:
    """Return the routes of pictures under a base path.

    Parameters
    ----------
    base
        Empty, or beginning with a slash and ending without one.
    """
    return [Route(f"{base}/api/picture.{{ending}}", Address(get_picture), name="picture")]
