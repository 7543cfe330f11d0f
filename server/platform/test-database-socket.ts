import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the tests' private cluster lives; beside the product's own data, never in it. */
export const testDataDir = path.resolve(fileURLToPath(new URL('../../.data-test', import.meta.url)));

/** The Linux abstract socket on which the tests' cluster is asked for; it vanishes with its process. */
export const testClusterSocket = `\0eyrie-tests-${createHash('sha256').update(testDataDir).digest('hex').slice(0, 24)}`;
