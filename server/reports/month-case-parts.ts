import { caseSourceNames, caseStateNames } from '#contract/case-names.ts';
import type { DocumentPart } from './document.ts';
import type { MonthFacts } from './month-facts.ts';
import { momentText, percentText, placeText } from './month-words.ts';

const sceneNames: Record<string, string> = {
  'fire-lane': '消防通道占用',
  'straw-burning': '秸秆焚烧',
  'high-rise-throwing': '高空抛物',
};

/** What was overdue the longest. */
export function overdueParts({ overdue: late, timeZone }: MonthFacts): DocumentPart[] {
  if (late.length === 0) return [{ kind: 'paragraph', text: '本月没有超期案件。' }];
  return [
    { kind: 'paragraph', text: `超期最久的 ${late.length} 件如下。` },
    {
      kind: 'table',
      columns: [
        { name: '编号', width: 3.2 },
        { name: '事件类型', width: 2.6 },
        { name: '位置', width: 4 },
        { name: '主办部门', width: 3.2 },
        { name: '办理时限', width: 2.6 },
        { name: '状态', width: 1.6 },
        { name: '超期（天）', width: 1.6, isNumber: true },
      ],
      rows: late.map(({ item, daysLate }) => [
        item.number,
        item.typeName,
        placeText(item),
        item.departmentName ?? '',
        item.dueAt ? momentText(item.dueAt, timeZone) : '',
        caseStateNames[item.state][0],
        daysLate.toFixed(1),
      ]),
    },
  ];
}

/** What the cameras found. */
export function sceneParts({ scenes: found }: MonthFacts): DocumentPart[] {
  if (found.length === 0) return [];
  const opened = found.reduce((sum, scene) => sum + scene.opened, 0);
  return [
    { kind: 'paragraph', text: `视频智能识别自动发现案件 ${opened} 件。` },
    {
      kind: 'table',
      columns: [
        { name: '场景', width: 4 },
        { name: '发现', width: 2, isNumber: true },
        { name: '已结案', width: 2, isNumber: true },
        { name: '误报', width: 2, isNumber: true },
        { name: '误报率', width: 2, isNumber: true },
      ],
      rows: found.map(({ scene, opened: count, closed, refused }) => [
        sceneNames[scene] ?? scene,
        String(count),
        String(closed),
        String(refused),
        percentText(refused / count),
      ]),
    },
  ];
}

/** A case of each scene in words, with its picture. */
export function typicalParts({ typical: cases, timeZone }: MonthFacts): DocumentPart[] {
  return cases.flatMap(({ item, picture }): DocumentPart[] => {
    const text = [
      `${momentText(item.openedAt, timeZone)}，${caseSourceNames[item.source][0]}在${placeText(item)}发现${item.typeName}（案件 ${item.number}）`,
      item.cameraName ? `，由摄像机“${item.cameraName}”确认 ${item.sightings} 次` : '',
      item.departmentName ? `，由${item.departmentName}办理` : '',
      item.closedAt
        ? `，${momentText(item.closedAt, timeZone)}结案`
        : `，目前${caseStateNames[item.state][0]}`,
      '。',
    ].join('');
    const caption = `${item.typeName} · ${placeText(item)}`;
    return [
      { kind: 'paragraph', text },
      ...(picture ? [{ kind: 'picture' as const, ...picture, caption }] : []),
    ];
  });
}
