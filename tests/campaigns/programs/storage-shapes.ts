import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { toCipherKey } from '../../../main/store/database-key.ts';
import { openDatabase } from '../../../main/store/store.ts';
import type { ShapeAnswer, ShapeQuestion } from '../storage-migration.ts';
import { newSteps, oldSteps } from '../storage-steps.ts';

/** Looks at files whose migration was cut off: a question a line, an answer a line. */

type Question = ShapeQuestion & { path: string; raw: Uint8Array };

/** Each look is at a copy of its own, since a refused file stays locked while this process lives. */
function atCopy<T>({ folder, name }: ShapeQuestion, look: (path: string) => T): T {
  const copy = `${folder}-look`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  return look(join(copy, name));
}

function draftsBy(path: string, question: Question, steps: readonly string[]): string[] | string {
  const opened = openDatabase({ path, key: question.raw }, { steps });
  if (!opened.ok) return opened.error.code;
  const list = opened.value.drafts.list();
  opened.value.close();
  return list.ok ? list.value.map(({ draft }) => draft.id) : list.error.code;
}

function shapeOf(path: string, key: Uint8Array): { version: number; shape: string } {
  const options = { timeout: 0, encryptionKey: toCipherKey(key) };
  const database = new Database(path, options);
  database.prepare('PRAGMA locking_mode = EXCLUSIVE').all([]);
  const [version] = database.prepare('PRAGMA user_version').all([]) as { user_version: number }[];
  const [row] = database
    .prepare(
      `SELECT CAST(coalesce(group_concat(name || coalesce(sql, ''), ';'), '') AS BLOB) AS shape
       FROM (SELECT name, sql FROM sqlite_master ORDER BY name)`,
    )
    .all([]) as { shape: ArrayBuffer }[];
  const shape = Buffer.from(row?.shape ?? new ArrayBuffer(0)).toString('utf8');
  database.close();
  return { version: version?.user_version ?? -1, shape };
}

function look(asked: ShapeQuestion): ShapeAnswer {
  const question = { ...asked, path: '', raw: new Uint8Array(Buffer.from(asked.key, 'hex')) };
  const found = atCopy(asked, (path) => shapeOf(path, question.raw));
  const old = atCopy(asked, (path) => ({ drafts: draftsBy(path, question, oldSteps) }));
  const after = atCopy(asked, (path) => {
    const drafts = draftsBy(path, question, newSteps);
    return { drafts, ...(typeof drafts === 'string' ? { version: -1, shape: '' } : shapeOf(path, question.raw)) };
  });
  return { kind: 'looked', ...found, old, after };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer: ShapeAnswer;
  try {
    answer = look(JSON.parse(line) as ShapeQuestion);
  } catch (error) {
    answer = { kind: 'thrown', message: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
