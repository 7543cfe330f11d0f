import type { Db } from '../platform/db.ts';

/** What residents of the demo grid reported today: one case for the grid's own staff to handle, one for them to check. */
export async function insertGridTasks(db: Db, plateCode: string): Promise<void> {
  await db.query(
    `with told as (
       select * from (values
         (1, '01.01', '楼下垃圾桶满了，旁边堆了几袋，有异味', '13900000001', 50, 'grid', 'dispatched'),
         (2, '01.02', '单元门口的建筑垃圾还没有清走', '13900000002', 190, 'county', 'feedback'))
         t (n, type_code, text, phone, minutes, level, state)),
     people as (
       insert into residents (phone, verified_at) select phone, now() - make_interval(mins => minutes) from told returning id, phone),
     opened as (
       insert into cases (number, source, type_code, department_code, state, level, location, grid_code, street_id, text,
                          resident_id, plate_code, started_at, opened_at, accepted_at, dispatched_at, received_at, arrived_at,
                          feedback_at, due_at)
       select to_char(at at time zone (select time_zone from district), 'YYYYMMDD') || '-' ||
                lpad(nextval('case_number_seq')::text, 6, '0'),
              'resident', told.type_code, case when level = 'county' then e.department_code end, state, level, p.location,
              p.grid_code, (select s.id from streets s where s.geom && st_expand(p.location, 0.005)
                             order by s.geom <-> p.location limit 1),
              told.text, people.id, p.code, at, at, at + interval '4 minutes', at + interval '6 minutes',
              case when state = 'feedback' then at + interval '20 minutes' end,
              case when state = 'feedback' then at + interval '60 minutes' end,
              case when state = 'feedback' then at + interval '120 minutes' end, now() + interval '5 hours'
         from told join people using (phone) join event_types e on e.code = told.type_code
         join door_plates p on p.code = $1,
              lateral (select now() - make_interval(mins => minutes) as at) t
       returning *),
     contacts as (
       insert into case_contacts (case_id, phone) select o.id, people.phone from opened o join people on people.id = o.resident_id),
     handlers as (
       insert into case_handlers (case_id, department_code, main, since)
       select id, department_code, true, dispatched_at from opened where department_code is not null)
     insert into case_steps (case_id, step, from_state, to_state, at, note, data)
     select o.id, s.step, s.from_state, s.to_state, s.at, s.note, s.data
       from opened o, lateral (values
         (1, 'report', null, 'reported', o.opened_at, null, '{}'::jsonb),
         (2, 'accept', 'reported', 'accepted', o.accepted_at, null, '{}'),
         (3, 'dispatch', 'accepted', 'dispatched', o.dispatched_at, null,
          case when o.department_code is null then jsonb_build_object('level', o.level)
               else jsonb_build_object('departmentCode', o.department_code) end),
         (4, 'receive', 'dispatched', 'received', o.received_at, null, '{}'),
         (5, 'arrive', 'received', 'on-site', o.arrived_at, null, '{}'),
         (6, 'feedback', 'on-site', 'feedback', o.feedback_at, '建筑垃圾已清运，请核查', '{}'))
         s (n, step, from_state, to_state, at, note, data)
      where s.at is not null order by o.opened_at, s.n`,
    [plateCode],
  );
}
