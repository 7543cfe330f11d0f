import type { Frame } from '#contract/detection.ts';
import type { HardwareDecoding } from './hardware-decoding.ts';
import type { DecodedPicture, Packet, Stream } from './media-library.ts';
import { type MemoryDemuxer, openMemoryDemuxer } from './memory-demuxer.ts';
import { createPictureScaler, type PictureShape } from './picture-scaler.ts';
import type { Report, Segment } from './segment.ts';
import { StreamFailure } from './stream-failure.ts';
import { createVideoDecoder, type VideoDecoder } from './video-decoder.ts';

/** Which of a segment's pictures are wanted: `keyframe` is the first one that stands alone, and by far the cheapest. */
export type Sampling = 'keyframe' | 'every' | { fromAt: number };

export interface SegmentDecoder {
  /** The segment's frames in time order, scaled for the model; decodes only as it is read. */
  frames(segment: Segment): Generator<Frame>;
  close(): void;
}

/**
 * Turns one camera's segments into frames; damaged input is reported or thrown as a StreamFailure, never fatal.
 * @param hardware for streams of which every picture is decoded; a keyframe is not worth the way to the card
 */
export const createSegmentDecoder = (
  shape: PictureShape,
  sampling: Sampling,
  report: Report,
  hardware?: HardwareDecoding,
): SegmentDecoder => {
  const scaler = createPictureScaler(shape);
  let continuing: VideoDecoder | undefined;
  let codecId: number | undefined;
  let lastAt = 0;

  const decoderFor = (stream: Stream, segment: Segment): VideoDecoder => {
    if (codecId !== undefined && codecId !== stream.codecpar.codecId) report('codec-changed');
    codecId = stream.codecpar.codecId;
    if (continuing?.fits(stream.codecpar) && !segment.discontinuity) return continuing;
    continuing?.close();
    continuing = createVideoDecoder(stream.codecpar, 1, sampling === 'keyframe' ? undefined : hardware);
    return continuing;
  };

  const toFrame = (picture: DecodedPicture, at: number): Frame => {
    lastAt = Math.max(Math.round(at), lastAt + 1);
    return { at: lastAt, ...scaler.scale(picture) };
  };

  return {
    *frames(segment) {
      const demuxer = openSegment(segment);
      try {
        const decoder = decoderFor(demuxer.stream, segment);
        const pictures =
          sampling === 'keyframe' ? firstKeyframe(demuxer, decoder) : segmentPictures(demuxer, decoder);
        let count = 0;
        for (const { picture, offsetMs } of pictures) {
          count += 1;
          if (typeof sampling === 'object' && segment.startAt + offsetMs < sampling.fromAt) continue;
          yield toFrame(picture, segment.startAt + offsetMs);
        }
        if (count === 0) throw new StreamFailure('bad-segment', 'A segment without a picture that decodes');
      } finally {
        demuxer.close();
        // Keyframes stand alone: a decoder of their own each costs nothing and holds no pictures between segments.
        if (sampling === 'keyframe') {
          continuing?.close();
          continuing = undefined;
        }
      }
    },
    close() {
      continuing?.close();
      scaler.close();
    },
  };
};

export const openSegment = ({ bytes, init, container }: Segment): MemoryDemuxer =>
  openMemoryDemuxer(init ? Buffer.concat([init, bytes]) : bytes, container);

export interface TimedPicture {
  picture: DecodedPicture;
  /** Since the segment's first video packet, or on the file's own clock. */
  offsetMs: number;
}

const milliseconds = (pts: bigint, { timeBase }: Stream): number =>
  (Number(pts) * timeBase.num * 1000) / timeBase.den;

/** Within a segment, a presentation time this far from its start means that the stamps wrapped around. */
const plausibleOffsetMs = 60_000;

const offsetOf = (pts: bigint, firstPts: bigint, stream: Stream): number => {
  const offsetMs = milliseconds(pts - firstPts, stream);
  return Math.abs(offsetMs) < plausibleOffsetMs ? offsetMs : 0;
};

function* firstKeyframe({ packets, stream }: MemoryDemuxer, decoder: VideoDecoder): Generator<TimedPicture> {
  let firstPts: bigint | undefined;
  for (const packet of packets()) {
    firstPts ??= packet.pts;
    if (!packet.isKeyframe) continue;
    const offsetMs = offsetOf(packet.pts, firstPts, stream);
    for (const part of [packet, null]) {
      for (const picture of decoder.decode(part)) {
        yield { picture, offsetMs };
        return;
      }
    }
    return;
  }
}

/** Every picture, in the order they are shown; those that wait for the next segment come with it. */
function* segmentPictures(
  { packets, stream }: MemoryDemuxer,
  decoder: VideoDecoder,
): Generator<TimedPicture> {
  let firstPts: bigint | undefined;
  for (const packet of packets()) {
    firstPts ??= packet.pts;
    for (const picture of decoder.decode(packet)) {
      yield { picture, offsetMs: offsetOf(picture.bestEffortTimestamp, firstPts, stream) };
    }
  }
}

/** Every picture of a whole file, in the order they are shown. */
export function* filePictures(
  { packets, stream }: { packets(): Iterable<Packet>; stream: Stream },
  decoder: VideoDecoder,
): Generator<TimedPicture> {
  for (const packet of packets()) {
    for (const picture of decoder.decode(packet)) {
      yield { picture, offsetMs: milliseconds(picture.bestEffortTimestamp, stream) };
    }
  }
  for (const picture of decoder.decode(null)) {
    yield { picture, offsetMs: milliseconds(picture.bestEffortTimestamp, stream) };
  }
}
