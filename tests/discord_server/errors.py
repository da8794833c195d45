"""Refusals as Discord words them."""

from __future__ import annotations

from typing import Any

UNFIT = (50006, 50035)  # refusals that no bot should ever meet


class Refusal(Exception):  # noqa: N818 - an answer, not a fault of the program
    """An answer other than success; `code` is Discord's own."""

    def __init__(self, status: int, code: int, message: str, **details: Any) -> None:
        super().__init__(f"{status} ({code}) {message}")
        self.status = status
        self.body: dict[str, Any] = {"message": message, "code": code, **details}
        self.headers: dict[str, str] = {}


def unauthorized() -> Refusal:
    return Refusal(401, 0, "401: Unauthorized")


def no_route() -> Refusal:
    return Refusal(404, 0, "404: Not Found")


def unknown(what: str) -> Refusal:
    code = {
        "Channel": 10003,
        "Guild": 10004,
        "Member": 10007,
        "Message": 10008,
        "Role": 10011,
        "User": 10013,
        "Webhook": 10015,
        "Interaction": 10062,
        "Application Command": 10063,
        "Guild Scheduled Event": 10070,
    }[what]
    return Refusal(404, code, f"Unknown {what}")


def missing_access() -> Refusal:
    return Refusal(403, 50001, "Missing Access")


def missing_permissions() -> Refusal:
    return Refusal(403, 50013, "Missing Permissions")


def closed_messages() -> Refusal:
    return Refusal(403, 50007, "Cannot send messages to this user")


def no_shared_guild() -> Refusal:
    return Refusal(403, 50278, "Cannot send messages to this user due to having no mutual guilds")


def others_message() -> Refusal:
    return Refusal(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> Refusal:
    return Refusal(400, 50006, "Cannot send an empty message")


def already_acknowledged() -> Refusal:
    return Refusal(400, 40060, "Interaction has already been acknowledged.")


def invalid(path: str, message: str, code: str = "BASE_TYPE_BAD") -> Refusal:
    """50035 with the field it is about; `path` as `embeds.0.title`."""
    details: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for part in reversed([part for part in path.split(".") if part]):
        details = {part: details}
    return Refusal(400, 50035, "Invalid Form Body", errors=details)
