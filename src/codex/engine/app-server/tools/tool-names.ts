import { createHash } from 'node:crypto';
import type { Tool } from '../../../completion/tools.ts';

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

/** The namespace of the model's ordinary functions, whose names it knows without it. */
const ordinary = 'functions';

/** A tool by the names that its client gave it. */
interface NamedTool {
  readonly name: string;
  /** A name, or what has one. Absent: it is in none. */
  readonly namespace?: string | { readonly name: string };
}

/**
 * The names under which Codex and the model know the tools of a thread. Codex reserves the namespace
 * `functions` (measured on 0.171.0), so all namespaces become parts of names.
 */
export interface ToolNames {
  /** The names of all tools, in their order, each once. */
  readonly all: readonly string[];
  /** The name of a tool, or of one that only the conversation mentions. */
  nameOf(tool: NamedTool): string;
  /** The tool with that name; undefined for none. */
  toolOf(modelName: string): Tool | undefined;
}

/** The names of these tools. No two tools get one name. */
export function createToolNames(tools: readonly Tool[] = []): ToolNames {
  const owners = new Map<string, Set<string>>();
  for (const tool of tools) {
    const name = plainName(tool);
    owners.set(name, (owners.get(name) ?? new Set()).add(keyOf(tool)));
  }
  const nameOf = (tool: NamedTool): string => {
    const name = plainName(tool);
    const own = keyOf(tool);
    const isShared = [...(owners.get(name) ?? [])].some((key) => key !== own);
    return isShared && tool.namespace !== undefined ? withDigest(name, own) : name;
  };
  const byName = new Map(tools.map((tool) => [nameOf(tool), tool]));
  return { all: [...byName.keys()], nameOf, toolOf: (name) => byName.get(name) };
}

/** The name of a tool where no other one has the same. */
function plainName(tool: NamedTool): string {
  const namespace = namespaceOf(tool);
  if (namespace === undefined || namespace === ordinary) return unreserved(tool.name);
  const name = `${namespace}__${tool.name}`;
  return name.length < maxLength ? unreserved(name) : withDigest(name, keyOf(tool));
}

function namespaceOf({ namespace }: NamedTool): string | undefined {
  return typeof namespace === 'object' ? namespace.name : namespace;
}

function keyOf(tool: NamedTool): string {
  return JSON.stringify([namespaceOf(tool), tool.name]);
}

/**
 * A name that Codex does not reserve: the tool's own if possible. Only names that end in a digest have
 * 64 characters, so no two names become one.
 */
function unreserved(name: string): string {
  if (!reserved.test(name)) return name;
  const prefixed = prefix + name;
  return prefixed.length < maxLength ? prefixed : withDigest(prefixed, name);
}

/** A name of 64 characters at most, with a digest of what it stands for. */
function withDigest(name: string, subject: string): string {
  const digest = createHash('sha256').update(subject).digest('base64url').slice(0, digestLength);
  return `${unreservedStart(name).slice(0, maxLength - digestLength - 1)}_${digest}`;
}

function unreservedStart(name: string): string {
  return reserved.test(name) && !name.startsWith(prefix) ? prefix + name : name;
}
