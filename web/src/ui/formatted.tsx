import type { FunctionComponent, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { JsonTree } from './json-tree.tsx';
import style from './formatted.module.css';

/** A text that is whole: JSON as a tree, anything else as Markdown. */
export function Formatted({ text }: { text: string }): VNode {
  const json = jsonOf(text);
  return json === undefined ? <LazyMarkdown text={text} /> : <JsonTree value={json} />;
}

/** Markdown; as text until its parser is loaded. */
function LazyMarkdown({ text }: { text: string }): VNode {
  const [Markdown, setMarkdown] = useState<FunctionComponent<{ text: string }>>();
  useEffect(() => {
    let isShown = true;
    const load = async (): Promise<void> => {
      const module = await import('./markdown.tsx');
      if (isShown) setMarkdown(() => module.Markdown);
    };
    void load();
    return () => {
      isShown = false;
    };
  }, []);
  return Markdown === undefined ? (
    <div class={style['plain']}>{text}</div>
  ) : (
    <Markdown text={text} />
  );
}

/** The object or list that a text is; undefined for any other text. */
function jsonOf(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
