"""Callers that leave, with each library."""

import asyncio
from typing import Any

import pytest

from adapters.library import Ask, Way
from gateway import Gateway
from libraries import in_both_ways, with_each_library

pytestmark = [pytest.mark.anyio, with_each_library, in_both_ways]


async def test_a_caller_that_leaves_stops_the_turn(
    library: Any, way: Way, gateway: Gateway
) -> None:
    gateway.behave(kind="stall", afterTokens=3)
    before = gateway.counts()["aborted"]
    heard = asyncio.Event()
    ask = Ask("hi", on_text=lambda _: heard.set())
    asking = asyncio.create_task(library(gateway.base_url, gateway.api_key).ask(ask, way))
    if way == "streamed":
        await asyncio.wait_for(heard.wait(), 20)
    else:
        await asyncio.to_thread(gateway.until_active)
    # Python's `wait_for`, which LangChain uses, loses a cancellation that comes with a result.
    while not asking.done():
        asking.cancel()
        await asyncio.wait([asking], timeout=0.1)
    assert asking.cancelled()
    await asyncio.to_thread(gateway.until_idle)

    assert gateway.counts()["aborted"] == before + 1
