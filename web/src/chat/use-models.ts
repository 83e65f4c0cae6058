import { useQuery } from '../hooks/use-query.ts';
import { ChatModelsDocument, type ChatModelsQuery } from './generated/graphql.ts';

/** A model that answers, as its selection needs it. */
export type ChatModel = ChatModelsQuery['models']['edges'][number]['node'];

/** The models that the account may use and that Codex shows; empty until they are known. */
export function useModels(): readonly ChatModel[] {
  const { data } = useQuery(ChatModelsDocument, {});
  return data?.models.edges.map(({ node }) => node).filter(({ isHidden }) => !isHidden) ?? [];
}

/** The model that a selection means: '' is the default one. Undefined where it is not known. */
export function modelOf(models: readonly ChatModel[], id: string): ChatModel | undefined {
  return models.find((model) => (id === '' ? model.isDefault : model.id === id));
}
