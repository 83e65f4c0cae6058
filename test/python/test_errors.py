"""Failures, before and in the middle of an answer, with each library."""

import time
from typing import Any

import pytest

from adapters.library import Ask, Failure, Way
from gateway import Gateway
from libraries import in_both_ways, with_each_library

pytestmark = [pytest.mark.anyio, with_each_library, in_both_ways]


async def failure_of(client: Any, way: Way, ask: Ask) -> Failure:
    try:
        await client.ask(ask, way)
    except Exception as error:
        return client.failure_of(error)
    raise AssertionError("there was no failure")


async def test_an_unknown_model_is_told(library: Any, way: Way, gateway: Gateway) -> None:
    client = library(gateway.base_url, gateway.api_key)
    failure = await failure_of(client, way, Ask("hi", model="gpt-none"))

    assert failure.status == 404
    assert "gpt-none" in failure.message


async def test_a_bad_field_is_told(library: Any, way: Way, gateway: Gateway) -> None:
    client = library(gateway.base_url, gateway.api_key)
    failure = await failure_of(client, way, Ask("hi", has_bad_field=True))

    assert failure.status == 400
    assert "Invalid" in failure.message


async def test_a_wrong_key_is_told(library: Any, way: Way, gateway: Gateway) -> None:
    failure = await failure_of(library(gateway.base_url, "a-wrong-key"), way, Ask("hi"))

    assert failure.status == 401
    assert "API key" in failure.message


async def test_a_quota_that_is_used_up_is_told(library: Any, way: Way, gateway: Gateway) -> None:
    limit = {
        "type": "usage_limit_reached",
        "message": "The usage limit has been reached",
        "plan_type": "plus",
        "resets_at": int(time.time()) + 600,
        "resets_in_seconds": 600,
    }
    gateway.behave(kind="status", status=429, body={"error": limit})
    failure = await failure_of(library(gateway.base_url, gateway.api_key), way, Ask("hi"))

    assert failure.status == 429
    assert "limit" in failure.message


async def test_a_failure_in_the_middle_is_told(library: Any, way: Way, gateway: Gateway) -> None:
    message = "Not about kettles, please."
    gateway.behave(kind="failed", code="invalid_prompt", message=message, afterTokens=3)
    failure = await failure_of(library(gateway.base_url, gateway.api_key), way, Ask("hi"))

    assert failure.status == (400 if way == "whole" else None)
    assert message in failure.message
