"""`hallway invite`, as a person uses it."""

from __future__ import annotations

import base64

import pytest
from click.testing import CliRunner

from bot.cli.invite import invite_command
from bot.config import ConfigError

ID = "1234567890123456789"
# View channels, send messages, embed links, read history, send in threads, as Discord numbers them.
BITS = sum(1 << bit for bit in (10, 11, 14, 16, 38))
URL = f"https://discord.com/oauth2/authorize?client_id={ID}&scope=bot+applications.commands&permissions={BITS}"


@pytest.fixture
def invite(tmp_path, monkeypatch):
    """Runs it in an empty folder, without a token."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(invite_command, arguments, catch_exceptions=True)
        if isinstance(result.exception, ConfigError):
            raise result.exception
        return result.output

    return run


def test_the_link_has_exactly_the_permissions_that_are_explained(invite):
    assert invite("--application", ID) == (
        f"{URL}\n\n"
        "Open it in a browser and choose your server. The bot asks for these permissions:\n"
        "  View Channels             to hear questions where it is asked\n"
        "  Send Messages             to answer, and to post notices\n"
        "  Send Messages in Threads  to answer there, too\n"
        "  Embed Links               for lists longer than a message\n"
        "  Read Message History      to answer as a reply to the question\n\n"
        "On the application's page under Bot, Privileged Gateway Intents:\n"
        "  none is needed; Message Content Intent only for [discord] listen_channels\n"
    )


def test_the_token_names_the_application_and_is_not_printed(invite, monkeypatch):
    token = f"{base64.urlsafe_b64encode(ID.encode()).decode().rstrip('=')}.secret.part"
    monkeypatch.setenv("DISCORD_TOKEN", token)
    output = invite()
    assert (output.splitlines()[0], "secret" in output) == (URL, False)


def test_what_the_configuration_needs_is_said(invite, tmp_path):
    (tmp_path / "config.toml").write_text("[discord]\nlisten_channels = [1]\n[notices.roles]\nspotlight = 2\n")
    lines = invite("--application", ID).splitlines()
    assert lines[0] == URL.replace(str(BITS), str(BITS + (1 << 28)))
    assert lines[-6:] == [
        "",
        "On the application's page under Bot, Privileged Gateway Intents:",
        "  switch on Message Content Intent; your configuration names channels to listen to",
        "",
        "In Server Settings > Roles: let anyone mention the roles of [notices.roles],",
        "and drag the bot's own role above them, so that it can give them.",
    ]


@pytest.mark.parametrize("given", ["", "x", "-1", "0", "9" * 5000, "12 34", "١٢٣"])
def test_an_odd_id_is_one_line(invite, given):
    with pytest.raises(ConfigError, match="is no application id"):
        invite("--application", given)


def test_without_id_and_token_the_way_is_shown(invite):
    with pytest.raises(ConfigError, match="give --application ID"):
        invite()


@pytest.mark.parametrize("token", ["x", "....", "bm8taWQ.a.b", "\u00e9.a.b"])
def test_a_token_without_an_application_is_one_line(invite, monkeypatch, token):
    monkeypatch.setenv("DISCORD_TOKEN", token)
    with pytest.raises(ConfigError, match="names no application"):
        invite()
