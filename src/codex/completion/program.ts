/** In characters. */
const longestName = 60;

/** The browsers that people use, by what their user agents hold. The first that fits is right. */
const browsers: readonly (readonly [name: string, products: RegExp])[] = [
  ['Edge', /^Edg(?:e|A|iOS)?$/],
  ['Firefox', /^(?:Firefox|FxiOS)$/],
  ['Chrome', /^(?:Headless)?Chrome$|^CriOS$/],
  ['Safari', /^Safari$/],
];

/** What every desktop program on Electron has in its user agent, beside its own name. */
const engineProducts: ReadonlySet<string> = new Set([
  'Mozilla',
  'AppleWebKit',
  'Chrome',
  'Electron',
  'Safari',
]);

/**
 * The name of a program, from its user agent: the first product without its version (RFC 9110,
 * 10.1.5), such as `openai-python` or `OpenAI/JS`. A browser has its own name, not `Mozilla`, and so
 * has a desktop program on Electron. At most 60 characters. Null where there is no name.
 */
export function programOf(userAgent: string | null): string | null {
  const products = productsIn(userAgent ?? '');
  const [first] = products;
  const name = first === 'Mozilla' ? (embedderIn(products) ?? browserIn(products)) : undefined;
  return shortened(name ?? first);
}

/** The names of the products, in order and without comments. */
function productsIn(userAgent: string): string[] {
  const withoutComments = userAgent.replaceAll(/\([^()]*\)/g, ' ');
  return withoutComments
    .split(/[\s()]+/)
    .map(withoutVersion)
    .filter((name) => name !== '');
}

/** `ai-sdk/openai/2.0.1` is `ai-sdk/openai`, and `OpenAI/JS` is whole. */
function withoutVersion(product: string): string {
  const [name = '', ...more] = product.split('/');
  const version = more.findIndex((part) => part === '' || /^v?\d/i.test(part));
  return name === '' ? '' : [name, ...(version === -1 ? more : more.slice(0, version))].join('/');
}

function embedderIn(products: readonly string[]): string | undefined {
  if (!products.includes('Electron')) return undefined;
  return products.find((product) => !engineProducts.has(product));
}

function browserIn(products: readonly string[]): string | undefined {
  return browsers.find(([, expected]) => products.some((product) => expected.test(product)))?.[0];
}

function shortened(name: string | undefined): string | null {
  return name === undefined ? null : Array.from(name).slice(0, longestName).join('');
}
