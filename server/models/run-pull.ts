import path from 'node:path';
import { parseArgs } from 'node:util';
import { ModelError } from '../detect/model-registry.ts';
import { type CatalogueEntry, entryNamed } from './catalogue.ts';
import { pullModel } from './pull-model.ts';

const usage = 'models:pull -- NAME [--dir FOLDER] [--from URL] [--trust] | --list';

/** `npm run models:pull`. @param modelsDir where models lie if the command line names no other folder */
export const runPull = async (
  args: string[],
  options: {
    catalogue: readonly CatalogueEntry[];
    modelsDir: string;
    print(line: string): void;
    onProgress?(done: number, total: number | undefined): void;
  },
): Promise<void> => {
  const { catalogue, print } = options;
  const { values, positionals } = parse(args);
  if (values.list) {
    for (const { name, about, licence } of catalogue) print(`${name}: ${about}; ${licence}`);
    return;
  }
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new ModelError(`Name one model; usage: ${usage}`);
  if (values.from !== undefined && !URL.canParse(values.from)) {
    throw new ModelError(`--from must be an address, not "${values.from}"`);
  }
  await pullModel(entryNamed(catalogue, name), {
    dir: values.dir ?? (options.modelsDir.split(path.delimiter)[0] as string),
    trust: values.trust ?? false,
    say: print,
    ...(values.from === undefined ? {} : { from: values.from }),
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
};

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        list: { type: 'boolean' },
        dir: { type: 'string' },
        from: { type: 'string' },
        trust: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new ModelError(`${(error as Error).message.split('\n')[0]}; usage: ${usage}`);
  }
};
