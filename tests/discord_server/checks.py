"""Discord's rules that its own description leaves out; each check raises the Refusal that Discord would give."""

from __future__ import annotations


def check_message(body, files, edited=None):
    pass


def check_scheduled_event(body, now):
    pass


def check_command(body):
    pass


def check_commands(bodies):
    pass


def check_choices(choices):
    pass


def check_modal(data):
    pass
