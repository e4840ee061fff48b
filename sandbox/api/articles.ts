import { berlinIso } from './berlin.ts';
import { readJson } from './body.ts';
import { emptyReply, jsonReply, type Call, type Reply } from './call.ts';
import { Check } from './check.ts';
import { centsToNumber, toScaled } from './decimal.ts';
import { createdReply } from './invoices.ts';
import { asNumber, asObject, asText, type JsonObject } from './json.ts';
import { pageReply, readPage } from './paging.ts';
import { fieldProblem, notFound, regularProblem } from './problems.ts';
import { newId, type Organisation } from './store.ts';
import { otherUnitPrice } from './totals.ts';

const types = ['PRODUCT', 'SERVICE'] as const;

/** `GET /v1/articles` (API reference 4.10). */
export function listArticles(call: Call): Reply {
  const type = call.query.get('type');
  if (type !== null && !types.some((known) => known === type)) {
    return regularProblem(call, 400, 'Value must be one of: [PRODUCT, SERVICE]');
  }
  const page = readPage(call, 250, "parameter 'size' must be equal or lower than 250");
  if ('problem' in page) return page.problem;
  const wanted: [string, string | null][] = [
    ['type', type],
    ['articleNumber', call.query.get('articleNumber')],
    ['gtin', call.query.get('gtin')],
  ];
  const rows = [...call.organisation.articles.values()]
    .filter((article) => wanted.every(([key, value]) => value === null || article[key] === value))
    .sort((a, b) => (String(a.title).toLowerCase() < String(b.title).toLowerCase() ? -1 : 1));
  return pageReply(rows, page, { property: 'title', direction: 'ASC' }, (article) => article);
}

/** `GET /v1/articles/{id}`. */
export function readArticle(call: Call): Reply {
  const article = call.organisation.articles.get(call.params.id ?? '');
  return article ? jsonReply(200, article) : notFound(call);
}

/** `DELETE /v1/articles/{id}`. */
export function deleteArticle(call: Call): Reply {
  return call.organisation.articles.delete(call.params.id ?? '') ? emptyReply(204) : notFound(call);
}

function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
  const digits = Array.from(text, Number).reverse();
  return digits.reduce((sum, digit, index) => sum + digit * (index % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

function checkArticle(body: JsonObject, organisation: Organisation, ownId?: string): Check {
  const check = new Check();
  check.text('title', body.title, 255, true);
  check.text('description', body.description, 2000);
  check.text('unitName', body.unitName, 50, true);
  check.text('note', body.note, 1000);
  if (body.type === undefined || body.type === null) check.missing('type');
  const price = check.object('price', body.price, true);
  if (price) {
    if (price.leadingPrice === undefined || price.leadingPrice === null) check.missing('price.leadingPrice');
    const side = price.leadingPrice === 'GROSS' ? 'grossPrice' : 'netPrice';
    check.decimal(`price.${side}`, price[side], 4, true);
    const rate = check.decimal('price.taxRate', price.taxRate, 2, true);
    if (rate !== undefined && ![0n, 70_000n, 190_000n].includes(rate)) {
      check.note('price.taxRate', 'INVALIDVALUE', 'muss 0, 7 oder 19 sein');
    }
  }
  const gtin = asText(body.gtin);
  if (gtin && !isGtin(gtin)) check.note('gtin', 'VALIDGTIN', 'ist keine gültige GTIN');
  const number = asText(body.articleNumber);
  const taken = [...organisation.articles.values()].some(
    (other) => number !== undefined && other.articleNumber === number && other.id !== ownId,
  );
  if (taken) check.note('materialNumber', 'MATERIAL_NUMBER_ALREADY_EXISTS', 'Artikelnummer existiert bereits');
  return check;
}

/** Stores an article as it will be read back: absent texts are explicit nulls (API reference 3.3). */
export function storeArticle(
  organisation: Organisation,
  body: JsonObject,
  id: string,
  times: { createdMs: number; updatedMs: number; version: number },
): JsonObject {
  const price = asObject(body.price);
  const gross = price.leadingPrice === 'GROSS';
  const own = asNumber(gross ? price.grossPrice : price.netPrice) ?? 0;
  const other = otherUnitPrice(toScaled(own) ?? 0n, toScaled(price.taxRate) ?? 0n, gross ? 'gross' : 'net');
  const article: JsonObject = {
    id,
    organizationId: organisation.id,
    createdDate: berlinIso(times.createdMs),
    updatedDate: berlinIso(times.updatedMs),
    archived: false,
    title: body.title,
    description: body.description ?? null,
    type: body.type,
    articleNumber: body.articleNumber ?? null,
    gtin: body.gtin ?? null,
    note: body.note ?? null,
    unitName: body.unitName,
    price: {
      netPrice: gross ? centsToNumber(other) : own,
      grossPrice: gross ? own : centsToNumber(other),
      leadingPrice: price.leadingPrice,
      taxRate: price.taxRate,
    },
    version: times.version,
  };
  organisation.articles.set(id, article);
  return article;
}

function refuse(call: Call, body: JsonObject, ownId?: string): Reply | undefined {
  const leading = asObject(body.price).leadingPrice;
  const wrongType = body.type !== undefined && body.type !== null && !types.some((known) => known === body.type);
  if (wrongType) return regularProblem(call, 400, 'Value must be one of: [PRODUCT, SERVICE]');
  if (leading !== undefined && leading !== null && leading !== 'NET' && leading !== 'GROSS') {
    return regularProblem(call, 400, 'Value must be one of: [NET, GROSS]');
  }
  const check = checkArticle(body, call.organisation, ownId);
  return check.violations.length > 0 ? fieldProblem(call, check.violations) : undefined;
}

/** `POST /v1/articles`. */
export function createArticle(call: Call): Reply {
  const parsed = readJson(call);
  if ('problem' in parsed) return parsed.problem;
  const refused = refuse(call, parsed.body);
  if (refused) return refused;
  const times = { createdMs: call.now, updatedMs: call.now, version: 0 };
  const article = storeArticle(call.organisation, parsed.body, newId(), times);
  return createdReply(call, 201, { id: String(article.id), ...times });
}

/** `PUT /v1/articles/{id}`; a stale version is 409 (API reference 2.2). */
export function replaceArticle(call: Call): Reply {
  const before = call.organisation.articles.get(call.params.id ?? '');
  if (!before) return notFound(call);
  const parsed = readJson(call);
  if ('problem' in parsed) return parsed.problem;
  const id = String(before.id);
  const refused = refuse(call, parsed.body, id);
  if (refused) return refused;
  const version = asNumber(before.version) ?? 0;
  if (parsed.body.version === undefined) {
    return fieldProblem(call, [{ violation: 'NOTNULL', field: 'version', message: 'darf nicht leer sein' }]);
  }
  if (parsed.body.version !== version) {
    return regularProblem(call, 409, 'Der Artikel wurde inzwischen geändert.');
  }
  const times = { createdMs: Date.parse(String(before.createdDate)), updatedMs: call.now, version: version + 1 };
  storeArticle(call.organisation, parsed.body, id, times);
  return createdReply({ ...call, path: '/v1/articles' }, 200, { id, ...times });
}
