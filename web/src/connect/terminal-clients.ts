import type { ClientEntry } from './client-entry.ts';

/** Programs of the terminal. */
export const terminalClients: readonly ClientEntry[] = [
  {
    id: 'curl',
    name: 'curl',
    group: 'Terminal',
    about: 'Streams an answer with Chat Completions; needs nothing but a terminal.',
    snippets: [
      {
        id: 'curl',
        title: 'Terminal',
        language: 'bash',
        text: `curl -N {{baseUrl}}/chat/completions \\
{{ifKey}}  -H 'authorization: Bearer {{key}}' \\
  -H 'content-type: application/json' \\
  -d '{"model": "{{model}}", "stream": true,
       "messages": [{"role": "system", "content": "be concise"},
                    {"role": "user", "content": "tell me a cozy pun"}]}'
`,
      },
    ],
  },
  {
    id: 'codex',
    name: 'Codex',
    group: 'Terminal',
    about: 'The `codex` of the terminal, over HTTP and WebSocket, with all of its tools.',
    snippets: [
      {
        id: 'codex',
        title: '~/.codex/config.toml',
        language: 'toml',
        text: `model = "{{model}}"
model_provider = "codex-serve"

[model_providers.codex-serve]
name = "codex-serve"
base_url = "{{baseUrl}}"
wire_api = "responses"
{{ifKey}}env_key = "CODEX_SERVE_KEY"
supports_websockets = true
`,
      },
    ],
    note: 'Give this Codex a `CODEX_HOME` of its own where the gateway runs on the same account, or the gateway would ask itself. With an API key, set `CODEX_SERVE_KEY` to it.',
    document: 'docs/clients/codex.md',
  },
  {
    id: 'opencode',
    name: 'opencode',
    group: 'Terminal',
    about: 'A provider of your own, with Chat Completions.',
    snippets: [
      {
        id: 'opencode',
        title: 'opencode.json',
        language: 'json',
        text: `{
  "$schema": "https://opencode.ai/config.json",
  "provider": {
    "codex-serve": {
      "npm": "@ai-sdk/openai-compatible",
      "name": "codex-serve",
      "options": { "baseURL": "{{baseUrl}}", "apiKey": "{{key}}" },
      "models": { "{{model}}": { "name": "{{model}}" } }
    }
  },
  "model": "codex-serve/{{model}}"
}
`,
      },
    ],
  },
  {
    id: 'aider',
    name: 'aider',
    group: 'Terminal',
    about: 'Chat Completions. The prefix `openai/` is for aider and does not reach the gateway.',
    snippets: [
      {
        id: 'aider',
        title: 'Terminal',
        language: 'bash',
        text: `export OPENAI_API_BASE={{baseUrl}}
export OPENAI_API_KEY={{key}}
aider --model openai/{{model}}
`,
      },
    ],
  },
];
