/** What a text field tells of every key. */
export type InputEvent = Event & { currentTarget: HTMLInputElement | HTMLTextAreaElement };

/** What stands in the field. */
export function valueOf(event: InputEvent): string {
  return event.currentTarget.value;
}
