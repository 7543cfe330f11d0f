import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ModelError } from '../detect/model-registry.ts';

/** A detector that may be used freely, at its official place. */
const CatalogueEntry = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  about: z.string(),
  url: z.url({ protocol: /^https?$/ }),
  /** Absent where nobody could vouch for it: such a file is taken only on an express word. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  bytes: z.number().int().positive().optional(),
  licence: z.string(),
  licenceUrl: z.url(),
});
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

const shippedFile = fileURLToPath(new URL('./catalogue.json', import.meta.url));

/** The models that can be pulled. */
export const readCatalogue = async (file = shippedFile): Promise<CatalogueEntry[]> =>
  z.array(CatalogueEntry).parse(JSON.parse(await readFile(file, 'utf8')));

/** Throws a ModelError that names the choices. */
export const entryNamed = (catalogue: readonly CatalogueEntry[], name: string): CatalogueEntry => {
  const entry = catalogue.find((one) => one.name === name);
  if (entry) return entry;
  const names = catalogue.map((one) => one.name).join(', ');
  throw new ModelError(`There is no model called ${name} to pull; known: ${names}`);
};
