"""What a test asks of any client library."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from pydantic import BaseModel

Way = Literal["whole", "streamed"]
WAYS: tuple[Way, ...] = ("whole", "streamed")


@dataclass(frozen=True)
class Ask:
    """A question, and how to ask it."""

    prompt: str
    model: str = "gpt-5.5"
    # How hard the model thinks. Default: not said.
    effort: Literal["high"] | None = None
    # Sends some field with a value out of its range, for an answer of 400.
    has_bad_field: bool = False
    # Called with each piece of a streamed text.
    on_text: Callable[[str], None] = lambda _: None


@dataclass(frozen=True)
class Answer:
    """What a library made of an answer."""

    text: str
    reasoning: str = ""
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True)
class Failure:
    """The failure of a call. The status is None where a stream had already begun."""

    status: int | None
    message: str


@dataclass(frozen=True)
class TestTool:
    """A tool with one text argument."""

    __test__ = False
    name: str
    description: str
    argument: str
    run: Callable[[str], str]


class Dialogue(Protocol):
    """A conversation that a library continues in its own way, running the tools."""

    async def say(self, ask: Ask, way: Way) -> Answer: ...


OpenDialogue = Callable[[str, str, list[TestTool]], Dialogue]


class Library(Protocol):
    """One client library with a gateway's address and key. It asks once and never again."""

    # The ways that it has to continue a conversation, by their names.
    dialogues: dict[str, OpenDialogue]

    def __init__(self, base_url: str, api_key: str) -> None: ...

    async def ask(self, ask: Ask, way: Way, tools: list[TestTool] | None = None) -> Answer:
        """Asks once; the library runs the tools, over as many rounds as it takes."""
        ...

    async def object(self, ask: Ask, schema: type[BaseModel], way: Way) -> Any:
        """Asks for an answer of a schema, parsed."""
        ...

    def failure_of(self, error: Exception) -> Failure:
        """Reads an error that the library has raised; raises any other again."""
        ...
