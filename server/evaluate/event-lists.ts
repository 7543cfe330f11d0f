import type { EvaluatedClip } from './evaluated-clip.ts';

/** Every miss and every false event with its time, so that one can look. */
export const eventLists = (evaluated: readonly EvaluatedClip[]): string => {
  const missed = evaluated.flatMap(({ clip, missed: events, false: tellings }) =>
    events.map(
      ({ kind, firstSeconds, endSeconds }) =>
        `  ${clip.scene}  ${clip.set}/${clip.name}  ${span(firstSeconds, endSeconds)}  ${kind}${
          tellings.length > 0 ? '  (something else was told)' : ''
        }`,
    ),
  );
  const late = evaluated.flatMap(({ clip, matched }) =>
    matched
      .filter(({ fit }) => !fit.isExact)
      .map(
        ({ truth, fit }) =>
          `  ${clip.scene}  ${clip.set}/${clip.name}  ${span(truth.firstSeconds, truth.endSeconds)}  ${truth.kind}  ${
            fit.openDelaySeconds > 0 ? '+' : ''
          }${fit.openDelaySeconds.toFixed(1)} s`,
      ),
  );
  const wrong = evaluated.flatMap(({ clip, false: tellings }) =>
    tellings.map(
      ({ told, again }) =>
        `  ${clip.scene}  ${clip.set}/${clip.name}  ${told.openedSeconds.toFixed(1)} s  ${told.label} ${told.score.toFixed(
          2,
        )}  [${told.box.map(Math.round).join(', ')}]  ${again ? 'told again' : told.reasons.join(', ')}`,
    ),
  );
  return [
    ['Missed', missed],
    ['Told, but outside the limits of time', late],
    ['False events', wrong],
  ]
    .map(
      ([heading, lines]) =>
        `${heading}: ${lines!.length === 0 ? 'none' : ''}\n${(lines as string[]).join('\n')}`,
    )
    .join('\n\n');
};

const span = (from: number, to: number | undefined): string =>
  to === undefined ? `from ${from.toFixed(1)} s` : `${from.toFixed(1)}–${to.toFixed(1)} s`;
