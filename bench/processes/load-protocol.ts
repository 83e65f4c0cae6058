import { z } from 'zod';
import type { Protocol } from './child.ts';
import type { AppServerOptions } from '../load/app-server.ts';
import type { ThreadUse } from '../load/bare-lane.ts';
import type { LoadResult, LoadRun } from '../load/run-lanes.ts';

/** By what way Codex is asked. */
export type Way =
  | {
      readonly kind:
        | 'rest'
        | 'responses'
        | 'stored-responses'
        | 'subscription'
        | 'mutation'
        | 'proxy'
        | 'service';
      readonly url: string;
    }
  | ({ readonly kind: 'bare'; readonly use: ThreadUse } & AppServerOptions)
  | ({ readonly kind: 'exec' } & AppServerOptions);

/** To make ready so many lanes, once, or to let them ask. */
export type LoadOrder =
  | { readonly type: 'open'; readonly way: Way; readonly lanes: number }
  | { readonly type: 'run'; readonly run: LoadRun };

/** `AppServerOptions`, as they are told to a process. */
export const appServerOptions = z.object({
  executable: z.string(),
  env: z.record(z.string(), z.string()),
  workspace: z.string(),
});

/** Messages to and from the process of the lanes: null once the lanes are ready. */
export const loadProtocol: Protocol<LoadOrder, LoadResult | null> = {
  order: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('open'),
      way: z.discriminatedUnion('kind', [
        z.object({
          kind: z.enum([
            'rest',
            'responses',
            'stored-responses',
            'subscription',
            'mutation',
            'proxy',
            'service',
          ]),
          url: z.string(),
        }),
        appServerOptions.extend({
          kind: z.literal('bare'),
          use: z.enum(['cold', 'warm', 'going-on']),
        }),
        appServerOptions.extend({ kind: z.literal('exec') }),
      ]),
      lanes: z.number(),
    }),
    z.object({
      type: z.literal('run'),
      run: z.object({
        lanes: z.number(),
        requestsPerLane: z.number(),
        pauseMs: z.number(),
        countTo: z.number(),
        isGoingOn: z.boolean(),
      }),
    }),
  ]),
  result: z
    .object({ firstTokenMs: z.array(z.number()), ms: z.number(), pieces: z.number() })
    .nullable(),
};
