import * as v from 'valibot';
import type { Page } from '../api.ts';
import { listOf } from './lenient.ts';

const countField = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/**
 * The paging envelope (API reference 3.6). A row that cannot be read makes the whole page unreadable, since a page
 * with a silent gap would pass for complete; a row that we have no use for (`null`) is left out.
 */
export function pageSchema<T extends object>(
  row: v.GenericSchema<unknown, T | null>,
): v.GenericSchema<unknown, Page<T>> {
  return v.pipe(
    v.object({ content: listOf(row), last: v.boolean(), totalPages: countField, totalElements: countField }),
    v.transform((page): Page<T> => ({
      ...page,
      content: page.content.filter((each): each is T & {} => each !== null),
    })),
  );
}
