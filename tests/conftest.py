"""What many tests share: one coder a session, since its models take seconds to load."""

from __future__ import annotations

import os

import pytest

from harmattan import Coder

# Nobody's own rows may change what the tests see.
os.environ["HARMATTAN_DATA"] = os.devnull


@pytest.fixture(scope="session")
def coder() -> Coder:
    """Return the coder of the session."""
    return Coder()
