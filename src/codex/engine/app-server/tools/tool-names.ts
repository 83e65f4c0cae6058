import { createHash } from 'node:crypto';

/**
 * Names that Codex keeps for itself: it drops a client's tool of the first two in silence, and
 * refuses a thread with one of the others (measured on 0.171.0). A name that only adds the prefix
 * below to one of them is taken as well, by the tool that it stands for.
 */
const reserved = /^(?:fn_)*(?:exec_command|shell_command|mcp|mcp__.*)$/;

/** Stands before a reserved name. */
const prefix = 'fn_';

/** OpenAI's bound on a tool's name. */
const maxLength = 64;

/** Characters of a digest: 72 bits. */
const digestLength = 12;

/**
 * The name that a client's tool has with Codex and the model: its own wherever that can be. It
 * depends on the name alone, or a thread would not be recognized by its tools. No two names share
 * one: the names that end in a digest, and only they, have 64 characters.
 */
export function modelToolName(name: string): string {
  if (!reserved.test(name)) return name;
  const prefixed = prefix + name;
  if (prefixed.length < maxLength) return prefixed;
  const digest = createHash('sha256').update(name).digest('base64url').slice(0, digestLength);
  return `${prefixed.slice(0, maxLength - digestLength - 1)}_${digest}`;
}
