import type { AnswerFormat } from '../../completion/request.ts';
import { UpstreamError } from '../../../errors/errors.ts';
import { withinTime } from '../within-time.ts';
import { mendJson, type Mended, type ValueCheck } from './mend-json.ts';
import { schemaCheck } from './schema-check.ts';

/** A format that the service is not told of. */
export type CheckedFormat = Exclude<AnswerFormat, { type: 'text' }>;

/** Holds an answer back until it is whole, and makes sure that it is JSON. */
export interface HeldJson {
  add(text: string): void;
  /** All that is held, as it came. What is added later is held again. */
  release(): string;
  /**
   * All that is held, as JSON of the asked-for format.
   *
   * @throws {UpstreamError} When the model wrote none, or it cannot be checked in half a second.
   */
  json(): string;
}

const mendMs = 500;
const quotedLength = 80;

/**
 * A holder for one answer.
 *
 * @throws {InvalidRequestError} When the format's schema cannot be checked.
 */
export function heldJson(format: CheckedFormat): HeldJson {
  const check = format.type === 'json_object' ? isJsonObject : schemaCheck(format.schema);
  let held = '';
  return {
    add(text) {
      held += text;
    },
    release() {
      const text = held;
      held = '';
      return text;
    },
    json() {
      const mended = mend(held, check);
      if ('problem' in mended) throw unmended(held, mended.problem);
      held = '';
      return mended.json;
    },
  };
}

function mend(text: string, check: ValueCheck): Mended {
  try {
    return withinTime(mendMs, () => mendJson(text, check));
  } catch {
    return { problem: 'it is too complex to be checked' };
  }
}

const isJsonObject: ValueCheck = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? null
    : 'it must be a JSON object';

function unmended(text: string, problem: string): UpstreamError {
  const start = text.trim().slice(0, quotedLength);
  const begins = start === '' ? 'It is empty.' : `It begins: ${JSON.stringify(start)}`;
  return new UpstreamError(
    'upstream_error',
    `The model's answer does not have the asked-for format: ${problem}. ${begins}`,
  );
}
