import type { FigureReport } from '#contract/figures.ts';
import { counts, type RateName, rateNames, rateOf, rates, tableCounts } from '#contract/indicator.ts';
import type { DocumentPart, ReportDocument } from './document.ts';
import { overdueParts, sceneParts, typicalParts } from './month-case-parts.ts';
import type { MonthFacts } from './month-facts.ts';
import { changeText, momentText, monthText, movedBy, movedByPoints, percentText } from './month-words.ts';

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八'];
const topTypes = 10;

/** The month's report (专报) in the order in which leaders read it; what has nothing to tell is left out. */
export function monthDocument(facts: MonthFacts, madeAt: string): ReportDocument {
  const sections: { name: string; parts: DocumentPart[] }[] = [
    { name: '总体情况', parts: overall(facts) },
    { name: '案件类型', parts: types(facts) },
    { name: '部门办理情况', parts: groups(facts.byDepartment, '部门') },
    { name: '各街道（乡镇）情况', parts: groups(facts.byTownship, '街道（乡镇）') },
    { name: '超期案件', parts: overdueParts(facts) },
    { name: '智能识别', parts: sceneParts(facts) },
    { name: '典型案例', parts: typicalParts(facts) },
  ].filter(({ parts }) => parts.length > 0);
  return {
    title: `${facts.districtName}网格化治理工作专报`,
    subtitle: `${monthText(facts.month)}${facts.total.isRunning ? `（截至 ${lastDay(facts.total)}）` : ''}`,
    parts: [
      ...sections.flatMap(({ name, parts }, i) => [
        { kind: 'heading' as const, text: `${numerals[i]}、${name}` },
        ...parts,
      ]),
      { kind: 'heading', text: '附：指标口径' },
      ...rateNames.map((name): DocumentPart => ({ kind: 'paragraph', text: formula(name) })),
    ],
    closing: [`${facts.districtName}指挥中心`, momentText(madeAt, facts.timeZone)],
  };
}

const lastDay = ({ now }: FigureReport): string => {
  const day = new Date(Date.parse(now.to) - 86_400_000);
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
};

const formula = (name: RateName): string => {
  const { part, of } = rates[name];
  return `${rates[name].name[0]} = ${counts[part].name[0]} ÷ ${counts[of].name[0]} × 100%。${counts[part].name[0]}：${counts[part].meaning[0]}；${counts[of].name[0]}：${counts[of].meaning[0]}。`;
};

function overall({ total: { total, isRunning, known } }: MonthFacts): DocumentPart[] {
  const { now, before, yearAgo } = total;
  const rate = (name: RateName) =>
    `${rates[name].name[0]} ${percentText(rateOf(name, now))}，环比${movedByPoints(rateOf(name, now), rateOf(name, before))}`;
  return [
    {
      kind: 'paragraph',
      text: `${isRunning ? '本月至今' : '本月'}共上报案件 ${now.reported} 件，环比${movedBy(now.reported, before.reported)}，同比${movedBy(now.reported, yearAgo.reported)}；立案 ${now.filed} 件，派遣 ${now.dispatched} 件，处置 ${now.handled} 件，结案 ${now.closed} 件，其中超期结案 ${now.closedLate} 件。`,
    },
    {
      kind: 'paragraph',
      text: `${rate('filedInTimeRate')}；${rate('dispatchedWellRate')}；${rate('closedInTimeRate')}；${rate('satisfactionRate')}。`,
    },
    {
      kind: 'table',
      columns: [
        { name: '指标', width: 3 },
        { name: '本期', width: 2, isNumber: true },
        { name: '上期', width: 2, isNumber: true },
        { name: '环比', width: 2, isNumber: true },
        { name: '去年同期', width: 2, isNumber: true },
        { name: '同比', width: 2, isNumber: true },
      ],
      rows: [
        ...tableCounts.map((name) => [
          counts[name].name[0],
          String(now[name]),
          known.before ? String(before[name]) : '—',
          changeText(now[name], before[name]),
          known.yearAgo ? String(yearAgo[name]) : '—',
          changeText(now[name], yearAgo[name]),
        ]),
        ...rateNames.map((name) => {
          const [present, past, year] = [now, before, yearAgo].map((each) => rateOf(name, each)) as [
            number | null,
            number | null,
            number | null,
          ];
          return [
            rates[name].name[0],
            percentText(present),
            percentText(past),
            pointsText(present, past),
            percentText(year),
            pointsText(present, year),
          ];
        }),
      ],
    },
  ];
}

function pointsText(now: number | null, then: number | null): string {
  if (now === null || then === null) return '—';
  const points = (now - then) * 100;
  return `${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points).toFixed(1)} 点`;
}

function types({ byType }: MonthFacts): DocumentPart[] {
  const top = byType.groups.filter(({ now }) => now.reported > 0).slice(0, topTypes);
  if (top.length === 0) return [];
  const all = byType.total.now.reported;
  const names = top.slice(0, 3).map(({ name, now }) => `${name}（${now.reported} 件）`);
  return [
    { kind: 'paragraph', text: `上报最多的事件类型为${names.join('、')}。` },
    {
      kind: 'table',
      columns: [
        { name: '事件类型', width: 4 },
        { name: '上报数', width: 2, isNumber: true },
        { name: '占比', width: 2, isNumber: true },
        { name: '环比', width: 2, isNumber: true },
        { name: '按期结案率', width: 2, isNumber: true },
      ],
      rows: top.map(({ name, now, before }) => [
        name,
        String(now.reported),
        percentText(now.reported / all),
        changeText(now.reported, before.reported),
        percentText(rateOf('closedInTimeRate', now)),
      ]),
    },
  ];
}

function groups(report: FigureReport, what: string): DocumentPart[] {
  const shown = report.groups.filter(({ now }) => now.dispatched + now.due + now.reported > 0);
  if (shown.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        { name: what, width: 4 },
        ...['上报', '派遣', '处置', '应结案', '结案', '超期结案', '返工'].map((name) => ({
          name,
          width: 1.6,
          isNumber: true,
        })),
        { name: '按期结案率', width: 2.2, isNumber: true },
        { name: '满意率', width: 2, isNumber: true },
      ],
      rows: shown.map(({ name, now }) => [
        name,
        ...(['reported', 'dispatched', 'handled', 'due', 'closed', 'closedLate', 'reworked'] as const).map(
          (count) => String(now[count]),
        ),
        percentText(rateOf('closedInTimeRate', now)),
        percentText(rateOf('satisfactionRate', now)),
      ]),
    },
  ];
}
