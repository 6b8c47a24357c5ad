"""How the article is read: the walk through its paragraphs, what it leaves out, and where sources disagree."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from geo.schema import Id, Paragraph, Record, Text


class Step(Record):
    """One step of the walk through the article: what a paragraph says and leaves open, in our words.

    ``places`` is where the map goes; with none it stays. The facts of the step are those that cite its paragraph.
    """

    id: Id
    paragraph: Paragraph
    title: Annotated[str, StringConstraints(pattern=r"^\S+(\s+\S+){0,7}$", max_length=80)]
    text: Text
    places: tuple[Id, ...] = ()
