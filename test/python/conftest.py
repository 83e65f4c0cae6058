"""One gateway for all tests, and a check after each."""

from collections.abc import AsyncIterator, Iterator

import pytest

from gateway import Gateway


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def running_gateway() -> Iterator[Gateway]:
    gateway = Gateway()
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
