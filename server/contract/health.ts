import { z } from 'zod';

/** `GET /api/health`, open to everyone: says whether the product works, never who or what is in it. */
export const Health = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  version: z.string(),
  time: z.string(),
  database: z.object({
    status: z.enum(['up', 'down']),
    version: z.string().nullable(),
    postgis: z.string().nullable(),
  }),
  worker: z.object({
    status: z.enum(['up', 'down']),
    workers: z.number().int(),
    children: z.number().int(),
    lastSeenAt: z.string().nullable(),
  }),
  /** ONNX execution providers the workers use, e.g. `cuda` or `cpu`, with why a wished one is missing. */
  providers: z.array(z.object({ worker: z.string(), provider: z.string(), note: z.string().nullable() })),
  cameras: z.object({
    total: z.number().int(),
    watched: z.number().int(),
    up: z.number().int(),
    degraded: z.number().int(),
    down: z.number().int(),
  }),
});
export type Health = z.infer<typeof Health>;
