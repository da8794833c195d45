"""One file a command group; modules without a leading underscore are loaded at start."""
