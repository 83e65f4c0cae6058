import { wholeNumber } from '../values/values.ts';
import { option } from './option.ts';

/** Queue and time limits. */
export const queueOptions = {
  maxTurns: option({
    flag: '--max-turns <count>',
    env: 'CODEX_SERVE_MAX_TURNS',
    fallback: '128',
    description: 'Maximum number of concurrent answers. Further requests wait in a fair queue.',
    parse: wholeNumber(1, 10_000),
  }),
  maxQueued: option({
    flag: '--max-queued <count>',
    env: 'CODEX_SERVE_MAX_QUEUED',
    fallback: '1000',
    description:
      'Maximum number of waiting requests. Further requests get a 429 with a time to retry.',
    parse: wholeNumber(0, 100_000),
  }),
  queueSeconds: option({
    flag: '--queue-seconds <seconds>',
    env: 'CODEX_SERVE_QUEUE_SECONDS',
    fallback: '300',
    description: 'Longest time that a request may wait in the queue before it fails with a 503.',
    parse: wholeNumber(1, 86_400),
  }),
  answerSeconds: option({
    flag: '--answer-seconds <seconds>',
    env: 'CODEX_SERVE_ANSWER_SECONDS',
    fallback: '3600',
    description: 'Longest time that one answer may take, not counting its wait in the queue.',
    parse: wholeNumber(1, 86_400),
  }),
  silenceSeconds: option({
    flag: '--silence-seconds <seconds>',
    env: 'CODEX_SERVE_SILENCE_SECONDS',
    fallback: '300',
    description: 'Longest silence of a running answer before it fails.',
    parse: wholeNumber(1, 86_400),
  }),
  drainSeconds: option({
    flag: '--drain-seconds <seconds>',
    env: 'CODEX_SERVE_DRAIN_SECONDS',
    fallback: '25',
    description:
      'How long running answers may continue after the gateway is asked to stop. The default fits in the 30 seconds that Kubernetes allows.',
    parse: wholeNumber(0, 86_400),
  }),
  retrySeconds: option({
    flag: '--retry-seconds <seconds>',
    env: 'CODEX_SERVE_RETRY_SECONDS',
    fallback: '30',
    description: 'How long Codex may retry one answer before the request fails.',
    parse: wholeNumber(0, 3600),
  }),
} as const;
