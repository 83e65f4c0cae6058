import { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';

/** What a server makes its requests and its responses of, as `createServer` takes it. */
export interface MessageClasses {
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse;
}

/** Classes for the messages of one server. */
export function createMessageClasses(): MessageClasses {
  return {
    IncomingMessage: class extends IncomingMessage {},
    ServerResponse: class<Request extends IncomingMessage> extends ServerResponse<Request> {},
  };
}

/**
 * Makes what Express adds to the messages part of their classes. It would change the prototype of
 * each one, which gives V8 a shape for each: 3 kB of memory, and all that looks at one is slow, a
 * tenth of the CPU of a stream (measured on Node 20).
 */
export function adoptMessages(app: Express, classes: MessageClasses): void {
  const request = classes.IncomingMessage.prototype;
  const response = classes.ServerResponse.prototype;
  Object.setPrototypeOf(request, app.request);
  Object.setPrototypeOf(response, app.response);
  Object.assign(app, { request, response });
}
