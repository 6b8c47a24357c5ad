"""What can go wrong, in words for the person who can mend it."""

from __future__ import annotations

from dataclasses import dataclass


class AtlasError(Exception):
    """Base of every error that this project raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a data file: where it stands, and what to do about it.

    Attributes
    ----------
    file
        The data folder's name and the path inside it, ``data/places/islands.yaml``.
    id
        The record's or feature's id, ``record 3`` or ``feature 3`` where it has none, or ``-`` for a whole file.
    field
        Names and positions in lists, from 0, joined by points: ``places.0.place``. ``-`` stands for the whole.
    message
        What is wrong and how to mend it, to be read after the field.
    line
        The line in the file, from 1, if it is known.
    """

    file: str
    id: str
    field: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        """Read as ``file:line: id: field: message``, without the line where it is not known."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.id}: {self.field}: {self.message}"


class DataError(AtlasError):
    """The data folder cannot be used. Holds every problem that was found, not only the first.

    Parameters
    ----------
    problems
        Every problem, in the order in which the message lists them.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{len(problems)} problem(s) in the data:\n{lines}")


class SettingError(AtlasError):
    """A setting in the environment cannot be used; the message names it and says what it may be."""


class UnknownLayer(AtlasError):
    """No layer has this id.

    Parameters
    ----------
    layer
        What was asked for.
    known
        The ids of all layers.
    """

    def __init__(self, layer: str, known: list[str]) -> None:
        super().__init__(f"no layer '{layer}': the layers are {', '.join(known)}")


class UnknownFormat(AtlasError):
    """No format has this id, or it cannot hold what is asked: one layer, or the whole atlas.

    Parameters
    ----------
    ident
        What was asked for.
    scope
        ``layer`` for a file of one layer, or ``atlas`` for one of all layers.
    known
        The ids of the formats of this scope.
    """

    def __init__(self, ident: str, scope: str, known: list[str]) -> None:
        what = {"layer": "one layer", "atlas": "all layers"}[scope]
        super().__init__(f"no format '{ident}' for {what}: there are {', '.join(known)}")


class UnknownFeature(AtlasError):
    """A layer has no feature of this id.

    Parameters
    ----------
    layer
        The id of the layer.
    feature
        What was asked for.
    """

    def __init__(self, layer: str, feature: str) -> None:
        super().__init__(f"no feature '{feature}' in layer '{layer}'")


class ViewError(AtlasError):
    """Parameters of a view that cannot be used, each with the reason.

    Parameters
    ----------
    problems
        One text for each parameter: its name and the reason.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


class NoRoom(AtlasError):
    """A file cannot be made, as what it is made in cannot be written or is full; the message says where, and what may help."""


class PictureError(AtlasError):
    """A picture that cannot be drawn as asked, with the reason."""
