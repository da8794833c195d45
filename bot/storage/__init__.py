"""Where wishes and deliveries are kept: one store in SQL for SQLite and PostgreSQL."""
