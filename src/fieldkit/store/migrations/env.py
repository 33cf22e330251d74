"""How alembic reaches the centre's database: through the connection that `centre.migrate` holds."""

from __future__ import annotations

from alembic import context

from fieldkit.store.tables import CentreRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=CentreRow.metadata,
    render_as_batch=True,
)
context.run_migrations()
