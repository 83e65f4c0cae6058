import { execFile, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { freePort } from '../support/free-port.ts';

const run = promisify(execFile);

/** A real Prometheus, with its storage in a folder of the test. */
export interface Prometheus {
  /** What an instant query gives now. */
  query(expression: string): Promise<readonly Sample[]>;
  /** The names of the alerts that fire now, with their annotations. */
  firing(): Promise<readonly Alert[]>;
  close(): Promise<void>;
}

/** One series of an answer. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** An alert that fires. */
export interface Alert {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
}

const vector = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});
const alerts = z.object({
  data: z.object({
    alerts: z.array(
      z.object({
        state: z.string(),
        labels: z.record(z.string(), z.string()),
        annotations: z.object({ summary: z.string(), description: z.string() }),
      }),
    ),
  }),
});

/** Starts one on a free port of loopback. */
export async function startPrometheus(configFile: string, folder: string): Promise<Prometheus> {
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    'prometheus',
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${folder}`,
      `--web.listen-address=${address}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'inherit', 'pipe'], env: { ...process.env, GOMAXPROCS: '1' } },
  );
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(missing(error)));
    child.once('close', (code) => resolve(`Prometheus ended with ${code}: ${printed}`));
  });
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(`http://${address}${path}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return path.startsWith('/api') ? JSON.parse(text) : text;
  };
  await Promise.race([
    ended.then((why) => Promise.reject(new Error(why))),
    untilItAnswers(async () => await get('/-/ready')),
  ]);
  return {
    async query(expression) {
      const answer = await get(`/api/v1/query?query=${encodeURIComponent(expression)}`);
      return vector
        .parse(answer)
        .data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
    async firing() {
      const { data } = alerts.parse(await get('/api/v1/alerts'));
      return data.alerts.flatMap(({ state, labels, annotations }) =>
        state === 'firing' ? [{ name: labels['alertname'] ?? '', ...annotations }] : [],
      );
    },
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What `promtool` prints. Rejects with that where it fails. */
export async function promtool(args: readonly string[], input = ''): Promise<string> {
  const running = run('promtool', [...args]);
  running.child.stdin?.end(input);
  try {
    const { stdout, stderr } = await running;
    return stdout + stderr;
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && 'stderr' in error) {
      const printed = `${String(error.stdout)}${String(error.stderr)}`;
      throw new Error(printed || missing(error), { cause: error });
    }
    throw error;
  }
}

function missing(error: Error): string {
  return `${error.message}: this needs Debian's package prometheus: apt-get install --no-install-recommends prometheus`;
}

async function untilItAnswers(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const isReady = await ask().then(
      () => true,
      () => false,
    );
    if (isReady) return;
    await sleep(50);
  }
}
