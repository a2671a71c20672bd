"""The page that makes the report: what may stand on it, and that nothing is made or named unless asked for."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from .screens import put, turn_to


def frame(shown: AppTest) -> str:
    """The preview, as markup."""
    return shown.get("iframe")[0].proto.srcdoc


def test_the_report_of_a_demo_is_shown_and_says_that_the_runner_is_made_up(app):
    shown = frame(turn_to(put(app, "demo"), "report"))
    assert "Pain and running: a summary for a clinician" in shown
    assert "Worse despite backing off" in shown
    assert "a made-up runner" in shown


def test_a_name_stands_on_it_only_where_it_was_given(app):
    app = turn_to(put(app, "pain only"), "report")
    assert "Runner <b>" not in frame(app)
    app.text_input(key="report_name").set_value("<b>Mara</b>").run()
    assert "Runner <b>&lt;b&gt;Mara&lt;/b&gt;</b>" in frame(app)


def test_the_span_is_as_chosen(app):
    app = turn_to(put(app, "demo"), "report")
    before = frame(app).count("<tr>")
    app.segmented_control(key="report_span").set_value("12 weeks").run()
    assert frame(app).count("<tr>") < before


def test_no_file_lies_under_an_address_before_somebody_asks_for_it(app):
    app = turn_to(put(app, "demo"), "report")
    buttons = {one.proto.id.rsplit("-", 1)[-1]: one.proto for one in app.get("download_button")}
    assert set(buttons) == {"report_pdf", "report_html"}
    assert not any(button.url for button in buttons.values())
