import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'libsql';
import { toCipherKey } from '../../../main/store/database-key.ts';
import { openDatabase } from '../../../main/store/store.ts';
import type { ShapeAnswer, ShapeQuestion } from '../storage-migration.ts';
import { newSteps, oldSteps } from '../storage-steps.ts';

/** Looks at files whose migration was cut off: a question a line, an answer a line. */

type Question = ShapeQuestion & { path: string; raw: Uint8Array };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Has the driver let go of what was opened before: a new file may get the number of a removed one, and its locks. */
async function letGo(): Promise<void> {
  collect();
  await new Promise((resolve) => setImmediate(resolve));
}

/** Each look is at a copy of its own. */
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

async function look(asked: ShapeQuestion): Promise<ShapeAnswer> {
  const question = { ...asked, path: '', raw: new Uint8Array(Buffer.from(asked.key, 'hex')) };
  await letGo();
  const found = atCopy(asked, (path) => shapeOf(path, question.raw));
  await letGo();
  const old = atCopy(asked, (path) => ({ drafts: draftsBy(path, question, oldSteps) }));
  await letGo();
  const after = atCopy(asked, (path) => {
    const drafts = draftsBy(path, question, newSteps);
    return { drafts, ...(typeof drafts === 'string' ? { version: -1, shape: '' } : shapeOf(path, question.raw)) };
  });
  return { kind: 'looked', ...found, old, after };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer: ShapeAnswer;
  try {
    answer = await look(JSON.parse(line) as ShapeQuestion);
  } catch (error) {
    answer = { kind: 'thrown', message: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
