import path from 'node:path';
import { z } from 'zod';
import { createLog } from '../platform/log.ts';
import { stopWithParent } from '../platform/process-life.ts';
import { startSimulator } from './simulator.ts';

/** The camera simulator as a process of its own; it ends with its parent. */

const settings = z
  .object({
    EYRIE_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65535).default(8090),
    EYRIE_CLIPS_DIR: z.string().default(path.resolve(import.meta.dirname, '../../geodata/footage/clips')),
    EYRIE_SIMULATOR_TOKEN: z.string().min(8).optional(),
    EYRIE_LOG_LEVEL: z.string().default('info'),
  })
  .parse(process.env);

const log = createLog({ process: 'simulator', level: settings.EYRIE_LOG_LEVEL });
const simulator = await startSimulator({
  port: settings.EYRIE_SIMULATOR_PORT,
  clipsDir: settings.EYRIE_CLIPS_DIR,
  ...(settings.EYRIE_SIMULATOR_TOKEN && { controlToken: settings.EYRIE_SIMULATOR_TOKEN }),
});
log.info({ url: simulator.url, clips: simulator.clipNames.length }, 'cameras are streaming');
stopWithParent(() => simulator.stop());
for (const { name, error } of await simulator.prepared)
  log.error({ clip: name, err: error }, 'a clip cannot be streamed');
log.debug('every clip is cut');
