"""Databases and fakes for the tests of reminders: a real PostgreSQL out of a package, and a recording delivery."""
