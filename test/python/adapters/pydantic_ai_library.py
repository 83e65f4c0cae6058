"""pydantic-ai on the Responses API: `run` and `run_stream`."""

from typing import Any

from openai import AsyncOpenAI
from pydantic import BaseModel
from pydantic_ai import Agent, Tool
from pydantic_ai.exceptions import ModelAPIError, ModelHTTPError
from pydantic_ai.messages import ModelMessage, ModelResponse
from pydantic_ai.models.openai import OpenAIResponsesModel, OpenAIResponsesModelSettings
from pydantic_ai.output import NativeOutput
from pydantic_ai.providers.openai import OpenAIProvider

from adapters.library import Answer, Ask, Failure, OpenDialogue, TestTool, Way
from adapters.openai_sdk import create_client


class PydanticAi:
    dialogues: dict[str, OpenDialogue]

    def __init__(self, base_url: str, api_key: str) -> None:
        self._client = create_client(base_url, api_key)

    async def ask(self, ask: Ask, way: Way, tools: list[TestTool] | None = None) -> Answer:
        return answer_of(await run(agent_of(self._client, ask, tools or []), ask, way))

    async def object(self, ask: Ask, schema: type[BaseModel], way: Way) -> Any:
        agent = agent_of(self._client, ask, [], output_type=NativeOutput(schema))
        return (await run(agent, ask, way))[0]

    def failure_of(self, error: Exception) -> Failure:
        if isinstance(error, ModelHTTPError):
            return Failure(error.status_code, str(error.body))
        if isinstance(error, ModelAPIError):
            return Failure(None, error.message)
        raise error


async def run(agent: Agent, ask: Ask, way: Way, **history: Any) -> tuple[Any, list[ModelMessage]]:
    """The output of a run, and all messages of the conversation."""
    if way == "whole":
        result = await agent.run(ask.prompt, **history)
        return result.output, result.all_messages()
    async with agent.run_stream(ask.prompt, **history) as stream:
        if agent.output_type is str:
            async for piece in stream.stream_text(delta=True, debounce_by=None):
                ask.on_text(piece)
        return await stream.get_output(), stream.all_messages()


def continuing(**settings: Any) -> OpenDialogue:
    """A conversation whose messages each run gets; the settings say what is sent of them."""

    class Runs:
        def __init__(self, base_url: str, api_key: str, tools: list[TestTool]) -> None:
            self._client = create_client(base_url, api_key)
            self._tools = tools
            self._messages: list[ModelMessage] = []

        async def say(self, ask: Ask, way: Way) -> Answer:
            agent = agent_of(self._client, ask, self._tools, settings)
            result = await run(agent, ask, way, message_history=self._messages)
            self._messages = result[1]
            return answer_of(result)

    return Runs


PydanticAi.dialogues = {
    "messages whose items are stored": continuing(),
    "messages whose items are not stored": continuing(openai_store=False),
    "previous_response_id": continuing(openai_previous_response_id="auto"),
}

# These go over a WebSocket.
SOCKET_DIALOGUES = {
    "stored responses": continuing(openai_transport="websocket"),
    "responses that are not stored": continuing(openai_transport="websocket", openai_store=False),
}


def agent_of(
    client: AsyncOpenAI, ask: Ask, tools: list[TestTool], settings: Any = None, **more: Any
) -> Agent:
    """An agent for one question."""
    model = OpenAIResponsesModel(ask.model, provider=OpenAIProvider(openai_client=client))
    return Agent(
        model,
        tools=[runnable(tool) for tool in tools],
        model_settings=OpenAIResponsesModelSettings(
            **({"openai_reasoning_effort": ask.effort} if ask.effort else {}),
            **({"openai_reasoning_summary": "auto"} if ask.effort else {}),
            **({"extra_body": {"safety_identifier": "x" * 500}} if ask.has_bad_field else {}),
            **(settings or {}),
        ),
        **more,
    )


def runnable(tool: TestTool) -> Tool:
    """A tool that pydantic-ai runs."""

    def invoke(**arguments: str) -> str:
        return tool.run(arguments[tool.argument])

    schema = {
        "type": "object",
        "properties": {tool.argument: {"type": "string"}},
        "required": [tool.argument],
        "additionalProperties": False,
    }
    return Tool.from_schema(invoke, tool.name, tool.description, schema, sequential=True)


def answer_of(result: tuple[Any, list[ModelMessage]]) -> Answer:
    """What a test reads of a run."""
    output, messages = result
    last = messages[-1]
    assert isinstance(last, ModelResponse)
    return Answer(
        text=str(output),
        reasoning=last.thinking or "",
        input_tokens=last.usage.input_tokens,
        output_tokens=last.usage.output_tokens,
    )
