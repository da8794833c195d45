"""Where the terminal chat reads lines and writes them: a prompt for a person, plain lines for a pipe."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TextIO

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.patch_stdout import patch_stdout


class Screen(Protocol):
    def lines(self) -> AsyncIterator[str]:
        """What is typed, line by line, until the end of input."""

    def write(self, text: str, style: str = "") -> None:
        """Shows text; `style` is a prompt_toolkit style and is ignored where there are no colours."""

    def held(self) -> AbstractContextManager[None]:
        """Around the whole chat: keeps what arrives by itself above the line being typed."""


class TerminalScreen:
    """A person's terminal: history, editing, and messages that arrive above the prompt."""

    def __init__(self, prompt: Callable[[], str]) -> None:
        self._prompt = prompt
        self._session: PromptSession[str] = PromptSession()

    async def lines(self) -> AsyncIterator[str]:
        while True:
            try:
                # The prompt shows the conference's clock, so it is drawn again every second.
                yield await self._session.prompt_async(self._prompt, refresh_interval=1.0)
            except (EOFError, KeyboardInterrupt):
                return

    def write(self, text: str, style: str = "") -> None:
        print_formatted_text(FormattedText([(style, text)]))

    def held(self) -> AbstractContextManager[None]:
        return patch_stdout()


class PipeScreen:
    """Standard input and output that are no terminal, as in `make run < questions.txt`."""

    def __init__(self, source: TextIO | None = None, sink: TextIO | None = None) -> None:
        self._source = source or sys.stdin
        self._sink = sink or sys.stdout

    async def lines(self) -> AsyncIterator[str]:
        while line := await asyncio.to_thread(self._source.readline):
            yield line.rstrip("\n")

    def write(self, text: str, style: str = "") -> None:  # noqa: ARG002 - plain lines have no colours
        print(text, file=self._sink, flush=True)

    def held(self) -> AbstractContextManager[None]:
        return nullcontext()


def open_screen(prompt: Callable[[], str]) -> Screen:
    """A prompt where a person types, plain lines elsewhere."""
    return TerminalScreen(prompt) if sys.stdin.isatty() and sys.stdout.isatty() else PipeScreen()
