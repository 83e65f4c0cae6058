/**
 * Source of a function for the browser that puts real IDs in place of the examples' placeholders when
 * an operation is run. Reading takes the newest completion that the caller may see. Cancelling and
 * tool outputs take only what this page has started, because they would disturb other clients. Where
 * there is none yet, the tab that starts one is run first. `examples` are those tabs by their names.
 */
export const idsScript = `(parts) => {
  const { completionPlaceholder, callPlaceholder, conversationPlaceholder, examples } = parts;
  let started = null;
  let waiting = null;
  let begun = null;

  const remember = (result) => {
    const { startChatCompletion, chatCompletion, submitToolOutputs } = result?.data ?? {};
    const event = chatCompletion ?? submitToolOutputs;
    begun = result?.data?.sendMessage?.conversation?.id ?? begun;
    started = startChatCompletion?.id ?? event?.completionId ?? started;
    const calls = event?.completion?.toolCalls;
    if (event?.finishReason === 'TOOL_CALLS' && calls) waiting = { id: event.completionId, calls };
  };

  const run = async (name, dispatch) => {
    const { query, variables } = examples[name];
    const given = JSON.parse(variables);
    const result = await dispatch({ query, variables: given, operationName: name });
    if (!result[Symbol.asyncIterator]) return result;
    let last;
    for await (const event of result) last = event;
    return last;
  };

  const newest = async (dispatch) => {
    const query = '{ completions(first: 1) { edges { node { id } } } }';
    const { data } = await dispatch({ query });
    return data?.completions.edges[0]?.node.id ?? null;
  };

  // It is not after a restart of the gateway, nor some minutes after its end.
  const isKnown = async (id, dispatch) => {
    const query = 'query ($id: ID!) { chatCompletion(id: $id) { id } }';
    const { data } = await dispatch({ query, variables: { id } });
    return data?.chatCompletion?.id === id;
  };

  const withCompletion = async (operation, dispatch, text) => {
    const isMutation = operation.query.split('\\n').some((line) => line.startsWith('mutation'));
    if (started !== null && !(await isKnown(started, dispatch))) started = null;
    let id = isMutation ? started : await newest(dispatch);
    let result;
    if (id === null) {
      result = await run('StartAnswer', dispatch);
      id = result?.data?.startChatCompletion?.id ?? null;
    }
    if (id === null) return { result };
    return { variables: JSON.parse(text.replaceAll(completionPlaceholder, id)) };
  };

  const lastUsed = async (dispatch) => {
    const query = '{ conversations(first: 1) { edges { node { id } } } }';
    const { data } = await dispatch({ query });
    return data?.conversations.edges[0]?.node.id ?? null;
  };

  const toItsEnd = async (id, dispatch) => {
    const query = 'subscription ($id: ID!) { chatCompletionEvents(id: $id) { sequence } }';
    const events = await dispatch({ query, variables: { id } });
    if (events[Symbol.asyncIterator]) for await (const _ of events);
  };

  const isKept = async (id, dispatch) => {
    const query = 'query ($id: ID!) { conversation(id: $id) { id } }';
    const { data } = await dispatch({ query, variables: { id } });
    return data?.conversation?.id === id;
  };

  // Reading takes the last used one; what changes a conversation, one that this page has begun.
  const withConversation = async (operation, dispatch, text) => {
    if (begun !== null && !(await isKept(begun, dispatch))) begun = null;
    const isReading = operation.query.includes('conversation(id:');
    let id = isReading ? await lastUsed(dispatch) : begun;
    let result;
    if (id === null) {
      result = await run('BeginConversation', dispatch);
      const { conversation, completion } = result?.data?.sendMessage ?? {};
      id = conversation?.id ?? null;
      // It takes one message at a time.
      if (id !== null) await toItsEnd(completion.id, dispatch);
    }
    if (id === null) return { result };
    return { variables: JSON.parse(text.replaceAll(conversationPlaceholder, id)) };
  };

  const withToolCalls = async (operation, dispatch, text) => {
    if (waiting !== null && !(await isKnown(waiting.id, dispatch))) waiting = null;
    const result = waiting === null ? await run('CallTool', dispatch) : undefined;
    if (waiting === null) return { result };
    const { id, calls } = waiting;
    waiting = null;
    const { input } = JSON.parse(text.replaceAll(completionPlaceholder, id));
    const outputs = input.outputs.flatMap((output) =>
      output.toolCallId === callPlaceholder
        ? calls.map(({ callId }) => ({ ...output, toolCallId: callId }))
        : [output]);
    return { variables: { input: { ...input, outputs } } };
  };

  const prepare = async (operation, dispatch) => {
    const text = JSON.stringify(operation.variables ?? null);
    if (text.includes(callPlaceholder)) return await withToolCalls(operation, dispatch, text);
    if (text.includes(conversationPlaceholder)) {
      return await withConversation(operation, dispatch, text);
    }
    if (text.includes(completionPlaceholder)) return await withCompletion(operation, dispatch, text);
    return { variables: operation.variables };
  };
  return { remember, prepare };
}`;
