"""The English names of languages. Values only."""

from __future__ import annotations

_LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "ja": "Japanese", "zh": "Chinese", "nl": "Dutch", "pl": "Polish", "ru": "Russian", "ko": "Korean",
}  # fmt: skip


def name_language(code: str) -> str:
    """A language by its English name; as the source words it where it is no known code."""
    return _LANGUAGES.get(code[:2].casefold(), code) if len(code) in (2, 5) else code
