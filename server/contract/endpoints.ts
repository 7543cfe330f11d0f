import { z } from 'zod';
import { accountEndpoints } from './account-endpoints.ts';
import { alertEndpoints } from './alert.ts';
import { alertChannelEndpoints } from './alert-channel.ts';
import { alertLinkEndpoints } from './alert-link.ts';
import { auditEndpoints, auditFileEndpoints } from './audit.ts';
import { CameraCollection, CameraKind, LiveUrl } from './camera.ts';
import { CaseDetail, CasePage, CaseQuery, TakeStep } from './case.ts';
import { DepartmentList } from './department.ts';
import { dispatchEndpoints } from './dispatch.ts';
import { dutyEndpoints } from './duty.ts';
import { Code, caseRoles, Empty, type Endpoint, type FileEndpoint, Id } from './endpoint.ts';
import { eventTypeEndpoints, eventTypeFileEndpoints } from './event-type.ts';
import { feedbackEndpoints } from './feedback.ts';
import { figureEndpoints } from './figures.ts';
import { findEndpoints, findFileEndpoints } from './find.ts';
import { GridCollection } from './grid.ts';
import { Health } from './health.ts';
import { ownAccountEndpoints } from './own-account-endpoints.ts';
import { ratingEndpoints } from './rating.ts';
import { reportFileEndpoints } from './report.ts';
import { residentEndpoints } from './resident.ts';
import { scoreEndpoints } from './score.ts';
import { SessionUser, SignIn } from './session.ts';
import { EventPage, WallSnapshot } from './wall-events.ts';
import { whistleEndpoints } from './whistle.ts';

/**
 * Every JSON endpoint, once: the server binds it, the web calls it, OpenAPI is generated from it.
 * Files and streams (snapshot, clip, tiles, live) are listed in `fileEndpoints`.
 */

const PageQuery = z.object({
  bbox: z.string().optional().describe('west,south,east,north'),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  after: z.string().optional().describe('`next` of the page before'),
});

export const endpoints = {
  health: {
    method: 'GET',
    path: '/api/health',
    summary: 'Does everything work?',
    may: 'anybody',
    reply: Health,
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in',
    may: 'anybody',
    body: SignIn,
    reply: SessionUser,
  },
  session: {
    method: 'GET',
    path: '/api/session',
    summary: 'Who am I?',
    may: 'signed-in',
    duringSetUp: true,
    reply: SessionUser,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out',
    may: 'signed-in',
    duringSetUp: true,
    reply: Empty,
  },
  wall: {
    method: 'GET',
    path: '/api/wall',
    summary: 'What a wall starts with',
    may: caseRoles,
    reply: WallSnapshot,
  },
  grids: {
    method: 'GET',
    path: '/api/grids',
    summary: 'Grids as GeoJSON',
    may: caseRoles,
    query: PageQuery,
    reply: GridCollection,
  },
  cameras: {
    method: 'GET',
    path: '/api/cameras',
    summary: 'Cameras as GeoJSON',
    may: caseRoles,
    query: PageQuery.extend({ kind: CameraKind.optional(), watched: z.stringbool().optional() }),
    reply: CameraCollection,
  },
  liveUrl: {
    method: 'POST',
    path: '/api/cameras/:code/live-url',
    summary: 'A short-lived signed HLS address of a camera',
    may: caseRoles,
    params: Code,
    reply: LiveUrl,
  },
  cases: {
    method: 'GET',
    path: '/api/cases',
    summary: 'Cases, newest first',
    may: caseRoles,
    query: CaseQuery,
    reply: CasePage,
  },
  case: {
    method: 'GET',
    path: '/api/cases/:id',
    summary: 'One case with its history',
    may: caseRoles,
    params: Id,
    reply: CaseDetail,
  },
  takeStep: {
    method: 'POST',
    path: '/api/cases/:id/steps',
    summary: 'Take a step in a case',
    may: caseRoles,
    params: Id,
    body: TakeStep,
    reply: CaseDetail,
  },
  ...alertEndpoints,
  ...alertChannelEndpoints,
  ...alertLinkEndpoints,
  ...dutyEndpoints,
  ...whistleEndpoints,
  ...ratingEndpoints,
  ...residentEndpoints,
  ...accountEndpoints,
  ...ownAccountEndpoints,
  ...auditEndpoints,
  ...findEndpoints,
  ...figureEndpoints,
  ...scoreEndpoints,
  ...dispatchEndpoints,
  ...eventTypeEndpoints,
  departments: {
    method: 'GET',
    path: '/api/departments',
    summary: 'Departments that cases are sent to',
    may: caseRoles,
    reply: DepartmentList,
  },
  ...feedbackEndpoints,
  events: {
    method: 'GET',
    path: '/api/events',
    summary: 'The event log after a sequence',
    may: caseRoles,
    query: z.object({
      since: z.coerce.number().int().nonnegative(),
      limit: z.coerce.number().int().min(1).max(1000).default(500),
    }),
    reply: EventPage,
  },
} as const satisfies Record<string, Endpoint>;
export type EndpointName = keyof typeof endpoints;

type Part<E, K extends string> = E extends Record<K, infer S extends z.ZodType> ? z.infer<S> : undefined;
type InputPart<E, K extends string> = E extends Record<K, infer S extends z.ZodType> ? z.input<S> : undefined;
export type EndpointOf<N extends EndpointName> = (typeof endpoints)[N];
export type ParamsOf<N extends EndpointName> = Part<EndpointOf<N>, 'params'>;
export type QueryOf<N extends EndpointName> = Part<EndpointOf<N>, 'query'>;
export type QueryInputOf<N extends EndpointName> = InputPart<EndpointOf<N>, 'query'>;
export type BodyOf<N extends EndpointName> = Part<EndpointOf<N>, 'body'>;
export type ReplyOf<N extends EndpointName> = Part<EndpointOf<N>, 'reply'>;

/** What answers with bytes instead of JSON; all need a session unless signed by themselves. */
export const fileEndpoints = {
  caseSnapshot: {
    path: '/api/cases/:id/snapshot',
    contentType: 'image/jpeg',
    may: caseRoles,
    summary: 'The decisive frame with its box',
  },
  caseClip: {
    path: '/api/cases/:id/clip',
    contentType: 'video/mp4',
    may: caseRoles,
    summary: 'From before the incident to after it',
  },
  caseBefore: {
    path: '/api/cases/:id/before',
    contentType: 'image/jpeg',
    may: caseRoles,
    summary: 'The frame that opened the case',
  },
  caseAfter: {
    path: '/api/cases/:id/after',
    contentType: 'image/jpeg',
    may: caseRoles,
    summary: 'The frame that shows it cleared',
  },
  photo: {
    path: '/api/photos/:id',
    contentType: 'image/jpeg',
    may: caseRoles,
    summary: 'A photo of a report or a step',
  },
  caseTiles: {
    path: '/api/tiles/cases/:z/:x/:y.mvt',
    contentType: 'application/vnd.mapbox-vector-tile',
    may: caseRoles,
    summary:
      'Open cases as points (layer `cases`: id, state, scene, typeCode, openedAt; clustered below zoom 11 with `count`)',
  },
  ...findFileEndpoints,
  ...reportFileEndpoints,
  ...eventTypeFileEndpoints,
  ...auditFileEndpoints,
  gridTiles: {
    path: '/api/tiles/grids/:z/:x/:y.mvt',
    contentType: 'application/vnd.mapbox-vector-tile',
    may: caseRoles,
    summary: 'Grids as polygons (layer `grids`: code, name, nameEn, kind)',
  },
} as const satisfies Record<string, FileEndpoint>;
