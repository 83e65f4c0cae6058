"""Texts, tools and objects, whole and streamed, with each library."""

from typing import Any, Literal

import pytest
from pydantic import BaseModel

from adapters.library import Ask, TestTool, Way
from gateway import Gateway
from libraries import in_both_ways, with_each_library

pytestmark = [pytest.mark.anyio, with_each_library, in_both_ways]

TEXT = 'The kettle is on 🫖, and the cups are **warm**.\n\nMind the "handle".'


async def test_a_text_arrives(library: Any, way: Way, gateway: Gateway) -> None:
    pieces: list[str] = []
    ask = Ask(f"Repeat after me: {TEXT}", on_text=pieces.append)
    answer = await library(gateway.base_url, gateway.api_key).ask(ask, way)

    assert answer.text == TEXT
    assert answer.input_tokens > 0
    assert answer.output_tokens > 10
    if way == "streamed":
        assert "".join(pieces) == TEXT
        assert len(pieces) > 5


async def test_a_text_arrives_after_reasoning(library: Any, way: Way, gateway: Gateway) -> None:
    ask = Ask(f"Repeat after me: {TEXT}", effort="high")
    answer = await library(gateway.base_url, gateway.api_key).ask(ask, way)

    assert answer.text == TEXT
    assert "Reading the question" in answer.reasoning
    assert gateway.asked()["reasoning"]["effort"] == "high"


@pytest.mark.parametrize(
    ("prompt", "called", "requests"),
    [
        ("Please use get_time.", ["get_time"], 2),
        ("Please use get_weather and get_time.", ["get_weather", "get_time"], 2),
        ("Please use get_weather, then get_time.", ["get_weather", "get_time"], 3),
    ],
)
async def test_tools_run(
    library: Any, way: Way, gateway: Gateway, prompt: str, called: list[str], requests: int
) -> None:
    calls: list[str] = []
    before = gateway.counts()["received"]
    tools = [
        noting(calls, "get_weather", "city", "Drizzle, 11 degrees"),
        noting(calls, "get_time", "zone", "Half past four"),
    ]
    answer = await library(gateway.base_url, gateway.api_key).ask(Ask(prompt), way, tools)

    assert calls == called
    assert "Half past four" in answer.text
    assert gateway.counts()["received"] - before == requests


def noting(calls: list[str], name: str, argument: str, result: str) -> TestTool:
    """A tool that notes its calls."""

    def run(value: str) -> str:
        assert value
        calls.append(name)
        return result

    return TestTool(name, f"Answers with the {argument}'s {name}", argument, run)


class Hour(BaseModel):
    hour: int
    is_wet: bool


class Forecast(BaseModel):
    city: str
    degrees: float
    sky: Literal["clear", "grey"]
    hours: list[Hour]


async def test_an_object_of_a_schema_arrives(library: Any, way: Way, gateway: Gateway) -> None:
    ask = Ask("How will the weather be in Bergen?")
    forecast = await library(gateway.base_url, gateway.api_key).object(ask, Forecast, way)

    assert isinstance(forecast, Forecast)
    assert forecast.city
