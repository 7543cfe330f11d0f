import { expect, it } from 'vitest';
import { type ChainedRow, canonicalJson, hashRow, noHash } from './audit-chain.ts';

const row: ChainedRow = {
  number: 7,
  at: '2026-11-21T08:00:00.123Z',
  actorId: null,
  actor: null,
  role: null,
  address: '10.0.0.8',
  action: 'sign-in',
  objectKind: 'account',
  objectId: 'x',
  objectName: '值班员',
  result: 'refused',
  details: { why: 'wrong-password', tries: 2 },
};

it('writes the same JSON whatever the order of the keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: '"' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"\\"","d":null}]}',
  );
  const turned = Object.fromEntries(Object.entries(row).reverse()) as unknown as ChainedRow;
  expect(hashRow(noHash, turned)).toEqual(hashRow(noHash, row));
});

it('gives another hash for every change of a row and of what came before', () => {
  const hash = hashRow(noHash, row).toString('hex');
  for (const [key, value] of Object.entries(row)) {
    const other = typeof value === 'number' ? value + 1 : `${value} `;
    expect(hashRow(noHash, { ...row, [key]: other } as ChainedRow).toString('hex'), key).not.toBe(hash);
  }
  expect(hashRow(Buffer.alloc(32, 1), row).toString('hex')).not.toBe(hash);
  expect(hashRow(noHash, { ...row, details: { why: 'wrong-password', tries: 3 } }).toString('hex')).not.toBe(
    hash,
  );
});

it('is the hash that anybody can calculate without our code', () => {
  // python: hashlib.sha256(bytes(32) + json.dumps(row, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode())
  expect(canonicalJson({ number: 1, action: 'sign-in' })).toBe('{"action":"sign-in","number":1}');
  expect(hashRow(noHash, row).toString('hex')).toBe(
    'b2cc215e13a4efd71564fa10aa9fa9529b1155f91f7c88e2354b766b5a3cd57a',
  );
});
