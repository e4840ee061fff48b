import { measureApiUse } from './api-use.ts';
import { measureDraftSave } from './draft-save.ts';
import { isReached, linesOf, type Figure } from './figure.ts';
import { makeMirror, type Mirror } from './mirror.ts';
import { measureOpening } from './opening.ts';
import { measureListPage, measureSearch } from './search.ts';
import { measureFirstPaint } from './window/first-paint.ts';
import { measureInWindow, windowBenches } from './window/window-figures.ts';

/** `npm run bench [-- --only <name>,<name>]`: every figure of the house, and exit code 1 where a goal is missed. */
const mirrorRows = 100_000;

const benches: Record<string, (mirror: () => Mirror) => Figure[] | Promise<Figure[]>> = {
  search: (mirror) => [measureSearch(mirror())],
  'list-page': (mirror) => [measureListPage(mirror())],
  opening: (mirror) => measureOpening(mirror()),
  'draft-save': async () => [await measureDraftSave()],
  'api-use': () => measureApiUse(),
  'first-paint': () => measureFirstPaint(),
  ...Object.fromEntries(windowBenches.map((name) => [name, () => measureInWindow([name])])),
};

function chosen(args: readonly string[]): string[] {
  const at = args.indexOf('--only');
  const names = at < 0 ? Object.keys(benches) : (args[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !(name in benches));
  if (unknown.length === 0) return names;
  throw new Error(`No bench is called "${unknown.join(', ')}". There are: ${Object.keys(benches).join(', ')}.`);
}

const names = chosen(process.argv.slice(2));
const made: Mirror[] = [];
const mirror = () => {
  const [known = makeMirror(mirrorRows)] = made;
  made[0] = known;
  return known;
};
try {
  for (const name of names) {
    for (const figure of (await benches[name]?.(mirror)) ?? []) {
      console.log(linesOf(figure));
      if (!isReached(figure)) process.exitCode = 1;
    }
  }
} finally {
  made[0]?.close();
}
