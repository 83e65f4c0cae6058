import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useViewer } from '../hooks/use-viewer.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { toChatBody } from './chat-body.ts';
import { toGraphqlInput } from './graphql-input.ts';
import type { PlaygroundRequest } from './request.ts';
import { curl } from './snippets/curl.ts';
import { graphqlOperation, graphqlVariables } from './snippets/graphql.ts';
import { openaiJavaScript } from './snippets/openai-javascript.ts';
import { openaiPython } from './snippets/openai-python.ts';
import { keyVariable } from './snippets/snippet.ts';
import style from './playground.module.css';

type Language = 'curl' | 'python' | 'javascript' | 'graphql';

const languages: readonly (readonly [Language, string])[] = [
  ['curl', 'curl'],
  ['python', 'openai (Python)'],
  ['javascript', 'openai (JavaScript)'],
  ['graphql', 'GraphQL'],
];

/** Shows a request as code, to copy. */
export function SnippetDialog({
  request,
  fallback,
  onClose,
}: {
  request: PlaygroundRequest;
  fallback: string;
  onClose: () => void;
}): VNode {
  const [language, setLanguage] = useState<Language>('curl');
  const isKeyRequired = useViewer()?.isKeyRequired ?? false;
  return (
    <Dialog title="Copy as code" onClose={onClose}>
      <Segmented label="Language" value={language} options={languages} onSelect={setLanguage} />
      {codeOf(language, request, fallback, isKeyRequired).map(([name, code]) => (
        <Code key={name} name={name} code={code} />
      ))}
      {isKeyRequired && (
        <p class={style['soft']}>
          {language === 'graphql' ? (
            <>
              The request needs the header <code>authorization: Bearer</code> with your API key.
            </>
          ) : (
            <>
              It reads your API key from the variable <code>{keyVariable}</code>.
            </>
          )}
        </p>
      )}
    </Dialog>
  );
}

function Code({ name, code }: { name: string; code: string }): VNode {
  return (
    <section class={style['snippet']} aria-label={name}>
      <header>
        <h3>{name}</h3>
        <CopyButton text={() => code} />
      </header>
      <pre tabIndex={0} translate={false}>
        {shortened(code)}
      </pre>
    </section>
  );
}

/** Pictures are shown by their beginning; what is copied has all of them. */
function shortened(code: string): string {
  return code.replaceAll(/(data:image\/[\w+.-]+;base64,[\w+/]{24})[\w+/=]{40,}/g, '$1…');
}

function codeOf(
  language: Language,
  request: PlaygroundRequest,
  fallback: string,
  isKeyRequired: boolean,
): readonly (readonly [name: string, code: string])[] {
  const target = { origin: location.origin, isKeyRequired };
  const body = toChatBody(request, fallback);
  switch (language) {
    case 'curl':
      return [['For a shell', curl(body, target)]];
    case 'python':
      return [['For Python', openaiPython(body, target)]];
    case 'javascript':
      return [['For Node', openaiJavaScript(body, target)]];
    case 'graphql':
      return [
        ['Operation', graphqlOperation(request.isStreamed)],
        ['Variables', graphqlVariables(toGraphqlInput(request))],
      ];
  }
}
