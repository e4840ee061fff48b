import Database from 'libsql';
import type { OperationKind, OperationState } from '../../domain/operation.ts';
import { decode, decodeText } from '../../main/store/codec.ts';
import { toCipherKey } from '../../main/store/database-key.ts';
import { Sql } from '../../main/store/sql.ts';

interface Entry {
  from?: OperationState;
  to?: OperationState;
  note?: { lookUp?: string; decision?: { kind: string } };
}

/** What the appended record says of one operation, judged. */
export interface Course {
  kind: OperationKind;
  state: OperationState;
  /** How often `sending` was written. */
  sendings: number;
  /** Ways back into the queue for which the record shows no proof and no word of the user's. */
  unproved: number;
}

/** Reads all operations and their attempts with plain SQL, past the code under test. */
export function readCourses(sql: Sql): Map<string, Course> {
  const courses = new Map<string, Course>();
  const operations = sql.all(
    'SELECT CAST(id AS BLOB) AS id, CAST(kind AS BLOB) AS kind, CAST(state AS BLOB) AS state FROM operations',
  );
  for (const row of operations) {
    const [id, kind, state] = ['id', 'kind', 'state'].map((name) => decodeText(row[name]));
    courses.set(id!, { kind: kind as OperationKind, state: state as OperationState, sendings: 0, unproved: 0 });
  }
  const attempts = sql.all('SELECT CAST(operation_id AS BLOB) AS id, entry FROM attempts ORDER BY sequence');
  for (const row of attempts) {
    const course = courses.get(decodeText(row['id']));
    if (course) follow(course, decode(row['entry']) as Entry);
  }
  return courses;
}

/** What a look-up has to have said for an operation to go back into the queue by itself. */
const grounds: Readonly<Record<OperationKind, string | null>> = {
  createInvoiceDraft: 'absent',
  createInvoiceFinalised: null,
  createContact: null,
  uploadReceipt: 'repeatable',
};

function follow(course: Course, { from, to, note }: Entry): void {
  if (to === 'sending') {
    course.sendings += 1;
    if (from !== 'queued') course.unproved += 1;
  }
  if (to !== 'queued') return;
  if (from === 'unknown' && note?.lookUp !== grounds[course.kind]) course.unproved += 1;
  if (from === 'needsDecision' && note?.decision?.kind !== 'sendAgain') course.unproved += 1;
}

/** The same of a file that nobody has open. */
export function readCoursesOf(path: string, key: Uint8Array): Map<string, Course> {
  const sql = new Sql(new Database(path, { encryptionKey: toCipherKey(key) } as Database.Options));
  try {
    return readCourses(sql);
  } finally {
    sql.close();
  }
}
