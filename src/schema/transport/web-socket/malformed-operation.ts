import { validateMessage } from 'graphql-ws';
import { z } from 'zod';

const withId = z.object({ type: z.literal('subscribe'), id: z.string().min(1) });

/**
 * The `error` message for an operation whose payload is not one, `variables` that are a list for
 * instance. The protocol would close the socket with 4400, and end all the other operations on it.
 * Undefined for any other message: that leaves nothing to answer to.
 *
 * @param fault What is wrong with it. Default: what the protocol says.
 */
export function refusalOf(text: string, fault?: string): string | undefined {
  try {
    const message: unknown = JSON.parse(text);
    const { id } = withId.parse(message);
    const error = { message: fault ?? faultOf(message), extensions: { code: 'BAD_REQUEST' } };
    return JSON.stringify({ id, type: 'error', payload: [error] });
  } catch {
    return undefined;
  }
}

function faultOf(message: unknown): string {
  try {
    validateMessage(message);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'The operation is malformed.';
}
