import type { Db } from '../platform/db.ts';

/** 督办单 of the last weeks: each for a case that was closed too late, each answered when it was. */
export async function insertPastOrders(db: Db, now: Date): Promise<void> {
  await db.query(
    `insert into supervision_orders (year, serial, case_id, phase, due_at, department_code, level, reason, issued_at,
                                     answer, answered_by, answered_at)
     select year, row_number() over (partition by year order by due_at, id), id, 'whole', due_at, department_code,
            'county', '办理超期', due_at, '已处置完毕，经核查结案。',
            (select u.id from users u where u.role = 'operator' order by u.username limit 1), closed_at
       from (select c.*, extract(year from due_at at time zone (select time_zone from district))::int as year
               from cases c
              where closed_at > due_at and due_at > $1::timestamptz - interval '30 days' and source <> 'ai') late`,
    [now],
  );
  await db.query(
    `insert into supervision_copies (order_id, user_id)
     select o.id, u.id from supervision_orders o, users u where u.role in ('leader', 'supervisor') and u.area_code is null`,
  );
}
