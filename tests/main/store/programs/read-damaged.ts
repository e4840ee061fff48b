import { openDatabase } from '../../../../main/store/store.ts';

/** Opens a database and reads everything in it; says how that ended. Arguments: path, key (hexadecimal). */
const [path = '', key = ''] = process.argv.slice(2);
const opened = openDatabase({ path, key: new Uint8Array(Buffer.from(key, 'hex')) });
if (!opened.ok) {
  process.stdout.write(opened.error.code);
} else {
  const store = opened.value;
  const results = [
    store.vouchers.list({ search: 'nordlicht', sort: { key: 'contactName', direction: 'asc' } }, '2026-09-01'),
    store.vouchers.list({ limit: 500 }, '2026-09-01'),
    store.drafts.list(),
    store.operations.list(),
    store.contacts.search('', 100),
  ];
  const [failed = 'read'] = results.flatMap((result) => (result.ok ? [] : [result.error.code]));
  process.stdout.write(failed);
}
