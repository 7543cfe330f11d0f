import type { Express, RequestHandler } from 'express';
import type { Case } from '#contract/case.ts';
import { CameraTune, CameraTunes, CaseFeedback, type Feedback } from '#contract/feedback.ts';
import { refuse } from './mock-session.ts';

/** Feedback and camera settings in memory, with an offer that fits the mock's snapshot. */
export function mockFeedback(app: Express, cases: ReadonlyMap<string, Case>): void {
  const said = new Map<string, Feedback[]>();
  const tunes: CameraTune[] = [];
  const now = () => new Date().toISOString();
  const holding = () => tunes.filter(({ undoneAt }) => undoneAt === null).toReversed();
  const zone: [number, number][] = [
    [0.41, 0.42],
    [0.63, 0.42],
    [0.63, 0.73],
    [0.41, 0.73],
  ];
  const stateOf = (item: Case) => {
    const own = holding().find((tune) => tune.cameraCode === item.cameraCode && tune.score !== null);
    const offer = item.source === 'ai' && {
      cameraCode: item.cameraCode,
      scene: item.scene,
      ignoreZone: zone,
      score: 0.84,
      currentScore: own?.score ?? 0.3,
    };
    const held = holding().filter(({ caseId }) => caseId === item.id);
    return CaseFeedback.parse({ feedback: said.get(item.id) ?? [], tunes: held, offer: offer || null });
  };
  const withCase =
    (work: (item: Case, body: Record<string, string>) => unknown): RequestHandler =>
    (request, response) => {
      const item = cases.get(String(request.params.id));
      if (!item) return refuse(response, 404, 'case-not-found');
      work(item, request.body ?? {});
      response.json(stateOf(item));
    };

  app.get(
    '/api/cases/:id/feedback',
    withCase(() => undefined),
  );
  app.post(
    '/api/cases/:id/feedback',
    withCase((item, { verdict, reason }) => {
      const one = { id: now(), verdict, reason: reason ?? null, note: null, at: now(), actorName: '值班员' };
      said.set(item.id, [one as Feedback, ...(said.get(item.id) ?? [])]);
    }),
  );
  app.post(
    '/api/cases/:id/tunes',
    withCase((item, { kind }) => {
      const value = kind === 'ignore-zone' ? { polygon: zone, score: null } : { polygon: null, score: 0.84 };
      const made = { id: `tune-${tunes.length}`, kind, ...value, previousScore: null, at: now() };
      const from = { cameraCode: item.cameraCode, scene: item.scene, caseId: item.id };
      tunes.push(CameraTune.parse({ ...made, ...from, actorName: '值班员', undoneAt: null }));
    }),
  );
  app.get('/api/cameras/:code/tunes', (request, response) => {
    const items = holding().filter(({ cameraCode }) => cameraCode === request.params.code);
    response.json(CameraTunes.parse({ items }));
  });
  app.delete('/api/camera-tunes/:id', (request, response) => {
    const tune = tunes.find(({ id }) => id === request.params.id);
    if (!tune) return refuse(response, 404, 'tune-not-found');
    tune.undoneAt = now();
    response.json(CameraTune.parse(tune));
  });
}
