import { expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

it('has a default for everything that a first start needs', () => {
  expect(readConfig({})).toMatchObject({ PORT: 8080, EYRIE_DEMO: true });
});

it('names each wrong setting and what it should be', () => {
  const wrong = () => readConfig({ PORT: 'eighty', EYRIE_WORKER_CHILDREN: '0', DATABASE_URL: 'mysql://x/y' });
  expect(wrong).toThrow(ConfigError);
  expect(wrong).toThrow(
    /PORT: .*\n.*DATABASE_URL: must be an address like postgresql.*\n.*EYRIE_WORKER_CHILDREN: /,
  );
});

it('takes an empty variable as not set', () => {
  expect(readConfig({ PORT: '' }).PORT).toBe(8080);
});

it('refuses a demo password that is too short', () => {
  expect(() => readConfig({ EYRIE_DEMO_PASSWORD: 'short' })).toThrow(/at least 8 characters/);
});
