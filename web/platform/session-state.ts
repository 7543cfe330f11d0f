import { create } from 'zustand';
import type { SessionUser } from '#contract/session.ts';

/** `asking` until the server said who we are; `expired` keeps the page behind the login as it was. */
export type SessionStatus = 'asking' | 'signed-out' | 'signed-in' | 'expired';

interface SessionState {
  status: SessionStatus;
  user: SessionUser | null;
  enter(user: SessionUser): void;
  leave(): void;
  expire(): void;
  /** The server said that something has to be done first, or that it is done: it is asked once more who we are. */
  askAgain(): void;
}

/** Who sits before the wall. */
export const useSession = create<SessionState>((set) => ({
  status: 'asking',
  user: null,
  enter: (user) => set({ status: 'signed-in', user }),
  askAgain: () => set({ status: 'asking' }),
  leave: () => set({ status: 'signed-out', user: null }),
  expire: () => set(({ user }) => ({ status: user ? 'expired' : 'signed-out' })),
}));
