import { PushSubscription } from '#contract/alert-channel.ts';
import { call } from '../platform/api/call.ts';

/** A browser that is pushed to belongs to whoever is signed in: pushes of the one before end here. */
export async function claimPush(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  if (subscription) await call('subscribePush', { body: PushSubscription.parse(subscription.toJSON()) });
}
