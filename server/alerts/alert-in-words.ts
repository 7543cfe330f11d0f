import type { Alert } from '#contract/alert.ts';
import type { AlertTrigger } from '#contract/alert-rule.ts';

/** What a message says, in the language of the people whom it reaches. */

const what: Record<AlertTrigger, string> = {
  opened: '新案件',
  'pre-alarm': '预警',
  dispatched: '案件派遣',
  returned: '部门退单',
  disputed: '申请确权',
  escalated: '案件升级',
  overdue: '案件超期',
  urged: '催办',
  supervised: '督办',
  reopened: '案件重办',
  dissatisfied: '群众不满意',
  unanswered: '告警无人应答',
};

type Worded = Pick<Alert, 'trigger' | 'facts' | 'happenedAt'>;

export function titleOf({ trigger, facts }: Worded): string {
  const where = facts.place?.streetName ?? facts.place?.gridName ?? facts.cameraName;
  return [`${what[trigger]}：${facts.typeName}`, where].filter(Boolean).join(' · ');
}

/** One thing a line; times are the district's. */
export function textOf({ facts, happenedAt }: Worded, timeZone: string): string {
  const { place } = facts;
  const where = [place?.townshipName, place?.communityName, place?.gridName, place?.streetName].filter(
    Boolean,
  );
  const lines = [
    where.length > 0 ? `地点：${where.join(' ')}` : facts.cameraName && `摄像机：${facts.cameraName}`,
    `时间：${localTime(happenedAt, timeZone)}`,
    facts.caseNumber && `编号：${facts.caseNumber}`,
    facts.dueAt && `时限：${localTime(facts.dueAt, timeZone)}`,
    facts.text && `说明：${facts.text}`,
  ];
  return lines.filter(Boolean).join('\n');
}

/** Many alerts in one message. */
export function summaryOf(alerts: readonly Worded[]): { title: string; text: string } {
  const counts = new Map<string, number>();
  for (const { trigger, facts } of alerts) {
    const kind = `${what[trigger]}：${facts.typeName}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const lines = [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${kind} ${count} 起`);
  return { title: `集中告警 ${alerts.length} 起`, text: lines.join('\n') };
}

const localTime = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
