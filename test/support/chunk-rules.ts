/** Reads a stream's chunks one by one and says what client libraries would stumble over. */
export interface ChunkRules {
  /** The faults of the next chunk, whatever it is. */
  faultsOf(chunk: unknown): string[];
  /** The faults of a stream that ends with `[DONE]` here. */
  faultsAtEnd(): string[];
}

/** What the rules read of a chunk. */
interface Chunk {
  readonly id: string;
  readonly choices: readonly ChunkChoice[];
  readonly usage?: object | null;
}

interface ChunkChoice {
  readonly index: number;
  readonly delta: {
    readonly role?: string | null;
    readonly tool_calls?: readonly ToolCallDelta[];
  };
  readonly finish_reason: string | null;
}

interface ToolCallDelta {
  readonly index: number;
  readonly id?: string;
  readonly type?: string;
  readonly function?: { readonly name?: string };
  readonly custom?: { readonly name?: string };
}

/** How far one choice of a stream has come. */
interface ChoiceState {
  calls: number;
  isFinished: boolean;
}

/**
 * The order of chunks that the client libraries in test/clients were measured to need: one id, the
 * role first, each tool call introduced once with its id and name and in sequence, one finish
 * reason alone in its chunk, and the usage last.
 */
export function createChunkRules(): ChunkRules {
  const choices = new Map<number, ChoiceState>();
  let id: string | undefined;
  let hasUsage = false;

  function choiceFaults({ index, delta, finish_reason }: ChunkChoice): string[] {
    const known = choices.get(index);
    if (known === undefined && delta.role !== 'assistant') return [`choice ${index} has no role`];
    const state = known ?? { calls: 0, isFinished: false };
    choices.set(index, state);
    const faults = state.isFinished ? [`choice ${index} continues after its end`] : [];
    if (finish_reason !== null) {
      state.isFinished = true;
      if (Object.keys(delta).length > 0) faults.push(`choice ${index} ends together with a delta`);
    }
    if (delta.tool_calls?.length === 0) faults.push(`choice ${index} has empty tool_calls`);
    return [...faults, ...(delta.tool_calls ?? []).flatMap((call) => callFaults(call, state))];
  }

  return {
    faultsOf(chunk) {
      if (!hasChoices(chunk)) return ['no choices'];
      const faults = chunk.choices.flatMap((choice) => choiceFaults(choice));
      if (chunk.id === '' || (id ??= chunk.id) !== chunk.id) faults.push('another id');
      if (hasUsage) faults.push('the usage is not last');
      hasUsage = chunk.usage !== undefined && chunk.usage !== null;
      if ('error' in chunk) faults.push('an error beside choices');
      return faults;
    },
    faultsAtEnd() {
      const open = [...choices].filter(([, { isFinished }]) => !isFinished);
      if (choices.size === 0) return ['the stream ends without a choice'];
      return open.map(([index]) => `choice ${index} has no finish_reason`);
    },
  };
}

/** The types within are those of the document, or it has found fault already. */
function hasChoices(chunk: unknown): chunk is Chunk {
  return chunk instanceof Object && 'choices' in chunk && Array.isArray(chunk.choices);
}

function callFaults({ index, id, type, ...call }: ToolCallDelta, state: ChoiceState): string[] {
  const name = call.function?.name ?? call.custom?.name;
  const introduces = [id, type, name].filter((member) => member !== undefined).length;
  if (index === state.calls) {
    state.calls += 1;
    return introduces === 3 ? [] : [`tool call ${index} begins without its id, type or name`];
  }
  if (index !== state.calls - 1) return [`tool call ${index} is out of sequence`];
  return introduces === 0 ? [] : [`tool call ${index} repeats its id, type or name`];
}
