import { AV_LOG_QUIET, Log } from 'node-av';

// The library would write every damaged packet to stderr, with the address it came from.
Log.setLevel(AV_LOG_QUIET);

/** The one door to the decoding library, silenced: what else the product uses of it is imported from here. */
export {
  AV_CODEC_ID_H264,
  AV_CODEC_ID_NONE,
  AV_CODEC_ID_PNG,
  AV_FRAME_FLAG_CORRUPT,
  AV_HWDEVICE_TYPE_CUDA,
  AV_PIX_FMT_CUDA,
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVERROR_EOF,
  AVFMT_FLAG_CUSTOM_IO,
  AVMEDIA_TYPE_VIDEO,
  AVSEEK_SIZE,
  Codec,
  CodecContext,
  type CodecParameters,
  FormatContext,
  Frame as DecodedPicture,
  HardwareContext,
  InputFormat,
  IOContext,
  Packet,
  SoftwareScaleContext,
  type Stream,
} from 'node-av';
