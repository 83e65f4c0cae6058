/**
 * Source of a function for the browser: GraphiQL's storage, which is `localStorage` without the
 * headers of its history. GraphiQL stores them with every operation that was run, and a header is
 * where a key may stand. With "Persist headers" in its settings they are stored, as are those of the
 * tabs.
 */
export const storageScript = `() => {
  const keepsHeaders = () => localStorage.getItem('graphiql:shouldPersistHeaders') === 'true';
  const withoutHeaders = (stored) => JSON.stringify(JSON.parse(stored), (name, value) =>
    name === 'headers' ? undefined : value);
  const isHistory = (name) => name === 'graphiql:queries' || name === 'graphiql:favorites';
  const ownNames = () => Object.keys(localStorage).filter((name) => name.startsWith('graphiql:'));
  return {
    getItem: (name) => localStorage.getItem(name),
    setItem: (name, value) =>
      localStorage.setItem(name, isHistory(name) && !keepsHeaders() ? withoutHeaders(value) : value),
    removeItem: (name) => localStorage.removeItem(name),
    clear: () => ownNames().forEach((name) => localStorage.removeItem(name)),
    get length() { return ownNames().length; },
  };
}`;
