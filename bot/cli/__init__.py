"""The command line: `hallway COMMAND`. One file a command; each is imported only when it is used.

Every error a person can cause ends here as one line on standard error and exit status 2.
"""

from __future__ import annotations

import importlib
import os
import sys

import click

from bot.config import ConfigError
from schedule.models import ScheduleError

# Command -> where it lives; loading all of them would make each start wait for discord.py.
_COMMANDS = {
    "run": "bot.cli.run:run_command",
    "ask": "bot.cli.ask:ask_command",
    "schedule": "bot.cli.schedule:schedule_group",
    "invite": "bot.cli.invite:invite_command",
    "report": "bot.cli.report:report_command",
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - a fault of ours, not of the person typing
        return command


@click.group(cls=_LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hallway")
@click.pass_context
def hallway(ctx: click.Context) -> None:
    """Hallway knows a conference's schedule: it answers questions about it and reminds."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and exits: 0 well, 1 a check that failed, 2 an error, which is said in one line."""
    try:
        status = hallway.main(args=arguments, prog_name="hallway", standalone_mode=False)
    except (ConfigError, ScheduleError) as error:
        _fail(str(error))
    except click.ClickException as error:
        _fail(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # The reader went away (`| head`); nothing may be written to it at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str) -> None:
    click.echo(f"hallway: {' '.join(message.split())}", err=True)
    sys.exit(2)
