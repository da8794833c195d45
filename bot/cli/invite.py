"""`hallway invite`: the link that puts the bot on a server, and what it is allowed there."""

from __future__ import annotations

from pathlib import Path

import click

from bot.config import TOKEN_NAME, ConfigError, discord_token, load_config
from bot.gateway.invitation import application_of, invite_url, needs, read_application_id


@click.command("invite")
@click.option("--application", metavar="ID", help="The application's id; otherwise read out of the token.")
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="Settings; config.toml otherwise.")
def invite_command(application: str | None, config_path: Path | None) -> None:
    """Print the link that invites the bot, with exactly the permissions it needs."""
    config = load_config(config_path)
    roles = bool(config.notices.roles)
    click.echo(invite_url(_application_id(application), roles=roles))
    click.echo("\nOpen it in a browser and choose your server. The bot asks for these permissions:")
    for need in needs(roles=roles):
        click.echo(f"  {need.shown:<26}{need.reason}")
    click.echo("\nOn the application's page under Bot, Privileged Gateway Intents:")
    if config.discord.listen_channels:
        click.echo("  switch on Message Content Intent; your configuration names channels to listen to")
    else:
        click.echo("  none is needed; Message Content Intent only for [discord] listen_channels")
    if roles:
        click.echo("\nIn Server Settings > Roles: let anyone mention the roles of [notices.roles],")
        click.echo("and drag the bot's own role above them, so that it can give them.")


def _application_id(given: str | None) -> int:
    if given is not None:
        id_ = read_application_id(given)
        if id_ is None:
            raise ConfigError(f"--application {given}: is no application id; copy it from General Information")
        return id_
    token = discord_token()
    if token is None:
        raise ConfigError(
            f"no application: give --application ID, from its page's General Information, or {TOKEN_NAME}"
        )
    id_ = application_of(token)
    if id_ is None:
        raise ConfigError(f"{TOKEN_NAME}: names no application; copy it again, or give --application ID")
    return id_
