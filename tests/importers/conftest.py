"""Real files beside the checkout, where there are any."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def corpus_files(folder: str, pattern: str = "*.csv") -> list[Path]:
    if not CORPUS.is_dir():
        pytest.skip("no real files beside the checkout (../shared/corpus)")
    return sorted((CORPUS / folder).glob(pattern))


@pytest.fixture
def real_lists() -> list[Path]:
    return corpus_files("garmin_activities")
