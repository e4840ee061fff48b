import { migrations } from '../../main/store/migrations/index.ts';

/** The first shape that was ever released. */
export const oldSteps: readonly string[] = migrations.slice(0, 1);

/** All of today's steps, and two that do everything that a step may do: change tables, fill them, move rows, drop. */
export const newSteps: readonly string[] = [
  ...migrations,
  `ALTER TABLE drafts ADD COLUMN note TEXT NOT NULL DEFAULT '';
   UPDATE drafts SET note = 'moved ' || id;
   CREATE TABLE added (id TEXT PRIMARY KEY, note TEXT NOT NULL) STRICT;
   INSERT INTO added SELECT id, note FROM drafts;
   CREATE INDEX added_by_note ON added (note);
   UPDATE draft_versions SET saved_ms = saved_ms + 1;`,
  `CREATE TABLE renewed (id TEXT PRIMARY KEY, note TEXT NOT NULL, longer BLOB NOT NULL) STRICT;
   INSERT INTO renewed SELECT id, note, zeroblob(3000) FROM added;
   DROP TABLE added;
   ALTER TABLE renewed RENAME TO added;
   CREATE INDEX added_again ON added (note);`,
];
