import { z } from 'zod';
import type { overlaidFields } from '../../overlaid-fields.ts';

/** One model as the service describes it to Codex. Members that are not named here pass through. */
const catalogModel = z.looseObject({
  slug: z.string(),
  context_window: z.number().nullish(),
  visibility: z.string().nullish(),
});

/** The form of a catalog, with the members that the gateway reads. */
export const catalogSchema = z.looseObject({ models: z.array(catalogModel).min(1) });

/** The service's model catalog, as `codex debug models` prints it. */
export type Catalog = z.infer<typeof catalogSchema>;

type CatalogModel = z.infer<typeof catalogModel>;

/** More tokens than any conversation has. */
const unbounded = 1_000_000_000;

/**
 * Overrides for every model (measured on Codex 0.169.0; `undefined` drops the member):
 * - The model gets the client's tools as plain function tools, and none of Codex's own. Otherwise
 *   newer models reach the tools only through a JavaScript `exec` tool.
 * - Codex's terse verbosity does not replace the service's default.
 * - Nothing is shortened. At nine tenths of the context window, Codex would summarize the
 *   conversation and answer from the summary. The client gets the service's own error instead.
 * - Codex's own prompts are removed. The gateway's threads do not use them, but Codex reads the
 *   catalog for each thread and keeps the model with it. Without the prompts a thread starts in
 *   5 ms instead of 6.3 ms, and takes 1.2 MB less.
 */
const overlaid: Readonly<Record<(typeof overlaidFields)[number], unknown>> = {
  tool_mode: undefined,
  apply_patch_tool_type: undefined,
  use_responses_lite: false,
  supports_parallel_tool_calls: true,
  experimental_supported_tools: [],
  default_verbosity: undefined,

  context_window: unbounded,
  max_context_window: unbounded,
  truncation_policy: { mode: 'tokens', limit: unbounded },

  base_instructions: '',
  model_messages: undefined,
};

/**
 * The catalog with the overlay on every model.
 *
 * @param userModel The model that the user's configuration names. Where the catalog lacks it, it is
 *   added, alike the catalog's last listed one, so that it is known and locked down as well.
 * @param keptFields Members to leave as the service has them.
 */
export function catalogOverlay(
  catalog: Catalog,
  userModel: string | undefined,
  keptFields: readonly string[],
): Catalog {
  const fields = Object.entries(overlaid).filter(([field]) => !keptFields.includes(field));
  const models = withUserModel(catalog.models, userModel);
  return {
    ...catalog,
    models: models.map((model) => ({ ...model, ...Object.fromEntries(fields) })),
  };
}

function withUserModel(
  models: readonly CatalogModel[],
  userModel: string | undefined,
): readonly CatalogModel[] {
  if (userModel === undefined || models.some((model) => model.slug === userModel)) return models;
  const template = models.findLast((model) => model.visibility === 'list') ?? models[0];
  return [...models, { ...template, slug: userModel, display_name: userModel, description: '' }];
}
