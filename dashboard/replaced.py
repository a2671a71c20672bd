"""What Streamlit and uvicorn have no setting for, and is replaced in them before the app is served."""

from __future__ import annotations

from typing import Any

from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import ScriptRunner, get_script_run_ctx
from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory


def replace() -> None:
    app_session.ScriptRunner = CarriesOutClicks  # type: ignore[misc]
    websockets_sansio_impl.ServerPerMessageDeflateFactory = LooksFurtherBack  # type: ignore[misc, assignment]


class CarriesOutClicks(ScriptRunner):
    """What a button calls runs to its end, whatever the visitor taps next.

    Streamlit looks for the next tap before and in the middle of it (at each look into the session state) and then
    drops what it had begun: who pressed Save and went on at once had saved nothing, or half of it. Needs
    `runner.fastReruns = false`, else a click whose run has not begun is dropped as well.
    """

    def _maybe_handle_execution_control_request(self) -> None:
        context = get_script_run_ctx(suppress_warning=True)
        if context is None or context.has_script_started:
            super()._maybe_handle_execution_control_request()


class LooksFurtherBack(ServerPerMessageDeflateFactory):
    """What packs the websocket, by what went over it before: the last 32 kB of it, as browsers expect.

    A rerun is 8 to 15 kB, so one that changed nothing takes half a kB. uvicorn has no setting for its 4 kB, in which
    the rerun before is never seen.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "server_max_window_bits": 15})
