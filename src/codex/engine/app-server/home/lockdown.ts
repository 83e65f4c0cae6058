/**
 * Codex features that would add Codex's own content to a request, or change what a client sent (the
 * last two override a picture's `detail`). All are switched off.
 */
const features = [
  'code_mode',
  'code_mode_only',
  'context_management',
  'current_time_reminder',
  'deferred_executor',
  'enable_fanout',
  'image_generation',
  'memories',
  'multi_agent_v2',
  'request_permissions_tool',
  'shell_tool',
  'standalone_web_search',
  'token_budget',
  'tool_suggest',
  'unified_exec',
  'view_image',
  'goals',
  'plugins',
  'apps',
  'skill_search',
  'hooks',
  'shell_snapshot',
  'sleep_tool',
  'resize_all_images',
  'unified_image_budget',
];

/**
 * The constant part of the engine's `config.toml`. With it, the model sees what the client sent and
 * nothing else, and Codex's own tools cannot run. A thread without a listener is unloaded after a
 * second; by default it would keep about 1.5 MB (measured on Codex 0.169.0).
 */
export const lockdown = {
  approval_policy: 'never',
  sandbox_mode: 'read-only',
  web_search: 'disabled',
  include_permissions_instructions: false,
  include_environment_context: false,
  include_apps_instructions: false,
  include_collaboration_mode_instructions: false,
  project_doc_max_bytes: 0,
  thread_unload_delay_secs: 1,
  skills: { include_instructions: false, bundled: { enabled: false } },
  cloud: { skills: { enabled: false } },
  agents: { enabled: false },
  tools: {
    experimental_request_user_input: { enabled: false },
    update_plan: { enabled: false },
  },
  analytics: { enabled: false },
  history: { persistence: 'none' },
  features: Object.fromEntries(features.map((feature) => [feature, false])),
} as const;
