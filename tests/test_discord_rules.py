"""Discord's rules as the stand-in enforces them: each deliberate mistake is refused or complained about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from tests.discord_server import DiscordServer
from tests.discord_server.interactions import COMMAND

POST = "POST", "/channels/{hall}/messages"
COMMANDS = "PUT", "/applications/{bot}/commands"
EVENTS = "POST", "/guilds/{guild}/scheduled-events"
SOON = datetime.now(UTC) + timedelta(days=1)
V2 = 1 << 15


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def button(id_: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": id_} | more


def menu(*values: str, **more: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "m", "options": [{"label": v, "value": v} for v in values]} | more


def embed(**more: Any) -> dict[str, Any]:
    return {"embeds": [{"title": "T"} | more]}


def components(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"content": "x", "components": list(parts)} | more


def command(name: str = "ask", *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "Asks", "options": list(options)} | more


def option(name: str = "text", **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "what"} | more


def event(**more: Any) -> dict[str, Any]:
    times = {"scheduled_start_time": SOON.isoformat(), "scheduled_end_time": (SOON + timedelta(hours=1)).isoformat()}
    return (
        times | {"name": "Keynote", "privacy_level": 2, "entity_type": 3, "entity_metadata": {"location": "A"}} | more
    )


LINK = {"type": 2, "style": 5, "label": "Open"}
CHOICES = [{"name": "one", "value": "1"}, {"name": "one", "value": "2"}]

# What is wrong, where it is sent, the body, and the field that the refusal names.
MISTAKES = [
    ("content of 2,001 characters", POST, {"content": "x" * 2001}, "content"),
    ("no content", POST, {}, None),
    ("blank content", POST, {"content": " \n "}, None),
    ("a nonce of 26", POST, {"content": "x", "nonce": "n" * 26}, "nonce"),
    (
        "people allowed twice",
        POST,
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    ("eleven embeds", POST, {"embeds": [{"title": "T"}] * 11}, "embeds"),
    ("embeds of 6,001 together", POST, {"embeds": [{"description": "x" * 3000}] * 2 + [{"title": "T"}]}, "embeds"),
    ("an empty embed", POST, {"embeds": [{}]}, "embeds.0"),
    ("a title of 257", POST, embed(title="x" * 257), "embeds.0.title"),
    ("a description of 4,097", POST, embed(description="x" * 4097), "embeds.0.description"),
    ("26 fields", POST, embed(fields=[{"name": "n", "value": "v"}] * 26), "embeds.0.fields"),
    ("a field without value", POST, embed(fields=[{"name": "n", "value": " "}]), "embeds.0.fields.0.value"),
    ("a field's value of 1,025", POST, embed(fields=[{"name": "n", "value": "v" * 1025}]), "embeds.0.fields.0.value"),
    ("a footer without text", POST, embed(footer={"icon_url": "https://e.org/i.png"}), "embeds.0.footer.text"),
    ("an author without name", POST, embed(author={"url": "https://example.org"}), "embeds.0.author.name"),
    ("an address that is none", POST, embed(url="javascript:alert(1)"), "embeds.0.url"),
    ("six rows", POST, components(*(row(button(str(n))) for n in range(6))), "components"),
    ("six buttons in a row", POST, components(row(*(button(str(n)) for n in range(6)))), "components.0"),
    ("the same id twice", POST, components(row(button("a"), button("a"))), "components"),
    ("a button without id", POST, components(row(button(None))), "components.0.custom_id"),
    ("a button without label", POST, components(row(button(label=None))), "components.0.label"),
    ("a link without address", POST, components(row(LINK)), "components.0.url"),
    ("a link with an id", POST, components(row(LINK | {"url": "https://e.org", "custom_id": "a"})), "components.0.url"),
    ("values twice in a menu", POST, components(row(menu("1", "1"))), "components.0.options"),
    ("a menu beside a button", POST, components(row(menu("1"), button())), "components.0"),
    ("more values than options", POST, components(row(menu("1", max_values=2))), "components.0.max_values"),
    ("a menu without options", POST, components(row(menu())), "components.0.options"),
    ("new components, no flag", POST, {"components": [{"type": 10, "content": "x"}]}, "components"),
    ("new components and content", POST, components({"type": 10, "content": "x"}, flags=V2), "content"),
    ("new components and embeds", POST, embed() | {"flags": V2}, "embeds"),
    (
        "4,001 characters of text",
        POST,
        {"flags": V2, "components": [{"type": 10, "content": "x" * 4001}]},
        "components",
    ),
    ("41 components", POST, {"flags": V2, "components": [{"type": 10, "content": "x"}] * 41}, "components"),
    ("capitals in a name", COMMANDS, [command("Ask")], "name"),
    ("a space in a name", COMMANDS, [command("ask me")], "name"),
    ("an empty description", COMMANDS, [command(description="")], "description"),
    ("a description of 101", COMMANDS, [command(description="x" * 101)], "description"),
    (
        "required after optional",
        COMMANDS,
        [command("ask", option("a"), option("b", required=True))],
        "options",
    ),
    ("option names twice", COMMANDS, [command("ask", option("a"), option("a"))], "options"),
    ("26 options", COMMANDS, [command("ask", *(option(f"o{n}") for n in range(26)))], "options"),
    ("choices of one name", COMMANDS, [command("ask", option(choices=CHOICES))], "options.0.choices"),
    (
        "choices and completion",
        COMMANDS,
        [command("ask", option(choices=CHOICES[:1], autocomplete=True))],
        "options.0",
    ),
    ("a subcommand beside an option", COMMANDS, [command("ask", option("a"), option("b", type=1))], "options"),
    ("command names twice", COMMANDS, [command(), command()], ""),
    ("101 commands", COMMANDS, [command(f"c{n}") for n in range(101)], ""),
    ("a context menu with a description", COMMANDS, [{"name": "Ask", "type": 3, "description": "x"}], "description"),
    ("an external event without end", EVENTS, event(scheduled_end_time=None), "scheduled_end_time"),
    ("an external event without place", EVENTS, event(entity_metadata=None), "entity_metadata.location"),
    ("an end before its start", EVENTS, event(scheduled_end_time=SOON.isoformat()), "scheduled_end_time"),
    ("a start in the past", EVENTS, event(scheduled_start_time="2020-01-01T00:00:00+00:00"), "scheduled_start_time"),
]

FORM = {"custom_id": "f", "title": "F"}
INPUT = {"type": 4, "style": 1, "label": "L"}
ANSWERS = [
    ("a form of six rows", 9, FORM | {"components": [row(INPUT | {"custom_id": str(n)}) for n in range(6)]}),
    ("a form's title of 46", 9, FORM | {"title": "x" * 46, "components": [row(INPUT | {"custom_id": "i"})]}),
    ("a form's field without label", 9, FORM | {"components": [row({"type": 4, "style": 1, "custom_id": "i"})]}),
    ("an answer of 2,001 characters", 4, {"content": "x" * 2001}),
    ("an empty answer", 4, {}),
    ("choices for a command", 8, {"choices": []}),
]

# What the stand-in would let pass, but Discord's description does not: only seen where that is at hand.
DESCRIBED = [
    ("a misspelt key", POST, {"content": "x", "embed": {"title": "T"}}),
    ("content that is a number", POST, {"content": 5}),
    ("an unknown kind of mention", POST, {"content": "x", "allowed_mentions": {"parse": ["people"]}}),
    ("a colour beyond white", POST, embed(color=0x1000000)),
    ("an option of no type", COMMANDS, [command("ask", {"name": "a", "description": "b"})]),
    ("a reference without message", POST, {"content": "x", "message_reference": {"channel_id": "1"}}),
]


async def send(server: DiscordServer, route: tuple[str, str], body: Any, token: str = "") -> tuple[int, Any]:
    method, path = route
    ids = {"hall": server.hall.id, "bot": server.bot.id, "guild": server.guild.id}
    headers = {"Authorization": f"Bot {token or server.token}"}
    address = f"{server.http_url}/api/v10{path.format(**ids)}"
    async with aiohttp.ClientSession(headers=headers) as http, http.request(method, address, json=body) as response:
        return response.status, await response.json(content_type=None)


def named_field(details: dict[str, Any]) -> str:
    """The path of the field that a refusal is about."""
    path = []
    while "_errors" not in details:
        key, details = next(iter(details.items()))
        path.append(key)
    return ".".join(path)


@pytest.mark.parametrize(("route", "body", "field"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
async def test_a_mistake_is_refused(discord_server, route, body, field) -> None:
    status, refusal = await send(discord_server, route, body)
    found = (status, refusal["code"], named_field(refusal["errors"]) if "errors" in refusal else None)
    assert found == (400, 50006 if field is None else 50035, field)
    assert [complaint for complaint in discord_server.forgive() if complaint.who != "bot"] == []


@pytest.mark.parametrize(("type_", "data"), [a[1:] for a in ANSWERS], ids=[a[0] for a in ANSWERS])
async def test_a_mistaken_answer_is_refused(discord_server, type_, data) -> None:
    opened = discord_server.open(COMMAND, {}, discord_server.ada, discord_server.hall)
    route = "POST", f"/interactions/{opened.id}/{opened.token}/callback"
    status, refusal = await send(discord_server, route, {"type": type_, "data": data})
    assert (status, refusal["code"] in (50006, 50035), opened.answered_with) == (400, True, None)
    assert {complaint.who for complaint in discord_server.forgive()} == {"bot"}


@pytest.mark.parametrize(("route", "body"), [d[1:] for d in DESCRIBED], ids=[d[0] for d in DESCRIBED])
@pytest.mark.usefixtures("shared")
async def test_what_the_description_excludes_is_complained_about(discord_server, route, body) -> None:
    await send(discord_server, route, body)
    assert {complaint.who for complaint in discord_server.forgive()} == {"bot"}


@pytest.mark.parametrize(
    ("route", "body"),
    [
        (POST, {"content": "x" * 2000}),
        (POST, embed(description="x" * 4096, footer={"text": "f"})),
        (POST, components(row(button("a"), LINK | {"url": "https://example.org"}), row(menu("1", "2", max_values=2)))),
        (POST, {"flags": V2, "components": [{"type": 10, "content": "x" * 4000}]}),
        (COMMANDS, [command("ask", option("a", required=True), option("b", choices=CHOICES[:1]))]),
        (COMMANDS, [{"name": "Ask about this", "type": 3}]),
        (EVENTS, event()),
    ],
)
async def test_what_discord_takes_is_taken(discord_server, route, body) -> None:
    status, _ = await send(discord_server, route, body)
    assert status == 200


async def test_a_wrong_token_is_refused(discord_server) -> None:
    discord_server.token = "another"
    answer = await send(discord_server, ("GET", "/users/@me"), None, token="a-token-for-tests")
    assert answer == (401, {"message": "401: Unauthorized", "code": 0})


async def test_an_unknown_address_is_complained_about(discord_server) -> None:
    status, _ = await send(discord_server, ("GET", "/users/@me/secrets"), None)
    assert (status, [complaint.what for complaint in discord_server.forgive()]) == (404, ["no such route"])
