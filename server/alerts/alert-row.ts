import { Alert } from '#contract/alert.ts';

/**
 * Everything an `Alert` needs; `a` is the alert and `c` its case, if it has one. Who may see it follows the case as it
 * is now, not as it was: its grid and its departments may have changed.
 */
export const selectAlerts = `
  select a.*, r.name as rule_name, ack.name as acknowledged_name, tak.name as taken_name,
         a.facts || case when a.case_id is null then '{}'::jsonb else jsonb_build_object(
           'areaCodes', to_jsonb(array_remove(array[w.parent_code, g.township_code, g.community_code, g.code], null)),
           'handlerCodes', to_jsonb(array(select distinct h.department_code from case_handlers h where h.case_id = c.id)),
           'reporterId', c.reporter_id) end as facts_now
    from alerts a
    join alert_rules r on r.id = a.rule_id
    left join cases c on c.id = a.case_id
    left join grids g on g.code = c.grid_code
    left join areas w on w.code = g.township_code
    left join users ack on ack.id = a.acknowledged_by
    left join users tak on tak.id = a.taken_by`;

const iso = (value: Date | null) => value?.toISOString() ?? null;

// biome-ignore lint/suspicious/noExplicitAny: a row of selectAlerts, checked by the contract's schema
export function alertOfRow(row: any): Alert {
  return Alert.parse({
    id: row.id,
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    trigger: row.trigger,
    caseId: row.case_id,
    facts: row.facts_now,
    state: row.state,
    step: row.step + 1,
    steps: row.steps.length,
    dueAt: iso(row.due_at),
    recipientIds: row.recipient_ids,
    acknowledgedBy: row.acknowledged_by && { id: row.acknowledged_by, name: row.acknowledged_name },
    takenBy: row.taken_by && { id: row.taken_by, name: row.taken_name },
    happenedAt: iso(row.happened_at),
    createdAt: iso(row.created_at),
    endedAt: iso(row.ended_at),
    version: row.version,
  });
}
