"""LangChain's `ChatOpenAI` on the Responses API."""

from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

from adapters.library import Answer, Ask, Failure, OpenDialogue, TestTool, Way
from adapters.openai_sdk import failure_of, schema_of


class LangChain:
    dialogues: dict[str, OpenDialogue]

    def __init__(self, base_url: str, api_key: str) -> None:
        self._where = (base_url, api_key)

    async def ask(self, ask: Ask, way: Way, tools: list[TestTool] | None = None) -> Answer:
        return await replaying()(*self._where, tools or []).say(ask, way)

    async def object(self, ask: Ask, schema: type[BaseModel], way: Way) -> Any:
        model = model_of(*self._where, ask).with_structured_output(schema, method="json_schema")
        if way == "whole":
            return await model.ainvoke(ask.prompt)
        parsed = None
        async for parsed in model.astream(ask.prompt):
            pass
        return parsed

    def failure_of(self, error: Exception) -> Failure:
        return failure_of(error)


def model_of(base_url: str, api_key: str, ask: Ask, **settings: Any) -> ChatOpenAI:
    """A model that asks once and never again."""
    return ChatOpenAI(
        model=ask.model,
        base_url=base_url,
        api_key=api_key,
        max_retries=0,
        use_responses_api=True,
        **({"reasoning": {"effort": ask.effort, "summary": "auto"}} if ask.effort else {}),
        **({"model_kwargs": {"safety_identifier": "x" * 500}} if ask.has_bad_field else {}),
        **settings,
    )


def replaying(**settings: Any) -> OpenDialogue:
    """A conversation whose messages are sent again each time, as far as the settings say."""

    class Messages:
        def __init__(self, base_url: str, api_key: str, tools: list[TestTool]) -> None:
            self._where = (base_url, api_key)
            self._tools = tools
            self._messages: list[BaseMessage] = []

        async def say(self, ask: Ask, way: Way) -> Answer:
            model = model_of(*self._where, ask, **settings)
            bound = model.bind_tools([schema_of(tool) for tool in self._tools])
            self._messages.append(HumanMessage(ask.prompt))
            while True:
                message = await invoke(bound, self._messages, ask, way)
                self._messages.append(message)
                if not message.tool_calls:
                    return answer_of(message)
                self._messages += results_of(message, self._tools)

    return Messages


LangChain.dialogues = {
    "messages whose items are stored": replaying(),
    "messages in the form of the API": replaying(output_version="responses/v1"),
    "messages in LangChain's own form": replaying(output_version="v1"),
    "messages whose items are not stored": replaying(
        store=False, include=["reasoning.encrypted_content"]
    ),
    "previous_response_id": replaying(use_previous_response_id=True),
}


async def invoke(model: Any, messages: list[BaseMessage], ask: Ask, way: Way) -> AIMessage:
    """Asks for one answer."""
    if way == "whole":
        return await model.ainvoke(messages)
    whole: AIMessageChunk | None = None
    async for chunk in model.astream(messages):
        whole = chunk if whole is None else whole + chunk
        if chunk.text:
            ask.on_text(chunk.text)
    assert whole is not None
    return whole


def results_of(message: AIMessage, tools: list[TestTool]) -> list[ToolMessage]:
    """The results of the calls of an answer."""
    by_name = {tool.name: tool for tool in tools}
    return [
        ToolMessage(
            by_name[call["name"]].run(call["args"][by_name[call["name"]].argument]),
            tool_call_id=call["id"],
        )
        for call in message.tool_calls
    ]


def answer_of(message: AIMessage) -> Answer:
    """What a test reads of an answer."""
    usage = message.usage_metadata
    assert usage is not None
    blocks = [block for block in message.content_blocks if block["type"] == "reasoning"]
    return Answer(
        text=message.text,
        reasoning="".join(block.get("reasoning", "") for block in blocks),
        input_tokens=usage["input_tokens"],
        output_tokens=usage["output_tokens"],
    )
