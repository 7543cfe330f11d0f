import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';

/** Writes a folder's files; what ends in .gz is packed without a time stamp, so equal content gives equal bytes. */
export interface FileWriter {
  text(name: string, content: string): void;
  bytes(name: string, content: Uint8Array): void;
  csv(name: string, rows: readonly Record<string, unknown>[]): void;
  lines(name: string, rows: readonly unknown[]): void;
  features(name: string, features: readonly { properties: object; geometry: object }[]): void;
}

export function createFileWriter(dir: string): FileWriter {
  mkdirSync(dir, { recursive: true });
  const bytes = (name: string, content: Uint8Array): void =>
    writeFileSync(path.join(dir, name), name.endsWith('.gz') ? gzipSync(content, { level: 9 }) : content);
  const text = (name: string, content: string): void => bytes(name, Buffer.from(content, 'utf8'));
  return {
    bytes,
    text,
    csv: (name, rows) =>
      text(
        name,
        stringify(
          rows.map((row) => ({ ...row })),
          { header: true, cast: { object: (value) => JSON.stringify(value) } },
        ),
      ),
    lines: (name, rows) => text(name, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`),
    features: (name, features) => {
      const rows = features.map(({ properties, geometry }) =>
        JSON.stringify({ type: 'Feature', properties, geometry }),
      );
      text(name, `{"type":"FeatureCollection","features":[\n${rows.join(',\n')}\n]}\n`);
    },
  };
}
