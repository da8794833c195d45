"""First answers to interactions, and what follows them through the interaction's webhook."""

from __future__ import annotations

from typing import Any

from tests.discord_server import composing, errors, payloads
from tests.discord_server import interactions as kinds
from tests.discord_server.calls import Call, Reply, Routes
from tests.discord_server.check_components import check_choices, check_modal
from tests.discord_server.check_messages import check_message
from tests.discord_server.interactions import Interaction
from tests.discord_server.state import Message

routes = Routes()

WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = WEBHOOK + "/messages/@original"
FOLLOWUP = WEBHOOK + "/messages/{message_id}"

TOKEN_LIFE = 15 * 60.0  # seconds
EPHEMERAL = 64


@routes("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
def first_answer(call: Call) -> Any:
    interaction = call.server.interactions.get(call.args["interaction_token"])
    late = interaction is not None and call.server.loop_time() - interaction.opened_at > call.server.patience
    if interaction is None or interaction.id != call.id("interaction_id") or late:
        raise errors.unknown("Interaction")
    if interaction.answered_with is not None:
        raise errors.already_acknowledged()
    type_, data = call.body["type"], call.body.get("data") or {}
    if type_ not in kinds.ALLOWED[interaction.type]:
        raise errors.invalid("type", "Not a valid answer to this kind of interaction", "INTERACTION_TYPE")
    _ANSWERS[type_](call, interaction, data)
    interaction.answered_with = type_
    if call.query.get("with_response") in ("1", "true", "True"):
        return _response(interaction)
    return None


def _post(call: Call, interaction: Interaction, data: dict[str, Any]) -> None:
    check_message(data, call.files)
    interaction.message = _compose(call, interaction, data)


def _promise(_: Call, interaction: Interaction, data: dict[str, Any]) -> None:
    interaction.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)


def _promise_update(_: Call, interaction: Interaction, __: dict[str, Any]) -> None:
    interaction.message = interaction.source


def _update(call: Call, interaction: Interaction, data: dict[str, Any]) -> None:
    if interaction.source is None:
        raise errors.invalid("type", "There is no message to update", "INTERACTION_TYPE")
    check_message(data, call.files, edited=interaction.source)
    composing.revise(call.server.world, interaction.source, data, call.files)
    interaction.message = interaction.source
    call.server.announce_edit(interaction.source)


def _complete(_: Call, interaction: Interaction, data: dict[str, Any]) -> None:
    check_choices(data.get("choices") or [])
    interaction.choices = data.get("choices") or []


def _open_form(_: Call, interaction: Interaction, data: dict[str, Any]) -> None:
    check_modal(data)
    interaction.form = data


_ANSWERS = {
    kinds.MESSAGE: _post,
    kinds.LATER: _promise,
    kinds.UPDATE_LATER: _promise_update,
    kinds.UPDATE: _update,
    kinds.CHOICES: _complete,
    kinds.FORM: _open_form,
}


def _compose(call: Call, interaction: Interaction, data: dict[str, Any]) -> Message:
    message = composing.compose(
        call.server.world, interaction.channel, call.bot, data, files=call.files, interaction=interaction
    )
    if message.ephemeral:
        call.server.bell.ring()
    else:
        call.server.publish(message)
    interaction.ephemeral = message.ephemeral
    return message


def _response(interaction: Interaction) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": str(interaction.id), "type": interaction.type}
    if interaction.answered_with == kinds.LATER:
        shown |= {"response_message_loading": True, "response_message_ephemeral": interaction.ephemeral}
    if interaction.answered_with not in (kinds.MESSAGE, kinds.UPDATE):
        return {"interaction": shown}
    message = interaction.message
    shown |= {"response_message_id": str(message.id), "response_message_ephemeral": message.ephemeral}
    shown |= {"response_message_loading": False}
    return {"interaction": shown, "resource": {"type": interaction.answered_with, "message": payloads.message(message)}}


@routes("POST", WEBHOOK)
def follow_up(call: Call) -> Any:
    interaction = _interaction(call)
    check_message(call.body, call.files)
    if interaction.answered_with == kinds.LATER and interaction.message is None:
        # The first one takes the place of what was promised, and is as visible as that.
        body = call.body | {"flags": ((call.body.get("flags") or 0) & ~EPHEMERAL) | EPHEMERAL * interaction.ephemeral}
        interaction.message = message = _compose(call, interaction, body)
    else:
        message = _compose(call, interaction, call.body)
        interaction.followups.append(message)
    return payloads.message(message)


@routes("GET", ORIGINAL, FOLLOWUP)
def answer(call: Call) -> Any:
    return payloads.message(_message(call, _interaction(call)))


@routes("PATCH", ORIGINAL, FOLLOWUP)
def edit_answer(call: Call) -> Any:
    interaction = _interaction(call)
    if interaction.answered_with == kinds.LATER and interaction.message is None and "message_id" not in call.args:
        check_message(call.body, call.files)
        interaction.message = message = _compose(
            call, interaction, call.body | {"flags": (call.body.get("flags") or 0) | EPHEMERAL * interaction.ephemeral}
        )
        return payloads.message(message)
    message = _message(call, interaction)
    check_message(call.body, call.files, edited=message)
    composing.revise(call.server.world, message, call.body, call.files)
    if not message.ephemeral:
        call.server.announce_edit(message)
    return payloads.message(message)


@routes("DELETE", ORIGINAL, FOLLOWUP)
def delete_answer(call: Call) -> Any:
    message = _message(call, _interaction(call))
    call.server.remove(message)
    return Reply(204)


def _interaction(call: Call) -> Interaction:
    interaction = call.server.interactions.get(call.args["webhook_token"])
    if interaction is None or call.id("webhook_id") != call.bot.id or interaction.answered_with is None:
        raise errors.unknown("Webhook")
    if call.server.loop_time() - interaction.opened_at > TOKEN_LIFE:
        raise errors.Refusal(401, 50027, "Invalid Webhook Token")
    return interaction


def _message(call: Call, interaction: Interaction) -> Message:
    found = [message for message in (interaction.message, *interaction.followups) if message is not None]
    if "message_id" in call.args:
        found = [message for message in found if message.id == call.id("message_id")]
    if not found or found[0].deleted:
        raise errors.unknown("Message")
    return found[0]
