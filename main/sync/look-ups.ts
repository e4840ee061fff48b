import type { Clock } from './clock.ts';

/**
 * When an operation of unknown outcome is looked for, ms after the one before. Lexware's gateway gives up after 30
 * seconds while the work may go on, and its list may lag, so absence counts only when all of these, over a minute, saw
 * nothing (API reference 2.2, 4.11).
 */
export const lookUpDelaysMs = [3_000, 20_000, 40_000] as const;

const repeatMs = { first: 10_000, longest: 5 * 60_000 };

interface Course {
  /** Scheduled look-ups that saw everything and found nothing. */
  absences: number;
  failures: number;
  /** By what the delays are multiplied. */
  stretch: number;
  /** Waiting to repeat a failed look-up. */
  postponed: boolean;
  due: boolean;
  cancel: () => void;
}

/**
 * Times the look-ups. Kept in memory and measured by timers only: neither a jump of the clock nor a restart can make
 * a minute pass that did not.
 */
export class LookUps {
  readonly #clock: Clock;
  readonly #onDue: () => void;
  readonly #courses = new Map<string, Course>();

  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /**
   * Begins the look-ups for an operation that has none.
   * @param stretch multiplies the delays, for what repeats itself and must not do so all the time
   */
  watch(id: string, stretch = 1): void {
    if (this.#courses.has(id)) return;
    const course: Course = { absences: 0, failures: 0, stretch, postponed: false, due: false, cancel: () => undefined };
    this.#courses.set(id, course);
    this.#arm(course, lookUpDelaysMs[0] * stretch);
  }

  /** Whether a look-up of this operation is to be made now. */
  isDue(id: string): boolean {
    return this.#courses.get(id)?.due ?? false;
  }

  /** A complete look-up saw nothing, or nothing certain. Answers whether that is the proof. */
  countAbsence(id: string): boolean {
    const course = this.#courses.get(id);
    if (!course) return false;
    course.absences += 1;
    const delay = lookUpDelaysMs[course.absences];
    if (delay === undefined) return true;
    this.#arm(course, delay * course.stretch);
    return false;
  }

  /** A look-up could not be made; it is repeated and counts for nothing. */
  postpone(id: string, pauseMs: number): void {
    const course = this.#courses.get(id);
    if (!course) return;
    course.failures += 1;
    const pause = Math.min(repeatMs.longest, repeatMs.first * 2 ** Math.min(course.failures - 1, 10));
    this.#arm(course, Math.max(pause, pauseMs), true);
  }

  /** Makes look-ups that wait after a failure due at once; the spacing of those that count stays. */
  hurry(): void {
    for (const course of this.#courses.values()) {
      if (!course.postponed) continue;
      course.cancel();
      course.due = true;
    }
  }

  /** The operation is settled. */
  forget(id: string): void {
    this.#courses.get(id)?.cancel();
    this.#courses.delete(id);
  }

  /** Ends all waiting. */
  clear(): void {
    for (const id of [...this.#courses.keys()]) this.forget(id);
  }

  #arm(course: Course, delayMs: number, postponed = false): void {
    course.cancel();
    course.due = false;
    course.postponed = postponed;
    course.cancel = this.#clock.after(delayMs, () => {
      course.due = true;
      this.#onDue();
    });
  }
}
