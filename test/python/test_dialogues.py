"""Conversations of several turns, in each way that a library has to continue one."""

import re

import pytest

from adapters.library import Ask, OpenDialogue, TestTool, Way
from gateway import Gateway
from libraries import in_both_ways, with_each_dialogue

pytestmark = [pytest.mark.anyio, with_each_dialogue, in_both_ways]

TIME = TestTool("get_time", "Answers with the time", "zone", lambda _: "Half past four")


async def test_all_items_come_to_the_model_again(
    open_dialogue: OpenDialogue, over_socket: bool, way: Way, gateway: Gateway
) -> None:
    base_url = gateway.direct_url if over_socket else gateway.base_url
    dialogue = open_dialogue(base_url, gateway.api_key, [TIME])

    async def say(prompt: str) -> str:
        return (await dialogue.say(Ask(prompt, effort="high"), way)).text

    assert await say("Repeat after me: The kettle is on.") == "The kettle is on."
    told = await say("Please use get_time.")
    assert "Half past four" in told
    assert await say("Count to 3") == "1 2 3"
    assert await say("Repeat after me: Goodbye.") == "Goodbye."
    assert [re.sub(r"^(call: \w+).*", r"\1", line) for line in gateway.heard()] == [
        "user: Repeat after me: The kettle is on.",
        "reasoning",
        "assistant: The kettle is on.",
        "user: Please use get_time.",
        "reasoning",
        "call: get_time",
        "output: Half past four",
        "reasoning",
        f"assistant: {told}",
        "user: Count to 3",
        "reasoning",
        "assistant: 1 2 3",
        "user: Repeat after me: Goodbye.",
    ]
