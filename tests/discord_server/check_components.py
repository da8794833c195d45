"""Discord's rules for rows, buttons, menus and forms; raises its Refusal."""

from __future__ import annotations

from typing import Any

from tests.discord_server.errors import invalid
from tests.discord_server.state import walk_components

Json = dict[str, Any]

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, LABEL, TEXT = 1, 2, 3, 4, 18, 10
SELECTS = {3, 5, 6, 7, 8}
V2_ONLY = {9, 10, 11, 12, 13, 14, 17}
LINK, PREMIUM = 5, 6


def check_components(components: list[Json], *, v2: bool) -> None:
    every = list(walk_components(components))
    if not v2 and len(components) > 5:
        raise invalid("components", "Must be 5 or fewer in length.", "BASE_TYPE_BAD_LENGTH")
    if v2:
        _check_size(every)
    _check_ids(every, "components")
    for part in every:
        if part["type"] == ROW:
            _check_row(part)
        elif part["type"] == BUTTON:
            _check_button(part)
        elif part["type"] in SELECTS:
            _check_select(part)


def check_modal(form: Json) -> None:
    components = form.get("components") or []
    if not 1 <= len(components) <= 5:
        raise invalid("data.components", "Must be between 1 and 5 in length.", "BASE_TYPE_BAD_LENGTH")
    if not 1 <= len(form.get("title") or "") <= 45:
        raise invalid("data.title", "Must be between 1 and 45 in length.", "BASE_TYPE_BAD_LENGTH")
    if not 1 <= len(form.get("custom_id") or "") <= 100:
        raise invalid("data.custom_id", "Must be between 1 and 100 in length.", "BASE_TYPE_BAD_LENGTH")
    _check_ids(list(walk_components(components)), "data.components")
    for row in components:
        if row["type"] == ROW and [part["type"] for part in row["components"]] != [TEXT_INPUT]:
            raise invalid("data.components", "A row of a form holds one text input", "COMPONENT_TYPE_INVALID")
        if row["type"] == ROW and not row["components"][0].get("label"):
            raise invalid("data.components.0.label", "This field is required", "BASE_TYPE_REQUIRED")


def check_choices(choices: list[Json]) -> None:
    """Of an option that completes what is typed."""
    if len(choices) > 25:
        raise invalid("data.choices", "Must be 25 or fewer in length.", "BASE_TYPE_BAD_LENGTH")
    for number, choice in enumerate(choices):
        if not 1 <= len(choice["name"].strip()) <= 100:
            raise invalid(f"data.choices.{number}.name", "Must be between 1 and 100 in length.", "BASE_TYPE_BAD_LENGTH")
        if isinstance(choice["value"], str) and not 1 <= len(choice["value"]) <= 100:
            raise invalid(
                f"data.choices.{number}.value", "Must be between 1 and 100 in length.", "BASE_TYPE_BAD_LENGTH"
            )


def _check_size(every: list[Json]) -> None:
    if len(every) > 40:
        raise invalid("components", "Must be 40 or fewer components in total", "COMPONENT_MAX_TOTAL_COMPONENTS")
    if sum(len(part.get("content", "")) for part in every if part["type"] == TEXT) > 4000:
        raise invalid("components", "The text must be 4000 or fewer in length", "COMPONENT_DISPLAYABLE_TEXT_SIZE")


def _check_ids(every: list[Json], path: str) -> None:
    ids = [part["custom_id"] for part in every if part.get("custom_id")]
    if len(ids) != len(set(ids)):
        raise invalid(path, "Component custom id cannot be duplicated", "COMPONENT_CUSTOM_ID_DUPLICATED")


def _check_row(row: Json) -> None:
    types = [part["type"] for part in row.get("components") or []]
    buttons, selects = types.count(BUTTON), len([type_ for type_ in types if type_ in SELECTS])
    if not types or buttons + selects != len(types):
        raise invalid("components.0", "A row holds buttons or one menu", "COMPONENT_TYPE_INVALID")
    if buttons > 5 or selects > 1 or (buttons and selects):
        raise invalid(
            "components.0", "The specified component exceeds the maximum width", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"
        )


def _check_button(button: Json) -> None:
    style, id_, address = button.get("style"), button.get("custom_id"), button.get("url")
    if style == LINK:
        if not address or id_:
            raise invalid("components.0.url", "A link button needs an address and no custom id", "BUTTON_COMPONENT_URL")
        if not address.startswith(("http://", "https://", "discord://")):
            raise invalid("components.0.url", "Scheme must be one of http, https, discord.", "URL_TYPE_INVALID_SCHEME")
    elif style != PREMIUM and (not id_ or address):
        raise invalid("components.0.custom_id", "A custom id is required", "COMPONENT_CUSTOM_ID_REQUIRED")
    if style != PREMIUM and not button.get("label") and not button.get("emoji"):
        raise invalid("components.0.label", "A button needs a label or an emoji", "BUTTON_COMPONENT_EMPTY")
    if len(button.get("label") or "") > 80:
        raise invalid("components.0.label", "Must be 80 or fewer in length.", "BASE_TYPE_BAD_LENGTH")


def _check_select(select: Json) -> None:
    low, high = _bound(select, "min_values"), _bound(select, "max_values")
    if low > high:
        raise invalid("components.0.min_values", "Must not be above max_values", "NUMBER_TYPE_MAX")
    if select["type"] != STRING_SELECT:
        return
    options = select.get("options") or []
    if not 1 <= len(options) <= 25:
        raise invalid("components.0.options", "Must be between 1 and 25 in length.", "BASE_TYPE_BAD_LENGTH")
    if len({option["value"] for option in options}) != len(options):
        message = "The specified option value is already used"
        raise invalid("components.0.options", message, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")
    if high > len(options):
        raise invalid("components.0.max_values", "Must not be above the number of options", "NUMBER_TYPE_MAX")


def _bound(select: Json, name: str) -> int:
    value = select.get(name)
    return 1 if value is None else int(value)
