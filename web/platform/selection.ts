import { create } from 'zustand';
import { serverNow } from './live/server-clock.ts';

export interface Selection {
  caseId: string | null;
  cameraCode: string | null;
  gridCode: string | null;
  /** When a person last chose something; the wall leaves them alone for a while. */
  lastChosenAt: number;
  /** When the wall last opened a case by itself. */
  lastOpenedAt: number;
  /** A person chooses a case, or puts it away with null. */
  chooseCase(id: string | null): void;
  chooseCamera(code: string | null): void;
  chooseGrid(code: string | null): void;
  /** The wall opens a case by itself. */
  openByItself(id: string): void;
  /** Something else that shows a person is at work: a click on the map, a key. */
  touch(): void;
}

/** What is looked at, and who chose it. */
export const useSelection = create<Selection>((set) => ({
  caseId: null,
  cameraCode: null,
  gridCode: null,
  lastChosenAt: Number.NEGATIVE_INFINITY,
  lastOpenedAt: Number.NEGATIVE_INFINITY,
  chooseCase: (caseId) => set({ caseId, cameraCode: null, gridCode: null, lastChosenAt: serverNow() }),
  chooseCamera: (cameraCode) => set({ cameraCode, lastChosenAt: serverNow() }),
  chooseGrid: (gridCode) => set({ gridCode, lastChosenAt: serverNow() }),
  openByItself: (caseId) => set({ caseId, cameraCode: null, gridCode: null, lastOpenedAt: serverNow() }),
  touch: () => set({ lastChosenAt: serverNow() }),
}));
