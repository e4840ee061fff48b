import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { at, root } from '../lib/paths.mjs';
import { runSync } from '../lib/process.mjs';
import { failed, passed } from './results.mjs';

const binary = /\.(png|ico|icns|woff2?|pdf)$/;

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Where this machine fetches packages from; the public registry's name is kept out of the files as well. */
function registryHosts() {
  const { stdout } = runSync('npm', ['config', 'get', 'registry']);
  const configured = URL.canParse(stdout.trim()) ? [new URL(stdout.trim()).host] : [];
  return [...new Set([...configured, ['registry', 'npmjs', 'org'].join('.')])];
}

/** What must not stand in any committed file, with the reason. */
function forbiddenTexts() {
  const folders = [root, os.homedir()].filter((folder) => folder.split(path.sep).length > 2 || folder === os.homedir());
  return [
    { pattern: new RegExp(registryHosts().map(escaped).join('|')), reason: 'names a registry host' },
    { pattern: new RegExp(`(?<![\\w.~-])(${folders.map(escaped).join('|')})(?![\\w-])`), reason: 'names this machine' },
    { pattern: /(?<![\w.~$}-])\/(work|home\/\w+|Users\/\w+)\/\w/, reason: 'names a folder of some machine' },
  ];
}

function judge(file, forbidden) {
  const lines = fs.readFileSync(at(file), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    forbidden.filter(({ pattern }) => pattern.test(line)).map(({ reason }) => `${file}:${index + 1} ${reason}`),
  );
}

/** No file under version control names this machine, its folders or where it fetches packages from. */
export async function auditFiles() {
  const { status, stdout, stderr } = runSync('git', ['ls-files', '-z']);
  if (status !== 0) return failed('audit of the committed files', stderr);
  const files = stdout.split('\0').filter((file) => file !== '' && !binary.test(file) && fs.existsSync(at(file)));
  const forbidden = forbiddenTexts();
  const findings = files.flatMap((file) => judge(file, forbidden));
  return findings.length === 0 ? passed() : failed('audit of the committed files', findings.join('\n'));
}
