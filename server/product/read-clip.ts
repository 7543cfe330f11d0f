import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';

/** For tests: what is in an evidence clip; throws where it is no MP4 with video. */
export async function readClip(
  bytes: Buffer,
): Promise<{ codec: string | null; seconds: number; pictures: number }> {
  using input = new Input({ formats: [MP4], source: new BufferSource(new Uint8Array(bytes)) });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('The clip has no video');
  let pictures = 0;
  for await (const _ of new EncodedPacketSink(track).packets()) pictures += 1;
  return { codec: await track.getCodec(), seconds: await input.computeDuration(), pictures };
}
