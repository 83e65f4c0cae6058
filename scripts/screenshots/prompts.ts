/** What the programs of the pictures ask, and what the stand-in answers. */
export const answers: Readonly<Record<string, string>> = {
  'How do I debounce a function in TypeScript?': `Keep one timer, and start it anew with each call:

\`\`\`ts
function debounce<A extends unknown[]>(run: (...args: A) => void, ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args: A): void => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), ms);
  };
}
\`\`\`

The last call wins. If the first one should run at once, use a **throttle** instead.`,
  'Write a commit message for the change of the retry limits.': `perf(client): retry at most twice

Three attempts are enough for a dropped connection, and a refused request fails sooner.`,
  'Which of these tests are flaky, and why?': `Two of them:

- \`keeps the order\` waits 50 ms and hopes that both writes are done.
- \`reconnects\` binds a fixed port, which another worker may hold.`,
  'Which of the two would you write first?':
    'The debounce: most callers need it, and the throttle is three lines once it exists.',
};

/** The answer that is watched while it is written. */
export const watched = {
  prompt: 'Review this function and suggest tests.',
  text: `The function is sound for lists of numbers. Three things to change:

1. **Empty lists.** \`median([])\` divides by zero and gives \`NaN\`. Return \`undefined\`, so that callers must decide.
2. **Sorting in place.** \`list.sort()\` changes the caller's list. Use \`toSorted()\`.
3. **Text order.** Without a comparison, 10 comes before 9. Pass \`(a, b) => a - b\`.

Tests that would have found them:

- an odd and an even number of values
- values of two digits, unsorted
- the list that was passed in, unchanged afterwards
- an empty list

\`\`\`ts
it('leaves the list as it was', () => {
  const list = [10, 9];
  expect(median(list)).toBe(9.5);
  expect(list).toEqual([10, 9]);
});
\`\`\`

Shall I write the other three as well, with the names that your`,
};
