import { wholeNumber } from '../values/values.ts';
import { option } from './option.ts';

/** Threads that wait. */
export const threadsOptions = {
  parkedTurns: option({
    flag: '--parked-turns <count>',
    env: 'CODEX_SERVE_PARKED_TURNS',
    fallback: '100',
    description:
      'Maximum number of turns that wait for tool results. 0: replay every conversation. Beyond it, the client that holds most gives up its oldest turn, which is replayed.',
    parse: wholeNumber(0, 10_000),
  }),
  parkSeconds: option({
    flag: '--park-seconds <seconds>',
    env: 'CODEX_SERVE_PARK_SECONDS',
    fallback: '600',
    description: 'How long a turn waits for tool results.',
    parse: wholeNumber(1, 86_400),
  }),
  keptThreads: option({
    flag: '--kept-threads <count>',
    env: 'CODEX_SERVE_KEPT_THREADS',
    fallback: '50',
    description:
      'Maximum number of threads that wait for the next message of their chat. 0: replay every conversation. Beyond it, the client that holds most gives up its oldest thread. The direct engine keeps the reasoning of 20 chats in place of each thread.',
    parse: wholeNumber(0, 10_000),
  }),
  keepSeconds: option({
    flag: '--keep-seconds <seconds>',
    env: 'CODEX_SERVE_KEEP_SECONDS',
    fallback: '600',
    description: 'How long a thread, or the reasoning of a chat, waits for the next message.',
    parse: wholeNumber(1, 86_400),
  }),
  warmThreads: option({
    flag: '--warm-threads <count>',
    env: 'CODEX_SERVE_WARM_THREADS',
    fallback: '8',
    description: 'Number of pre-connected Codex threads kept ready for similar requests.',
    parse: wholeNumber(0, 1000),
  }),
  warmSeconds: option({
    flag: '--warm-seconds <seconds>',
    env: 'CODEX_SERVE_WARM_SECONDS',
    fallback: '300',
    description: 'How long a pre-connected thread waits before it is closed.',
    parse: wholeNumber(1, 86_400),
  }),
  waitingMegabytes: option({
    flag: '--waiting-megabytes <megabytes>',
    env: 'CODEX_SERVE_WAITING_MEGABYTES',
    fallback: '128',
    description:
      'Maximum text of the tools and conversations in all these turns and threads together, images as base64. Beyond it, pre-connected threads go first, and then the oldest of the client that holds most. The direct engine counts the answers that it keeps.',
    parse: wholeNumber(1, 100_000),
  }),
} as const;
