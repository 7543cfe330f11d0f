import { parse } from 'csv-parse/sync';
import { NewPlate } from '#contract/resident.ts';
import { Problem } from '../platform/problem.ts';

/** Plates of a CSV with a heading; refuses the whole file with every line that is wrong, and why. */
export function readPlatesCsv(csv: string): NewPlate[] {
  const lines = readLines(csv);
  if (lines.length === 0) throw wrong([{ path: 'csv', message: 'has no lines below its heading' }]);
  if (lines.length > 5000) throw wrong([{ path: 'csv', message: 'has more than 5,000 lines' }]);
  const errors: { path: string; message: string }[] = [];
  const plates = lines.flatMap((line, index): NewPlate[] => {
    const parsed = NewPlate.safeParse({
      address: line.address,
      addressEn: line.addressEn || null,
      location: [numberOf(line.lng), numberOf(line.lat)],
      code: line.code || null,
    });
    if (parsed.success) return [parsed.data];
    for (const issue of parsed.error.issues)
      errors.push({ path: `line ${index + 2}`, message: `${columnOf(issue.path)}: ${issue.message}` });
    return [];
  });
  if (errors.length > 0) throw wrong(errors);
  return plates;
}

const columnOf = ([name, index]: readonly PropertyKey[]): string =>
  name === 'location' ? (index === 1 ? 'lat' : 'lng') : String(name);
/** An empty cell is no zero. */
const numberOf = (text: string | undefined): number => (text ? Number(text) : Number.NaN);

function readLines(csv: string): Record<string, string>[] {
  try {
    return parse(csv, {
      bom: true,
      columns: (names: string[]) => names.map(nameOf),
      trim: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    throw wrong([{ path: 'csv', message: (error as Error).message }]);
  }
}

const columns = ['address', 'addressEn', 'lng', 'lat', 'code'];
const nameOf = (heading: string): string =>
  columns.find((column) => column.toLowerCase() === heading.toLowerCase().replace(/[\s_-]/g, '')) ?? heading;

const wrong = (errors: { path: string; message: string }[]): Problem =>
  new Problem('bad-request', errors.map(({ path, message }) => `${path}: ${message}`).join('; '), { errors });
