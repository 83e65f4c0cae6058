/** The members of a model in the service's catalog that an engine may overlay; each can be kept. */
export const overlaidFields = [
  'tool_mode',
  'apply_patch_tool_type',
  'use_responses_lite',
  'supports_parallel_tool_calls',
  'experimental_supported_tools',
  'default_verbosity',
  'context_window',
  'max_context_window',
  'truncation_policy',
  'base_instructions',
  'model_messages',
] as const;
