"""People who log in, as the app sees them, and athletes with data."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analysis.importers import Imported, gather, read_each
from dashboard.workspace import Account, Import, People, Workspace

ROOT = Path(__file__).parents[2]
APP = str(ROOT / "dashboard" / "app.py")
AUTH = {
    "client_id": "twinge", "client_secret": "not one", "server_metadata_url": "http://127.0.0.1:9/none",
    "redirect_uri": "http://localhost:8501/oauth2callback", "cookie_secret": "only for tests " * 3,
}  # fmt: skip
ISSUER = "https://id.example"
NOW = datetime.now(UTC)


def logged_in(subject: str, name: str, made: float | None = None) -> AppTest:
    """A tab of somebody who logged in; `made` is when, as a Unix time."""
    tab = AppTest.from_file(APP, default_timeout=120)
    tab.secrets = {"auth": AUTH}
    tab.user = {"is_logged_in": True, "iss": ISSUER, "sub": subject, "name": name, "iat": made or time.time()}
    return tab


def nobody() -> AppTest:
    """A tab in which nobody has logged in."""
    tab = AppTest.from_file(APP, default_timeout=120)
    tab.secrets = {"auth": AUTH}
    return tab


def account(home: Path, subject: str, name: str) -> Account:
    people = People(home)
    made = people.log_in((ISSUER, subject), name, NOW)
    people.close()
    return made


def coached(home: Path, coach: Account, athlete: Account, *scopes: str) -> None:
    """The athlete lets the coach see these scopes."""
    people = People(home)
    token = people.invite(coach.account_id, NOW, NOW + timedelta(days=1))
    assert people.accept(token, athlete.athlete_id, (scopes, "test"), NOW)
    people.close()


@cache
def demo(key: str) -> Imported:
    return gather(read_each([ROOT / "sample_data" / key]))


def with_data(home: Path, athlete: Account, key: str = "worsening", **marks: str) -> None:
    """Give the athlete the data of a made-up runner; `title` and `note` are written on every row."""
    made = demo(key)
    activities, pain = made.activities, made.pain
    if "title" in marks:
        activities = activities.assign(title=marks["title"])
    if "note" in marks:
        pain = pain.assign(note=marks["note"])
    kept = Workspace(home, athlete.athlete_id)
    kept.save(Import(file="Made up", format="Entered", status="imported", activities=activities, pain=pain,
                     exposures=made.exposures))  # fmt: skip
    kept.close()


def words(tab: AppTest) -> str:
    """Everything that can be read on the page."""
    assert not tab.exception, tab.exception[0].message
    shown = [str(element.value) for element in [*tab.title, *tab.markdown, *tab.caption]]
    shown += [json.loads(part.proto.json).get("rows", "") for part in tab.get("bidi_component")]
    return "\n".join([*shown, *(button.label for button in tab.button)])
