/** The part of m3u8-parser that the playlist reader uses; the package ships no types. */
declare module 'm3u8-parser' {
  export interface ParsedByteRange {
    length: number;
    offset: number;
  }
  export interface ParsedKey {
    method: string;
    uri?: string;
    iv?: Uint32Array;
  }
  export interface ParsedSegment {
    uri: string;
    duration?: number;
    discontinuity?: boolean;
    programDateTime?: number;
    byterange?: ParsedByteRange;
    key?: ParsedKey;
    map?: { uri: string; byterange?: ParsedByteRange };
  }
  export interface ParsedVariant {
    uri: string;
    attributes?: { BANDWIDTH?: number; CODECS?: string; RESOLUTION?: { width: number; height: number } };
  }
  export interface ParsedManifest {
    segments: ParsedSegment[];
    playlists?: ParsedVariant[];
    mediaSequence?: number;
    targetDuration?: number;
    endList?: boolean;
    discontinuitySequence?: number;
  }
  export class Parser {
    manifest: ParsedManifest;
    push(text: string): void;
    end(): void;
  }
}
