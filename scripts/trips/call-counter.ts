import { Session, type Profiler } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

/** How often each function ran, by `FILE:OFFSET:NAME`. The file's path is relative to `src/`. */
export type Calls = ReadonlyMap<string, number>;

/** Counts the calls of this process's functions below `src/`, the stand-in's excepted. */
export interface CallCounter {
  /** Returns the calls since the last `take` (or since the start), and starts over at zero. */
  take(): Promise<Calls>;
  close(): void;
}

/** The source folder of this repository, as a file URL. */
const source = new URL('../../src/', import.meta.url).href;

/** Starts to count. V8 counts every call from here on, which makes the process slower. */
export async function startCallCounter(): Promise<CallCounter> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  return {
    async take() {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      return new Map(result.filter(isMeasured).flatMap(callsOf));
    },
    close: () => session.disconnect(),
  };
}

function isMeasured({ url }: Profiler.ScriptCoverage): boolean {
  return url.startsWith(source) && !url.startsWith(`${source}standin/`);
}

function callsOf({ url, functions }: Profiler.ScriptCoverage): (readonly [string, number])[] {
  const file = fileURLToPath(url).slice(fileURLToPath(source).length);
  return functions.flatMap(({ functionName, ranges: [range] }) => {
    if (range === undefined || range.count === 0 || isNoFunction(functionName, range)) return [];
    return [[`${file}:${range.startOffset}:${functionName}`, range.count] as const];
  });
}

/** Module bodies, initializers of fields, and the helper that the TypeScript loader adds. */
function isNoFunction(name: string, { startOffset }: Profiler.CoverageRange): boolean {
  return (name === '' && startOffset === 0) || name.startsWith('<') || name === '__name';
}
