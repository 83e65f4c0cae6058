import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Refuses a GET whose `variables` or `extensions` are not JSON. Yoga would answer with a 500. */
export function refuseBrokenParameters(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method !== 'GET') return;
      const { searchParams } = new URL(request.url, 'http://localhost');
      const broken = ['variables', 'extensions'].find((name) => !isJson(searchParams.get(name)));
      if (broken === undefined) return;
      setRequestParser(() => {
        throw new GraphQLError(`The parameter "${broken}" must be JSON.`, {
          extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
        });
      });
    },
  };
}

/** Yoga treats an empty parameter as missing. */
function isJson(text: string | null): boolean {
  if (text === null || text === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
