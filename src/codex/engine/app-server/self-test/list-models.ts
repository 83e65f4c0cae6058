import type { Model } from '../../model.ts';
import type { Catalog } from '../home/catalog.ts';
import type { Model as CodexModel, ModelListResponse } from '../rpc/protocol.ts';
import type { RpcConnection } from '../rpc/connection.ts';

/**
 * The models that the app-server knows, including hidden ones, in its order. It needs no network,
 * because its catalog is a file in the engine's home.
 *
 * @param catalog The content of that file. Only the file gives the context window.
 * @param userModel Replaces Codex's own default model.
 */
export async function listModels(
  rpc: RpcConnection,
  catalog: Catalog,
  userModel: string | undefined,
): Promise<readonly Model[]> {
  const models = await allPages(rpc);
  const windows = new Map(catalog.models.map(({ slug, context_window: size }) => [slug, size]));
  return models.map((model) => ({
    id: model.model,
    displayName: model.displayName,
    description: model.description,
    efforts: model.supportedReasoningEfforts.map(({ reasoningEffort, description }) => ({
      effort: reasoningEffort,
      description,
    })),
    defaultEffort:
      model.supportedReasoningEfforts.length === 0 ? null : model.defaultReasoningEffort,
    inputModalities: model.inputModalities,
    contextWindow: windows.get(model.model) ?? null,
    serviceTiers: model.serviceTiers,
    isDefault: userModel === undefined ? model.isDefault : model.model === userModel,
    isHidden: model.hidden,
    isDescribed: true,
  }));
}

async function allPages(rpc: RpcConnection): Promise<CodexModel[]> {
  const models: CodexModel[] = [];
  let cursor: string | null = null;
  do {
    const page: ModelListResponse = await rpc.call('model/list', { includeHidden: true, cursor });
    models.push(...page.data);
    // Never the same page again, whatever Codex says.
    cursor = page.nextCursor === cursor ? null : page.nextCursor;
  } while (typeof cursor === 'string');
  return models;
}
