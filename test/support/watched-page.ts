import type { BrowserContext } from 'playwright-core';

/** What a page of the gateway has done that it must not do. */
export interface Watch {
  /**
   * Violations of the content security policy, errors on the console, uncaught errors, and requests to
   * another host, in order.
   */
  readonly complaints: readonly string[];
  /** Leaves out complaints that match: what the test brings about itself, such as a lost connection. */
  allow(pattern: RegExp): void;
}

/** Watches every page of a browser context. Call it before the first page is opened. */
export async function watchPages(context: BrowserContext, url: string): Promise<Watch> {
  const complaints: string[] = [];
  const allowed: RegExp[] = [];
  const { host } = new URL(url);
  const meet = (address: string): void => {
    const asked = new URL(address);
    const isLocal = asked.protocol === 'data:' || asked.protocol === 'blob:';
    if (!isLocal && asked.host !== host) complaints.push(`asked another host: ${address}`);
  };
  // The console names a violation, but not always the directive.
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      reportError(new Error(`violates ${violatedDirective}: ${blockedURI} in ${sourceFile}`));
    });
  });
  context.on('request', (request) => meet(request.url()));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('page', (page) => page.on('websocket', (socket) => meet(socket.url())));
  return {
    get complaints() {
      return complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)));
    },
    allow(pattern) {
      allowed.push(pattern);
    },
  };
}
