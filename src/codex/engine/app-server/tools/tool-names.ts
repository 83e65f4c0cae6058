import { createHash } from 'node:crypto';

/**
 * Names that Codex reserves. It silently drops a client's tool with one of the first two, and
 * refuses a thread with one of the others (measured on 0.171.0). A reserved name with the prefix
 * below is also reserved, because it stands for a renamed tool.
 */
const reserved = /^(?:fn_)*(?:exec_command|shell_command|mcp|mcp__.*)$/;

/** Stands before a reserved name. */
const prefix = 'fn_';

/** OpenAI's bound on a tool's name. */
const maxLength = 64;

/** Characters of a digest: 72 bits. */
const digestLength = 12;

/**
 * The name of a client's tool for Codex and the model: its own if possible. It depends only on the
 * tool's own name, because threads are matched by their tools. The mapping is unique: only names
 * that end in a digest have 64 characters.
 */
export function modelToolName(name: string): string {
  if (!reserved.test(name)) return name;
  const prefixed = prefix + name;
  if (prefixed.length < maxLength) return prefixed;
  const digest = createHash('sha256').update(name).digest('base64url').slice(0, digestLength);
  return `${prefixed.slice(0, maxLength - digestLength - 1)}_${digest}`;
}
