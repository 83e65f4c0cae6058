import type { Condition } from './reader-sql.ts';

/** More words of a search have no effect. */
const maxWords = 32;

/**
 * A condition for each word of a search: it stands in the title or in an item. Case and accents do not
 * count. A word with a hyphen or the like in it is found as a phrase.
 */
export function searchConditions(search: string): readonly Condition[] {
  const words = search.split(/[\s\0]+/).filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word));
  return words.slice(0, maxWords).map((word) => {
    const phrase = `"${word.replaceAll('"', '""')}"`;
    return {
      sql: `conversation.key IN (
        SELECT rowid FROM title_words WHERE title_words MATCH ?
        UNION ALL
        SELECT item.conversation FROM item_words JOIN item ON item.content = item_words.rowid
          WHERE item_words MATCH ?
      )`,
      values: [phrase, phrase],
    };
  });
}
