import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, warning, type Outcome } from '../kit/finding.ts';

/** Whether the gateway starts with these settings, and whether they lead anywhere. */
export async function checkSettings(context: DoctorContext): Promise<Outcome> {
  const [conflict] = context.conflicts;
  if (conflict !== undefined) {
    return failed(
      'The gateway does not start with these settings.',
      `${conflict.message}.`,
      conflict.remedy,
    );
  }
  for (const { flag, read } of context.settingFiles) {
    try {
      await read();
    } catch (error) {
      return failed(
        `The file of ${flag} cannot be used.`,
        error instanceof Error ? error.message : String(error),
        `Fix the file, or leave out ${flag}.`,
      );
    }
  }
  const unknown = await unknownModels(context);
  if (unknown.length > 0) {
    return warning(
      'A setting names a model that the login does not have.',
      unknown.join(' '),
      'Name one of the models that `GET /v1/models` lists, or remove the setting.',
    );
  }
  const count = Object.keys(context.sources).length;
  return ok(
    'The settings do not conflict.',
    count === 0 ? 'All are defaults.' : `${count === 1 ? '1 is' : `${count} are`} set.`,
  );
}

/** A provider of the user's may have models that it does not list. */
async function unknownModels(context: DoctorContext): Promise<readonly string[]> {
  const { modelAliases, fallbackModel } = context.config;
  const named = [
    ...modelAliases.map(([alias, model]) => [`--model-alias ${alias}`, model] as const),
    ...(fallbackModel === undefined ? [] : [['--fallback-model', fallbackModel] as const]),
  ];
  if (named.length === 0) return [];
  const probe = await context.probe();
  if (probe === null || probe.upstream.provider !== 'openai') return [];
  const known = new Set(probe.models.map(({ id }) => id));
  const isKnown = (model: string): boolean =>
    known.has(model) || known.has(model.replace(/-[a-z]+$/, ''));
  return named
    .filter(([, model]) => !isKnown(model))
    .map(([setting, model]) => `${setting} leads to '${model}'.`);
}
