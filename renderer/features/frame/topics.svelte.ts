import { topics, type Topic } from '../../../preload/contract-topics.ts';
import { kontor } from '../../bridge.ts';

function perTopic<T>(make: () => T): Record<Topic, T> {
  return Object.fromEntries(topics.map((topic) => [topic, make()])) as Record<Topic, T>;
}

const versions = $state(perTopic(() => 0));
const listeners = perTopic((): (() => void)[] => []);

/**
 * Counts the changes of a topic; reactive. Reading it in an effect or a `$derived` that asks main makes the view
 * ask again after every change.
 *
 * @example $effect(() => { topicVersion('invoices'); void list.reload(); });
 */
export function topicVersion(topic: Topic): number {
  return versions[topic];
}

/** Calls `listener` after each change of a topic until the returned function is called. */
export function onTopic(topic: Topic, listener: () => void): () => void {
  listeners[topic].push(listener);
  return () => {
    listeners[topic] = listeners[topic].filter((known) => known !== listener);
  };
}

/** Tells everybody that these topics changed: on main's word, or after an own write whose answer is at hand. */
export function announce(changed: readonly Topic[]): void {
  for (const topic of changed) {
    versions[topic] += 1;
    for (const listener of [...listeners[topic]]) listener();
  }
}

/** Starts to listen to main. Returns a function that ends it. */
export function listenToTopics(): () => void {
  return kontor.on('changed', (event) => announce(event.topics));
}
