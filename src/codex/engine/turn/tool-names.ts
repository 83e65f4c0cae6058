/**
 * Names that Codex keeps for itself: it drops a client's tool of the first two without a word, and
 * refuses a thread with one of the others (measured on 0.169.0).
 */
const kept = /^(?:exec_command|shell_command|mcp|mcp__.*)$/;

/** Goes before a name that Codex keeps for itself. */
const prefix = 'fn_';

/** OpenAI's bound on a tool's name. */
const maxLength = 64;

/** The name that a client's tool has with Codex and the model: its own wherever that can be. */
export function modelToolName(name: string): string {
  return kept.test(name) ? `${prefix}${name}`.slice(0, maxLength) : name;
}
