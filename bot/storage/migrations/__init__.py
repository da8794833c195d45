"""Alembic's folder: `env.py` runs the numbered steps in `versions`."""
