import { createHash } from 'node:crypto';
import { contentOf, IMAGE_TOKENS } from './conversation.ts';
import type { JsonObject } from './wire/json.ts';
import type { ResponsesRequest } from './request.ts';
import { countTokens } from './tokens.ts';

/** Tokens of one answer, as `response.usage` reports them. */
export interface Usage {
  readonly inputTokens: number;
  /** The part of `inputTokens` that was in the prompt cache. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** The part of `outputTokens` spent on reasoning. */
  readonly reasoningTokens: number;
}

/** A request's input, counted and remembered for the next one. */
export interface CountedInput {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  /** Puts this conversation, with the answer's items, into the prompt cache. */
  remember(output: readonly JsonObject[]): void;
}

/** Granularity of cache hits, in tokens. The service has 128 and a minimum of 1024, which no short
 * conversation would ever reach. */
const CACHE_BLOCK = 16;
const CACHE_ENTRIES = 1000;
/** What every item costs beside its text, as roles and separators do. */
const ITEM_OVERHEAD = 3;

interface Piece {
  readonly digest: string;
  readonly tokens: number;
}

/**
 * Counts input tokens and remembers which conversations were answered, one per cache key: the
 * tokens of the longest common beginning count as cached, rounded down to a multiple of 16. The
 * thousand keys used last are kept.
 */
export class PromptCache {
  readonly #seen = new Map<string, readonly Piece[]>();

  /** Counts the instructions, the tools and every item; without a key nothing is cached. */
  count(request: ResponsesRequest, key: string | undefined): CountedInput {
    const pieces = [headOf(request), ...piecesOf(request.input)];
    const seen = key === undefined ? [] : (this.#seen.get(key) ?? []);
    const differs = pieces.findIndex((piece, index) => piece.digest !== seen[index]?.digest);
    const common = sum(differs === -1 ? pieces : pieces.slice(0, differs));
    return {
      inputTokens: sum(pieces),
      cachedTokens: common - (common % CACHE_BLOCK),
      remember: (output) => {
        if (key !== undefined) this.#store(key, [...pieces, ...piecesOf(output)]);
      },
    };
  }

  #store(key: string, pieces: readonly Piece[]): void {
    this.#seen.delete(key);
    this.#seen.set(key, pieces);
    const oldest = this.#seen.keys().next();
    if (this.#seen.size > CACHE_ENTRIES && oldest.done !== true) this.#seen.delete(oldest.value);
  }
}

/** The `usage` member of a response object. */
export function usageObject(usage: Usage): JsonObject {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cached_tokens: usage.cachedTokens },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
  };
}

function headOf(request: ResponsesRequest): Piece {
  const tools = request.tools.length === 0 ? '' : JSON.stringify(request.tools);
  return pieceOf(`${request.instructions}\n${tools}`, 0);
}

function piecesOf(items: readonly JsonObject[]): Piece[] {
  return items.flatMap((item) => {
    const content = contentOf(item);
    if (content === undefined) return [];
    const { from, text, images } = content;
    const extra = ITEM_OVERHEAD + images * IMAGE_TOKENS;
    return [pieceOf(`${from}\n${text}`, extra)];
  });
}

function pieceOf(text: string, extra: number): Piece {
  return {
    digest: createHash('sha1').update(text).digest('base64'),
    tokens: countTokens(text) + extra,
  };
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, piece) => total + piece.tokens, 0);
}
