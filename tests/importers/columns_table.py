"""Tables of a runner's own, written line by line for the tests, and what the runner says about them."""

from __future__ import annotations

import json
from typing import Any

from analysis.importers import columns
from analysis.importers.base import Content, File, Hints, Question
from analysis.tables import ACTIVITIES, PAIN, check


def table(*lines: str, name: str = "diary.csv") -> File:
    return File(name, "\n".join(lines).encode())


def question_of(file: File) -> Question:
    content = columns.read(file, Hints())
    assert content.activities.empty
    assert content.pain.empty
    (question,) = content.questions
    return question


def guessed(file: File) -> dict[str, Any]:
    """The map that Twinge guesses."""
    return json.loads(question_of(file).guess or "")


def fields(file: File) -> dict[str, str]:
    """Name of a column -> what Twinge takes it for."""
    return {use["name"]: use["field"] for use in guessed(file)["columns"]}


def asks(file: File, **said: Any) -> dict[str, str | None]:
    """What is asked or told on the screen -> its answer, None where only the runner knows."""
    understood = columns.understood(file, json.dumps(guessed(file) | said))
    return {ask.key: ask.answer for ask in understood.asks}


def answer(file: File, **said: Any) -> Hints:
    """The runner takes the guess, and says what it leaves open."""
    question = question_of(file)
    return Hints(answers={(question.shape, "columns"): json.dumps(guessed(file) | said)})


def read(file: File, **said: Any) -> Content:
    content = columns.read(file, answer(file, **said))
    check(content.activities, ACTIVITIES)
    check(content.pain, PAIN)
    return content


def sentences(content: Content) -> list[str]:
    return [issue.sentence for issue in content.issues]
