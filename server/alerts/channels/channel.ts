import type { ChannelKind } from '#contract/alert-channel.ts';
import type { AllowedTargets } from '../../platform/http/allowed-targets.ts';
import type { GuardedFetch } from '../../platform/http/guarded-fetch.ts';

/** What every sender is given, and what it gives back. */

/** What is said. */
export interface AlertMessage {
  /** The idempotency key: the same message sent again has the same. */
  id: string;
  title: string;
  text: string;
  /** The whole address to answer at, where the product knows its own. */
  link: string | null;
  /** The same within the product. */
  path: string;
  /** For machines. */
  data: object;
}

/** Browsers, addresses and numbers of whom it is said to; a group has none. */
export interface Addressee {
  phone: string | null;
  email: string | null;
  browsers: readonly { endpoint: string; p256dh: string; auth: string }[];
}

/** A channel with its secrets opened: it is never logged, nor told to anybody. */
export interface OpenedChannel {
  id: string;
  kind: ChannelKind;
  settings: unknown;
  secrets: Readonly<Record<string, string>>;
}

/** What senders work with. */
export interface Wire {
  fetch: GuardedFetch;
  allowed: AllowedTargets;
  nowMs(): number;
  /** A browser that is gone for good. */
  forgetBrowser(endpoint: string): Promise<void>;
}

export type Send = (
  channel: OpenedChannel,
  to: Addressee,
  message: AlertMessage,
  wire: Wire,
) => Promise<string>;
