/** Lexware's cap on rows per page (API reference 3.6). */
const maxPageSize = 250;

/**
 * The query of a paged list.
 * @param page from 0
 * @param size rows per page, 1 to 250
 * @returns `null` for what Lexware would refuse
 */
export function pagingQuery(page: number, size: number): URLSearchParams | null {
  if (!Number.isInteger(page) || page < 0 || !Number.isInteger(size) || size < 1 || size > maxPageSize) return null;
  return new URLSearchParams({ page: String(page), size: String(size) });
}
