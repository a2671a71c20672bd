"""What every figure has in common."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest
from plotly.basedatatypes import BaseFigure

from dashboard.charts.look import Packed


def test_a_packed_figure_is_the_same_figure_and_packs_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = go.Figure(go.Bar(x=["a", "b"], y=np.array([3.0, np.nan])), layout={"title": "Weeks", "height": 300})
    packed = Packed(figure)
    assert isinstance(packed, BaseFigure)  # what Streamlit asks
    assert packed.to_dict() == figure.to_dict()
    monkeypatch.setattr(BaseFigure, "to_dict", lambda self: pytest.fail("packed again"))
    assert packed.to_dict()["layout"]["height"] == 300
