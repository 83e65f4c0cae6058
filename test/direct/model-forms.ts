/** A model as ChatGPT's service describes it to Codex. */
export const codexForm = {
  slug: 'deep-thought',
  display_name: 'Deep Thought',
  visibility: 'list',
  context_window: 128_000,
  default_reasoning_level: 'low',
  supported_reasoning_levels: [{ effort: 'low', description: 'Quick.' }],
  input_modalities: ['text'],
};
