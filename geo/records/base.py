"""What all records of the data folder share: closed and immutable models, ids, texts and coordinates with bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(pattern=r"^(H|P\d{1,2})$")]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


class Record(BaseModel):
    """Base of every model: immutable, and closed to unknown fields, so that a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one record: its kind and id, the field, and what to do about it."""

    kind: str
    id: str
    field: str
    message: str
