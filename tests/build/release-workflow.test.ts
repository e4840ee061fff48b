import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../build/lib/yaml.mjs';

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, string | boolean | number>;
}
interface Job {
  permissions?: Record<string, string>;
  needs?: string;
  strategy?: { matrix: { include: { name: string; runner: string }[] } };
  steps: Step[];
}
interface Workflow {
  on: unknown;
  permissions: Record<string, string>;
  jobs: { packages: Job; draft: Job };
}

const text = fs.readFileSync('.github/workflows/release.yml', 'utf8');
const workflow = readYaml('.github/workflows/release.yml') as Workflow;
const { packages, draft } = workflow.jobs;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

/** Where in the job a command is run; -1: nowhere. */
const position = (command: RegExp): number => packages.steps.findIndex(({ run }) => command.test(run ?? ''));

describe('the release workflow', () => {
  it('runs for a tag and for nothing else', () => {
    expect(workflow.on).toEqual({ push: { tags: ['v*'] } });
  });

  it('runs on all three systems, and on both processors of Apple', () => {
    const runners = packages.strategy?.matrix.include.map(({ runner }) => runner);
    expect(runners).toEqual(['ubuntu-24.04', 'macos-15', 'macos-15-intel', 'windows-2025']);
  });

  it('installs what is pinned, takes the official Electron, tests all of it, and only then packages', () => {
    const order = [/^npm ci$/, /^npx install-electron$/, /^npm test$/, /npm run package\n?$/].map(position);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(packages.steps.filter((step) => 'continue-on-error' in step)).toEqual([]);
    expect(text).not.toMatch(/--only|--registry/);
  });

  it('uses actions by their commits alone, and with the version beside', () => {
    const lines = text.split('\n').filter((line) => line.includes('uses:'));
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may write in the last job only, which runs nothing of the checkout', () => {
    expect(workflow.permissions).toEqual({});
    expect(packages.permissions).toEqual({ contents: 'read' });
    expect(draft.permissions).toEqual({ contents: 'write' });
    expect(draft.needs).toBe('packages');
    expect(draft.steps.some(({ uses, run }) => uses?.includes('checkout') || /npm|node/.test(run ?? ''))).toBe(false);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual([false]);
  });

  it('shows secrets to the step that packages and to no other', () => {
    const knowing = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
    expect(knowing.map(({ name }) => name)).toEqual(['Package']);
    expect(steps.filter(({ run }) => run?.includes('${{')).map(({ name }) => name)).toEqual([]);
  });

  it('lays sums, bills of materials and licences beside the packages, in a draft', () => {
    const kept = packages.steps.find(({ uses }) => uses?.includes('upload-artifact'))?.with?.['path'];
    for (const name of ['SHA256SUMS', 'sbom.cdx.json', 'THIRD-PARTY-LICENSES.txt']) expect(kept).toContain(name);
    expect(draft.steps.map(({ run }) => run).join('\n')).toMatch(/sha256sum --check[\s\S]*--draft/);
  });
});
