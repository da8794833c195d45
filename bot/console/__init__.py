"""The chat in the terminal: the same engine, reminders and clock, without Discord."""
