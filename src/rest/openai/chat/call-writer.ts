import type { CallStart, ToolCall } from '../../../codex/completion/tools.ts';
import type { CallFormat } from './chunks.ts';
import { functionArguments } from '../../../codex/completion/function-arguments.ts';

/** Writes the calls of one choice, as they come or whole. */
export interface CallWriter {
  added(call: CallStart, index: number): string[];
  delta(index: number, text: string): string[];
  /** The call is whole. Writes what was not written yet. */
  whole(call: ToolCall, index: number): string[];
  /** The answer ends. Writes what is held back. */
  end(): string[];
}

/** Some of a call, to be written now or after the calls before it. */
type Piece =
  | { readonly type: 'added'; readonly call: CallStart; readonly index: number }
  | { readonly type: 'delta'; readonly text: string; readonly index: number }
  | { readonly type: 'whole'; readonly call: ToolCall; readonly index: number };

/** The call that is being written. */
interface CurrentCall {
  readonly type: ToolCall['type'];
  readonly index: number;
  /** Input that is held back: arguments of blanks alone become `{}`. */
  blank: string;
  hasInput: boolean;
}

/**
 * A writer of calls. Writes one call after the other, because clients take a chunk of another call
 * for the end of the last one: pieces of a call that comes beside another one are held back.
 *
 * @param isSingle Whether the format has a place for the first call only.
 */
export function createCallWriter(format: CallFormat, isSingle: boolean): CallWriter {
  let current: CurrentCall | null = null;
  let held: Piece[] = [];

  const take = (piece: Piece): string[] => {
    if (isSingle && piece.index > 0) return [];
    if (current === null || current.index === piece.index) return write(piece);
    held.push(piece);
    return [];
  };
  const takeHeld = (): string[] => {
    current = null;
    const pieces = held;
    held = [];
    return pieces.flatMap(take);
  };
  const write = (piece: Piece): string[] => {
    const { index } = piece;
    switch (piece.type) {
      case 'added':
        current = { type: piece.call.type, index, blank: '', hasInput: false };
        return [format.added(piece.call, index)];
      case 'delta':
        return current === null ? [] : input(current, piece.text);
      case 'whole':
      default:
        return [...rest(piece.call, index), ...takeHeld()];
    }
  };
  const input = (call: CurrentCall, text: string): string[] => {
    const more = call.blank + text;
    const isBlank = call.type === 'function' && !call.hasInput && more.trim() === '';
    call.blank = isBlank ? more : '';
    if (isBlank) return [];
    call.hasInput = true;
    return [format.input(call.type, call.index, more)];
  };
  const rest = (call: ToolCall, index: number): string[] => {
    if (current?.hasInput === true) return [];
    const text = call.type === 'function' ? functionArguments(call.input) : call.input;
    const chunk = format.input(call.type, index, text);
    return current === null ? [format.added(call, index), chunk] : [chunk];
  };

  return {
    added: (call, index) => take({ type: 'added', call, index }),
    delta: (index, text) => take({ type: 'delta', text, index }),
    whole: (call, index) => take({ type: 'whole', call, index }),
    end() {
      const chunks: string[] = [];
      while (held.length > 0) chunks.push(...takeHeld());
      return chunks;
    },
  };
}
