"""One gateway for all tests on an engine, and a check after each."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from gateway import Gateway


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


# One session for both engines, because the import of the libraries takes longer than most tests.
# Pytest runs all tests on one engine, then all on the other.
ENGINES = os.environ.get("CODEX_SERVE_TEST_ENGINE", "app-server direct").split()


@pytest.fixture(scope="session", params=ENGINES)
def running_gateway(request: pytest.FixtureRequest) -> Iterator[Gateway]:
    gateway = Gateway(request.param)
    yield gateway
    gateway.close()


@pytest.fixture
def gateway(running_gateway: Gateway) -> Iterator[Gateway]:
    yield running_gateway
    running_gateway.behave()
    running_gateway.until_idle()
    assert running_gateway.faults() == []


@pytest.fixture(scope="session", autouse=True)
async def one_loop() -> AsyncIterator[None]:
    """Keeps the event loop, because libraries keep connections from one test to the next."""
    yield
