import type { Router } from 'express';
import { serve } from '../platform/http/serve.ts';
import type { ChannelService } from './channel.service.ts';
import type { DeadLetters } from './dead-letters.ts';

/** Ways to reach people, and what could not be sent by them. */
export function channelRoutes(router: Router, channels: ChannelService, dead: DeadLetters): void {
  serve(router, 'alertChannels', () => channels.list());
  serve(router, 'addAlertChannel', ({ body, actor }) => channels.add(body, actor));
  serve(router, 'changeAlertChannel', ({ params, body, actor }) => channels.change(params.id, body, actor));
  serve(router, 'retireAlertChannel', ({ params, actor }) => channels.retire(params.id, actor));
  serve(router, 'testAlertChannel', ({ params, body, actor }) => channels.test(params.id, body.to, actor));
  serve(router, 'deadAlertDeliveries', ({ actor }) => dead.list(actor));
  serve(router, 'retryAlertDelivery', ({ params, actor }) => dead.retry(params.id, actor));
  serve(router, 'alertContact', ({ actor }) => channels.contact(actor.id));
  serve(router, 'saveAlertContact', ({ body, actor }) => channels.saveContact(actor.id, body));
  serve(router, 'pushKey', () => channels.pushKey());
  serve(router, 'subscribePush', ({ body, actor }) => channels.subscribe(actor.id, body));
  serve(router, 'unsubscribePush', ({ actor }) => channels.unsubscribe(actor.id));
}
