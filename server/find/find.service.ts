import type { Case } from '#contract/case.ts';
import { CaseState } from '#contract/case-state.ts';
import type { CaseSearch, FindQuery, FoundCase, FoundPage } from '#contract/find.ts';
import type { SessionUser } from '#contract/session.ts';
import { maskPhone } from '../access/mask-phone.ts';
import { isCentre, scopeOf } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import { type FindPosition, findPositions, listReporters, normaliseTerms } from './find.repository.ts';
import { type CaseFilters, gridsOf } from './find-conditions.ts';

export type FindService = ReturnType<typeof createFindService>;
type Reader = Pick<SessionUser, 'id' | 'role' | 'areaCode' | 'departmentCode'>;

/** Finds cases among those that the reader may see; `readCases` gives them by their ids. */
export function createFindService(db: Db, readCases: (ids: readonly string[]) => Promise<Case[]>) {
  const page = async (query: FindQuery, reader: Reader): Promise<FoundPage> => {
    const { q = '', after, limit, ...search } = query;
    const words = q.split(/\s+/).filter((word) => word !== '');
    const terms = await termsOf(db, words);
    const scope = scopeOf(reader);
    const positions = await findPositions(db, {
      filters: {
        ...readFilters(search),
        grids: search.areaCode ? await gridsOf(db, search.areaCode) : undefined,
      },
      terms,
      scope,
      gridsOfScope: scope.kind === 'area' ? await gridsOf(db, scope.areaCode) : [],
      byPhone: isCentre(reader.role),
      after: after === undefined ? undefined : readPosition(after),
      limit: limit + 1,
    });
    const shown = positions.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await describe(shown.map(({ id }) => id)),
      terms,
      next: positions.length > limit && last ? writePosition(last) : null,
    };
  };

  const describe = async (ids: readonly string[]): Promise<FoundCase[]> => {
    const [cases, reporters] = await Promise.all([readCases(ids), listReporters(db, ids)]);
    const byId = new Map(cases.map((item) => [item.id, item]));
    return ids.flatMap((id) => {
      const item = byId.get(id);
      const reporter = reporters.get(id);
      if (!item) return [];
      const phone = reporter?.phone ?? null;
      return [
        {
          ...item,
          reporterName: reporter?.name ?? null,
          reporterPhone: phone === null ? null : maskPhone(phone),
        },
      ];
    });
  };

  return {
    page,

    /** Every case of a search, page after page, up to `most`. */
    async *all(search: CaseSearch, reader: Reader, most: number): AsyncGenerator<FoundCase> {
      let after: string | undefined;
      for (let given = 0; given < most; ) {
        const limit = Math.min(200, most - given);
        const { items, next } = await page({ ...search, limit, ...(after ? { after } : {}) }, reader);
        yield* items;
        given += items.length;
        if (next === null) return;
        after = next;
      }
    },
  };
}

/** A number is one term though it has a dash; everything else is spelt as the index spells it. */
async function termsOf(db: Db, words: readonly string[]): Promise<string[]> {
  const numbers = words.filter((word) => /^\d{4,}-\d+$/.test(word));
  const rest = words.filter((word) => !numbers.includes(word));
  return [...numbers, ...(rest.length > 0 ? await normaliseTerms(db, rest) : [])];
}

const refuse = (path: string, message: string): never => {
  throw new Problem('bad-request', `${path}: ${message}`, { errors: [{ path, message }] });
};

function readFilters({ q: _, state, areaCode: __, ...rest }: CaseSearch): Omit<CaseFilters, 'grids'> {
  if (state === undefined || state === 'open' || state === 'overdue') return { ...rest, states: state };
  const states = state.split(',');
  const unknown = states.find((each) => !CaseState.safeParse(each).success);
  return unknown === undefined
    ? { ...rest, states }
    : refuse('state', `${unknown} is no state; known: open, overdue, ${CaseState.options.join(', ')}`);
}

const writePosition = ({ tier, openedAt, id }: FindPosition) =>
  Buffer.from(`${tier} ${openedAt} ${id}`).toString('base64url');
function readPosition(text: string): FindPosition {
  const [tier, openedAt = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  if ((tier !== '0' && tier !== '1') || !isUuid(id) || Number.isNaN(Date.parse(openedAt)))
    return refuse('after', 'must be the `next` of a page');
  return { tier: tier === '0' ? 0 : 1, openedAt, id };
}
