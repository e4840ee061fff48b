import fs from 'node:fs';
import { at } from '../lib/paths.mjs';
import { runTool } from './node-tools.mjs';
import { byStatus, failed } from './results.mjs';

const products = ['out/main/index.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

/** Builds main, preload and renderer into out/. */
export async function buildApp() {
  const outcome = await runTool(['electron-vite'], ['build', '--logLevel', 'warn']);
  const missing = products.filter((file) => !fs.existsSync(at(file)));
  if (outcome.status === 0 && missing.length > 0) return failed('build', `missing afterwards: ${missing.join(', ')}`);
  return byStatus('build', outcome);
}
