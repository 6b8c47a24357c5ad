"""What is wrong with a value, in words for the person who can mend it: one table by the type of pydantic's error."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from geo.records.base import SHAPES

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

NOT_FIELDS = "must hold fields: write them as 'name: value', one a line"
_NUMBER = "'{input}' is no number: write digits alone, such as 144.5"
_WHOLE = "'{input}' is no whole number: write digits alone, such as 12"
_YES_NO = "'{input}' is neither yes nor no: write true or false"

WORDS: dict[str, str] = {
    "missing": "is missing: add it",
    "extra_forbidden": "is no field here: remove it",
    "string_type": "must be a text: write one text, in quotes where it looks like a number",
    "string_unicode": "holds characters that are no text: write it anew",
    "string_too_short": "is empty: write a text, or remove the field",
    "string_too_long": "is too long: write at most {max_length} characters",
    "string_pattern_mismatch": "'{input}' does not fit: write {shape}",
    "literal_error": "'{input}' is not allowed: write {expected}",
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "greater_than": "{input} is too small: give a number above {gt}",
    "greater_than_equal": "{input} is too small: give {ge} or more",
    "less_than": "{input} is too large: give a number below {lt}",
    "less_than_equal": "{input} is too large: give {le} or less",
    "tuple_type": "must be a list: write [one, other], or one item a line with '- ' before it",
    "too_short": "holds too few: give at least {min_length}",
    "too_long": "holds too many: give at most {max_length}",
    "dict_type": NOT_FIELDS,
    "model_type": NOT_FIELDS,
    "recursion_loop": "holds itself: write it out",
    "value_error": "{error}",
}
"""For each type of error that our models can raise, what to say. ``{input}`` is what stands in the file."""


def nearest(name: str, known: Collection[str]) -> str | None:
    """Return what a misspelt name most likely should be: the known one that is nearest to it, if any is near.

    Parameters
    ----------
    name
        What stands in the file.
    known
        What may stand there. Capitals count as small letters, underscores as hyphens.

    Returns
    -------
    str or None
        One of the known names; ``None`` where none is near, and where there are more than 5,000.
    """
    # Among very many names the search would take longer than a person wants to wait.
    if len(known) > 5_000:
        return None
    plain = {item.lower().replace("_", "-"): item for item in known}
    found = get_close_matches(name.lower().replace("_", "-"), plain, n=1, cutoff=0.7)
    return plain[found[0]] if found else None


def quoted(value: Any) -> str:
    """Return a value as it stands in the file, cut short where it is long.

    Parameters
    ----------
    value
        Any value of the file.

    Returns
    -------
    str
        At most 60 characters, each run of blanks as one.
    """
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def one_of(known: Collection[str]) -> str:
    """Join names as a choice: a, b or c.

    Parameters
    ----------
    known
        The names in the order in which they are said; at least one.
    """
    *others, last = known
    return f"{', '.join(others)} or {last}" if others else last


def choice(name: str, known: Collection[str]) -> str:
    """Say what may stand in the place of a wrong name: the nearest one first, or all of them.

    Parameters
    ----------
    name
        What stands in the file.
    known
        What may stand there; at least one.
    """
    guess = nearest(name, known)
    rest = [item for item in known if item != guess]
    return f"'{guess}', or else {one_of(rest)}" if guess and rest else one_of(known)


def say(error: ErrorDetails) -> str:
    """Return what one of pydantic's errors means, with a remedy.

    Parameters
    ----------
    error
        One item of ``ValidationError.errors()``, of a type that :data:`WORDS` knows.
    """
    # 180.0 reads as 180.
    context = {key: f"{item:g}" if isinstance(item, float) else item for key, item in error.get("ctx", {}).items()}
    if error["type"] == "string_pattern_mismatch":
        context["shape"] = SHAPES[context["pattern"]]
    if error["type"] == "literal_error":
        allowed = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        context["expected"] = choice(str(error["input"]), allowed)
    return WORDS[error["type"]].format(input=quoted(error["input"]), **context)


def missing(kind: str, name: str, known: Collection[str]) -> str:
    """Say that no record of a kind has the id that another one names.

    Parameters
    ----------
    kind
        What is looked for, in the plural: ``places``, ``features of lines.geojson``.
    name
        The id that another record names.
    known
        The ids that are there.
    """
    guess = nearest(name, known)
    remedy = f"write '{guess}'" if guess else f"name one of them, or add '{name}' to them"
    return f"no '{quoted(name)}' among the {kind}: {remedy}"
