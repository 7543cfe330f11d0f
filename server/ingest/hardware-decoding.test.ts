import { expect, it } from 'vitest';
import { type DecoderWish, openHardwareDecoding } from './hardware-decoding.ts';
import {
  AV_CODEC_ID_H264,
  AV_CODEC_ID_PNG,
  AV_PIX_FMT_CUDA,
  Codec,
  type CodecContext,
  DecodedPicture,
  type HardwareContext,
} from './media-library.ts';

const lines: string[] = [];
const open = (wish: DecoderWish, device: HardwareContext | null) => {
  lines.length = 0;
  return openHardwareDecoding(
    wish,
    (line) => lines.push(line),
    () => device,
  );
};
const device = { deviceContext: 'the card' } as unknown as HardwareContext;

it('never asks for the card where the processor is wished for', () => {
  expect(open('cpu', device)).toBeUndefined();
  expect(lines).toEqual([]);
});

it('falls back to the processor without a card, and says so only where the card was wished for', () => {
  expect(open('auto', null)).toBeUndefined();
  expect(lines).toEqual([]);
  expect(open('nvdec', null)).toBeUndefined();
  expect(lines).toEqual([expect.stringMatching(/no CUDA device/)]);
});

it('gives the card to decoders whose codec it knows', () => {
  const hardware = open('auto', device);
  const contextFor = (codecId: typeof AV_CODEC_ID_H264 | typeof AV_CODEC_ID_PNG) => {
    const context = {} as CodecContext;
    hardware?.attach(context, Codec.findDecoder(codecId) as Codec);
    return context.hwDeviceCtx;
  };
  expect(contextFor(AV_CODEC_ID_H264)).toBe('the card');
  expect(contextFor(AV_CODEC_ID_PNG)).toBeUndefined();
  expect(lines).toEqual([expect.stringMatching(/NVDEC/)]);
});

it('fetches pictures from the card, and leaves those of the processor where they are', () => {
  const hardware = open('auto', device);
  const own = new DecodedPicture();
  own.alloc();
  expect(hardware?.toMemory(own)).toBe(own);
  const onCard = (result: number) =>
    ({ format: AV_PIX_FMT_CUDA, hwframeTransferDataSync: () => result }) as unknown as DecodedPicture;
  expect(() => hardware?.toMemory(onCard(-5))).toThrow(/fetched from the graphics card \(-5\)/);
});
