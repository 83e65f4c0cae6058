import { z } from 'zod';

const answer = z.object({ data: z.object({ completions: z.object({ totalCount: z.number() }) }) });

/** How many completions a gateway has run or runs, as its GraphQL API says to the holder of a key. */
export async function countCompletions(url: string, key?: string): Promise<number> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query: '{ completions { totalCount } }' }),
  });
  return answer.parse(await response.json()).data.completions.totalCount;
}
