import { describe, expect, it } from 'vitest';
import { mustRun, redactHosts, run, runSync } from '../../../build/lib/process.mjs';

const host = ['packages', 'internal', 'example'].join('.');

describe('redactHosts', () => {
  it.each([
    [`GET https://${host}/svelte 404`, 'GET https://…/svelte 404'],
    [`http://${host}:4873/x and https://${host}`, 'http://…/x and https://…'],
    [`request to https://user:secret@${host}/ failed`, 'request to https://…/ failed'],
  ])('takes the host out of %s', (text, clean) => {
    expect(redactHosts(text)).toBe(clean);
    expect(redactHosts(text)).not.toContain(host);
  });

  it.each(['http://127.0.0.1:4010/x', 'http://localhost:80', 'no address at all'])('leaves %s alone', (text) => {
    expect(redactHosts(text)).toBe(text);
  });
});

describe('running programs', () => {
  it('answers status and output of a program that failed', async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    expect(runSync(process.execPath, ['-e', script])).toEqual({ status: 3, stdout: 'out\n', stderr: 'err\n' });
    expect(await run(process.execPath, ['-e', script])).toEqual({ status: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('answers 127 for a program that is not there', async () => {
    expect(runSync('kontor-no-such-program', []).status).toBe(127);
    expect((await run('kontor-no-such-program', [])).status).toBe(127);
  });

  it('throws what a set-up step said last, without naming hosts', () => {
    const script = `console.error("fetch https://${host}/x failed"); process.exitCode = 1`;
    const attempt = (): string => mustRun('The step', process.execPath, ['-e', script]);
    expect(attempt).toThrow('The step failed (exit 1).\nfetch https://…/x failed');
  });
});
