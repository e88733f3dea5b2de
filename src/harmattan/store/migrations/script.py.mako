"""${message}.

Revision: ${up_revision}, after ${down_revision or "none"}. Add its id to `harmattan.store.schema.REVISIONS`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Change the tables from the version before to this one."""
    ${upgrades if upgrades else "pass"}
