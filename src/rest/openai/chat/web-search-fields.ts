import { z } from 'zod';
import type { WebSearch } from '../../../codex/completion/request.ts';
import {
  honoured,
  membersOf,
  noted,
  optionalMembersOf,
  refusedField,
} from '../validation/field-table.ts';
import type { Field } from '../validation/field-table.ts';

const place = honoured(z.string().nullish());
const locationFields = { city: place, country: place, region: place, timezone: place };

const fields = {
  search_context_size: honoured(z.enum(['low', 'medium', 'high']).nullish()),
  user_location: optionalMembersOf({
    type: honoured(z.literal('approximate')),
    approximate: membersOf(locationFields),
  }),
};

/** `web_search_options`, where the operator allows the service's web search. */
export const webSearchOptions = noted(
  "Needs `--web-search on`, and is refused without it. The model may use the service's web search, which the service charges for.",
  optionalMembersOf(fields),
);

type WebSearchParam = NonNullable<z.output<(typeof webSearchOptions)['schema']>>;

type WebSearchField = Field<z.ZodOptional<z.ZodNullable<z.ZodType<WebSearchParam>>>>;

/** `web_search_options`, where the operator does not allow it. */
export const refusedWebSearchOptions: WebSearchField = refusedField(
  z.object({}).transform((): WebSearchParam => ({})),
);

/** The search in the session core's terms. */
export function toWebSearch({
  search_context_size: size,
  user_location,
}: WebSearchParam): WebSearch {
  const { city, country, region, timezone } = user_location?.approximate ?? {};
  return {
    ...(size && { contextSize: size }),
    ...(user_location && {
      location: {
        ...(city && { city }),
        ...(country && { country }),
        ...(region && { region }),
        ...(timezone && { timezone }),
      },
    }),
  };
}
