import { type FormatContext, Packet, type Stream } from './media-library.ts';

/** The packets of one stream of an opened input, in its order: the same packet object each time, filled anew. */
export const readPackets = (format: FormatContext, stream: Stream) => {
  const packet = new Packet();
  packet.alloc();
  return {
    *packets(): Generator<Packet> {
      while (format.readFrameSync(packet) >= 0) {
        if (packet.streamIndex === stream.index) yield packet;
        packet.unref();
      }
    },
    free: (): void => packet.free(),
  };
};
