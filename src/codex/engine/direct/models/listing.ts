import { z } from 'zod';
import { unknownModel, type EffortOption, type Model, type ServiceTier } from '../../model.ts';

/** Maximum number of models that are read of one list. */
const maxModels = 5000;

const name = z.string().min(1).max(256);
const words = z.string().max(2000).nullish().catch(null);
const size = z.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullish().catch(null);
const list = <T extends z.ZodType>(item: T): z.ZodType<z.output<T>[] | null | undefined> =>
  z.array(item).max(100).nullish().catch(null);

/** A model as OpenAI's API lists it, with the members that other services add. */
const openaiModel = z.looseObject({
  id: name,
  name: words,
  display_name: words,
  description: words,
  context_window: size,
  context_length: size,
  max_model_len: size,
});

/** A model as ChatGPT's service describes it to Codex. */
const codexModel = z.looseObject({
  slug: name,
  display_name: words,
  description: words,
  visibility: words,
  context_window: size,
  default_reasoning_level: words,
  supported_reasoning_levels: list(z.looseObject({ effort: name, description: words })),
  input_modalities: list(name),
  service_tiers: list(z.looseObject({ id: name, name: words, description: words })),
});

/**
 * Reads the answer of a provider's `/models`: OpenAI's form (`{data: [{id}]}`, or the list alone) or
 * Codex's (`{models: [{slug}]}`). Skips what is no model. Null for any other answer, and for an empty
 * list.
 */
export function readListing(text: string): readonly Model[] | null {
  const entries = entriesIn(parse(text));
  const models = new Map<string, Model>();
  for (const entry of entries.slice(0, maxModels)) {
    const model = readModel(entry);
    if (model !== null && !models.has(model.id)) models.set(model.id, model);
  }
  return models.size === 0 ? null : [...models.values()];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function entriesIn(answer: unknown): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  if (typeof answer !== 'object' || answer === null) return [];
  const lists: readonly unknown[] = [Reflect.get(answer, 'data'), Reflect.get(answer, 'models')];
  return lists.find((found) => Array.isArray(found)) ?? [];
}

function readModel(entry: unknown): Model | null {
  const described = codexModel.safeParse(entry);
  if (described.success) return fromCodex(described.data);
  const named = openaiModel.safeParse(entry);
  return named.success ? fromOpenai(named.data) : null;
}

function fromOpenai(model: z.infer<typeof openaiModel>): Model {
  const { id, context_window, context_length, max_model_len } = model;
  return {
    ...unknownModel(id),
    displayName: model.display_name ?? model.name ?? id,
    description: model.description ?? '',
    contextWindow: context_window ?? context_length ?? max_model_len ?? null,
  };
}

function fromCodex(model: z.infer<typeof codexModel>): Model {
  const efforts: EffortOption[] = (model.supported_reasoning_levels ?? []).map(
    ({ effort, description }) => ({ effort, description: description ?? '' }),
  );
  const serviceTiers: ServiceTier[] = (model.service_tiers ?? []).map((tier) => ({
    id: tier.id,
    name: tier.name ?? tier.id,
    description: tier.description ?? '',
  }));
  return {
    id: model.slug,
    displayName: model.display_name ?? model.slug,
    description: model.description ?? '',
    efforts,
    defaultEffort: efforts.length === 0 ? null : (model.default_reasoning_level ?? null),
    inputModalities: model.input_modalities ?? ['text', 'image'],
    contextWindow: model.context_window ?? null,
    serviceTiers,
    isDefault: false,
    isHidden: (model.visibility ?? 'list') !== 'list',
    isDescribed: true,
  };
}
