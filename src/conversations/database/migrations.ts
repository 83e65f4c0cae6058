/** The text that a search finds in an item's JSON: what was said, called and returned. */
const textIn = (json: string): string => `(
    SELECT group_concat(value, char(10)) FROM json_tree(CASE WHEN json_valid(${json}) THEN ${json} END)
    WHERE type = 'text' AND value NOT LIKE 'data:%' AND key IN (
      'text', 'refusal', 'content', 'arguments', 'input', 'output', 'name', 'title', 'query', 'code'
    )
  )`;

/**
 * The database of conversations, version by version. Times are milliseconds since 1970.
 *
 * An item's row says where it stands; its JSON is in `content`, which branches and forks share. So a
 * branch costs a small row for each item, and no deletion takes text away from another conversation.
 * The JSON goes with the last row that has it, by a trigger, and its words with it.
 */
export const conversationMigrations: readonly string[] = [
  `CREATE TABLE conversation (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    title TEXT NOT NULL,
    -- Whether the title is the beginning of the first message.
    is_title_derived INTEGER NOT NULL,
    -- Whether a turn made it, and not a client. It goes with its last turn.
    is_implicit INTEGER NOT NULL,
    metadata TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    forked_conversation TEXT,
    forked_turn TEXT
  ) STRICT;
  CREATE INDEX conversation_owner ON conversation (owner, used_at);
  CREATE INDEX conversation_used_at ON conversation (used_at);

  CREATE TABLE turn (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation INTEGER NOT NULL,
    owner TEXT NOT NULL,
    surface TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    previous_id TEXT,
    -- The turn that it continues from, where that is in the same conversation.
    parent INTEGER,
    -- Without a parent, it saw the items of its conversation before this position.
    base INTEGER NOT NULL,
    model TEXT NOT NULL,
    ended_at INTEGER,
    incomplete_reason TEXT,
    -- Whether it was deleted, and only its items are left, which later turns need.
    is_deleted INTEGER NOT NULL DEFAULT 0,
    usage TEXT,
    error TEXT,
    unmet TEXT NOT NULL DEFAULT '[]',
    settings TEXT NOT NULL,
    events TEXT
  ) STRICT;
  CREATE INDEX turn_conversation ON turn (conversation);
  CREATE INDEX turn_parent ON turn (parent);
  CREATE INDEX turn_status ON turn (status) WHERE status IN ('queued', 'in_progress');

  CREATE TABLE content (key INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;

  CREATE TABLE item (
    key INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    -- The turn that brought it; null for one that was added by hand or copied.
    turn INTEGER,
    kind TEXT NOT NULL CHECK (kind IN ('input', 'output', 'added', 'copied')),
    -- Its place in the conversation; null until its turn ends.
    position INTEGER,
    -- Null for a deleted one, whose place is still known to who lists the items.
    content INTEGER,
    UNIQUE (conversation, id),
    UNIQUE (conversation, position)
  ) STRICT;
  CREATE INDEX item_owner ON item (owner, id);
  CREATE INDEX item_turn ON item (turn);
  CREATE INDEX item_content ON item (content);

  CREATE VIRTUAL TABLE item_words USING fts5 (text, content = '', columnsize = 0);
  CREATE VIRTUAL TABLE title_words USING fts5 (text, content = '', columnsize = 0);
  INSERT INTO item_words (item_words, rank) VALUES ('secure-delete', 1);
  INSERT INTO title_words (title_words, rank) VALUES ('secure-delete', 1);

  CREATE TRIGGER item_deleted AFTER DELETE ON item WHEN old.content IS NOT NULL BEGIN
    DELETE FROM content WHERE key = old.content
      AND NOT EXISTS (SELECT 1 FROM item WHERE content = old.content);
  END;
  CREATE TRIGGER item_emptied AFTER UPDATE OF content ON item WHEN new.content IS NULL BEGIN
    DELETE FROM content WHERE key = old.content
      AND NOT EXISTS (SELECT 1 FROM item WHERE content = old.content);
  END;
  CREATE TRIGGER content_added AFTER INSERT ON content BEGIN
    INSERT INTO item_words (rowid, text) VALUES (new.key, ${textIn('new.json')});
  END;
  CREATE TRIGGER content_deleted AFTER DELETE ON content BEGIN
    INSERT INTO item_words (item_words, rowid, text)
      VALUES ('delete', old.key, ${textIn('old.json')});
  END;
  CREATE TRIGGER title_added AFTER INSERT ON conversation BEGIN
    INSERT INTO title_words (rowid, text) VALUES (new.key, new.title);
  END;
  CREATE TRIGGER title_changed AFTER UPDATE OF title ON conversation WHEN new.title <> old.title BEGIN
    INSERT INTO title_words (title_words, rowid, text) VALUES ('delete', old.key, old.title);
    INSERT INTO title_words (rowid, text) VALUES (new.key, new.title);
  END;
  CREATE TRIGGER conversation_deleted AFTER DELETE ON conversation BEGIN
    INSERT INTO title_words (title_words, rowid, text) VALUES ('delete', old.key, old.title);
    DELETE FROM turn WHERE conversation = old.key;
    DELETE FROM item WHERE conversation = old.key;
  END;`,
  // Answers that clients of other APIs want to keep.
  `CREATE TABLE record (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT;`,
];
