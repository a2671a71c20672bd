"""From the bytes of files to the words on the screen, through the pages, without a browser."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent
APP = ROOT / "dashboard" / "app.py"
DEMO = ROOT / "sample_data" / "worsening"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("TWINGE_HOME", str(tmp_path))
    return AppTest.from_file(str(APP), default_timeout=120).run()


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.switch_page("app_pages/data.py").run()
    app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    return next(button for button in app.button if button.label == "Import").click().run()


def keep(app: AppTest) -> AppTest:
    """Agree to what is ticked, or close where nothing is."""
    return next(button for button in app.button if button.key in ("keep", "close")).click().run()


def words(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(str(element.value) for element in [*app.markdown, *app.main.get("html")])


def packed(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.write(path, path.relative_to(folder))
    return made.getvalue()


def test_a_zip_of_watch_files_and_a_pain_log_raises_the_flag_on_the_screen(app: AppTest) -> None:
    keep(upload(app, ("history.zip", packed(DEMO))))
    overview = words(app.switch_page("app_pages/overview.py").run())
    assert "See someone" in overview
    assert "although you ran" in overview


def test_what_was_uploaded_survives_a_restart(app: AppTest) -> None:
    keep(upload(app, ("history.zip", packed(DEMO))))
    again = AppTest.from_file(str(APP), default_timeout=120).run()
    assert "See someone" in words(again)


def test_bad_files_get_their_sentence_and_the_rest_is_imported(app: AppTest) -> None:
    pain = b"date,score\n2024-03-11,0\n2024-03-12,11\n2024-03-13,five\n2024-03-14,3\n"
    seen = words(
        upload(
            app,
            ("empty.csv", b""),
            ("photo.fit", b"\x89PNG\r\n\x1a\n" + bytes(64)),
            ("nodates.csv", b"score\n4\n"),
            ("pain.csv", pain),
        )
    )
    for name in ("empty.csv", "photo.fit", "nodates.csv", "pain.csv"):
        assert name in seen
    assert "Row 3: “11”" in seen
    assert "Row 4: “five”" in seen
    assert "0 to 10" in seen


def test_uploading_the_same_files_again_changes_nothing(app: AppTest) -> None:
    keep(upload(app, ("history.zip", packed(DEMO))))
    first = words(app.switch_page("app_pages/overview.py").run())
    seen = words(upload(app, ("history.zip", packed(DEMO))))
    assert "21 files: 21 already there." in seen
    keep(app)
    assert words(app.switch_page("app_pages/overview.py").run()) == first


def test_a_bad_upload_leaves_what_was_there(app: AppTest) -> None:
    keep(upload(app, ("history.zip", packed(DEMO))))
    first = words(app.switch_page("app_pages/overview.py").run())
    keep(upload(app, ("broken.zip", packed(DEMO)[:2000])))
    assert words(app.switch_page("app_pages/overview.py").run()) == first
