import type { EngineProbe } from '../../codex/engine/choice/probe-engine.ts';
import { codexCommand } from '../kit/codex-command.ts';
import type { DoctorContext } from '../kit/context.ts';
import { isLoginFileClosed } from '../kit/login-file.ts';
import { failed, ok, warning, type Outcome } from '../kit/finding.ts';

/** Whether there is a login, which one, and whether the service takes it. Null where no Codex starts. */
export async function checkLogin(context: DoctorContext): Promise<Outcome | null> {
  const probe = await context.probe();
  if (probe === null) return null;
  return probe.account.isLoginRequired ? await ofLogin(probe, context) : ofProvider(probe);
}

async function ofLogin(probe: EngineProbe, context: DoctorContext): Promise<Outcome> {
  const { account, login, contact } = probe;
  const run = `${codexCommand(probe.codex, context)} login`;
  if (account.method === null) {
    if (await isLoginFileClosed(context.config.codexHome)) {
      return failed(
        'Codex finds no login.',
        'The file of its login cannot be read, as the check of its home says.',
        'Make that file readable first, and check again.',
      );
    }
    return failed(
      'Codex is not logged in.',
      `Its home is ${context.config.codexHome}. The gateway notices a login by itself.`,
      `Run \`${run}\`, or log in on the page Account of the dashboard. Without a browser on this machine, add \`--device-auth\`; for an API key, add \`--with-api-key\` and give the key on standard input.`,
    );
  }
  const isKey = account.method === 'apikey';
  const again = isKey
    ? `Make a new key, and give it on standard input to \`${run} --with-api-key\`.`
    : `Log in again: \`${run}\`, or on the page Account of the dashboard.`;
  const isLost = login.kind === 'missing' && contact?.kind !== 'broken';
  if (isLost) {
    return failed(
      'The login has been revoked or has expired.',
      `Codex has a login (${nameOf(probe)}) but cannot renew it: the service refuses, or cannot be reached.`,
      again,
    );
  }
  if (login.kind === 'refused') {
    return failed(
      isKey ? 'The service refuses the API key.' : 'The service refuses the login.',
      `It answers ${login.status} to the login (${nameOf(probe)}): ${isKey ? 'the key has expired, was deleted, or lacks the permission' : 'it has been revoked, or its workspace may not use Codex'}.`,
      again,
    );
  }
  if (login.kind === 'accepted') return ok(`Codex is logged in: ${nameOf(probe)}.`);
  return warning(
    `Codex is logged in (${nameOf(probe)}), but the service has not confirmed it.`,
    contact?.kind === 'broken'
      ? 'The service could not be asked.'
      : 'The service gave no answer that tells whether it takes the login.',
    'Fix the connection to the service first, or send a test request: `codex-serve doctor --ask`.',
  );
}

function ofProvider({ upstream, login }: EngineProbe): Outcome {
  const { provider, keyVariable } = upstream;
  if (login.kind === 'missing') {
    return failed(
      `The API key of the provider '${provider}' is missing.`,
      keyVariable === null
        ? login.error.message
        : `The configuration of Codex takes it from ${keyVariable}, which is not set.`,
      keyVariable === null
        ? "Set the key that the configuration of the provider in Codex's config.toml names."
        : `Set ${keyVariable} in the environment of the gateway.`,
    );
  }
  if (login.kind === 'refused') {
    const isKey = keyVariable !== null;
    return failed(
      `The provider '${provider}' refuses ${isKey ? 'its API key' : 'requests'}.`,
      `It answers ${login.status}.`,
      isKey
        ? `Set ${keyVariable} to a key that it takes, in the environment of the gateway.`
        : "Give the provider a key: `env_key` of `[model_providers]` in Codex's config.toml names a variable with it.",
    );
  }
  return ok(`The provider '${provider}' needs no login of Codex.`);
}

/** `ChatGPT, plus plan, ada@example.com` */
function nameOf({ account: { method, email, plan } }: EngineProbe): string {
  const kinds = new Map([
    ['chatgpt', 'ChatGPT'],
    ['apikey', 'an API key'],
  ]);
  const kind = kinds.get(method ?? '') ?? `'${method}'`;
  return [
    kind,
    ...(plan === null ? [] : [`plan ${plan}`]),
    ...(email === null ? [] : [email]),
  ].join(', ');
}
