import { z } from 'zod';
import { honoured } from '../validation/field-table.ts';
import { listOf } from '../validation/schemas.ts';

/** `include` of a query. */
export const includeField = honoured(
  listOf(
    z.enum([
      'file_search_call.results',
      'web_search_call.results',
      'web_search_call.action.sources',
      'message.input_image.image_url',
      'computer_call_output.output.image_url',
      'code_interpreter_call.outputs',
      'reasoning.encrypted_content',
      'message.output_text.logprobs',
    ]),
  ).default([]),
);
