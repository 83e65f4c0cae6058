"""Several agents of the Agents SDK, and its sessions at the gateway."""

import re
from typing import Any

import pytest
from agents import Agent, ModelSettings, OpenAIConversationsSession, SQLiteSession
from openai.types.shared import Reasoning

from adapters.agents_sdk import config_of, run, runnable
from adapters.library import Ask, TestTool, Way
from adapters.openai_sdk import create_client
from gateway import Gateway
from libraries import in_both_ways

pytestmark = pytest.mark.anyio

BOIL = TestTool("boil_water", "Boils water", "how", lambda _: "It boils.")


def create_triage() -> Agent:
    """An agent that knows nothing and hands off to one that boils water."""
    settings = ModelSettings(reasoning=Reasoning(effort="none"))
    expert = Agent(
        name="Expert",
        instructions="You know kettles.",
        model="gpt-5.5",
        model_settings=settings,
        tools=[runnable(BOIL)],
    )
    return Agent(
        name="Triage",
        instructions="You know nothing.",
        model="gpt-5.5",
        model_settings=settings,
        handoffs=[expert],
    )


@in_both_ways
@pytest.mark.parametrize("session_kind", ["none", "in memory", "at the gateway"])
async def test_a_hand_off_brings_the_conversation_to_the_next_agent(
    session_kind: str, way: Way, gateway: Gateway
) -> None:
    client = create_client(gateway.base_url, gateway.api_key)
    place: dict[str, Any] = {}
    if session_kind == "in memory":
        place["session"] = SQLiteSession("a hand-off")
    if session_kind == "at the gateway":
        place["session"] = OpenAIConversationsSession(openai_client=client)
    prompt = "Please use transfer_to_expert, then boil_water."
    result = await run(config_of(client), create_triage(), Ask(prompt), way, **place)

    assert result.last_agent.name == "Expert"
    assert "It boils" in result.final_output
    assert [re.sub(r"^(call: \w+).*", r"\1", line) for line in gateway.heard()] == [
        "developer: You know kettles.",
        f"user: {prompt}",
        "call: transfer_to_expert",
        'output: {"assistant": "Expert"}',
        "call: boil_water",
        "output: It boils.",
    ]


async def test_a_session_at_the_gateway_shows_takes_back_and_clears_items(
    gateway: Gateway,
) -> None:
    client = create_client(gateway.base_url, gateway.api_key)
    session = OpenAIConversationsSession(openai_client=client)
    agent = Agent(name="Tester", model="gpt-5.5")
    for prompt in ["Count to 2", "Count to 3"]:
        await run(config_of(client), agent, Ask(prompt), "whole", session=session)
    items = await session.get_items()
    last = await session.pop_item()

    assert re.search(r"Count to 2.*1 2.*Count to 3.*1 2 3", str(items))
    assert "1 2 3" in str(last)
    assert len(await session.get_items()) == len(items) - 1
    await session.clear_session()
    assert await session.get_items() == []
