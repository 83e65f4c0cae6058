import { isObject } from '../../completion/is-object.ts';
import type { AnswerFormat, Delivery } from '../../completion/request.ts';
import type { JsonValue } from '../../completion/tools.ts';
import { repairJson } from './repair-json.ts';
import { schemaCheck } from '../json-schema/schema-check.ts';
import { unwrap } from './unwrap.ts';
import { UnwrappingFilter } from './unwrapping-filter.ts';

/** A format that asks for JSON. */
export type JsonFormat = Exclude<AnswerFormat, { type: 'text' }>;

/** How a JSON answer ended. */
export interface JsonEnd {
  /** The text that the client has not received yet. */
  readonly rest: string;
  /** Whether the answer is JSON of the requested format. */
  readonly isMet: boolean;
}

/** Converts an answer to the requested format, as far as that needs no guess. */
export interface JsonAnswer {
  /** Takes more of the answer. Returns the text that the client gets now. */
  write(text: string): string;
  /** Returns all held text unchanged, because the answer ends before it is complete. */
  release(): string;
  /** The answer is complete. */
  end(): JsonEnd;
}

/**
 * Handles one answer in a JSON format. Drops blanks and a code fence around the JSON. Holds an
 * answer that is delivered whole until its end, and repairs it (see `repairJson`). Passes on a
 * streamed answer as it comes.
 */
export function jsonAnswer(format: JsonFormat, delivery: Delivery): JsonAnswer {
  return delivery === 'whole' ? wholeAnswer(format) : streamedAnswer(format);
}

function wholeAnswer(format: JsonFormat): JsonAnswer {
  let held = '';
  const release = (): string => {
    const text = held;
    held = '';
    return text;
  };
  return {
    write(text) {
      held += text;
      return '';
    },
    release,
    end() {
      const answer = release();
      const json = unwrap(answer, format.type === 'json_object');
      const right = json === null ? null : repaired(json, format);
      return { rest: right ?? answer, isMet: right !== null };
    },
  };
}

function streamedAnswer(format: JsonFormat): JsonAnswer {
  const filter = new UnwrappingFilter(format.type === 'json_object');
  let passed = '';
  return {
    write(text) {
      const next = filter.write(text);
      passed += next;
      return next;
    },
    release: () => filter.release(),
    end() {
      const rest = filter.end();
      return { rest, isMet: isRight(passed + rest, format) };
    },
  };
}

/** The JSON itself if it is valid, else repaired; null if neither is valid. */
function repaired(json: string, format: JsonFormat): string | null {
  if (parse(json) !== undefined) return isRight(json, format) ? json : null;
  const other = repairJson(json);
  return other !== null && isRight(other, format) ? other : null;
}

function isRight(json: string, format: JsonFormat): boolean {
  const value = parse(json);
  if (value === undefined) return false;
  if (format.type === 'json_schema') return schemaCheck(format.schema)(value);
  return isObject(value);
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
