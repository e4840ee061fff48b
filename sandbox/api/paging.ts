import { jsonReply, type Call, type Reply } from './call.ts';
import type { JsonObject } from './json.ts';
import { regularProblem } from './problems.ts';

/** Rows beyond this one cannot be asked for, and `totalElements` never says more (API reference 3.6). */
export const searchWindow = 10_000;

export interface PageRequest {
  page: number;
  size: number;
}

export interface Sort {
  property: string;
  direction: 'ASC' | 'DESC';
}

function wholeNumber(text: string | null, fallback: number): number | undefined {
  if (text === null || text === '') return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Reads `page` and `size` (default 25), or says what is wrong with them. */
export function readPage(call: Call, maxSize: number, tooLarge: string): PageRequest | { problem: Reply } {
  const page = wholeNumber(call.query.get('page'), 0);
  const size = wholeNumber(call.query.get('size'), 25);
  const invalid = (name: string) => ({
    problem: regularProblem(
      call,
      400,
      `Invalid value '${call.query.get(name) ?? ''}' received for request parameter '${name}'`,
    ),
  });
  if (page === undefined) return invalid('page');
  if (size === undefined || size === 0) return invalid('size');
  if (size > maxSize) return { problem: regularProblem(call, 400, tooLarge) };
  if ((page + 1) * size > searchWindow) {
    return { problem: regularProblem(call, 400, 'Maximum search window size exceeded') };
  }
  return { page, size };
}

/** One page in Lexware's envelope. Only the rows of the page are turned into JSON. */
export function pageReply<T>(rows: T[], request: PageRequest, sort: Sort, toJson: (row: T) => JsonObject): Reply {
  const total = Math.min(rows.length, searchWindow);
  const from = request.page * request.size;
  const content = rows.slice(from, Math.min(from + request.size, total)).map(toJson);
  const totalPages = Math.ceil(total / request.size);
  return jsonReply(200, {
    content,
    first: request.page === 0,
    last: request.page >= totalPages - 1,
    totalPages,
    totalElements: total,
    numberOfElements: content.length,
    size: request.size,
    number: request.page,
    sort: [{ ...sort, ignoreCase: false, nullHandling: 'NATIVE', ascending: sort.direction === 'ASC' }],
  });
}
