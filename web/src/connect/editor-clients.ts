import type { ClientEntry } from './client-entry.ts';

/** Editors, and apps with a window. */
export const editorClients: readonly ClientEntry[] = [
  {
    id: 'continue',
    name: 'Continue',
    group: 'Editors and apps',
    about: 'The extension for VS Code and JetBrains, with Chat Completions.',
    snippets: [
      {
        id: 'continue',
        title: '~/.continue/config.yaml',
        language: 'yaml',
        text: `name: codex-serve
version: 0.0.1
schema: v1
models:
  - name: {{model}}
    provider: openai
    model: {{model}}
    apiBase: {{baseUrl}}
    apiKey: {{key}}
`,
      },
    ],
  },
  {
    id: 'zed',
    name: 'Zed',
    group: 'Editors and apps',
    about: 'An OpenAI-compatible provider, with Chat Completions.',
    snippets: [
      {
        id: 'zed',
        title: 'settings.json',
        language: 'json',
        text: `{
  "language_models": {
    "openai_compatible": {
      "codex-serve": {
        "api_url": "{{baseUrl}}",
        "available_models": [{ "name": "{{model}}", "max_tokens": {{contextWindow}} }]
      }
    }
  }
}
`,
      },
    ],
    note: 'Zed asks for a key in its agent settings, and keeps it in the keychain of the system. Any text is right where the gateway has none. `max_tokens` is the context window of the model.',
  },
  {
    id: 'vs-code',
    name: 'VS Code (Copilot Chat)',
    group: 'Editors and apps',
    about: 'It finds the models as those of an Ollama, and chats with Chat Completions.',
    snippets: [
      {
        id: 'vs-code',
        title: 'settings.json',
        language: 'json',
        text: `{
  "github.copilot.chat.byok.ollamaEndpoint": "{{url}}"
}
`,
      },
    ],
    note: 'Then choose the provider Ollama under Manage Models. It sends no key, so the gateway must ask for none. Other programs that look for an Ollama find the models here too, but those that chat with `/api/chat` or `/api/generate` get a 404: choose their OpenAI-compatible provider.',
  },
  {
    id: 'open-webui',
    name: 'Open WebUI',
    group: 'Editors and apps',
    about: 'An OpenAI connection, from a container on the same machine.',
    snippets: [
      {
        id: 'open-webui',
        title: 'Terminal',
        language: 'bash',
        text: `docker run -d --name open-webui --network=host \\
  -e PORT=3000 \\
  -e OPENAI_API_BASE_URL={{baseUrl}} \\
  -e OPENAI_API_KEY={{key}} \\
  -v open-webui:/app/backend/data ghcr.io/open-webui/open-webui:main
`,
      },
    ],
    note: 'The network of the host is what lets the container reach a gateway that listens on loopback only. Docker Desktop needs the setting “Enable host networking” for it. The page is then at http://127.0.0.1:3000.',
  },
  {
    id: 'other',
    name: 'Any other OpenAI client',
    group: 'Editors and apps',
    about: 'Look in its settings for an OpenAI-compatible provider, or for a custom base URL.',
    snippets: [
      {
        id: 'other',
        title: 'Values for its settings',
        language: 'text',
        text: `Base URL: {{baseUrl}}
API key:  {{key}}
Model:    {{model}}
`,
      },
    ],
    note: 'Programs whose servers make the requests for them cannot reach a gateway on your machine.',
  },
];
