"""Whatever somebody writes is shown as written: never markup, never a formula, never an error."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.app import PAGES
from dashboard.components.share_words import looked_list, share_card
from dashboard.session import following, sharing
from dashboard.workspace import LOCAL_ATHLETE, People, Share, Shares, Terms, Workspace

from .marked import HOSTILE, fill
from .screens import APP

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = st.one_of(st.text(max_size=60), st.sampled_from([HOSTILE, "</p><script>x</script>", "\x00", "`a`", "&lt;b&gt;"]))
OURS = {"p", "span", "ul", "li", "b"}
FEW = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class Tags(HTMLParser):
    """Every tag and attribute that a browser would make of it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.seen |= {tag, *(name for name, _ in attributes)}

    def handle_data(self, data: str) -> None:
        self.text += data


@FEW
@given(TEXT)
def test_what_a_link_is_called_is_never_markup(label: str) -> None:
    share = Share(1, LOCAL_ATHLETE, label, frozenset(["pain"]), None, date(2026, 1, 1), NOW, NOW)
    looked = pd.DataFrame([(NOW, label, label)], columns=["at", "who", "what"])
    for markup in (share_card(share, True), looked_list(looked)):
        assert Tags(markup).seen <= OURS | {"class", "aria-hidden"}
    assert label.replace("\r", "") in Tags(share_card(share, True)).text.replace("\r", "") or "\x00" in label


@FEW
@given(label=TEXT, scopes=st.sets(st.sampled_from(sharing.LINK_SCOPES), min_size=1))
@example(label="\ud800", scopes={"pain"})
def test_any_label_is_kept_and_found_again(home: Path, label: str, scopes: set[str]) -> None:
    Workspace(home).close()
    shares = Shares(home)
    token = shares.create(LOCAL_ATHLETE, Terms(label, scopes, None, None, NOW + timedelta(1)), NOW)
    kept = shares.find(token, NOW)
    shares.close()
    assert kept.scopes == scopes
    assert kept.label.replace("\0", "") == label.replace("\0", "").encode(errors="replace").decode()


@FEW
@given(st.text(max_size=200))
@example("\ud800")
def test_any_cookie_is_no_link_and_no_invitation(home: Path, token: str) -> None:
    Workspace(home).close()
    shares, people = Shares(home), People(home)
    assert shares.find(token, NOW) is None and people.invited_by(token, NOW) is None
    shares.close()
    people.close()


@pytest.mark.parametrize("is_shared", [False, True])
def test_no_query_parameter_changes_whose_data_are_seen(
    home: Path, monkeypatch: pytest.MonkeyPatch, is_shared: bool
) -> None:
    for athlete in (LOCAL_ATHLETE, "other"):
        fill(home, athlete)
    if is_shared:
        shares, now = Shares(home), datetime.now(UTC)
        token = shares.create(LOCAL_ATHLETE, Terms("x", ["pain"], None, None, now + timedelta(1)), now)
        shares.close()
        monkeypatch.setattr(following, "followed_token", lambda: token)
    app = AppTest.from_file(APP, default_timeout=120)
    for name in ("athlete", "athlete_id", "share", "token", "twinge_share", "demo", "scopes", "page", HOSTILE):
        app.query_params[name] = ["other", HOSTILE, "\ud7ff" * 20]
    app.run()
    for url in ("pain", "flags", "sharing"):
        app.switch_page(PAGES[url][0]).run()
        assert not app.exception
        seen = "\n".join(str(element.value) for element in [*app.markdown, *app.title])
        assert "ZZother" not in seen and HOSTILE not in seen
