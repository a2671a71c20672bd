"""`python -m dashboard`: where it serves, and that the configuration really reaches Streamlit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import pytest
from websockets.sync.client import connect

from dashboard.__main__ import CONFIG, arguments_of, configuration, flat, is_loopback, kept_in, main
from tests.programs import free_port

ROOT = Path(__file__).parent.parent.parent
# Runs the real start and stops where the server would begin to serve.
STOP_BEFORE_SERVING = """
import json, sys
import streamlit as st
from streamlit.web.server.starlette.starlette_server import UvicornRunner
from dashboard.__main__ import main
names, sys.argv = sys.argv[1:], ["twinge"]
UvicornRunner.run = lambda self: print("OPTIONS" + json.dumps({name: st.get_option(name) for name in names}))
sys.exit(main([]))
"""


OURS = ("server.address", "server.allowedHosts", "server.headless")
WRITTEN = flat(tomllib.loads(CONFIG.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def in_use(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What Streamlit goes by when the app was started from an unrelated folder."""
    folder = tmp_path_factory.mktemp("elsewhere")
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            STOP_BEFORE_SERVING,
            *WRITTEN,
            "server.address",
            "server.allowedHosts",
            "server.headless",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder), "TWINGE_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ran.stdout.partition("OPTIONS")[2].splitlines()[0])


def test_every_line_of_the_config_file_reaches_streamlit_from_any_folder(in_use: dict[str, object]) -> None:
    assert {name: in_use[name] for name in WRITTEN} == WRITTEN


def test_the_config_file_keeps_its_promises() -> None:
    assert WRITTEN["browser.gatherUsageStats"] is False
    assert WRITTEN["client.showErrorDetails"] == "none"
    assert WRITTEN["runner.postScriptGC"] is False
    assert WRITTEN["server.maxUploadSize"] == 1000
    assert WRITTEN["theme.light.backgroundColor"] != WRITTEN["theme.dark.backgroundColor"]


def test_it_serves_this_machine_only_unless_told(in_use: dict[str, object]) -> None:
    assert in_use["server.address"] == "127.0.0.1"
    assert in_use["server.allowedHosts"] == ["127.0.0.1", "localhost"]
    assert in_use["server.headless"] is True
    assert configuration("0.0.0.0")["server.address"] == "0.0.0.0"
    assert "server.allowedHosts" not in configuration("0.0.0.0")


def test_behind_a_proxy_it_answers_to_one_more_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert configuration(name="twinge.example")["server.allowedHosts"] == ["127.0.0.1", "localhost", "twinge.example"]
    monkeypatch.setenv("TWINGE_NAME", "twinge.example")
    assert arguments_of([]).name == "twinge.example"


@pytest.mark.parametrize("host", ["localhost", "::1", "127.0.0.2"])
def test_no_address_of_this_machine_answers_to_names_of_others(host: str) -> None:
    assert configuration(host)["server.allowedHosts"] == list(dict.fromkeys(["127.0.0.1", "localhost", host]))


def test_at_another_address_a_name_keeps_all_others_out() -> None:
    allowed = configuration("0.0.0.0", name="twinge.example")["server.allowedHosts"]
    assert "twinge.example" in allowed and "*" not in allowed


def test_a_name_asks_for_a_login_as_another_address_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dashboard.__main__.has_login", lambda: False)
    assert main(["--name", "twinge.example"]) == 2
    assert "does not serve on twinge.example yet: nobody would have to log in" in capsys.readouterr().err


def test_where_the_data_are_is_said_without_a_password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert kept_in(tmp_path) == f"Your data stay on this machine, in {tmp_path}"
    monkeypatch.setenv("TWINGE_DATABASE_URL", "postgresql://runner:secret@elsewhere/twinge")
    assert kept_in(tmp_path) == f"Your data are kept where TWINGE_DATABASE_URL says, and in {tmp_path}"


def test_the_port_is_free_to_choose() -> None:
    assert "server.port" not in configuration()  # Streamlit then takes the next free one
    assert configuration(port=8600)["server.port"] == 8600


def test_the_environment_may_name_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWINGE_PORT", "8611")
    assert arguments_of([]).port == 8611
    assert arguments_of(["--port", "8612"]).port == 8612
    monkeypatch.delenv("TWINGE_PORT")
    assert arguments_of([]).port is None


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", ""])
def test_a_port_that_is_none_is_refused_with_a_sentence(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([f"--port={port}"])
    assert stopped.value.code == 2
    assert f"{port!r} is not a port; give a number from 1 to 65535" in capsys.readouterr().err


def test_a_home_that_cannot_be_used_is_said_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home").write_text("a file")
    monkeypatch.setenv("TWINGE_HOME", str(tmp_path / "home"))
    assert main([]) == 1
    assert "Twinge cannot write to its data folder" in capsys.readouterr().err


def test_tables_become_dotted_names_and_lists_stay_lists() -> None:
    nested = {"theme": {"dark": {"font": "serif"}, "sizes": [1, 2]}, "server": {"port": 1}}
    assert flat(nested) == {"theme.dark.font": "serif", "theme.sizes": [1, 2], "server.port": 1}


def test_it_answers_says_where_and_stops_without_a_traceback(tmp_path: Path) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(tmp_path), "TWINGE_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = [process.stdout.readline(), process.stdout.readline()]
    request = urllib.request.Request(f"http://127.0.0.1:{port}/static/index.html", headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            packed, framed = answer.headers["Content-Encoding"], answer.headers["X-Frame-Options"]
        with connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], open_timeout=60) as visit:
            looks_back = [2**way.remote_max_window_bits for way in visit.protocol.extensions]
    finally:
        process.send_signal(2)  # Ctrl+C
        rest = process.communicate(timeout=60)[0]
    assert said == [
        f"Your data stay on this machine, in {tmp_path / 'home'}\n",
        f"Twinge: http://localhost:{port}   (Ctrl+C stops it)\n",
    ]
    assert (packed, framed) == ("gzip", "SAMEORIGIN")
    assert looks_back == [32_768]  # bytes; an unchanged rerun is packed against the one before
    assert rest == "Stopped.\n"
    assert process.returncode == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "runner.example"])
def test_an_address_others_reach_is_refused_while_nobody_has_to_log_in(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--host", host]) == 2
    assert "whoever can reach that address would see everything" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machine_is_reached_without_a_login(host: str) -> None:
    assert is_loopback(host)
