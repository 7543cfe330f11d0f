import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ModelError } from '../detect/model-registry.ts';
import { checkModel } from './check-model.ts';
import { drawDetections } from './draw-detections.ts';
import { reportCheck } from './report-check.ts';
import { shippedPicture } from './test-frames.ts';
import { writeModelFolder } from './write-model-folder.ts';

const usage = 'models:check -- FILE.onnx [--picture PICTURE] [--write FOLDER]';

/** `npm run models:check`; resolves to the exit code: 0 a family fits, 3 none does. */
export const runCheck = async (args: string[], print: (line: string) => void): Promise<number> => {
  const { file, picture, write } = readArguments(args);
  const check = await checkModel(file, picture);
  for (const line of reportCheck(check)) print(line);
  if (!check.best) return 3;
  const drawn = await placeForPicture(file, write);
  const written = write === undefined ? [] : await writeModelFolder(write, file, check.best);
  await drawDetections(picture, check.best.detections, drawn);
  for (const name of [...written, drawn]) print(`Wrote ${name}`);
  if (write !== undefined) print('See card.md there for what remains to be filled in.');
  return 0;
};

const readArguments = (args: string[]): { file: string; picture: string; write?: string } => {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new ModelError(`Name one model file; usage: ${usage}`);
  return {
    file,
    picture: values.picture ?? shippedPicture,
    ...(values.write === undefined ? {} : { write: values.write }),
  };
};

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { picture: { type: 'string' }, write: { type: 'string' } },
    });
  } catch (error) {
    throw new ModelError(`${(error as Error).message.split('\n')[0]}; usage: ${usage}`);
  }
};

/** In the written folder, else beside the model, else here. */
const placeForPicture = async (file: string, write: string | undefined): Promise<string> => {
  if (write !== undefined) return path.join(write, 'check.jpg');
  const name = `${path.basename(file, '.onnx')}.check.jpg`;
  const beside = path.dirname(path.resolve(file));
  const isWritable = await access(beside, constants.W_OK).then(
    () => true,
    () => false,
  );
  return isWritable ? path.join(beside, name) : path.resolve(name);
};
