class Saving {
  /** How far the saving of many documents is; `null` while none is saved. */
  progress = $state.raw<{ done: number; total: number } | null>(null);
}

/** It goes on while the user is elsewhere. Apart from what saves, which is loaded when it is asked for. */
export const saving = new Saving();
