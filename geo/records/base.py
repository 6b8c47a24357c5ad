"""What all records of the data folder share: closed and immutable models, ids, texts and coordinates with bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

T = TypeVar("T")
R = TypeVar("R")
Breach = tuple[str, str]
"""What breaks a rule of a model: the field, as a path below the model, and what to do about it."""


class Shape(NamedTuple):
    """The form of a text: the regular expression, and in words what it allows, to be read after "write"."""

    pattern: str
    words: str


ID = Shape(r"^[a-z0-9]+(-[a-z0-9]+)*$", "small letters a to z and digits, joined by single hyphens, such as p06-offer")
PARAGRAPH = Shape(r"^(H|P\d{1,2})$", "H for the headline, or P and the paragraph's number, such as P6")
ANCHOR = Shape(r"^\S+(\s+\S+){0,5}$", "one to six words of the source, as they stand there")
TITLE = Shape(r"^\S+(\s+\S+){0,7}$", "one to eight words")
GEOMETRY_FILE = Shape(
    r"^[a-z0-9_]+\.geojson$", "the name of a file of the folder geometry, such as four_islands.geojson"
)
ADDRESS = Shape(r"^https?://[^\s<>\"]+$", "an address that begins with https:// or http:// and holds no blank")
DAY = Shape(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", "a day, such as 2026-11-26")
SHAPES: dict[str, str] = {
    shape.pattern: shape.words for shape in (ID, PARAGRAPH, ANCHOR, TITLE, GEOMETRY_FILE, ADDRESS, DAY)
}
"""What each regular expression of a model allows, in words."""
LONGEST = 2_000
"""How many characters a text may have."""


def _or_year(schema: dict[str, Any]) -> None:
    """Let a bare year stand: an editor reads it as a number, our reader as text."""
    text = {key: schema.pop(key) for key in ("type", "minLength", "maxLength")}
    schema["anyOf"] = [text, {"type": "integer", "minimum": 1, "maximum": 9999}]


Id = Annotated[str, StringConstraints(pattern=ID.pattern, max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, strip_whitespace=True)]
Date = Annotated[Text, Field(json_schema_extra=_or_year)]
"""A date as EDTF. That it is one is checked between the records, where dates are compared."""
Paragraph = Annotated[str, StringConstraints(pattern=PARAGRAPH.pattern)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


class Unread(AttributeError):
    """A check asks for a field that could not be read. What is wrong with the field is told where it stands."""


def as_far_as_read(found: Iterator[T]) -> Iterator[T]:
    """Pass on what a check finds, and end where it asks for a field that could not be read.

    Parameters
    ----------
    found
        What a check yields; it may raise :class:`Unread` at any item.
    """
    try:
        yield from found
    except Unread:
        return


def each(records: Mapping[str, R], check: Callable[[str, R], Iterator[T]]) -> Iterator[T]:
    """Pass on what a check of one record finds, record by record, each as far as it could be read.

    Parameters
    ----------
    records
        The records of one kind by id.
    check
        Takes a record's id and the record, and yields what it finds; it may raise :class:`Unread`.
    """
    for ident, record in records.items():
        yield from as_far_as_read(check(ident, record))


class Record(BaseModel):
    """Base of every model: immutable, and closed to unknown fields, so that a misspelt field is an error.

    A record of which a part could not be read lacks those fields: to ask for one raises :class:`Unread`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Tell a field that could not be read from an attribute that no such record has."""
            if name in type(self).model_fields:
                raise Unread(name)
            return super().__getattr__(name)


class Ruled(Record):
    """A record whose fields must fit one another. Each rule is a method that yields what breaks it."""

    RULES: ClassVar[tuple[Callable[[Any], Iterator[Breach]], ...]] = ()

    def breaches(self) -> Iterator[Breach]:
        """Yield all that breaks a rule, as far as the fields could be read."""
        for rule in self.RULES:
            yield from as_far_as_read(rule(self))

    @model_validator(mode="after")
    def _obeys(self) -> Self:
        # All fields are there: straight through, as there may be very many records.
        for rule in self.RULES:
            for field, message in rule(self):
                raise ValueError(f"{field}: {message}")
        return self


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one record.

    Attributes
    ----------
    kind
        The kind of the record, a key of :data:`geo.records.catalog.FOLDERS`.
    id
        The id of the record, or the file and position of one that has none of its own.
    field
        Names and positions in lists, from 0, joined by points: ``places.0.place``. ``-`` stands for the whole record.
    message
        What is wrong and what to do about it, to be read after the field.
    """

    kind: str
    id: str
    field: str
    message: str
