"""A button that was pressed does what it says, however soon the next tap follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser.conftest import Server, here, served

OFTEN = 50  # times two clicks: Streamlit by itself drops 1 to 30 of a hundred, the more the busier the machine
PATIENCE_S = 60


class Tab:
    """One browser tab as the server sees it: its taps, and which buttons the page has once it is there."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.pages: dict[str, str] = {}
        self.buttons: dict[str, str] = {}

    def press(self, button: str, page: str) -> None:
        """Press a button of a page and wait for nothing."""
        self._send(page, self.buttons[button])

    def go(self, page: str) -> None:
        """Open a page and wait until it is there."""
        self._send(page)
        self._until_there(self.pages.get(page, ""))

    def _send(self, page: str, pressed: str = "") -> None:
        message = BackMsg()
        message.rerun_script.page_script_hash = self.pages.get(page, "")
        if pressed:
            message.rerun_script.widget_states.widgets.add(id=pressed, trigger_value=True)
        self.socket.send(message.SerializeToString())

    def _until_there(self, page_hash: str) -> None:
        is_it = False
        while True:
            message = ForwardMsg.FromString(self.socket.recv(timeout=PATIENCE_S))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                is_it = page_hash in ("", message.new_session.page_script_hash)
                self.buttons = {}
            elif kind == "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "button":
                button = message.delta.new_element.button
                self.buttons[button.label] = button.id
            elif kind == "script_finished" and is_it:
                return


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[Tab]:
    with served(Server(here(), tmp_path / "home"), ["-m", "dashboard"]) as running:
        address = running.url.replace("http", "ws", 1) + "/_stcore/stream"
        patience = {"open_timeout": PATIENCE_S, "ping_timeout": PATIENCE_S}
        with connect(address, subprotocols=["streamlit"], max_size=None, **patience) as socket:
            yield Tab(socket)


def test_a_click_is_carried_out_although_another_page_is_tapped_at_once(tab: Tab) -> None:
    tab.go("")
    overview = next(page for page, name in tab.pages.items() if name)
    for _ in range(OFTEN):
        tab.press("Open Maya", overview)
        tab.go("flags")
        assert "Leave demo" in tab.buttons
        tab.press("Leave demo", "flags")
        tab.go(overview)
        assert "Open Maya" in tab.buttons
