/** The mock by hand: `npx tsx web/testing/mock-main.ts [port] [folder of the built web]`. */
import { aiCase } from './mock-cases.ts';
import { standingCases, startMockServer } from './mock-server.ts';

const [port = '8091', webFolder = 'dist/web'] = process.argv.slice(2);
const mock = await startMockServer({
  port: Number(port),
  webFolder,
  signedIn: process.env.MOCK_SIGNED_IN === '1',
  standing: standingCases(),
  ...(process.env.SIMULATOR_URL ? { simulatorUrl: process.env.SIMULATOR_URL } : {}),
});
const newCaseAfterMs = Number(process.env.MOCK_NEW_CASE_MS ?? 0);
if (newCaseAfterMs > 0) setTimeout(() => mock.open(aiCase(90, 5, 0)), newCaseAfterMs);
console.log(`mock on ${mock.url}`);
