import { checkOf, type AnswerCheck, type Report } from './answer-check.ts';

/**
 * Node's own, for what comes from the stand-in and not from a gateway. It is that also where a file
 * before this one in the process has put a checked one in its place.
 */
export const plainFetch = globalThis.fetch;

/**
 * A `fetch` that checks what it receives from OpenAI's paths while the caller reads it, and leaves
 * the answer as it is.
 */
export function checkedFetch(fetch: typeof globalThis.fetch, report: Report): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { method, url } = input instanceof Request ? input : new Request(input, headOf(init));
    const check = response.body && checkOf(method, url, response, report);
    return check ? observed(response, url, check) : response;
  };
}

/** What names a request, without a body that could be read only once. */
function headOf(init: RequestInit | undefined): RequestInit {
  return init?.method === undefined ? {} : { method: init.method };
}

function observed(response: Response, url: string, check: AnswerCheck): Response {
  const decoder = new TextDecoder();
  const observer = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      check.push(decoder.decode(bytes, { stream: true }));
      controller.enqueue(bytes);
    },
    flush() {
      check.push(decoder.decode());
      check.end();
    },
  });
  const copy = new Response(response.body?.pipeThrough(observer), response);
  // Nothing but `fetch` itself can set it otherwise.
  return Object.defineProperty(copy, 'url', { value: url });
}
