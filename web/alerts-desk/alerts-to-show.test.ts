import { describe, expect, it } from 'vitest';
import type { Alert } from '#contract/alert.ts';
import { alertsToShow } from './alerts-to-show.ts';

const alert = (state: Alert['state'], recipientIds: string[]) => ({ state, recipientIds }) as Alert;
const open = [
  alert('waiting', ['me']),
  alert('waiting', ['other']),
  alert('unanswered', ['me']),
  alert('snoozed', ['me']),
];

describe('the bars above a page', () => {
  it('ask for what was told to oneself and still waits', () => {
    expect(alertsToShow(open, { id: 'me', role: 'grid' }).mine).toEqual([open[0]]);
  });

  it('turn the centre’s wall red where nobody answered, and nobody else’s', () => {
    expect(alertsToShow(open, { id: 'x', role: 'leader' }).unanswered).toEqual([open[2]]);
    expect(alertsToShow(open, { id: 'x', role: 'grid' }).unanswered).toEqual([]);
  });
});
