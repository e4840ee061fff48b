import { fail } from '../../domain/result.ts';
import type { LexwareApi } from './api.ts';
import { invalidInput, type Caller } from './call.ts';
import { pagingQuery } from './paging-query.ts';
import { articleSchema } from './wire/article.ts';
import { pageSchema } from './wire/page.ts';

/** The catalogue (API reference 4.10). */
export function articleCalls(caller: Caller): Pick<LexwareApi, 'listArticles'> {
  const schema = pageSchema(articleSchema);
  return {
    async listArticles(page, size, options) {
      const query = pagingQuery(page, size);
      if (query === null) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/articles?${query.toString()}` }, schema, options);
    },
  };
}
