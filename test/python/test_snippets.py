"""What docs/clients tells people to paste, run as it is."""

import re
import sys
from pathlib import Path

import anyio
import pytest

from gateway import ROOT, Gateway

pytestmark = pytest.mark.anyio

DOCUMENT = (ROOT / "docs/clients/README.md").read_text()
SNIPPETS = re.findall(r"^### ([^\n]+)\n(?:(?!^### ).)*?^```python\n(.*?)^```", DOCUMENT, re.M | re.S)


async def test_there_is_a_snippet_for_each_library() -> None:
    assert [name for name, _ in SNIPPETS] == [
        "OpenAI SDK (Python)",
        "Agents SDK (Python)",
        "LangChain (Python)",
    ]


@pytest.mark.parametrize("snippet", [pytest.param(code, id=name) for name, code in SNIPPETS])
async def test_it_prints_the_answer(snippet: str, gateway: Gateway, tmp_path: Path) -> None:
    gateway.behave(kind="text", text="Why did the teapot nap? It was steeping.")
    code = snippet.replace("http://127.0.0.1:8000/v1", gateway.base_url)
    file = tmp_path / "snippet.py"
    file.write_text(code.replace('api_key="none"', f'api_key="{gateway.api_key}"'))
    run = await anyio.run_process([sys.executable, str(file)], check=False)

    assert run.stderr.decode() == ""
    assert run.stdout.decode().strip() == "Why did the teapot nap? It was steeping."
