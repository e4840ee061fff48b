import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { contractPage } from './contract-page.ts';

writeFileSync(path.resolve(import.meta.dirname, '../../docs/contract.md'), `${contractPage()}\n`);
