#!/usr/bin/env node
// The campaigns and fuzzes at their full sizes; each ends with one line, and the exit code says whether all are clean:
//   node build/campaigns.mjs [--only <name>,<name>] [--seed <number>]
import fs from 'node:fs';
import { at } from './lib/paths.mjs';
import { setUp } from './setup.mjs';
import { runTool } from './steps/node-tools.mjs';

/** The campaign of the whole app needs a desktop session and the built app; all others are Vitest's. */
const appCampaign = 'app-kills';
const colours = new RegExp(String.raw`\u001b\[[0-9;]*m`, 'g');

/** The test file of each campaign that Vitest runs; a fuzz has `fuzz-` before its name. */
function testFiles() {
  const inFolder = (folder, prefix) =>
    fs
      .readdirSync(at(folder))
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => [prefix + file.replace(/\.test\.ts$/, ''), `${folder}/${file}`]);
  return new Map([...inFolder('tests/campaigns', ''), ...inFolder('tests/fuzz', 'fuzz-')]);
}

function campaignNames() {
  return [...testFiles().keys(), appCampaign];
}

function valueOf(args, option) {
  const index = args.indexOf(option);
  return index < 0 ? undefined : args[index + 1];
}

function chosenNames(only) {
  const names = campaignNames();
  const chosen = only === undefined ? names : only.split(',');
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No campaign is called "${unknown.join(', ')}". There are: ${names.join(', ')}.`);
  }
  return chosen;
}

async function runApp(runtime, env) {
  const { buildApp } = await import('./steps/app-build.mjs');
  const built = await buildApp();
  if (built.failed > 0) return { status: 1, stdout: '', stderr: built.failures[0].detail };
  const { runInSession } = await import('./e2e/session.mjs');
  const args = [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--project=e2e',
    '--reporter=list',
    'app-kills.spec.ts',
  ];
  return runInSession(runtime, args, { env });
}

async function runOne(name, runtime, env) {
  const started = performance.now();
  const outcome =
    name === appCampaign
      ? await runApp(runtime, env)
      : await runTool(['vitest'], ['run', '--project=node', testFiles().get(name)], {
          env: { ...process.env, ...env },
        });
  const output = (outcome.stdout + outcome.stderr).replace(colours, '');
  const lines = output.split('\n').filter((line) => /^(CAMPAIGN|FUZZ) /.test(line));
  for (const line of lines) console.log(line);
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(`${outcome.status === 0 ? '✓' : '✗'} ${name} (${minutes} min)`);
  if (outcome.status !== 0) console.log(output.replace(/^/gm, '    '));
  return outcome.status === 0;
}

async function main(args) {
  const names = chosenNames(valueOf(args, '--only'));
  const seed = valueOf(args, '--seed') ?? String(1 + Math.floor(Math.random() * 999_999));
  const runtime = await setUp(['run', 'headless', 'test'], (line) => console.log(line));
  const env = { KONTOR_CAMPAIGN_SIZE: 'full', KONTOR_CAMPAIGN_SEED: seed };
  const waiting = names.filter((name) => name !== appCampaign);
  const clean = [];
  const workOff = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      clean.push(await runOne(name, runtime, env));
    }
  };
  // Two at a time: each waits for its processes about half of its time.
  await Promise.all([workOff(), workOff()]);
  if (names.includes(appCampaign)) clean.push(await runOne(appCampaign, runtime, env));
  return clean.every(Boolean);
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
