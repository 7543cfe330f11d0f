import {
  AV_HWDEVICE_TYPE_CUDA,
  AV_PIX_FMT_CUDA,
  type Codec,
  type CodecContext,
  DecodedPicture,
  HardwareContext,
} from './media-library.ts';

/** The graphics card's video decoder, shared by the streams of a process. */
export interface HardwareDecoding {
  /** Lets a decoder use the card, if the card knows its codec; before it is opened. */
  attach(context: CodecContext, codec: Codec): void;
  /** The picture in the machine's own memory; the same one each time, filled anew, if it came from the card. */
  toMemory(picture: DecodedPicture): DecodedPicture;
}

export type DecoderWish = 'auto' | 'nvdec' | 'cpu';

const createCudaDevice = (): HardwareContext | null => HardwareContext.create(AV_HWDEVICE_TYPE_CUDA);

/**
 * Opens NVDEC where it is wished for and there, and tells in one line what decodes. A profile that the card does not know
 * is decoded by the processor all the same: the library falls back by itself.
 */
export const openHardwareDecoding = (
  wish: DecoderWish,
  tell: (line: string) => void,
  createDevice: () => HardwareContext | null = createCudaDevice,
): HardwareDecoding | undefined => {
  if (wish === 'cpu') return undefined;
  const device = createDevice();
  if (!device) {
    if (wish === 'nvdec') tell('video is decoded by the processor: there is no CUDA device here');
    return undefined;
  }
  tell('video of which every picture counts is decoded by the graphics card (NVDEC)');
  const inMemory = new DecodedPicture();
  inMemory.alloc();
  return {
    attach(context, codec) {
      for (let i = 0; ; i++) {
        const config = codec.getHwConfig(i);
        if (!config) return;
        if (config.deviceType === AV_HWDEVICE_TYPE_CUDA) {
          context.hwDeviceCtx = device.deviceContext;
          return;
        }
      }
    },
    toMemory(picture) {
      if (picture.format !== AV_PIX_FMT_CUDA) return picture;
      inMemory.unref();
      const moved = picture.hwframeTransferDataSync(inMemory, 0);
      if (moved < 0) throw new Error(`A picture could not be fetched from the graphics card (${moved})`);
      inMemory.copyProps(picture);
      return inMemory;
    },
  };
};
