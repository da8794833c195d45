"""The application around `schedule/`: keeps it fresh, reminds, and talks to Discord and the terminal."""
