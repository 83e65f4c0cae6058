import { CodexBinaryError } from '../../codex/engine/app-server/binary/codex-fault.ts';
import {
  isSupportedCodex,
  isUntestedCodex,
  newestTestedCodex,
  supportedCodex,
} from '../../codex/engine/app-server/binary/version.ts';
import type { CodexInUse, CodexSource, SkippedCodex } from '../../codex/engine/engine-health.ts';
import { EngineStartError } from '../../codex/engine/start-error.ts';
import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, warning, type Outcome } from '../kit/finding.ts';
import { shellWord } from '../kit/shell-word.ts';

const update = '`npm install -g @openai/codex@latest`';
const needsIt = 'The login and the way to the service cannot be checked without it.';

const places: Readonly<Record<CodexSource, string>> = {
  'codex-bin': 'the one that --codex-bin names',
  path: 'the first on PATH that can serve',
  bundled: 'installed with codex-serve',
};

/** Which Codex is used, and which were passed over for it. Null where another check says what is wrong. */
export async function checkCodex(context: DoctorContext): Promise<Outcome | null> {
  const { codex, error } = await outcomeOf(context);
  if (codex === null) {
    if (!(error instanceof CodexBinaryError)) return null;
    return isOfTest(error.skipped) ? null : noCodex(error.skipped);
  }
  const { version, source, path, skipped } = codex;
  const title = `Codex ${version} is used, ${places[source]}.`;
  const running = otherRunning(codex, context);
  if (running !== null) return running;
  const [first] = skipped;
  if (first === undefined) return ok(title, `It is ${path}.`);
  const reasons = skipped.map((each) => `${each.path} ${each.reason}.`).join(' ');
  return warning(title, `It is ${path}. Passed over: ${reasons}`, adviceFor(first));
}

/** Whether a Codex passes the test of each start. Null where none got so far. */
export async function checkSelfTest(context: DoctorContext): Promise<Outcome | null> {
  const { codex, error } = await outcomeOf(context);
  if (codex !== null) {
    const isNew = isUntestedCodex(codex.version);
    const detail = isNew
      ? `It is newer than ${newestTestedCodex}, the newest that was tested.`
      : '';
    return ok(`Codex ${codex.version} passes the self-test.`, detail);
  }
  if (!(error instanceof CodexBinaryError) || !isOfTest(error.skipped)) return null;
  const [first] = error.skipped;
  const reasons = error.skipped.map(({ path, reason }) => `${path} ${reason}.`).join(' ');
  return failed(
    'No Codex passes the self-test.',
    `${reasons} ${needsIt}`,
    first === undefined ? `Run ${update}.` : adviceFor(first),
  );
}

interface CodexOutcome {
  readonly codex: CodexInUse | null;
  readonly error: unknown;
}

/** Rejects with what is neither a fault of Codex nor of its configuration. */
async function outcomeOf({ codex }: DoctorContext): Promise<CodexOutcome> {
  try {
    return { codex: (await codex()).codex, error: null };
  } catch (error) {
    if (error instanceof EngineStartError) return { codex: null, error };
    throw error;
  }
}

/** Whether one of them got as far as the self-test. */
function isOfTest(skipped: readonly SkippedCodex[]): boolean {
  return skipped.some(({ version }) => version !== null && isSupportedCodex(version));
}

function noCodex(skipped: readonly SkippedCodex[]): Outcome {
  const [first] = skipped;
  if (first === undefined) {
    return failed(
      'There is no Codex on this machine.',
      `Neither PATH nor codex-serve has Codex ${supportedCodex}. ${needsIt}`,
      `Run ${update}, or name a Codex with --codex-bin.`,
    );
  }
  const reasons = skipped.map(({ path, reason }) => `${path} ${reason}.`).join(' ');
  const isOld = skipped.some(({ version }) => version !== null);
  return failed(
    isOld
      ? `Codex ${first.version ?? ''} is too old.`.replace('  ', ' ')
      : 'No Codex can be started.',
    `${reasons} ${needsIt}`,
    adviceFor(first),
  );
}

/** What to do about one that cannot serve. */
function adviceFor({ source, path, version }: SkippedCodex): string {
  if (source === 'codex-bin') {
    const unset = 'Leave out --codex-bin (CODEX_SERVE_CODEX_BIN) to use the Codex of codex-serve';
    return version !== null && isSupportedCodex(version)
      ? `${unset}, or name another one.`
      : `${unset}, or install a newer one with ${update} and name that.`;
  }
  if (source === 'bundled') return `Run ${update}, so that PATH has one.`;
  if (version !== null && isUntestedCodex(version)) {
    return `Update codex-serve; or remove ${shellWord(path)}, or name another Codex with --codex-bin.`;
  }
  return `Update it with ${update}, or remove ${shellWord(path)}.`;
}

/** A start would use another Codex than the one that runs in this gateway. */
function otherRunning(codex: CodexInUse, { gateway }: DoctorContext): Outcome | null {
  const running = gateway?.engineHealth();
  if (running === undefined) return null;
  if (running.path === codex.path && running.version === codex.version) return null;
  return warning(
    `Codex ${running.version} runs, and a start would take ${codex.version}.`,
    `${running.path} runs; ${codex.path} is ${places[codex.source]}.`,
    'Restart the gateway.',
  );
}
