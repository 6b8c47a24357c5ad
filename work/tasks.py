"""What can be ordered: a file, a picture, and what others add. An order is text, so that it can go to another process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qsl

# Adds its format to the table of formats.
import onefile  # noqa: F401
import pictures
from geo.atlas import Atlas, atlas
from geo.export import documents
from geo.export.documents import Document
from geo.export.formats import FORMATS
from geo.view.parameters import View, parse_view, to_query

Task = Callable[[Mapping[str, Any]], Document]


@dataclass(frozen=True, slots=True)
class Job:
    """An order. Equal orders give the same bytes.

    Parameters
    ----------
    task
        A name in :data:`TASKS`.
    arguments
        JSON text of an object.
    data
        The name of the data that it is of (:attr:`geo.atlas.Atlas.hash`).
    """

    task: str
    arguments: str
    data: str

    @classmethod
    def of(cls, task: str, **arguments: Any) -> Job:
        """Return an order of the data that are open.

        Parameters
        ----------
        task
            A name in :data:`TASKS`.
        **arguments
            What JSON can hold.
        """
        return cls(task, json.dumps(arguments, sort_keys=True), atlas().hash)


def job_of_file(name: str | None, file_format: str, view: View) -> Job:
    """Return the order of a file.

    Parameters
    ----------
    name
        A layer's id, or ``None`` for all layers in one file.
    file_format
        The id of a format that may hold it.
    view
        What is selected.
    """
    return Job.of("file", name=name, format=file_format, view=to_query(view.selection()))


def job_of_picture(view: View, spec: pictures.Spec) -> Job:
    """Return the order of a picture.

    Parameters
    ----------
    view
        What is selected and shown.
    spec
        The picture's format, size and theme.
    """
    return Job.of("picture", view=to_query(view), spec=asdict(spec))


def _view(query: str, opened: Atlas) -> View:
    return parse_view(parse_qsl(query, keep_blank_values=True), opened.vocabulary)[0]


def _make_file(arguments: Mapping[str, Any]) -> Document:
    view = _view(arguments["view"], atlas())
    found = documents.document(atlas(), arguments["name"], arguments["format"], view)
    return found if FORMATS[arguments["format"]].packed else found.compress()


def _make_picture(arguments: Mapping[str, Any]) -> Document:
    view, spec = _view(arguments["view"], atlas()), pictures.Spec(**arguments["spec"])
    found = Document(pictures.draw(atlas(), view, spec), pictures.tag(atlas(), view, spec))
    return found.compress() if spec.format == "svg" else found


TASKS: dict[str, Task] = {"file": _make_file, "picture": _make_picture}
"""What makes each kind of answer. Those of OGC documents are added by their own home."""


def add_task(name: str, make: Task) -> None:
    """Add a kind of answer to the table.

    Parameters
    ----------
    name
        Its name.
    make
        Makes the document by the arguments of an order.
    """
    TASKS[name] = make


def make(job: Job) -> Document:
    """Make what is ordered, here and now.

    Parameters
    ----------
    job
        The order.
    """
    return TASKS[job.task](json.loads(job.arguments))
