"""Kills the processes that send while thousands of reminders fall due, and counts what was lost or repeated."""
