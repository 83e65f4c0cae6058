import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { h, type ComponentChildren, type VNode } from 'preact';
import style from './markdown.module.css';

/** Markdown as elements. Raw HTML in it is shown as text, and images as links. */
export function Markdown({ text }: { text: string }): VNode {
  return <div class={style['markdown']}>{blocks(lexer(text))}</div>;
}

/** Without extensions there are no other tokens than those of marked itself. */
function known(token: Token): MarkedToken {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return token as MarkedToken;
}

function blocks(tokens: readonly Token[]): ComponentChildren[] {
  return tokens.map((token) => block(known(token)));
}

function block(token: MarkedToken): ComponentChildren {
  switch (token.type) {
    case 'paragraph':
      return <p>{spans(token.tokens)}</p>;
    case 'heading':
      // Below the headings of the page.
      return h(`h${Math.min(6, token.depth + 2)}`, {}, ...spans(token.tokens));
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      );
    case 'blockquote':
      return h('blockquote', {}, ...blocks(token.tokens));
    case 'list':
      return list(token);
    case 'table':
      return table(token);
    case 'hr':
      return <hr />;
    case 'space':
    case 'def':
      return null;
    case 'text':
      return token.tokens ? spans(token.tokens) : token.text;
    default:
      return <p>{token.raw}</p>;
  }
}

function list({ ordered, start, items }: Tokens.List): VNode {
  const entries = items.map(({ task, checked, tokens }) =>
    h(
      'li',
      {},
      task && <input type="checkbox" disabled checked={checked === true} />,
      blocks(tokens),
    ),
  );
  return h(ordered ? 'ol' : 'ul', ordered ? { start: Number(start) || 1 } : {}, ...entries);
}

function table({ header, rows }: Tokens.Table): VNode {
  const cellsOf = (cells: readonly Tokens.TableCell[], element: 'th' | 'td'): VNode =>
    h('tr', {}, ...cells.map(({ tokens }) => h(element, {}, ...spans(tokens))));
  return (
    <div class={style['table']} tabIndex={0}>
      <table>
        <thead>{cellsOf(header, 'th')}</thead>
        {h('tbody', {}, ...rows.map((row) => cellsOf(row, 'td')))}
      </table>
    </div>
  );
}

function spans(tokens: readonly Token[]): ComponentChildren[] {
  return tokens.map((token) => span(known(token)));
}

function span(token: MarkedToken): ComponentChildren {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return h(token.type, {}, ...spans(token.tokens));
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return link(token.href, spans(token.tokens));
    case 'image':
      return link(token.href, [token.text || token.href]);
    case 'text':
      return token.tokens ? spans(token.tokens) : token.text;
    case 'escape':
      return token.text;
    default:
      return token.raw;
  }
}

/** A link that leads out of the page; the text alone for an address that is no web page's. */
function link(href: string, text: ComponentChildren[]): ComponentChildren {
  if (!/^(?:https?:|mailto:)/i.test(href)) return text;
  return h('a', { href, target: '_blank', rel: 'noreferrer' }, ...text);
}
