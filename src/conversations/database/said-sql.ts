/**
 * Tables of what a turn saw and said, for the turn of that key (in SQL): `chain`, the turns back to the
 * first of its chain, and `said`, all items up to the end of the turn, in the order of `part`,
 * `place` and `step`. Deleted items are in it, without content.
 */
export const saidTables = (turnKey: string): string => `
  chain (key, parent, base, conversation, depth) AS (
    SELECT key, parent, base, conversation, 0 FROM turn WHERE key = ${turnKey}
    UNION ALL
    SELECT turn.key, turn.parent, turn.base, turn.conversation, depth + 1
      FROM chain JOIN turn ON turn.key = chain.parent
  ),
  said (id, content, kind, turn, part, place, step) AS (
    SELECT item.id, content, kind, turn, 0, 0, position
      FROM chain JOIN item ON item.conversation = chain.conversation AND position < base
      WHERE parent IS NULL
    UNION ALL
    SELECT item.id, content, kind, turn, 1, -depth, item.key
      FROM chain JOIN item ON item.turn = chain.key
  )`;
