"""What OpenAI's own SDK alone offers."""

import asyncio
from typing import Any

import pytest
from openai import APIError, AsyncOpenAI, BadRequestError, NotFoundError, OpenAI

from adapters.openai_sdk import create_client
from gateway import Gateway

pytestmark = pytest.mark.anyio

MODEL = "gpt-5.5"


async def test_a_stored_response_is_retrieved_listed_and_deleted(gateway: Gateway) -> None:
    responses = create_client(gateway.base_url, gateway.api_key).responses
    created = await responses.create(model=MODEL, input="Count to 3", metadata={"kettle": "on"})
    retrieved = await responses.retrieve(created.id)
    pages = responses.input_items.list(created.id, limit=1, order="asc")
    items = [item async for item in pages]

    assert retrieved.output_text == "1 2 3"
    assert retrieved.metadata == {"kettle": "on"}
    assert [item.content[0].text for item in items] == ["Count to 3"]
    await responses.delete(created.id)
    with pytest.raises(NotFoundError):
        await responses.retrieve(created.id)
    with pytest.raises(BadRequestError) as failure:
        await responses.create(model=MODEL, input="hi", previous_response_id=created.id)
    assert failure.value.code == "previous_response_not_found"


async def test_a_response_in_the_background_is_resumed(gateway: Gateway) -> None:
    responses = create_client(gateway.base_url, gateway.api_key).responses
    before: list[Any] = []
    stream = await responses.create(
        model=MODEL, input="Count to 30", background=True, stream=True
    )
    async for event in stream:
        before.append(event)
        if len(before) == 9:
            break
    await stream.close()
    response_id = before[0].response.id
    rest = await responses.retrieve(
        response_id, stream=True, starting_after=before[-1].sequence_number
    )
    after = [event async for event in rest]

    assert [event.sequence_number for event in before + after] == list(
        range(len(before) + len(after))
    )
    assert after[-1].type == "response.completed"
    text = "".join(e.delta for e in before + after if e.type == "response.output_text.delta")
    assert text == after[-1].response.output_text


async def test_a_response_in_the_background_is_cancelled(gateway: Gateway) -> None:
    responses = create_client(gateway.base_url, gateway.api_key).responses
    gateway.behave(kind="stall", afterTokens=3)
    created = await responses.create(model=MODEL, input="hi", background=True)
    await asyncio.to_thread(gateway.until_active)
    cancelled = await responses.cancel(created.id)
    await asyncio.to_thread(gateway.until_idle)

    assert cancelled.status == "cancelled"
    assert (await responses.retrieve(created.id)).status == "cancelled"


async def test_a_conversation_takes_items_and_responses(gateway: Gateway) -> None:
    client = create_client(gateway.base_url, gateway.api_key)
    conversation = await client.conversations.create(
        items=[{"type": "message", "role": "user", "content": "My kettle is blue."}],
        metadata={"kettle": "blue"},
    )
    response = await client.responses.create(
        model=MODEL, input="Count to 3", conversation=conversation.id, reasoning={"effort": "low"}
    )
    pages = client.conversations.items.list(conversation.id, order="asc", limit=2)
    items = [item async for item in pages]

    assert conversation.metadata == {"kettle": "blue"}
    assert gateway.heard() == ["user: My kettle is blue.", "user: Count to 3"]
    assert [item.role for item in items] == ["user", "user", "assistant"]
    assert items[-1].id == response.output[-1].id
    deleted = await client.conversations.delete(conversation.id)
    assert deleted.deleted


async def test_tokens_are_counted_and_a_conversation_is_compacted(gateway: Gateway) -> None:
    # The types of the SDK have no user message there, though OpenAI's document has.
    client = AsyncOpenAI(base_url=gateway.base_url, api_key=gateway.api_key, max_retries=0)
    count = await client.responses.input_tokens.count(model=MODEL, input="hi")
    first = await client.responses.create(model=MODEL, input="Repeat after me: a blue kettle")
    compacted = await client.responses.compact(model=MODEL, previous_response_id=first.id)
    items = [item.model_dump(exclude_unset=True) for item in compacted.output]
    after = await client.responses.create(
        model=MODEL, input=[*items, {"role": "user", "content": "Count to 3"}]
    )

    assert count.input_tokens > 0
    assert compacted.output[-1].type == "compaction"
    assert after.output_text == "1 2 3"


async def test_a_stream_that_fails_in_its_middle_raises(gateway: Gateway) -> None:
    client = create_client(gateway.base_url, gateway.api_key)
    message = "Not about kettles, please."
    gateway.behave(kind="failed", code="invalid_prompt", message=message, afterTokens=3)
    text = ""
    with pytest.raises(APIError, match="kettles"):
        async for event in await client.responses.create(model=MODEL, input="hi", stream=True):
            if event.type == "response.output_text.delta":
                text += event.delta
    assert text


def test_the_synchronous_client_streams(gateway: Gateway) -> None:
    client = OpenAI(base_url=gateway.base_url, api_key=gateway.api_key, max_retries=0)
    with client.responses.stream(model=MODEL, input="Count to 3") as stream:
        types = [event.type for event in stream]
        final = stream.get_final_response()

    assert final.output_text == "1 2 3"
    assert types[0] == "response.created"
    assert types[-1] == "response.completed"
