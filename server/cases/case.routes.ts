import type { Router } from 'express';
import { fileEndpoints } from '#contract/endpoints.ts';
import type { Pool } from '../platform/db.ts';
import { requireActor } from '../platform/http/require-actor.ts';
import { type OpenedFile, sendFile } from '../platform/http/send-file.ts';
import { serve } from '../platform/http/serve.ts';
import type { CaseService } from './case.service.ts';
import { listDepartments } from './department.repository.ts';
import type { EvidenceKind } from './evidence.repository.ts';

export type OpenEvidence = (
  caseId: string,
  kind: EvidenceKind,
  range: { start: number; end?: number } | undefined,
) => Promise<OpenedFile | undefined>;

/** Told of each clip before it is shown. */
export type NoteClipView = (view: {
  action: 'clip-view';
  actorId: string;
  object: { kind: string; id: string; name: string | null };
}) => Promise<void>;

/** Cases, their steps and their files. */
export function caseRoutes(
  router: Router,
  pool: Pool,
  cases: CaseService,
  openEvidence: OpenEvidence,
  noteView: NoteClipView,
): void {
  serve(router, 'departments', () => listDepartments(pool));
  serve(router, 'cases', ({ query, actor }) => cases.list(query, actor));
  serve(router, 'case', ({ params, actor }) => cases.detail(params.id, actor));
  serve(router, 'takeStep', ({ params, body, actor }) => cases.takeStep(params.id, body, actor));
  const files = {
    snapshot: fileEndpoints.caseSnapshot,
    clip: fileEndpoints.caseClip,
    before: fileEndpoints.caseBefore,
    after: fileEndpoints.caseAfter,
  };
  for (const kind of ['snapshot', 'clip', 'before', 'after'] as const) {
    const { path, may } = files[kind];
    router.get(path, async (request, response) => {
      const actor = requireActor(response, may);
      const found = await cases.get(request.params.id, actor);
      if (kind === 'clip') {
        const object = { kind: 'case', id: found.id, name: found.number };
        await noteView({ action: 'clip-view', actorId: actor.id, object });
      }
      await sendFile(
        request,
        response,
        (range) => openEvidence(found.id, kind, range),
        `${found.number}-${kind}`,
      );
    });
  }
}
