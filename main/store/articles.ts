import type { Article } from '../../domain/contact.ts';
import { MirrorTable } from './mirror-table.ts';
import type { Sql } from './sql.ts';

export type Articles = MirrorTable<Article>;

/** The mirror of Lexware's articles, found by title, number and description. */
export function createArticles(sql: Sql): Articles {
  return new MirrorTable<Article>(sql, {
    table: 'articles',
    name: (article) => article.title,
    searchable: (article) => [article.title, article.number ?? '', article.description],
  });
}
