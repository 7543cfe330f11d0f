import type { Case, CaseDetail } from '#contract/case.ts';
import type { WallSnapshot } from '#contract/wall-events.ts';
import { destination } from '../map/destination.ts';
import { cameraAt, gridAt, noise, streams, streets, streetsEn } from './mock-district.ts';

const typeNames = {
  'fire-lane': ['消防通道占用', 'Fire lane blocked'],
  'straw-burning': ['秸秆焚烧', 'Straw burning'],
  'high-rise-throwing': ['高空抛物', 'High-rise throwing'],
} as const;
const reported = [
  ['暴露垃圾', 'Exposed rubbish'],
  ['井盖破损', 'Broken manhole cover'],
  ['占道经营', 'Street vending'],
  ['路面积水', 'Ponding'],
  ['路灯不亮', 'Street lamp out'],
] as const;

const iso = (ms: number) => new Date(ms).toISOString();
const hash = (index: number) =>
  Array.from({ length: 64 }, (_, digit) => Math.floor(noise(index, digit + 20) * 16).toString(16)).join('');
const file = (id: string, name: string, index: number) => ({
  url: `/api/cases/${id}/${name}`,
  sha256: hash(index),
  bytes: 210_000,
});

const limit = (phase: 'accept' | 'whole', startedMs: number, minutes: number) => ({
  phase,
  startedAt: iso(startedMs),
  yellowAt: iso(startedMs + minutes * 36_000),
  redAt: iso(startedMs + minutes * 48_000),
  dueAt: iso(startedMs + minutes * 60_000),
  pausedAt: null,
});

/** A case that a machine found on one of the watched cameras, `secondsAgo`. */
export function aiCase(index: number, stream: number, secondsAgo: number, values: Partial<Case> = {}): Case {
  const camera = cameraAt(stream);
  const { scene } = streams[stream] ?? { scene: 'fire-lane' as const };
  const grid = gridAt(streams[stream]?.grid ?? 0).properties;
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const opened = Date.now() - secondsAgo * 1000;
  const [typeName, typeNameEn] = typeNames[scene];
  const far = scene === 'straw-burning';
  return {
    id,
    number: `20261120-${String(1200 + index).padStart(6, '0')}`,
    source: 'ai',
    scene,
    typeCode: `ai.${scene}`,
    typeName,
    typeNameEn,
    departmentCode: 'D02',
    departmentName: '县消防救援大队',
    departmentNameEn: 'Fire and Rescue',
    state: 'reported',
    suspendedState: null,
    level: 'county',
    rating: null,
    delayRequestedUntil: null,
    mergedIntoId: null,
    parentId: null,
    reporterId: null,
    condition: scene === 'high-rise-throwing' ? 'cleared' : 'ongoing',
    location: destination(camera.location, camera.bearingDegrees + 4, far ? 1450 : 22),
    uncertainty: {
      majorMetres: far ? 120 : 3.2,
      minorMetres: far ? 26 : 0.9,
      bearingDegrees: camera.bearingDegrees,
    },
    gridCode: grid.code,
    areaCodes: [grid.code],
    handlerCodes: [],
    place: {
      gridName: grid.name,
      gridNameEn: grid.nameEn,
      communityName: grid.communityName,
      communityNameEn: grid.communityNameEn,
      townshipName: grid.townshipName,
      townshipNameEn: grid.townshipNameEn,
      streetName: streets[index % 6] ?? null,
      streetNameEn: streetsEn[index % 6] ?? null,
    },
    cameraCode: camera.code,
    cameraName: camera.name,
    cameraNameEn: camera.nameEn,
    score: 0.71 + noise(index) * 0.27,
    startedAt: iso(opened - 45_000),
    openedAt: iso(opened),
    lastSeenAt: iso(Date.now() - 2000),
    clearedAt: scene === 'high-rise-throwing' ? iso(opened) : null,
    closedAt: null,
    dueAt: iso(opened + 4 * 3_600_000),
    limits: [limit('whole', opened, 4 * 60), limit('accept', opened, 5)],
    sightings: 6,
    cameras: far ? 2 : 1,
    text: null,
    evidence: {
      snapshot: file(id, 'snapshot', index),
      clip: secondsAgo > 60 ? file(id, 'clip', index + 1) : null,
      before: null,
      after: null,
    },
    version: 1,
    ...values,
  };
}

/** A case that a person reported. */
export function reportedCase(index: number): Case {
  const grid = gridAt(Math.floor(noise(index, 31) * 767));
  const [typeName, typeNameEn] = reported[index % reported.length] ?? reported[0];
  const states = ['dispatched', 'accepted', 'on-site', 'feedback', 'reported'] as const;
  const template = aiCase(1000 + index, 0, 600 + index * 190);
  return {
    ...template,
    source: index % 3 === 0 ? 'hotline' : 'staff',
    scene: null,
    typeCode: 'city.rubbish',
    typeName,
    typeNameEn,
    departmentName: '城市管理局',
    departmentNameEn: 'City Management',
    state: states[index % states.length] ?? 'accepted',
    condition: null,
    location: grid.centre,
    uncertainty: null,
    gridCode: grid.properties.code,
    place: { ...template.place, gridName: grid.properties.name, gridNameEn: grid.properties.nameEn },
    cameraCode: null,
    cameraName: null,
    cameraNameEn: null,
    score: null,
    lastSeenAt: null,
    evidence: { snapshot: null, clip: null, before: null, after: null },
  };
}

export const departments = [
  { code: 'D02', name: '县消防救援大队', nameEn: 'Fire and Rescue' },
  { code: 'D07', name: '县城市管理局', nameEn: 'City Management' },
];

export function detailOf(item: Case): CaseDetail {
  const sighting = (change: 'pre-alarm' | 'opened' | 'updated', secondsLater: number) => ({
    cameraCode: item.cameraCode ?? '',
    cameraName: item.cameraName,
    change,
    at: iso(Date.parse(item.startedAt) + secondsLater * 1000),
    score: item.score ?? 0,
    box: [400, 300, 220, 160] as [number, number, number, number],
    location: item.location,
    reasons: [
      { code: 'smoke-confirmed', values: { confirmations: 3, outOfFrames: 5 } },
      { code: 'smoke-grows', values: { ratio: 1.84 } },
    ],
    facts: { durationSeconds: 75, growth: 1.84 },
    seenWith: {
      picture: { width: 1280, height: 720 },
      model: { name: 'vehicles', version: '1.0.0', sha256: hash(7) },
      threshold: 0.3,
    },
  });
  const first = {
    step: 'report',
    at: item.openedAt,
    actorName: null,
    departmentName: null,
    departmentNameEn: null,
    data: {},
    note: null,
    fromState: null,
    toState: 'reported' as const,
  };
  return {
    ...item,
    sightingList:
      item.source === 'ai'
        ? [sighting('pre-alarm', 30), sighting('opened', 45), sighting('updated', 75)]
        : [],
    steps:
      item.state === 'reported'
        ? [first]
        : [first, { ...first, step: 'accept', actorName: '值班员 李某', toState: 'accepted' }],
    nextSteps:
      item.state === 'reported'
        ? ['accept', 'refuse']
        : item.state === 'accepted'
          ? ['refuse', 'dispatch', 'close', 'suspend', 'merge']
          : [],
  };
}

export const counters: WallSnapshot['counters'] = {
  openCases: 214,
  openedToday: 63,
  closedToday: 51,
  overdue: 3,
  aiToday: 9,
  casesTotal: 12_384,
  camerasUp: 9,
  camerasDown: 1,
  camerasWatched: 10,
  camerasTotal: 5301,
  grids: 767,
};
