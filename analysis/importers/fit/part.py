"""What decoding a FIT file gives, whoever decodes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

Value: TypeAlias = "float | int | str"
Message: TypeAlias = "dict[str, Value]"

APP = "app:"  # before the name of a field that an app on the watch added


@dataclass(frozen=True)
class Part:
    """One FIT file; several may be chained in one.

    Parameters
    ----------
    messages
        Kind of message -> its messages in the order written, absent values left out. The field of an app stands
        under `APP` and its name.
    records
        Record field -> one float per sample, NaN where the sample has none. All of one length.
    app_records
        The same for the fields of apps, by their own names.
    positions
        Reads the position of each sample, in degrees, as `position_lat` and `position_long`; nothing where the file
        has none.
    errors
        Why the reading stopped where it did; none where it came to the end.
    has_right_checksum
        None where the file has no checksum.
    """

    messages: Mapping[str, list[Message]]
    records: Mapping[str, np.ndarray]
    app_records: Mapping[str, np.ndarray] = field(default_factory=dict, repr=False)
    positions: Callable[[], Mapping[str, np.ndarray]] = field(default=dict, repr=False)
    errors: tuple[str, ...] = ()
    has_right_checksum: bool | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it could be read to its end."""
        return not self.errors

    @property
    def samples(self) -> int:
        return len(self.records["timestamp"])
