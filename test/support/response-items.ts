/** An event of a response as its rules read it; its schema is checked elsewhere. */
export interface SeenEvent {
  readonly type: string;
  readonly sequence_number: number;
  readonly output_index?: number;
  readonly item_id?: string;
  readonly content_index?: number;
  readonly summary_index?: number;
  readonly delta?: string;
  readonly text?: string;
  readonly refusal?: string;
  readonly arguments?: string;
  readonly input?: string;
  readonly item?: SeenItem;
  readonly part?: SeenPart;
  readonly response?: { readonly id: string; readonly status: string; readonly output: unknown[] };
}

interface SeenPart {
  readonly type: string;
  readonly text?: string;
  readonly refusal?: string;
}

interface SeenItem {
  readonly type: string;
  readonly id: string;
  readonly status?: string;
  readonly content?: readonly SeenPart[];
  readonly summary?: readonly SeenPart[];
  readonly arguments?: string;
  readonly input?: string;
}

/** An item that a stream has begun. */
export interface FollowedItem {
  readonly id: string;
  /** Null while it is open. */
  readonly done: SeenItem | null;
  /** The faults of the next event of this item. */
  follow(event: SeenEvent): string[];
}

interface Part {
  text: string;
  isDone: boolean;
}

const delta =
  /^response\.(output_text|refusal|reasoning_summary_text|function_call_arguments|custom_tool_call_input)\.delta$/;
const whole =
  /^response\.(output_text|refusal|reasoning_summary_text|function_call_arguments|custom_tool_call_input)\.done$/;

/**
 * Follows one item from its `output_item.added`: its parts begin in order before their deltas, the
 * deltas make up what is then whole, and the item that is done holds the same.
 */
export function followItem(added: SeenItem): FollowedItem {
  const isCall = added.type === 'function_call' || added.type === 'custom_tool_call';
  /** A call has one without an index. */
  const parts: Part[] = isCall ? [{ text: '', isDone: false }] : [];
  let deltas = 0;
  let done: SeenItem | null = null;

  function partOf(event: SeenEvent): Part | undefined {
    return parts[isCall ? 0 : (event.content_index ?? event.summary_index ?? -1)];
  }

  function add(event: SeenEvent): string[] {
    const index = event.content_index ?? event.summary_index;
    if (index !== parts.length) return [`part ${index} is out of order`];
    parts.push({ text: '', isDone: false });
    return textOf(event.part) === '' ? [] : ['a part begins with text'];
  }

  function end(item: SeenItem): string[] {
    done = item;
    if (item.id !== added.id || item.type !== added.type) return ['another item is done'];
    const isCut = item.status === 'incomplete';
    const open = isCut && isCall ? 0 : parts.filter(({ isDone }) => !isDone).length;
    const told = parts.map(({ text }) => text);
    const held = isCall
      ? [item.arguments ?? item.input ?? '']
      : [...(item.content ?? []), ...(item.summary ?? [])].map(textOf);
    return [
      ...(open === 0 ? [] : ['an item is done before its parts']),
      ...(JSON.stringify(told) === JSON.stringify(held) ? [] : ['the item holds something else']),
      ...(isCall && !isCut && deltas === 0 ? ['a call without a delta'] : []),
    ];
  }

  return {
    id: added.id,
    get done() {
      return done;
    },
    follow(event) {
      if (done !== null) return [`${event.type} after the item is done`];
      if (event.type === 'response.output_item.done' && event.item) return end(event.item);
      if (event.item_id !== added.id) return [`${event.type} of another item`];
      if (event.type.endsWith('_part.added')) return add(event);
      if (event.type.startsWith('response.web_search_call.')) return [];
      const part = partOf(event);
      if (part === undefined) return [`${event.type} before its part`];
      if (delta.test(event.type)) {
        deltas += 1;
        part.text += event.delta ?? '';
        return part.isDone ? [`${event.type} after its end`] : [];
      }
      const text = event.text ?? event.refusal ?? event.arguments ?? event.input ?? '';
      if (whole.test(event.type)) {
        if (isCall) part.isDone = true;
        return text === part.text ? [] : [`${event.type} differs from its deltas`];
      }
      if (event.type.endsWith('_part.done')) {
        part.isDone = true;
        return textOf(event.part) === part.text ? [] : [`${event.type} differs from its deltas`];
      }
      return [];
    },
  };
}

/** The faults of an item that begins: it has an id, and nothing in it yet. */
export function begunFaults(item: SeenItem): string[] {
  const isEmpty =
    (item.content?.length ?? 0) === 0 &&
    (item.summary?.length ?? 0) === 0 &&
    (item.arguments ?? '') === '' &&
    (item.input ?? '') === '';
  const hasLists =
    (item.type !== 'message' || item.content !== undefined) &&
    (item.type !== 'reasoning' || item.summary !== undefined);
  return [
    ...(item.id === '' ? ['an item without an id'] : []),
    ...(isEmpty && hasLists ? [] : ['an item that does not begin empty']),
  ];
}

function textOf(part: SeenPart | undefined): string {
  return part?.text ?? part?.refusal ?? '';
}
