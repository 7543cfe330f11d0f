import { expect, test } from 'vitest';
import { fieldsOf, needsNote, stepsToShow } from './steps-to-show.ts';

test('shows the next step on the road first, at most three as buttons, and leaves none out', () => {
  const nextSteps = ['refuse', 'dispatch', 'close', 'suspend', 'merge', 'link', 'cancel'] as const;
  const { buttons, more } = stepsToShow({ nextSteps: [...nextSteps], scene: null, condition: null });
  expect(buttons).toEqual(['dispatch', 'close', 'refuse']);
  expect([...buttons, ...more].sort()).toEqual([...nextSteps].sort());
});

test('proposes to close what a camera has seen go away', () => {
  const first = (scene: 'fire-lane' | 'high-rise-throwing', condition: 'cleared' | 'ongoing') =>
    stepsToShow({ nextSteps: ['refuse', 'dispatch', 'close'], scene, condition }).buttons[0];
  expect(first('fire-lane', 'cleared')).toBe('close');
  expect(first('fire-lane', 'ongoing')).toBe('dispatch');
  expect(first('high-rise-throwing', 'cleared')).toBe('dispatch');
});

test('asks a step for what the case loop’s table says it needs', () => {
  expect(fieldsOf('accept', { source: 'staff' })).toEqual([]);
  expect(fieldsOf('dispatch', { source: 'staff' })).toEqual(['owner', 'note']);
  expect(fieldsOf('request-delay', { source: 'staff' })).toEqual(['until', 'note']);
  expect(fieldsOf('merge', { source: 'staff' })).toEqual(['otherCase', 'note']);
  expect(fieldsOf('rate', { source: 'staff' })).toEqual(['rating', 'note']);
});

test('lets a machine’s false alarm be marked with one key, and asks why a person’s report is refused', () => {
  expect(fieldsOf('refuse', { source: 'ai' })).toEqual([]);
  expect(fieldsOf('refuse', { source: 'resident' })).toEqual(['note']);
  expect(needsNote('refuse')).toBe(true);
});
