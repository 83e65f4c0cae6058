"""OpenAI's own SDK: `create`, `stream` and `parse` of `responses`."""

import json
from typing import Any

from openai import APIError, APIStatusError, AsyncOpenAI
from openai.types.responses import Response
from pydantic import BaseModel

from adapters.library import Answer, Ask, Dialogue, Failure, OpenDialogue, TestTool, Way


def create_client(base_url: str, api_key: str) -> AsyncOpenAI:
    """The client raises where an answer does not fit the types of the SDK."""
    return AsyncOpenAI(
        base_url=base_url, api_key=api_key, max_retries=0, _strict_response_validation=True
    )


class OpenAiSdk:
    dialogues: dict[str, OpenDialogue]

    def __init__(self, base_url: str, api_key: str) -> None:
        self._where = (base_url, api_key)
        self._client = create_client(base_url, api_key)

    async def ask(self, ask: Ask, way: Way, tools: list[TestTool] | None = None) -> Answer:
        return await PreviousResponse(*self._where, tools or []).say(ask, way)

    async def object(self, ask: Ask, schema: type[BaseModel], way: Way) -> Any:
        if way == "whole":
            parsed = await self._client.responses.parse(**body_of(ask), text_format=schema)
            return parsed.output_parsed
        async with self._client.responses.stream(**body_of(ask), text_format=schema) as stream:
            return (await stream.get_final_response()).output_parsed

    def failure_of(self, error: Exception) -> Failure:
        return failure_of(error)


def failure_of(error: Exception) -> Failure:
    """Reads an error of the SDK."""
    if not isinstance(error, APIError):
        raise error
    return Failure(error.status_code if isinstance(error, APIStatusError) else None, error.message)


class PreviousResponse:
    """Continues by `previous_response_id`."""

    def __init__(self, base_url: str, api_key: str, tools: list[TestTool]) -> None:
        self._client = create_client(base_url, api_key)
        self._tools = tools
        self._last: str | None = None

    async def say(self, ask: Ask, way: Way) -> Answer:
        added: list[Any] = [{"role": "user", "content": ask.prompt}]
        while True:
            where = {} if self._last is None else {"previous_response_id": self._last}
            response = await respond(self._client, ask, way, self._tools, input=added, **where)
            self._last = response.id
            added = results_of(response, self._tools)
            if not added:
                return answer_of(response)


class InConversation:
    """Continues in a `conversation`."""

    def __init__(self, base_url: str, api_key: str, tools: list[TestTool]) -> None:
        self._client = create_client(base_url, api_key)
        self._tools = tools
        self._id: str | None = None

    async def say(self, ask: Ask, way: Way) -> Answer:
        if self._id is None:
            self._id = (await self._client.conversations.create()).id
        added: list[Any] = [{"role": "user", "content": ask.prompt}]
        while True:
            response = await respond(
                self._client, ask, way, self._tools, input=added, conversation=self._id
            )
            added = results_of(response, self._tools)
            if not added:
                return answer_of(response)


class Replayed:
    """Sends all items again, which the gateway does not keep."""

    def __init__(self, base_url: str, api_key: str, tools: list[TestTool]) -> None:
        self._client = create_client(base_url, api_key)
        self._tools = tools
        self._items: list[Any] = []

    async def say(self, ask: Ask, way: Way) -> Answer:
        self._items.append({"role": "user", "content": ask.prompt})
        stateless = {"store": False, "include": ["reasoning.encrypted_content"]}
        while True:
            response = await respond(
                self._client, ask, way, self._tools, input=self._items, **stateless
            )
            results = results_of(response, self._tools)
            output = [item.model_dump(exclude_unset=True) for item in response.output]
            self._items += [*output, *results]
            if not results:
                return answer_of(response)


class OverSocket:
    """Continues by `previous_response_id` over one WebSocket."""

    def __init__(self, base_url: str, api_key: str, tools: list[TestTool]) -> None:
        self._client = create_client(base_url, api_key)
        self._tools = [schema_of(tool) for tool in tools]
        self._run = tools
        self._connection: Any = None
        self._last: str | None = None

    async def say(self, ask: Ask, way: Way) -> Answer:
        if self._connection is None:
            self._connection = await self._client.responses.connect().enter()
        added: list[Any] = [{"role": "user", "content": ask.prompt}]
        while True:
            where = {} if self._last is None else {"previous_response_id": self._last}
            body = {**body_of(ask), "input": added, "tools": self._tools, "store": False, **where}
            response = await self._respond(body, ask)
            self._last = response.id
            added = results_of(response, self._run)
            if not added:
                return answer_of(response)

    async def _respond(self, body: dict[str, Any], ask: Ask) -> Response:
        await self._connection.response.create(**body)
        async for event in self._connection:
            if event.type == "response.output_text.delta":
                ask.on_text(event.delta)
            if event.type == "response.completed":
                return event.response
        raise RuntimeError("the connection ended")


SOCKET_DIALOGUES: dict[str, OpenDialogue] = {"previous_response_id": OverSocket}

OpenAiSdk.dialogues = {
    "previous_response_id": PreviousResponse,
    "conversation": InConversation,
    "all items": Replayed,
}


async def respond(
    client: AsyncOpenAI, ask: Ask, way: Way, tools: list[TestTool], **settings: Any
) -> Response:
    """Asks for one answer."""
    body = {**body_of(ask), "tools": [schema_of(tool) for tool in tools], **settings}
    if way == "whole":
        return await client.responses.create(**body)
    async with client.responses.stream(**body) as stream:
        async for event in stream:
            if event.type == "response.output_text.delta":
                ask.on_text(event.delta)
        return await stream.get_final_response()


def body_of(ask: Ask) -> dict[str, Any]:
    """The body of a request for one answer."""
    return {
        "model": ask.model,
        "input": ask.prompt,
        **({"reasoning": {"effort": ask.effort, "summary": "auto"}} if ask.effort else {}),
        **({"safety_identifier": "x" * 500} if ask.has_bad_field else {}),
    }


def schema_of(tool: TestTool) -> dict[str, Any]:
    """A tool as a request holds it."""
    return {
        "type": "function",
        "name": tool.name,
        "description": tool.description,
        "strict": True,
        "parameters": {
            "type": "object",
            "properties": {tool.argument: {"type": "string"}},
            "required": [tool.argument],
            "additionalProperties": False,
        },
    }


def results_of(response: Response, tools: list[TestTool]) -> list[Any]:
    """The results of the calls of an answer; none where it has no calls."""
    by_name = {tool.name: tool for tool in tools}
    results: list[Any] = []
    for item in response.output:
        if item.type == "function_call":
            tool = by_name[item.name]
            output = tool.run(json.loads(item.arguments)[tool.argument])
            results.append(
                {"type": "function_call_output", "call_id": item.call_id, "output": output}
            )
    return results


def answer_of(response: Response) -> Answer:
    """What a test reads of an answer."""
    summaries = [item.summary for item in response.output if item.type == "reasoning"]
    assert response.usage is not None
    return Answer(
        text=response.output_text,
        reasoning="".join(part.text for summary in summaries for part in summary),
        input_tokens=response.usage.input_tokens,
        output_tokens=response.usage.output_tokens,
    )
