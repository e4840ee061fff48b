import path from 'node:path';
import { defineConfig } from '@playwright/test';

const output = process.env['KONTOR_E2E_OUTPUT'] ?? 'out/e2e';

// Each test starts Electron and a browser, on machines with two cores: one after the other.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: path.join(output, 'results'),
  workers: 1,
  // Seconds on an idle machine; the limits are for one that is busy with other things.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  projects: [
    { name: 'e2e', testMatch: '**/*.spec.ts' },
    // What `npm run package -- --check` does with the installed package.
    { name: 'installed', testMatch: 'installed/*.check.ts' },
    // Not tests: they lead through the app for whoever wants to see it.
    { name: 'demo', testMatch: 'tours/demo.tour.ts' },
    { name: 'screens', testMatch: 'tours/screens.tour.ts' },
    { name: 'room', testMatch: 'tours/room.tour.ts' },
  ],
  reporter: [['list'], ['json', { outputFile: path.join(output, 'report.json') }]],
});
