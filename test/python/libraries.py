"""All client libraries, for tests that run with each."""

from typing import Any

import pytest

from adapters import agents_sdk, openai_sdk, pydantic_ai_library
from adapters.agents_sdk import AgentsSdk
from adapters.langchain import LangChain
from adapters.library import WAYS
from adapters.openai_sdk import OpenAiSdk
from adapters.pydantic_ai_library import PydanticAi

LIBRARIES: list[Any] = [OpenAiSdk, AgentsSdk, LangChain, PydanticAi]

with_each_library = pytest.mark.parametrize("library", LIBRARIES)
in_both_ways = pytest.mark.parametrize("way", WAYS)
with_each_dialogue = pytest.mark.parametrize(
    ("open_dialogue", "over_socket"),
    [
        *(
            pytest.param(open_dialogue, False, id=f"{library.__name__}: {name}")
            for library in LIBRARIES
            for name, open_dialogue in library.dialogues.items()
        ),
        *(
            pytest.param(open_dialogue, True, id=f"{module.__name__} over a WebSocket: {name}")
            for module in [agents_sdk, openai_sdk, pydantic_ai_library]
            for name, open_dialogue in module.SOCKET_DIALOGUES.items()
        ),
    ],
)
