import type { Db } from '../platform/db.ts';

const surnames = '王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗';
const givenNames = [
  '建国',
  '秀英',
  '志强',
  '丽华',
  '伟',
  '桂兰',
  '海涛',
  '敏',
  '玉梅',
  '俊杰',
  '小燕',
  '国庆',
];

/** Invented callers for what residents and the hotline reported in the demo's year; no such numbers are given out. */
export async function insertHistoryContacts(db: Db): Promise<void> {
  await db.query(
    `insert into case_contacts (case_id, name, phone)
     select id, substr($1, 1 + n % length($1), 1) || ($2::text[])[1 + n * 7 % cardinality($2::text[])],
            '1000' || lpad((n::bigint * 7919 % 10000000)::text, 7, '0')
       from (select id, row_number() over (order by number)::int as n from cases
              where source in ('resident', 'hotline')) c`,
    [surnames, givenNames],
  );
}
