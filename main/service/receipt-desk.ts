import type { Topic } from '../../preload/contract.ts';
import type { Converter } from '../receipts/conversion/converter.ts';
import { Intake } from '../receipts/intake/intake.ts';
import { Reading } from '../receipts/intake/reading.ts';
import { WatchedIntake } from '../receipts/intake/watched-intake.ts';
import type { Inspector } from '../receipts/inspector.ts';
import { guardValue } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import type { Ports } from './ports.ts';

/** What takes in and reads the receipts of one organisation, as long as its data are open. */
export interface ReceiptDesk {
  readonly intake: Intake;
  readonly reading: Reading;
  readonly watched: WatchedIntake;
  readonly inspector: Inspector;
  readonly converter: Converter;
  /** Ends all of it; then the store may be closed. */
  close(): Promise<void>;
}

export interface DeskParts {
  ports: Pick<Ports, 'clock' | 'emit' | 'log' | 'timers'>;
  inspector: Inspector;
  converter: Converter;
  onChanged: (topics: readonly Topic[]) => void;
}

/** Views ask again at most so often while many files come in. Ms. */
const tellEveryMs = 200;

/** Opens the desk over an open store and begins to read what was not read yet. */
export function openReceiptDesk(store: Store, { ports, inspector, converter, onChanged }: DeskParts): ReceiptDesk {
  const tell = createTeller(ports, () => onChanged(['receipts']));
  const reading = new Reading({
    store,
    inspector,
    converter,
    now: () => ports.clock.wallMs(),
    onRead: tell,
    onFailed: (error) => ports.log.error('receipts.reading', error),
  });
  const intake = new Intake({
    store,
    now: () => ports.clock.wallMs(),
    onTaken: () => {
      tell();
      reading.kick();
    },
    onProgress: (done, total) => ports.emit('progress', { task: 'receipts', done, total }),
  });
  // What a crash left of a file that was never acknowledged; nothing is being taken in yet.
  guardValue(() => store.receipts.dropUnfinished());
  reading.kick();
  const watched = new WatchedIntake({ store, intake, onChanged: tell });
  return {
    intake,
    reading,
    watched,
    inspector,
    converter,
    close: async () => {
      // The watching first: it may be handing over a file.
      await watched.stop();
      await Promise.all([intake.stop(), reading.stop()]);
    },
  };
}

/** Passes a burst of calls on as few: the first at once, the others together when the pause is over. */
function createTeller(ports: DeskParts['ports'], tell: () => void): () => void {
  let isPausing = false;
  let isWanted = false;
  const call = (): void => {
    if (isPausing) {
      isWanted = true;
      return;
    }
    isPausing = true;
    isWanted = false;
    tell();
    ports.timers.after(tellEveryMs, () => {
      isPausing = false;
      if (isWanted) call();
    });
  };
  return call;
}

/** The desks of all organisations: one for each open store, whatever becomes of its sign-in. */
export class ReceiptDesks {
  readonly #parts: Omit<DeskParts, 'onChanged'>;
  readonly #onChanged: (id: string, topics: readonly Topic[]) => void;
  readonly #desks = new WeakMap<Store, ReceiptDesk>();

  constructor(parts: Omit<DeskParts, 'onChanged'>, onChanged: (id: string, topics: readonly Topic[]) => void) {
    this.#parts = parts;
    this.#onChanged = onChanged;
  }

  /** The desk over this store of an organisation. */
  of(id: string, store: Store): ReceiptDesk {
    const known = this.#desks.get(store);
    if (known) return known;
    const made = openReceiptDesk(store, { ...this.#parts, onChanged: (topics) => this.#onChanged(id, topics) });
    this.#desks.set(store, made);
    return made;
  }
}
