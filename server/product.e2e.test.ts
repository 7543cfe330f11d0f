import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '#contract/case.ts';
import type { Pool } from './platform/db.ts';
import { changesLeft } from './product/changes-left.ts';
import { type ProductClient, signIn } from './product/product-client.ts';
import { type KeptChange, openProductDatabase, readChanges } from './product/product-database.ts';
import { isReplaced, killHard, type Role } from './product/product-processes.ts';
import { readClip } from './product/read-clip.ts';
import {
  firstPictureAt,
  nextOccurrence,
  type Occurrence,
  occurrenceAt,
  readSimulatedCameras,
  type SimulatedCamera,
} from './product/simulated-cameras.ts';
import { type Product, startProduct } from './product/start-product.ts';
import { unplugHalf } from './product/unplug-half.ts';
import { walkDetection } from './product/walk-detection.ts';
import { walkWhistle } from './product/walk-whistle.ts';
import { type OpenedWall, openWall } from './product/wall-page.ts';

/** The whole product, as `npm start` brings it up: its own processes, database, models and footage. */

let product: Product;
let client: ProductClient;
let database: Pool;
let cameras: SimulatedCamera[];
let wall: OpenedWall | undefined;
let anyFailed = false;

beforeAll(async () => {
  product = await startProduct();
  client = await signIn(product);
  database = await openProductDatabase(product.dataDir);
  cameras = await readSimulatedCameras(database, product.simulatorUrl);
}, 300_000);
afterEach(({ task }) => {
  anyFailed ||= task.result?.state === 'fail';
});
afterAll(async () => {
  await wall?.close();
  await database?.end();
  await product?.stop({ keepData: anyFailed });
}, 60_000);

const secondsSinceReady = () => (Date.now() - product.readyAt) / 1000;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const within = (seconds: number) => ({ timeout: seconds * 1000, interval: 500 });
const withIncidents = () => cameras.filter(({ truth }) => truth.incidents.length > 0);

/** The first case, newest last; waits for it. */
async function firstCase(): Promise<Case> {
  await expect.poll(async () => (await client.openAiCases()).length, within(60)).toBeGreaterThan(0);
  return (await client.openAiCases()).at(-1) as Case;
}

describe('a fresh start', () => {
  it('opens the first case by itself within a minute of being ready, in its grid, with its picture', async () => {
    const found = await firstCase();
    const seconds = secondsSinceReady();
    console.log(`First case: ${found.scene} ${seconds.toFixed(1)} s after ready`);
    expect(seconds).toBeLessThan(60);
    expect(cameras.map(({ code }) => code)).toContain(found.cameraCode);
    expect(found.gridCode).toMatch(/^\d{15}$/);
    expect(found.place.gridName).toBeTruthy();
    expect(found.place.communityName).toBeTruthy();
    const { snapshot } = found.evidence;
    if (!snapshot) throw new Error('The case has no snapshot');
    const picture = await client.bytes(snapshot.url);
    expect(sha256(picture)).toBe(snapshot.sha256);
    const { format, width } = await sharp(picture).metadata();
    expect(format).toBe('jpeg');
    expect(width).toBeGreaterThanOrEqual(640);
    await sharp(picture).raw().toBuffer();
  }, 90_000);

  it('shows that case on the wall, pin, live picture and snapshot, with no click but the login', async () => {
    wall = await openWall(product);
    const shown = await wall.seeCase(90_000);
    await expect.poll(() => wall?.pinPixels(), within(30)).toBeGreaterThan(80);
    await wall.screenshot('product-wall.png');
    const cases = await client.openAiCases();
    expect(cases.map(({ gridCode }) => gridCode)).toContain(shown.gridCode);
    expect(shown.snapshotWidth).toBeGreaterThan(0);
    expect(shown.livePictures).toBeGreaterThan(0);
    expect(shown.failures).toEqual([]);
  }, 180_000);

  it('seals a clip that begins before the incident and plays', async () => {
    const clipped = async () => (await client.openAiCases()).find(({ evidence }) => evidence.clip);
    await expect.poll(clipped, within(120)).toBeDefined();
    const found = (await clipped()) as Case;
    const bytes = await client.bytes(`/api/cases/${found.id}/clip`);
    expect(sha256(bytes)).toBe(found.evidence.clip?.sha256);
    const clip = await readClip(bytes);
    expect(clip.codec).toBe('avc');
    expect(clip.pictures).toBeGreaterThan(clip.seconds * 5);
    expect(clip.seconds).toBeGreaterThan(8);
    const kept = await database.query(
      `select from_at, to_at from evidence where case_id = $1 and kind = 'clip'`,
      [found.id],
    );
    expect(kept.rows[0].from_at.getTime()).toBeLessThan(Date.parse(found.startedAt));
    expect(kept.rows[0].to_at.getTime()).toBeGreaterThan(Date.parse(found.startedAt));
  }, 150_000);
});

describe('a whistle', () => {
  it('goes from the grid to the department and back to whoever blew it, each seeing what is theirs', async () => {
    await walkWhistle(product, client, database);
  }, 60_000);
});

describe('half of the cameras unplugged', () => {
  it('shows each with its reason, changes nothing for the others, and watches on when they are back', async () => {
    await unplugHalf(product, client, cameras);
  }, 240_000);
});

describe('kill -9', () => {
  const victims: Role[] = ['child', 'worker', 'server', 'postmaster'];

  it('of a video process, the worker, the server and the database loses no case and opens none twice', async () => {
    await wall?.close(); // drawing by software takes the processor that the cameras need
    wall = undefined;
    const casesBefore = await client.openAiCases();
    expect(casesBefore.length).toBeGreaterThan(0);
    const begunAt = await firstPictureAt(product.simulatorUrl, cameras[0]?.clip ?? '');
    const known = new Set(fallsTold(await readChanges(database), begunAt).map(({ incident }) => incident));
    const unhurried = await seesEveryFrame();
    if (!unhurried)
      console.log('This machine is too busy to look at every frame: what is missed is not the kills’ doing');
    // a plume that stands already when a process begins to look is not seen to rise: its case goes on as it was
    const mustSee = withIncidents().filter(
      ({ scene }) => scene === 'fire-lane' || (scene === 'high-rise-throwing' && unhurried),
    );

    const struck: Occurrence[] = [];
    for (const [index, role] of victims.entries()) {
      const fall = nextOccurrence(throwing(), unhurried ? known : undefined, begunAt, Date.now());
      struck.push(fall);
      await pause(fall.startAt - Date.now() + 700 * (index + 1)); // each at another moment of a fall
      const pid = await killHard(product.dataDir, role);
      await expect.poll(() => isReplaced(product.dataDir, role, pid), within(30)).toBe(true);
      await expect.poll(standing, within(60)).toBe('database up, worker up');
    }
    const lastKillAt = Date.now();

    const seenSince = async () => {
      const changes = await readChanges(database);
      return mustSee
        .filter(({ code }) => !changes.some(({ cameraCode, at }) => cameraCode === code && at > lastKillAt))
        .map(({ code, clip }) => `${code} ${clip}`);
    };
    await expect.poll(seenSince, within(270)).toEqual([]);

    const casesAfter = await client.openAiCases();
    const idsAfter = casesAfter.map(({ id }) => id);
    for (const { id } of casesBefore) expect(idsAfter).toContain(id);
    const changes = await readChanges(database);
    for (const camera of cameras) {
      const own = changes.filter(({ cameraCode, caseId }) => cameraCode === camera.code && caseId);
      const caseIds = new Set(own.map(({ caseId }) => caseId));
      const least = mustSee.includes(camera) ? 1 : 0;
      // looked at too seldom, clouds that leap where their clip begins anew may pass for smoke
      const isUnsure = !unhurried && camera.scene === 'straw-burning';
      const most = camera.truth.incidents.length > 0 || isUnsure ? 1 : 0;
      expect(caseIds.size, `cases of ${camera.clip}`).toBeGreaterThanOrEqual(least);
      expect(caseIds.size, `cases of ${camera.clip}`).toBeLessThanOrEqual(most);
      for (const id of caseIds) expect(idsAfter).toContain(id);
    }
    const told = fallsTold(changes, begunAt);
    for (const fall of told) expect(told.filter((other) => isDeepStrictEqual(fall, other))).toEqual([fall]);
    // what a video process was looking at when it was killed is seen again; a machine that is still catching up after
    // the worker's kill goes on to the newest picture in the end, and may miss what falls meanwhile
    const toldOf = struck.filter((fall) => told.some((other) => isDeepStrictEqual(fall, other)));
    console.log(`Of ${struck.length} falls that a kill struck, ${toldOf.length} were told`);
    if (unhurried) expect(told).toEqual(expect.arrayContaining(struck.slice(0, 1)));
    await expect.poll(() => changesLeft(product.dataDir), within(20)).toEqual([]);
  }, 500_000);
});

describe('a fire lane that a camera saw blocked', () => {
  it('goes from the detection to the rating through every role’s own page', async () => {
    const camera = cameras.find(({ scene }) => scene === 'fire-lane');
    const findLane = async () =>
      (await client.openAiCases()).find(({ cameraCode }) => cameraCode === camera?.code);
    await expect.poll(findLane, within(120)).toBeDefined();
    const walked = await walkDetection(product, client, (await findLane()) as Case);
    expect(walked.sightings).toBeGreaterThan(0);
    const steps = walked.steps.map(({ step }) => step);
    const road = 'accept dispatch urge supervise receive arrive feedback check close rate'.split(' ');
    expect(steps.filter((step) => road.includes(step))).toEqual(road);
  }, 300_000);
});

const throwing = () => withIncidents().filter(({ scene }) => scene === 'high-rise-throwing');

/** The true falls that were told, each as often as it was: one that a process died over is looked at again. */
const fallsTold = (changes: KeptChange[], begunAt: number): Occurrence[] =>
  throwing().flatMap((camera) =>
    changes
      .filter(({ cameraCode, change }) => cameraCode === camera.code && change === 'opened')
      .flatMap(({ startedAt }) => occurrenceAt(camera, begunAt, startedAt, 2000) ?? []),
  );

/** Whether the throwing cameras are looked at frame by frame, once what else was going on has calmed down. */
async function seesEveryFrame(): Promise<boolean> {
  for (const until = Date.now() + 40_000; Date.now() < until; await pause(1000)) {
    const health = await client.cameraHealth();
    const framesPerSecond = throwing().map(({ code }) => health.get(code)?.framesPerSecond ?? 0);
    if (throwing().every(({ truth }, i) => (framesPerSecond[i] ?? 0) > truth.fps * 0.95)) return true;
  }
  return false;
}

async function standing(): Promise<string> {
  try {
    const { database: db, worker } = await client.health();
    return `database ${db.status}, worker ${worker.status}`;
  } catch (error) {
    return (error as Error).message; // the server is not back yet
  }
}
