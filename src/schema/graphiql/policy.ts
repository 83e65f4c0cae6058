import { createHash } from 'node:crypto';

/**
 * Source of a script for the browser, the first of the page. GraphiQL hands strings to `innerHTML`
 * without a policy of its own: the descriptions of the schema, and its title. This default policy takes
 * HTML of the kind that Markdown becomes; anything else is shown as text. It makes no scripts of strings.
 */
export const trustedTypesScript = String.raw`(() => {
  const tag = /<\/?(?:p|code|pre|em|strong|ul|ol|li|a|br|hr|blockquote|h[1-6])(?: (?:href|class|title)="[^"<>]*")*>/g;
  const asText = (html) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  window.trustedTypes?.createPolicy('default', {
    createHTML: (html) => (html.replaceAll(tag, '').includes('<') ? asText(html) : html),
  });
})();`;

/** The policies that GraphiQL's editor makes for its own lines, widgets and worker. */
const editorPolicies = [
  'dompurify',
  'defaultWorkerFactory',
  'tokenizeToString',
  'standaloneColorizer',
  'editorViewLayer',
  'domLineBreaksComputer',
  'diffReview',
  'diffEditorWidget',
  'editorGhostText',
  'stickyScrollViewLayer',
];

/**
 * Keeps the page to itself and this host, whatever GraphiQL's bundle might come to hold. Of scripts it
 * runs its bundle and those of the page as they are now, by their digests. Styles must be inline: the
 * editor writes one with each line.
 */
export function contentSecurityPolicy(html: string): string {
  const inline = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, source = '']) => {
    return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
  });
  return [
    "default-src 'none'",
    `script-src 'self' ${inline.join(' ')}`,
    'worker-src blob:',
    "style-src 'self' 'unsafe-inline'",
    "img-src data: 'self'",
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types default ${editorPolicies.join(' ')}`,
  ].join('; ');
}
