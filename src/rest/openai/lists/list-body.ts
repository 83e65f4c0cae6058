/** A part of a list. */
interface Part<T> {
  readonly data: readonly T[];
  readonly hasMore: boolean;
}

/** A part of a list as OpenAI writes it. An empty one has no ids; OpenAI's document wants strings there. */
export function toListBody<T extends { readonly id: string }>({ data, hasMore }: Part<T>): object {
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? '',
    last_id: data.at(-1)?.id ?? '',
    has_more: hasMore,
  };
}
