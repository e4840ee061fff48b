import path from 'node:path';
import arrows from '../../../build/lint/arrows.js';
import { inSvelte, inTypeScript, RuleTester } from './rule-tester.ts';

const tester = new RuleTester({ languageOptions: inTypeScript });

/** A case: this code in this file of the checkout. */
function valid(file: string, code: string): { filename: string; code: string } {
  return { filename: path.resolve(file), code };
}

function invalid(
  file: string,
  code: string,
  messageId: string,
): { filename: string; code: string; errors: { messageId: string }[] } {
  return { ...valid(file, code), errors: [{ messageId }] };
}

tester.run('the arrows between the folders', arrows, {
  valid: [
    valid(
      'domain/money.ts',
      "import Big from 'big.js'; import * as v from 'valibot'; import { ok } from './result.ts';",
    ),
    valid('preload/contract.ts', "import { centsSchema } from '../domain/primitives.ts';"),
    valid('preload/preload.ts', "import { contextBridge } from 'electron'; import { events } from './contract.ts';"),
    valid('renderer/bridge.ts', "import type { KontorApi } from '../preload/contract.ts';"),
    valid('renderer/features/editor/state.svelte.ts', "import { computeTotals } from '../../../domain/totals.ts';"),
    valid('renderer/ui/icon.ts', "import { Check } from '@lucide/svelte';"),
    valid(
      'main/lexware/client.ts',
      "import { createHash } from 'node:crypto'; import { ok } from '../../domain/result.ts';",
    ),
    valid('main/sync/push.ts', "import { createClient } from '../lexware/client.ts';"),
    valid('main/service/handlers.ts', "import type { Handlers } from '../../preload/contract.ts';"),
    valid('main/shell/window.ts', "import { BrowserWindow } from 'electron'; import '../service/handlers.ts';"),
    valid('main/index.ts', "import './shell/window.ts'; import './store/db.ts'; import './service/handlers.ts';"),
    valid('sandbox/api/server.ts', "import { createServer } from 'node:http'; import { seed } from '../seed.ts';"),
    valid('build/start.mjs', "import { startSandbox } from '../sandbox/main.ts'; await import(name);"),
    valid('build/default-app/main.js', "import { app } from 'electron';"),
    valid('tests/e2e/sign-in.spec.ts', "import '../../sandbox/main.ts'; import '../../main/index.ts';"),
    valid('main/receipts/intake.ts', "new Worker(new URL('./inspect.ts', import.meta.url));"),
    {
      ...valid('renderer/App.svelte', "<script lang='ts'>import { m } from './i18n/m.ts';</script>"),
      languageOptions: inSvelte,
    },
  ],
  invalid: [
    invalid('domain/money.ts', "import { createClient } from '../main/lexware/client.ts';", 'arrow'),
    invalid('domain/money.ts', "import type { Handlers } from '../preload/contract.ts';", 'arrow'),
    invalid('domain/money.ts', "import { readFile } from 'node:fs/promises';", 'node'),
    invalid('domain/money.ts', "import path from 'path';", 'node'),
    invalid('domain/money.ts', "import fastify from 'openid-client';", 'package'),
    invalid('domain/money.ts', "export { app } from 'electron';", 'electron'),
    invalid('preload/contract.ts', "import { ipcRenderer } from 'electron';", 'electron'),
    invalid('preload/contract.ts', "import type { Client } from '../main/lexware/client.ts';", 'arrow'),
    invalid('preload/contract.ts', "import { App } from '../renderer/App.svelte';", 'arrow'),
    invalid('preload/preload.ts', "import { vault } from '../main/auth/vault.ts';", 'arrow'),
    invalid('renderer/bridge.ts', "import { ipcRenderer } from 'electron';", 'electron'),
    invalid('renderer/bridge.ts', "import { ipcRenderer } from 'electron/renderer';", 'electron'),
    invalid('renderer/bridge.ts', "import '../preload/preload.ts';", 'arrow'),
    invalid('renderer/bridge.ts', "export * from '../main/auth/vault.ts';", 'arrow'),
    invalid('renderer/bridge.ts', "import fs from 'node:fs';", 'node'),
    invalid('renderer/bridge.ts', "const x = await import('../main/index.ts');", 'arrow'),
    invalid('renderer/bridge.ts', 'const x = await import(`../sandbox/main.ts`);', 'arrow'),
    invalid('renderer/bridge.ts', 'const x = await import(name);', 'computed'),
    invalid('renderer/worker.ts', "new Worker(new URL('../main/index.ts', import.meta.url));", 'arrow'),
    invalid('renderer/style.ts', "import css from '../main/shell/style.css?inline';", 'arrow'),
    invalid('main/lexware/client.ts', "import { net } from 'electron';", 'electron'),
    invalid('main/lexware/client.ts', "import type { BrowserWindow } from 'electron/main';", 'electron'),
    invalid('main/lexware/client.ts', "let w: import('electron').BrowserWindow;", 'electron'),
    invalid('main/store/settings.ts', "import Store from 'electron-store';", 'electron'),
    invalid('main/lexware/client.ts', "const { net } = require('electron');", 'electron'),
    invalid('main/lexware/client.ts', "const where = require.resolve('electron');", 'electron'),
    invalid('main/lexware/client.ts', "import electron = require('electron');", 'electron'),
    invalid('main/lexware/client.ts', "import { openWindow } from '../shell/window.ts';", 'arrow'),
    invalid('main/lexware/client.ts', "import type { Handlers } from '../../preload/contract.ts';", 'arrow'),
    invalid('main/lexware/client.ts', "import { handlers } from '../service/handlers.ts';", 'arrow'),
    invalid('main/lexware/client.ts', "import '../index.ts';", 'arrow'),
    invalid('main/service/handlers.ts', "import { openWindow } from '../shell/window.ts';", 'arrow'),
    invalid('main/shell/window.ts', "import { m } from '../../renderer/i18n/m.ts';", 'arrow'),
    invalid('main/shell/demo.ts', "import { startSandbox } from '../../sandbox/main.ts';", 'arrow'),
    invalid('main/index.ts', "import { app } from 'electron';", 'electron'),
    invalid('sandbox/api/totals.ts', "import { computeTotals } from '../../domain/totals.ts';", 'arrow'),
    invalid('sandbox/api/totals.ts', "import type { Money } from '../../domain/money.ts';", 'arrow'),
    invalid('sandbox/api/server.ts', "import { app } from 'electron';", 'electron'),
    invalid('build/start.mjs', "import { computeTotals } from '../domain/totals.ts';", 'arrow'),
    invalid('main/store/db.ts', "import x from '/somewhere/else.ts';", 'outside'),
    invalid('main/store/db.ts', "import x from '../../../elsewhere.ts';", 'outside'),
    invalid('main/store/db.ts', "import x from 'file:///somewhere/else.ts';", 'outside'),
    {
      ...invalid('renderer/App.svelte', "<script lang='ts'>import { app } from 'electron';</script>", 'electron'),
      languageOptions: inSvelte,
    },
    {
      ...invalid('renderer/App.svelte', "<script>import '../main/index.ts';</script>", 'arrow'),
      languageOptions: inSvelte,
    },
  ],
});
