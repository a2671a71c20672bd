"""What is worked out once a visit is worked out again exactly when something it is made from changed."""

from __future__ import annotations

import sys

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.session.drawn import MOST, once_a_visit

from .screens import DEMO, open_page
from .sent import send, sent
from .visits import HEAD, Upload, after, importing, visit

MADE: list[int] = []


def counted(days) -> int:
    """How many days there are; notes that it was asked."""
    MADE.append(len(days))
    return len(days)


def asking(*more: object):
    def act(session) -> None:
        session.once(counted, session.current().analysis.days, of=more)

    return act


def asked(tab: AppTest, *more: object) -> list[int]:
    """What was worked out, not taken from before, when asked in this visit."""
    MADE.clear()
    after(tab, asking(*more))
    return list(MADE)


def nothing(days) -> None:
    """Notes that it was asked, and has no answer."""
    MADE.append(len(days))


def test_an_answer_of_nothing_is_an_answer_and_what_was_not_seen_for_longest_goes() -> None:
    tab = visit()

    def ask(*names: object) -> list[object]:
        MADE.clear()
        after(tab, lambda session: [session.once_a_visit(nothing, [name], of=name) for name in names])
        return list(MADE)

    assert ask("first", "first", "second") == [1, 1]
    assert ask("second", "first") == []
    assert len(ask(*range(MOST - 1))) == MOST - 1
    assert ask("first") == []  # it was seen after the second one, which made room
    assert ask("second") == [1]


def test_the_same_is_worked_out_once_and_anew_after_any_change() -> None:
    tab = after(visit(), importing(Upload("pain.csv", HEAD + "2026-03-02,day,,,4\n2026-03-03,day,,,0\n")))
    assert asked(tab) == [2]
    assert asked(tab) == []
    assert asked(tab, "another span") == [2]
    assert asked(tab, {"x": 1}) == [2]
    assert asked(tab, {"x": 2}) == [2]
    after(tab, importing(Upload("more.csv", HEAD + "2026-03-05,day,,,1\n")))
    assert asked(tab) == [4]
    after(tab, lambda session: session.save_settings(units="mi"))
    assert asked(tab) == [4]
    assert asked(tab) == []


def drawn_on(tab: AppTest) -> list[str]:
    """Everything on the page that is read or looked at."""
    assert not tab.exception
    return [str(element.proto) for kind in ("markdown", "html", "plotly_chart") for element in tab.get(kind)]


@pytest.mark.parametrize("url", ["plan", "training", "surfaces", "intensity", "shoes", "pain", "patterns"])
def test_after_every_choice_a_page_is_as_if_nothing_had_been_kept(
    url: str, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = open_page(url, app, DEMO)
    seen = set()
    for offers in list(sent(tab)):
        for offer in offers:
            kept = drawn_on(send(tab, offer))
            seen.add(str(kept))
            with monkeypatch.context() as anew:
                anew.setattr(sys.modules[once_a_visit.__module__], "_made", dict)
                assert drawn_on(send(tab, offer)) == kept
    assert len(seen) > 1 or url == "plan"
