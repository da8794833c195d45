"""Text as a reader wants it: plain, on one line or in lines, with links kept.

Whitespace is folded, HTML becomes text, LaTeX and wrong encodings are repaired where that is certain.

Input is other people's text; nothing in it may fail, run long or leave markup behind.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from lxml import etree
from lxml import html as lxml_html

# Never visible, or made to reorder what is: controls, byte order marks, zero-width spaces, bidirectional overrides.
# The joiners U+200C and U+200D stay: emoji and several scripts need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# What UTF-8 looks like after it was read as Latin-1, Windows-1252 or Mac Roman.
_MOJIBAKE = re.compile("[ÂÃÅÄâ√‚Ôð][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ©®´¨∞±≤≥¥µ∂∑∏πªºΩ¶ßÄÅ°¢£§•Ñ]")
_MATH = re.compile(r"\$\$?([^$\n]{1,200})\$\$?")
_COMMAND = re.compile(r"\\(?:[a-zA-Z]{1,20}\s*(?:\{[^{}\\$]{0,300}\})?|[\"'`^~=.]\s?\{?\\?[a-zA-Z]\}?|[%&_#${}])")
# Bold, script and typewriter letters of formulas; nobody types them when looking for a title.
_MATH_LETTER = re.compile("[\U0001d400-\U0001d7ff]+")
# Fonts whose text the converter drops.
_UNKNOWN_FONT = re.compile(r"\\text(?:tt|sf|sl|up|md|normal)\b")
_PLAIN = re.compile(r"[\n -#%-\[\]-~]*\Z")
_LATEX_HINT = re.compile(r"[\\$]")
_BLOCKS = frozenset(
    """address article aside blockquote body br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr
    li main nav ol p pre section table tbody td th tfoot thead tr ul""".split()  # noqa: SIM905 - forty quotes hide it
)
_HIDDEN = frozenset({"script", "style", "template", "noscript", "head", "select", "button"})
_SPACE = re.compile(r"\s+")
_LONGEST_ADDRESS = 2000  # beyond it browsers differ, and nothing shown is that long
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>|&(?:[a-zA-Z]{2,20}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def clean(text: str) -> str:
    """One line of plain text without markup of its own: whitespace folded, LaTeX and encodings repaired."""
    return " ".join(_repaired(text).split())


def clean_lines(text: str) -> str:
    """Plain text whose line breaks stay: each line cleaned, empty ones dropped."""
    folded = (" ".join(part.split()) for part in _repaired(text).splitlines())
    return "\n".join(part for part in folded if part)


def visible(text: str) -> str:
    """Without what cannot be seen: control characters, marks that reorder what stands around them, lone surrogates."""
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))


def has_markup(text: str) -> bool:
    """Whether a text holds HTML tags or entities."""
    return ("<" in text or "&" in text) and _TAG.search(text) is not None


def from_html(text: str) -> str:
    """HTML, or text that may hold some, as plain lines; a link becomes `words (address)`."""
    if not has_markup(text):
        return clean_lines(text)
    return clean_lines(element_text(parse_fragment(text)))


def line_from_html(text: str) -> str:
    """The same as one line: for titles and names."""
    return " ".join(from_html(text).split()) if has_markup(text) else clean(text)


def parse_fragment(text: str) -> etree._Element:
    """Text that may hold HTML, as one element; never fails."""
    sound = _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text))
    try:
        parsed: etree._Element = lxml_html.fragment_fromstring(sound, create_parent="div")
    except (etree.ParserError, ValueError):
        parsed = etree.Element("div")
        parsed.text = _TAG.sub(" ", sound)
    return parsed


def element_text(element: etree._Element, *, with_links: bool = True) -> str:
    """The visible text of a parsed element, with line breaks where blocks end; not yet cleaned."""
    parts: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += tag in _HIDDEN
            if not hidden:
                _open(node, tag, parts)
            continue
        if event == "end":
            if not hidden:
                _close(node, tag, parts, with_links=with_links)
            hidden -= tag in _HIDDEN
        if node.tail and node is not element and not hidden:
            parts.append(_SPACE.sub(" ", node.tail))
    return "".join(parts)


def web_address(address: str | None) -> str | None:
    """An address that a reader may follow, http or https only; None for everything else."""
    if address is None:
        return None
    address = "".join(_INVISIBLE.sub("", address).split())
    return (
        address if re.match(r"https?://[^\s/]", address, re.IGNORECASE) and len(address) <= _LONGEST_ADDRESS else None
    )


def from_latex(text: str) -> str:
    """Formulas and commands as text. Anything that is not surely LaTeX stays as it stands: `$5 to $10`."""
    if _LATEX_HINT.search(text) is None:
        return text
    text = _MATH.sub(lambda match: _rendered(match[0]) if _is_math(match[1]) else match[0], text)
    return _COMMAND.sub(lambda match: _rendered(match[0]), text) if "\\" in text else text


def _repaired(text: str) -> str:
    if _PLAIN.match(text):
        return text  # nearly every name and title: nothing below would change it
    if text.isascii():
        return from_latex(_INVISIBLE.sub("", text))
    if _MOJIBAKE.search(text):
        text = _reencoded(text)
    text = _SURROGATE.sub("\ufffd", text)
    return from_latex(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def _reencoded(text: str) -> str:
    import ftfy  # noqa: PLC0415 - slow to load, and few sources need it

    whole = ftfy.fix_encoding(text)
    # Beside correct letters the whole text cannot be decoded again, but each wrong word can.
    return whole if whole != text else " ".join(ftfy.fix_encoding(word) for word in text.split(" "))


def _is_math(inside: str) -> bool:
    return inside == inside.strip() and (" " not in inside or any(mark in inside for mark in "\\^_{="))


@lru_cache(maxsize=4096)
def _rendered(latex: str) -> str:
    """Abstracts repeat the same few symbols over and over."""
    converter, macros = _latex()
    try:
        rendered = str(converter.latex_to_text(_UNKNOWN_FONT.sub(r"\\textbf", latex), latex_context=macros))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, RecursionError):
        return latex
    rendered = _MATH_LETTER.sub(lambda match: unicodedata.normalize("NFKC", match[0]), rendered)
    return unicodedata.normalize("NFC", rendered) or latex


@cache
def _latex() -> tuple[Any, Any]:
    """The converter and its macros: slow to load and to build, and few sources need them."""
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - see above
    from pylatexenc.latexwalker import get_default_latex_context_db  # noqa: PLC0415 - see above

    # It complains to the terminal of macros without their arguments, which it then renders all the same.
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    return LatexNodes2Text(math_mode="text", strict_latex_spaces=False), get_default_latex_context_db()


def _open(node: etree._Element, tag: str, parts: list[str]) -> None:
    if tag in _BLOCKS:
        parts.append("\n")
    if node.text:
        # Line breaks of the source mean nothing in HTML, except in preformatted text.
        parts.append(node.text if tag == "pre" else _SPACE.sub(" ", node.text))


def _close(node: etree._Element, tag: str, parts: list[str], *, with_links: bool) -> None:
    address = web_address(node.get("href")) if tag == "a" and with_links else None
    if address and address.rstrip("/") not in "".join(map(str, node.itertext())):
        parts.append(f" ({address})")
    if tag in _BLOCKS:
        parts.append("\n")
