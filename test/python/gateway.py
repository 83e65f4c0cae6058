"""A gateway on a stand-in, and what tests tell and ask that stand-in."""

import json
import os
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Gateway:
    """Runs `serve.ts` on an engine until `close`."""

    def __init__(self, engine: str) -> None:
        command = ["node_modules/.bin/tsx", "test/python/serve.ts"]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "CODEX_SERVE_TEST_ENGINE": engine},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the gateway ended with {self._process.wait()}")
        addresses = json.loads(line)
        self.api_key: str = addresses["apiKey"]
        # Each answer from here is checked against OpenAI's document.
        self.base_url = f"{addresses['checkedUrl']}/v1"
        # WebSockets need the gateway itself.
        self.direct_url = f"{addresses['url']}/v1"
        self._control_url: str = addresses["controlUrl"]

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)

    def behave(self, **behavior: Any) -> None:
        """Has the service answer so, in the words of `src/standin/behaviour.ts`; normally without any."""
        self._control("behave", behavior or None)

    def counts(self) -> dict[str, int]:
        """Requests that the service received so far, those that were left, and those under way."""
        return self._control("counts")

    def until_active(self) -> None:
        """Waits until the service answers a request."""
        self._control("until-active")

    def until_idle(self) -> None:
        """Waits until the service answers nothing any more."""
        self._control("until-idle")

    def heard(self) -> list[str]:
        """The conversation that the service was given last, a line an item, such as `user: hi`."""
        return self._control("heard")

    def asked(self) -> dict[str, Any]:
        """The body of the last request to the service."""
        return self._control("asked")

    def faults(self) -> list[str]:
        """What in the answers since the last call is not what OpenAI's document says."""
        return self._control("faults")

    def _control(self, path: str, body: Any = None) -> Any:
        data = json.dumps(body).encode()
        with urllib.request.urlopen(f"{self._control_url}/{path}", data, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None
