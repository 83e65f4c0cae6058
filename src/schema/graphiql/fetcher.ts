/**
 * Source of a function for the browser that wraps GraphiQL's fetcher. `page` has `prepare`, which
 * gives an operation its variables or a result in its place, `remember`, which is shown every result,
 * and `refused`, which is called when a key is missing or wrong. WebSockets that are closed or
 * cannot be opened become results with an error; GraphiQL shows their events as `{"isTrusted":true}`.
 */
export const fetcherScript = `(page) => {
  const whereTheKeyGoes = page.isKeyRequired
    ? ' Enter the key in the field "API key for all tabs" at the bottom of this page;'
      + ' other clients send it in the header "authorization: Bearer KEY".'
    : '';
  const explained = (result) => {
    for (const error of result?.errors ?? []) {
      if (error.extensions?.code !== 'INVALID_API_KEY') continue;
      page.refused();
      error.message += whereTheKeyGoes;
    }
    return result;
  };
  const received = (result) => {
    page.remember(result);
    return explained(result);
  };
  const failed = (code, message) => explained({ errors: [{ message, extensions: { code } }] });
  const resultOf = (thrown) => {
    const error = thrown?.cause instanceof CloseEvent ? thrown.cause : thrown;
    if (!(error instanceof Event)) throw error;
    if (!(error instanceof CloseEvent)) {
      return failed('WEBSOCKET_FAILED', 'No WebSocket could be opened. Is the gateway running?');
    }
    const { code, reason } = error;
    return code === 4401
      ? failed('INVALID_API_KEY', 'Incorrect API key provided. The API key is missing or wrong.')
      : failed('WEBSOCKET_CLOSED', 'The WebSocket was closed with ' + code + '. '
        + (reason || 'The tab ListCompletions shows what was started before.'));
  };
  // No generator: its return() waits for a next() that is under way, and "stop" would wait with it.
  const stream = (results) => {
    const source = results[Symbol.asyncIterator]();
    let hasEnded = false;
    return {
      [Symbol.asyncIterator]() { return this; },
      async next() {
        if (hasEnded) return { done: true, value: undefined };
        try {
          const { done, value } = await source.next();
          return done ? { done, value } : { done, value: received(value) };
        } catch (error) {
          hasEnded = true;
          return { done: false, value: resultOf(error) };
        }
      },
      async return(value) {
        await source.return?.();
        return { done: true, value };
      },
    };
  };
  const wrapped = new WeakMap();
  const wrap = (send) => async (operation, options) => {
    page.headers = options?.headers ?? {};
    const dispatch = async (each) => {
      try {
        const result = await send(each, options);
        return result?.[Symbol.asyncIterator] ? stream(result) : received(result);
      } catch (error) {
        return resultOf(error);
      }
    };
    const { result, variables } = await page.prepare(operation, dispatch);
    return result ?? dispatch({ ...operation, variables });
  };
  // React must get the same function each time.
  return (send) => {
    if (!wrapped.has(send)) wrapped.set(send, wrap(send));
    return wrapped.get(send);
  };
}`;
