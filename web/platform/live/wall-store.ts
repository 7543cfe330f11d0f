import { create } from 'zustand';
import type { Case } from '#contract/case.ts';
import type { LogEvent, WallSnapshot } from '#contract/wall-events.ts';
import { setDistrictTimeZone } from '../format-time.ts';
import { applyEvents } from './apply-events.ts';
import { stateOfSnapshot, type WallState } from './wall-state.ts';

/** How the wall hears of the district: `loading` before the first answer. */
export interface Connection {
  state: 'loading' | 'live' | 'catching-up' | 'offline';
  /** Epoch milliseconds by the server's clock. */
  since: number;
}

interface WallStore {
  /** Null until the first snapshot came. */
  wall: WallState | null;
  district: WallSnapshot['district'] | null;
  connection: Connection;
  /** Cases that opened while this wall was looking, oldest first. */
  arrivals: readonly Case[];
  /** Grows with every snapshot: what was loaded beside it (tiles, grids) is loaded again. */
  generation: number;
  load(snapshot: WallSnapshot): void;
  apply(batch: readonly LogEvent[]): void;
  /** The grids' own loads have just been read: changes count from here. */
  gridsLoaded(): void;
  connect(state: Connection['state'], at: number): void;
  clear(): void;
}

const arrivalLimit = 50;
const nothing = { wall: null, district: null, arrivals: [], generation: 0 } as const;

/** The one live state of this browser. */
export const useWallStore = create<WallStore>((set) => ({
  ...nothing,
  connection: { state: 'loading', since: 0 },
  load: (snapshot) => {
    setDistrictTimeZone(snapshot.district.timeZone);
    set(({ generation, wall }) => ({
      wall: { ...stateOfSnapshot(snapshot), gridLoadChange: wall?.gridLoadChange ?? new Map() },
      district: snapshot.district,
      generation: generation + 1,
    }));
  },
  apply: (batch) =>
    set((store) => {
      if (!store.wall) return store;
      const { seq } = store.wall;
      const opened = batch.flatMap((event) =>
        event.name === 'caseOpened' && event.seq > seq ? [event.payload] : [],
      );
      return {
        wall: applyEvents(store.wall, batch),
        arrivals: opened.length > 0 ? [...store.arrivals, ...opened].slice(-arrivalLimit) : store.arrivals,
      };
    }),
  gridsLoaded: () => set(({ wall }) => (wall ? { wall: { ...wall, gridLoadChange: new Map() } } : {})),
  connect: (state, at) =>
    set(({ connection }) => (connection.state === state ? {} : { connection: { state, since: at } })),
  clear: () => set({ ...nothing, connection: { state: 'loading', since: 0 } }),
}));
