"""Measured numbers as a reader reads them: one rule for areas, lengths and distances, in prose, cards, pictures and files."""

from __future__ import annotations

_DECIMALS = ((10, 0), (1, 1), (0.01, 2), (0, 3))
"""From which size on how many decimals are shown: an island of 3,165 km², an islet of 0.004 km²."""


def figure(value: float) -> str:
    """Return a measured number: whole from 10 on, with a comma for thousands, and no zeros at the end.

    Parameters
    ----------
    value
        In whatever unit. What a source prints is not rounded by this: it is shown as printed.
    """
    decimals = next(count for least, count in _DECIMALS if abs(value) >= least)
    text = f"{value:,.{decimals}f}"
    return (text.rstrip("0").rstrip(".") if decimals else text).replace("-", "−")


def printed(value: float) -> str:
    """Return a number that a source prints, to as many digits as it prints, up to six; with a comma for thousands.

    Parameters
    ----------
    value
        In whatever unit.
    """
    return f"{value:,g}"
