import express, { type Express } from 'express';
import type { Case } from '#contract/case.ts';
import { EventType, Whistle } from '#contract/whistle.ts';
import { detailOf, reportedCase } from './mock-cases.ts';

const type = (code: string, parentCode: string | null, name: string, nameEn: string) =>
  EventType.parse({ code, parentCode, name, nameEn, departmentCode: null, limit: null });
export const eventTypes = [
  type('01', null, '市容环境', 'City appearance'),
  type('01.01', '01', '暴露垃圾', 'Exposed rubbish'),
  type('01.02', '01', '积水', 'Standing water'),
];

/** Takes reports and photos; the same key opens no second case. */
export function mockWhistles(app: Express, open: (item: Case) => void): Map<string, Case> {
  const byKey = new Map<string, Case>();
  let photos = 0;
  app.post('/api/photos', express.raw({ type: 'image/*', limit: '20mb' }), (_, response) => {
    response.status(201).json({ id: `00000000-0000-4000-8000-${String(++photos).padStart(12, '0')}` });
  });
  app.post('/api/cases', (request, response) => {
    const { clientKey = '', text, location } = Whistle.parse(request.body);
    const known = byKey.get(clientKey);
    const item = known ?? { ...reportedCase(500 + byKey.size), text, location };
    byKey.set(clientKey, item);
    if (!known) open(item);
    response.status(known ? 200 : 201).json(detailOf(item));
  });
  return byKey;
}
