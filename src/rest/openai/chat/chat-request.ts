import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { Body, Metadata } from '../stored/stored-completions.ts';
import type { AnswerShape } from './answer-shape.ts';

/** A chat request, checked, in this program's terms. */
export interface ChatRequest {
  readonly completion: CompletionRequest;
  /** How many answers are wanted. */
  readonly choiceCount: number;
  readonly shape: AnswerShape;
  /** Null unless the answer will be stored. */
  readonly toStore: ToStore | null;
  /** Whether the answer is an event stream. */
  readonly isStreamed: boolean;
  /** Whether the stream's last chunk holds the usage. A whole answer always has it. */
  readonly includesUsage: boolean;
  /** Paths of the fields that have no effect, each once. */
  readonly ignored: readonly string[];
  /** Where the request holds the schema of each function, by its name: `tools[3].function.parameters`. */
  readonly toolParams: ReadonlyMap<string, string>;
}

/** The part of a request that is stored with its answer. */
export interface ToStore {
  /** As the client sent them. */
  readonly messages: readonly Body[];
  readonly metadata: Metadata;
}
