"""The app as tests look at it: opened, turned to a page, and read."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")


def open_page(url: str, app: AppTest, demo: str = "") -> AppTest:
    """Turn to a page, of a made-up runner where `demo` names one."""
    if demo:
        app.button(key=f"demo_{demo}").click().run()
    return app.switch_page(f"app_pages/{url}.py").run()


def words(app: AppTest) -> str:
    """All that is read on the page."""
    assert not app.exception
    return "\n".join(str(element.value) for element in [*app.title, *app.markdown])
