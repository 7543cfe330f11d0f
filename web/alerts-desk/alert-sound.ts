import { create } from 'zustand';

const memory = 'eyrie-alert-sound';

interface SoundChoice {
  on: boolean;
  switch(): void;
}

/** Whether alerts sound in this browser. */
export const useSoundChoice = create<SoundChoice>((set) => ({
  on: localStorage.getItem(memory) !== 'off',
  switch: () =>
    set(({ on }) => {
      localStorage.setItem(memory, on ? 'off' : 'on');
      return { on: !on };
    }),
}));

let context: AudioContext | undefined;

/** Two tones, a fifth apart; lower ones where nobody has answered. Silent until somebody has touched the page, as browsers ask. */
export async function soundAlert(grave: boolean): Promise<void> {
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
  const start = context.currentTime;
  for (const [n, hertz] of (grave ? [392, 262] : [659, 988]).entries()) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, start + n * 0.22);
    loudness.gain.linearRampToValueAtTime(0.16, start + n * 0.22 + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + n * 0.22 + 0.5);
    tone.connect(loudness).connect(context.destination);
    tone.start(start + n * 0.22);
    tone.stop(start + n * 0.22 + 0.55);
  }
}
