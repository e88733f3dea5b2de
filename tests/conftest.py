"""What many tests share: one coder a session, since its models take seconds to load."""

from __future__ import annotations

import pytest

from harmattan import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """Return the coder of the session."""
    return Coder()
