#!/usr/bin/env node
// Leads through the real app, without anybody at the keyboard, and leaves pictures behind:
//   node build/tour.mjs demo       the main job, step by step, to out/demo/
//   node build/tour.mjs screens    every screen in both themes and both languages, to out/screens/
//   node build/tour.mjs room       every screen with texts 40 % longer, and at 200 %, which two specs check too
import fs from 'node:fs';
import { runInSession } from './e2e/session.mjs';
import { at } from './lib/paths.mjs';
import { setUp } from './setup.mjs';

const tours = ['demo', 'screens', 'room'];

async function main(name) {
  if (!tours.includes(name)) throw new Error(`Say which tour: ${tours.join(', ')}.`);
  const runtime = await setUp(['run', 'headless', 'test'], (line) => console.log(line));
  const { buildApp } = await import('./steps/app-build.mjs');
  const { failures } = await buildApp();
  if (failures.length > 0) throw new Error(`The build failed.\n${failures[0].detail}`);
  fs.rmSync(at('out', name), { recursive: true, force: true });
  const args = ['node_modules/@playwright/test/cli.js', 'test', `--project=${name}`, '--reporter=line'];
  const stdio = ['ignore', 'inherit', 'inherit'];
  const { status } = await runInSession(runtime, args, { collect: at('out'), stdio });
  if (status === 0) console.log(`The pictures are in ${at('out', name)}`);
  return status;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
