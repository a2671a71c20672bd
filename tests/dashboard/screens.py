"""The app as tests look at it: opened, turned to a page, and read."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.app import PAGES

ROOT = Path(__file__).parents[2]
APP = str(ROOT / "dashboard" / "app.py")
DEMO = "worsening"
FILES = {
    "pain only": ROOT / "sample_data" / DEMO / "pain.csv",
    "runs only": ROOT / "sample_data" / DEMO / "Activities.csv",
}
STATES = ("no data", "demo", *FILES)


def open_page(url: str, app: AppTest, demo: str = "") -> AppTest:
    """Turn to a page, of a made-up runner where `demo` names one."""
    if demo:
        app.button(key=f"demo_{demo}").click().run()
    return app.switch_page(f"app_pages/{url}.py").run()


def buttons(app: AppTest) -> list[str]:
    """The labels of those that can be seen."""
    return [button.label for button in app.button if button.key != "ask_again"]


def put(app: AppTest, state: str) -> AppTest:
    """Bring the app into one of `STATES`."""
    if state == "demo":
        return app.button(key=f"demo_{DEMO}").click().run()
    if state in FILES:
        app.switch_page("app_pages/data.py").run()
        file = FILES[state]
        return keep(upload(app, (file.name, file.read_bytes())))
    return app


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """On the data page: read files; nothing is kept yet."""
    app.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files])
    return next(button for button in app.button if button.label == "Import").click().run()


def keep(app: AppTest) -> AppTest:
    """Agree to what is ticked."""
    return app.button(key="keep").click().run()


def turn_to(app: AppTest, url: str) -> AppTest:
    return app.switch_page(PAGES[url][0]).run()


def words(app: AppTest) -> str:
    """All that is read on the page."""
    assert not app.exception
    return "\n".join(str(element.value) for element in [*app.title, *app.markdown]).replace("\u00a0", " ")
