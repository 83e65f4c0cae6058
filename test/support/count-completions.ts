import { z } from 'zod';

const answer = z.object({ data: z.object({ completions: z.object({ totalCount: z.number() }) }) });

/** How many completions a gateway has run or runs, as its GraphQL API says. */
export async function countCompletions(url: string): Promise<number> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ completions { totalCount } }' }),
  });
  return answer.parse(await response.json()).data.completions.totalCount;
}
