import { useState } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import type { Case } from '#contract/case.ts';
import { type CaseStepName, caseStepNames } from '#contract/case-machine.ts';
import { neighbour } from '../../alerts/alert-order.ts';
import { type StepRequest, stepKeys } from '../../cases/step-keys.ts';
import { useSelection } from '../../platform/selection.ts';
import { useWords } from '../../platform/words/use-words.ts';

/** The wall by keyboard; returns the newest step that was asked for. */
export function useWallShortcuts(
  alerts: readonly Case[],
  onHome: () => void,
  onHelp: () => void,
): StepRequest | null {
  const { switchLanguage } = useWords();
  const { caseId, chooseCase, chooseCamera, cameraCode } = useSelection();
  const [request, setRequest] = useState<StepRequest | null>(null);
  const go = (step: 1 | -1) => {
    const next = neighbour(alerts, caseId, step);
    if (next) chooseCase(next.id);
  };
  const ask = (step: CaseStepName) => setRequest((last) => ({ step, nonce: (last?.nonce ?? 0) + 1 }));
  useHotkeys('j, down', () => go(1), { preventDefault: true }, [alerts, caseId]);
  useHotkeys('k, up', () => go(-1), { preventDefault: true }, [alerts, caseId]);
  useHotkeys(Object.values(stepKeys), (event) => {
    const step = caseStepNames.find((name) => stepKeys[name] === event.key.toLowerCase());
    if (step) ask(step);
  });
  useHotkeys('escape', () => (cameraCode ? chooseCamera(null) : chooseCase(null)), [cameraCode]);
  useHotkeys('h', onHome, [onHome]);
  useHotkeys('l', () => void switchLanguage(), [switchLanguage]);
  useHotkeys('?', onHelp, { useKey: true }, [onHelp]);
  return request;
}
