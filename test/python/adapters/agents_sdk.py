"""OpenAI's Agents SDK on the Responses API: `Runner`, whole and streamed."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from agents import (
    Agent,
    FunctionTool,
    ModelSettings,
    OpenAIConversationsSession,
    OpenAIProvider,
    RunConfig,
    Runner,
    SQLiteSession,
)
from openai import AsyncOpenAI
from openai.types.shared import Reasoning
from pydantic import BaseModel

from adapters.library import Answer, Ask, Failure, OpenDialogue, TestTool, Way
from adapters.openai_sdk import create_client, failure_of


def config_of(client: AsyncOpenAI, over_socket: bool = False) -> RunConfig:
    """Runs agents on a gateway."""
    provider = OpenAIProvider(
        openai_client=client, use_responses=True, use_responses_websocket=over_socket
    )
    return RunConfig(model_provider=provider, tracing_disabled=True)


class AgentsSdk:
    dialogues: dict[str, OpenDialogue]

    def __init__(self, base_url: str, api_key: str) -> None:
        self._config = config_of(create_client(base_url, api_key))

    async def ask(self, ask: Ask, way: Way, tools: list[TestTool] | None = None) -> Answer:
        return answer_of(await run(self._config, agent_of(ask, tools or []), ask, way))

    async def object(self, ask: Ask, schema: type[BaseModel], way: Way) -> Any:
        agent = agent_of(ask, [], output_type=schema)
        return (await run(self._config, agent, ask, way)).final_output

    def failure_of(self, error: Exception) -> Failure:
        return failure_of(error)


async def run(
    config: RunConfig, agent: Agent, ask: Ask, way: Way, input: Any = None, **place: Any
) -> Any:
    """Runs an agent until it has answered."""
    settings = {"run_config": config, **place}
    if way == "whole":
        return await Runner.run(agent, input or ask.prompt, **settings)
    result = Runner.run_streamed(agent, input or ask.prompt, **settings)
    async for event in result.stream_events():
        if event.type == "raw_response_event" and event.data.type == "response.output_text.delta":
            ask.on_text(event.data.delta)
    return result


PlaceAfter = Callable[[str, Any], Awaitable[dict[str, Any]]]


def continuing(
    create_way: Callable[[AsyncOpenAI], PlaceAfter], over_socket: bool = False
) -> OpenDialogue:
    """A conversation of runs, each of which begins where the way says, given the run before."""

    class Runs:
        def __init__(self, base_url: str, api_key: str, tools: list[TestTool]) -> None:
            client = create_client(base_url, api_key)
            self._config = config_of(client, over_socket)
            self._place_after = create_way(client)
            self._tools = tools
            self._last: Any = None

        async def say(self, ask: Ask, way: Way) -> Answer:
            place = await self._place_after(ask.prompt, self._last)
            agent = agent_of(ask, self._tools)
            self._last = await run(self._config, agent, ask, way, **place)
            return answer_of(self._last)

    return Runs


def in_memory(_client: AsyncOpenAI) -> PlaceAfter:
    session = SQLiteSession("a test")

    async def place(_prompt: str, _last: Any) -> dict[str, Any]:
        return {"session": session}

    return place


def at_the_gateway(client: AsyncOpenAI) -> PlaceAfter:
    session = OpenAIConversationsSession(openai_client=client)

    async def place(_prompt: str, _last: Any) -> dict[str, Any]:
        return {"session": session}

    return place


def in_conversation(client: AsyncOpenAI) -> PlaceAfter:
    opened: list[str] = []

    async def place(_prompt: str, _last: Any) -> dict[str, Any]:
        if not opened:
            opened.append((await client.conversations.create()).id)
        return {"conversation_id": opened[0]}

    return place


def after_previous(_client: AsyncOpenAI) -> PlaceAfter:
    async def place(_prompt: str, last: Any) -> dict[str, Any]:
        return {"previous_response_id": last.last_response_id} if last else {}

    return place


def after_history(_client: AsyncOpenAI) -> PlaceAfter:
    async def place(prompt: str, last: Any) -> dict[str, Any]:
        before = last.to_input_list() if last else []
        return {"input": [*before, {"role": "user", "content": prompt}]}

    return place


AgentsSdk.dialogues = {
    "a session in memory": continuing(in_memory),
    "a session at the gateway": continuing(at_the_gateway),
    "conversation_id": continuing(in_conversation),
    "previous_response_id": continuing(after_previous),
    "the history of the last run": continuing(after_history),
}

# These go over a WebSocket.
SOCKET_DIALOGUES = {
    "a session in memory": continuing(in_memory, over_socket=True),
    "previous_response_id": continuing(after_previous, over_socket=True),
}


def agent_of(ask: Ask, tools: list[TestTool], **settings: Any) -> Agent:
    """An agent for one question."""
    reasoning = Reasoning(effort=ask.effort, summary="auto") if ask.effort else None
    return Agent(
        name="Tester",
        model=ask.model,
        model_settings=ModelSettings(
            reasoning=reasoning, temperature=9 if ask.has_bad_field else None
        ),
        tools=[runnable(tool) for tool in tools],
        **settings,
    )


def runnable(tool: TestTool) -> FunctionTool:
    """A tool that the SDK runs."""

    async def invoke(_context: Any, arguments: str) -> str:
        return tool.run(json.loads(arguments)[tool.argument])

    return FunctionTool(
        name=tool.name,
        description=tool.description,
        params_json_schema={
            "type": "object",
            "properties": {tool.argument: {"type": "string"}},
            "required": [tool.argument],
            "additionalProperties": False,
        },
        on_invoke_tool=invoke,
    )


def answer_of(result: Any) -> Answer:
    """What a test reads of a run."""
    last = result.raw_responses[-1]
    summaries = [item.summary for item in last.output if item.type == "reasoning"]
    return Answer(
        text=str(result.final_output),
        reasoning="".join(part.text for summary in summaries for part in summary),
        input_tokens=last.usage.input_tokens,
        output_tokens=last.usage.output_tokens,
    )
