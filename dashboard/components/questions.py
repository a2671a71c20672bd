"""What files leave open, for the runner to say."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from dashboard.components.column_mapping import column_mapping
from dashboard.components.page import show


def ask(asked: Any, understood: Callable[[Any], Callable[[str], Any]], on_answer: Callable[[str], None]) -> None:
    """Put one question; `on_answer` gets the answer.

    Parameters
    ----------
    asked
        The `Question`, the names of the files it is about, and one of them with its bytes.
    understood
        Gives for a file how it is read with an answer about its columns.
    """
    question = asked.question
    with st.container(border=True, key=f"question_{question.topic}_{question.shape}"):
        show(f'<p class="tw-question">{escape(question.text)}</p><p class="tw-note">{escape(_about(asked.files))}</p>')
        if asked.file is None:
            show('<p class="tw-note">Upload the file once more to answer.</p>')
        elif question.topic == "columns":
            column_mapping(question, understood(asked.file), on_answer)
        else:
            _choice(question, on_answer)


def _choice(question: Any, on_answer: Callable[[str], None]) -> None:
    words = dict(question.choices)
    options = list(words)
    key = f"choice_{question.topic}_{question.shape}"
    chosen = st.radio(
        question.text, options, index=options.index(question.guess) if question.guess in options else None,
        format_func=words.get, label_visibility="collapsed", key=key,
    )  # fmt: skip
    st.button("That is right", key=f"answer_{question.topic}_{question.shape}", disabled=chosen is None,
              on_click=_answer, args=(on_answer, key))  # fmt: skip


def _answer(on_answer: Callable[[str], None], key: str) -> None:
    """What is chosen now: the page may not have seen the last choice yet."""
    on_answer(st.session_state[key])


def _about(files: tuple[str, ...]) -> str:
    named = ", ".join(files[:3]) + (", …" if len(files) > 3 else "")
    return f"{named}. Twinge remembers the answer for files like this."
