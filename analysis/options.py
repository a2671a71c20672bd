"""What options of the command lines may be, and what is said of the rest."""

from __future__ import annotations

import argparse
from datetime import date
from zoneinfo import ZoneInfoNotFoundError

from analysis.importers import Hints


def a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2024-03-12") from None


def a_time_zone(text: str) -> str:
    try:
        return Hints(time_zone=text).time_zone or text
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise argparse.ArgumentTypeError(f"{text!r} is not a time zone; write it as Europe/Stockholm") from None


def workers(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes; write 1 or more")
    return int(text)
