import { randomUUID } from 'node:crypto';

/** Every way in which the sandbox can misbehave. What has an effect says so; all others have none. */
export const faultKinds = [
  /** The port takes no connections at all; lasts until cleared or for `ms`. */
  'refuse',
  /** The connection is reset before anything is done. */
  'resetBefore',
  /** Everything is done, then the connection is reset instead of an answer. */
  'resetAfter',
  /** Everything is done, half of the answer is sent, then the connection ends. */
  'halfAnswer',
  /** 429 as the gateway sends it. */
  'rateLimited',
  /** 500 with `{"message":null}`. */
  'serverError',
  /** Everything is done, then 500 with `{"message":null}`. */
  'serverErrorAfter',
  /** 503 with the body `null`. */
  'unavailable',
  /** 504 without having done anything. */
  'timeoutBefore',
  /** Everything is done, then 504. */
  'timeoutAfter',
  /** Waits `ms` before doing anything. */
  'slow',
  /** Everything is done, then waits `ms` before the answer. */
  'slowAnswer',
  /** 401, as with an expired credential. */
  'unauthorized',
  /** 402: the contract does not include this. */
  'contractProblem',
  /** 403; with `permission` only where the endpoint needs that one. */
  'forbidden',
  /** 200 with a page of HTML, as a captive portal sends it. */
  'notJson',
  /** The voucherlist learns of a document `ms` after it was made. */
  'lateIndex',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One switch. All filters given must hold; without any it holds for every call. */
export interface FaultSpec {
  kind: FaultKind;
  /** How many calls it hits before it is used up; without it, until cleared. */
  count?: number;
  method?: string;
  /** The exact path, or with `*` at its end every path that starts so. */
  path?: string;
  organizationId?: string;
  /** Only endpoints that need this permission, such as `invoices.read`. */
  permission?: string;
  /** Duration for the kinds that last, in ms. */
  ms?: number;
}

export interface Fault extends FaultSpec {
  id: string;
  /** How many calls it has hit. */
  hits: number;
}

/** What a switch can be matched against. */
export interface FaultTarget {
  method: string;
  path: string;
  organizationId: string | undefined;
  permission: string | undefined;
}

function matches(fault: Fault, target: FaultTarget): boolean {
  if (fault.count !== undefined && fault.hits >= fault.count) return false;
  if (fault.method !== undefined && fault.method.toUpperCase() !== target.method) return false;
  if (fault.organizationId !== undefined && fault.organizationId !== target.organizationId) return false;
  if (fault.permission !== undefined && fault.permission !== target.permission) return false;
  if (fault.path === undefined) return true;
  return fault.path.endsWith('*') ? target.path.startsWith(fault.path.slice(0, -1)) : fault.path === target.path;
}

/** The switches that are set, in the order in which they were set. */
export class Faults {
  #faults: Fault[] = [];
  readonly #onChange: () => void;

  /** `onChange` is told of every switch that is set or cleared. */
  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
  }

  add(spec: FaultSpec): string {
    const fault = { ...spec, id: randomUUID(), hits: 0 };
    this.#faults.push(fault);
    this.#onChange();
    return fault.id;
  }

  list(): Fault[] {
    return this.#faults.map((fault) => ({ ...fault }));
  }

  /** Clears one switch, or all. */
  clear(id?: string): void {
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
    this.#onChange();
  }

  /** The first switch of these kinds that holds for the call; it counts as a hit. */
  take(kinds: readonly FaultKind[], target: FaultTarget): Fault | undefined {
    const fault = this.#faults.find((candidate) => kinds.includes(candidate.kind) && matches(candidate, target));
    if (fault) fault.hits += 1;
    return fault;
  }

  /** A lasting switch of this kind, without counting a hit. */
  active(kind: FaultKind): Fault | undefined {
    return this.#faults.find((candidate) => candidate.kind === kind);
  }
}
