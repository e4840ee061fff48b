#!/usr/bin/env node
// Says what files are and what is wrong with them, one JSON object per line:
//   npm run inspect -- [--model] FILE...
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildInspector } from './lib/inspector.mjs';

const program = path.join(await buildInspector(), 'inspect-program.js');
// npm changes into the checkout; files are named from where the user stands.
const cwd = process.env.INIT_CWD || process.cwd();
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { cwd, stdio: 'inherit' });
process.exitCode = status ?? 1;
