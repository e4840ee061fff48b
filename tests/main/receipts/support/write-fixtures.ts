import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFixtures } from './fixtures.ts';

/** Writes the project's own receipts: `npx tsx tests/main/receipts/support/write-fixtures.ts`. */
const folder = join(import.meta.dirname, '../../../fixtures/receipts');
mkdirSync(folder, { recursive: true });
for (const [name, content] of await makeFixtures()) writeFileSync(join(folder, name), content);
