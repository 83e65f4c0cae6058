import { z } from 'zod';
import { startProgram, type Program } from '../support/started-program.ts';
import { namedCodex } from '../support/tested-codex.ts';
import {
  findingNames,
  findingStatuses,
  type Finding,
  type FindingId,
} from '../../src/doctor/kit/finding.ts';

/** Where the program works. */
export interface Folders {
  readonly home: string;
  readonly codexHome: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts `codex-serve doctor`. Without an address, it asks for one that nobody has. */
export function startDoctor(
  { home, codexHome, env = {} }: Folders,
  ...args: readonly string[]
): Program {
  const named = namedCodex();
  const codex = named === undefined ? [] : ['--codex-bin', named];
  const address = args.includes('--addr') ? [] : ['--addr', '127.0.0.1:0'];
  const folders = ['--home', home, '--codex-home', codexHome];
  return startProgram(home, ['doctor', ...folders, ...address, ...codex, ...args], env);
}

/** What `--json` prints. */
export interface DoctorJson {
  readonly status: string;
  readonly version: string;
  readonly checkedAt: string;
  readonly findings: readonly Finding[];
}

const printed = z.object({
  status: z.string(),
  version: z.string(),
  checkedAt: z.string(),
  findings: z.array(
    z.strictObject({
      id: z.custom<FindingId>((id) => typeof id === 'string' && Object.hasOwn(findingNames, id)),
      status: z.enum(findingStatuses),
      title: z.string(),
      detail: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
});

/** Reads what `--json` prints. */
export function readDoctorJson(text: string): DoctorJson {
  return printed.parse(JSON.parse(text));
}

/** The JSON that a doctor has printed. */
export function jsonOf(program: Program): DoctorJson {
  return readDoctorJson(program.stdout());
}
