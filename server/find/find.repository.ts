import type { Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';
import { type CaseFilters, caseConditions, scopeParts } from './find-conditions.ts';
import { anywhere, endingWith, gramQuery, isNumberLike } from './search-terms.ts';

/** Where a page begins: direct hits (tier 0) come before what holds the words (tier 1), both newest first. */
export interface FindPosition {
  tier: 0 | 1;
  openedAt: string;
  id: string;
}
export interface FindRequest {
  filters: CaseFilters;
  terms: readonly string[];
  scope: Scope;
  /** The grids of the scope's area; empty for other scopes. */
  gridsOfScope: readonly string[];
  /** Whether a phone may lead to a case. */
  byPhone: boolean;
  after: FindPosition | undefined;
  limit: number;
}

/** So many of the newest cases are simply read through: a word that is common fills its page from them. */
const newestReadThrough = 4000;

/** The words of a search as they are kept: one spelling of width and case, punctuation gone. */
export async function normaliseTerms(db: Db, words: readonly string[]): Promise<string[]> {
  const { rows } = await db.query(
    `select distinct term from unnest($1::text[]) word, string_to_table(search_text(word), ' ') term where term <> ''`,
    [words],
  );
  return rows.map((row) => row.term);
}

/** Positions of one page of cases, and of one more to know whether another page follows. */
export async function findPositions(db: Db, request: FindRequest): Promise<FindPosition[]> {
  const { terms, after, limit } = request;
  if (terms.length === 0) return newestOf(db, request, limit);
  const direct = after?.tier === 1 ? [] : await directHits(db, request, limit);
  if (direct.length === limit) return direct;
  const rest = {
    ...request,
    after: after?.tier === 1 ? after : undefined,
    numbers: terms.filter(isNumberLike),
  };
  const wanted = limit - direct.length;
  const near = await amongNewest(db, rest, wanted);
  const found = near.length === wanted || near.exhausted ? near.positions : await byGrams(db, rest, wanted);
  return [...direct, ...found];
}

/** Cases whose number, or whose reporter's phone, is or ends with a term; the other terms must stand in the words. */
async function directHits(db: Db, request: FindRequest, limit: number): Promise<FindPosition[]> {
  const numbers = request.terms.filter(isNumberLike);
  if (numbers.length === 0) return [];
  const { bind, values, conditions } = start(request);
  for (const number of numbers) {
    const ids = await casesEndingWith(db, number, request.byPhone);
    if (ids.length === 0) return [];
    conditions.push(`c.id = any(${bind(ids)})`);
  }
  for (const term of request.terms.filter((each) => !isNumberLike(each)))
    conditions.push(`s.document like ${bind(anywhere(term))}`);
  return read(
    db,
    0,
    `select c.id, c.opened_at from cases c join case_search s on s.case_id = c.id
      where ${conditions.join(' and ')} order by c.opened_at desc, c.id desc limit ${bind(limit)}`,
    values,
  );
}

const mostOfANumber = 2000;
async function casesEndingWith(db: Db, number: string, byPhone: boolean): Promise<string[]> {
  const phones = `
    union select k.case_id from case_contacts k where reverse(k.phone) like $1
    union select p.id from residents r join cases p on p.resident_id = r.id where reverse(r.phone) like $1`;
  const { rows } = await db.query(
    `select n.id from cases n where reverse(n.number) like $1 ${byPhone ? phones : ''} limit ${mostOfANumber}`,
    [endingWith(number)],
  );
  return rows.map((row) => row.id);
}

const newestFirst = 'order by opened_at desc, id desc';

/** The newest cases that the filters and the scope leave, each part of the scope walked by its own index. */
function newestSql(request: FindRequest, limit: string) {
  const { bind, values, conditions } = start(request);
  const parts = scopeParts(request.scope, request.gridsOfScope, bind).map(
    (part) =>
      `(select c.id, c.opened_at from cases c ${where(part === 'true' ? conditions : [part, ...conditions])} ${newestFirst} limit ${limit})`,
  );
  const sql = parts.length === 1 ? `${parts[0]}` : `${parts.join(' union ')} ${newestFirst} limit ${limit}`;
  return { bind, values, sql };
}

async function newestOf(db: Db, request: FindRequest, limit: number): Promise<FindPosition[]> {
  const { sql, values } = newestSql(request, String(limit));
  return read(db, 1, sql, values);
}

/** What holds the words among the newest that the filters leave; `exhausted` where those were all. */
async function amongNewest(
  db: Db,
  request: FindRequest,
  limit: number,
): Promise<{ positions: FindPosition[]; exhausted: boolean; length: number }> {
  const { bind, values, sql } = newestSql(request, String(newestReadThrough));
  const patterns = request.terms.map((term) => `s.document like ${bind(anywhere(term))}`);
  const { rows } = await db.query(
    `with newest as materialized (${sql})
     , found as (
       select n.id, n.opened_at from newest n join case_search s on s.case_id = n.id
        where ${patterns.join(' and ')} order by n.opened_at desc, n.id desc limit ${bind(limit)})
     select f.id, f.opened_at, (select count(*) from newest) as looked_at from (values (1)) one left join found f on true
      order by f.opened_at desc, f.id desc`,
    values,
  );
  const positions = rows.filter((row) => row.id !== null).map((row) => positionOf(row, 1));
  return { positions, length: positions.length, exhausted: rows[0].looked_at < newestReadThrough };
}

/** What holds the words, by the index of pairs; a pair's neighbours are checked in the document itself. */
async function byGrams(db: Db, request: FindRequest, limit: number): Promise<FindPosition[]> {
  const { bind, values, conditions } = start(request, 's.opened_at', 's.case_id');
  conditions.push(`search_grams(s.document) @@ ${bind(gramQuery(request.terms))}::tsquery`);
  conditions.push(...request.terms.map((term) => `s.document like ${bind(anywhere(term))}`));
  return read(
    db,
    1,
    `select c.id, c.opened_at from case_search s join cases c on c.id = s.case_id ${where(conditions)}
      order by s.opened_at desc, s.case_id desc limit ${bind(limit)}`,
    values,
  );
}

function start(
  request: FindRequest & { numbers?: readonly string[] },
  openedAt = 'c.opened_at',
  id = 'c.id',
) {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = caseConditions(request.filters, request.scope, bind);
  const { after, numbers = [] } = request;
  // what its number brought already is not brought again by its words
  const ends = numbers.map((number) => `reverse(c.number) like ${bind(endingWith(number))}`);
  if (ends.length > 0) conditions.push(`not (${ends.join(' and ')})`);
  if (after)
    conditions.push(`(${openedAt}, ${id}) < (${bind(after.openedAt)}::timestamptz, ${bind(after.id)}::uuid)`);
  return { values, bind, conditions };
}

const where = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';

const positionOf = (row: { id: string; opened_at: Date }, tier: 0 | 1): FindPosition => ({
  tier,
  openedAt: row.opened_at.toISOString(),
  id: row.id,
});

async function read(db: Db, tier: 0 | 1, sql: string, values: unknown[]): Promise<FindPosition[]> {
  const { rows } = await db.query(sql, values);
  return rows.map((row) => positionOf(row, tier));
}

/** Who reported these cases, where that is known. */
export async function listReporters(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { name: string | null; phone: string | null }>> {
  const { rows } = await db.query(
    `select c.id, coalesce(k.name, u.name) as name, coalesce(r.phone, k.phone) as phone from cases c
       left join case_contacts k on k.case_id = c.id left join users u on u.id = c.reporter_id
       left join residents r on r.id = c.resident_id
      where c.id = any($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, { name: row.name, phone: row.phone }]));
}
