/** The names of classes: what a file brings along, else what its number of classes is known for. */

const coco80 =
  'person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,hair drier,toothbrush'.split(
    ',',
  );

/** Numbers that COCO's own list of 91 leaves out. */
const unusedInCoco91 = new Set([0, 12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);

const coco91 = (): string[] => {
  const names = [...coco80];
  return Array.from({ length: 91 }, (_, i) =>
    unusedInCoco91.has(i) ? `unused-${i}` : (names.shift() as string),
  );
};

/** `names` as exporters write it: a Python dictionary, a JSON object or list, or a plain list. */
export const namesFromMetadata = (metadata: Record<string, string>): string[] | undefined => {
  const text = metadata.names ?? metadata.classes ?? metadata.labels;
  if (!text) return undefined;
  const quoted = [...text.matchAll(/(?:(\d+)\s*:\s*|[[,]\s*)(?:'([^']*)'|"([^"]*)")/g)].map(
    ([, , single, double]) => single ?? double ?? '',
  );
  if (quoted.length > 0) return quoted;
  const plain = text.split(',').map((name) => name.trim());
  return plain.length > 1 && plain.every(Boolean) ? plain : undefined;
};

/**
 * @param isExact false where the number is only the highest class that was seen
 * @returns the names and where they come from, in words
 */
export const classNames = (
  count: number,
  isExact: boolean,
  known: readonly string[] | undefined,
): { names: string[]; source: string } => {
  if (known && (known.length === count || !isExact))
    return { names: [...known], source: 'named in the file' };
  if (count === 80 || (!isExact && count <= 80)) {
    return { names: coco80, source: 'taken for the 80 of COCO; correct them if it was trained on others' };
  }
  if (count === 91 || (!isExact && count <= 91)) {
    return {
      names: coco91(),
      source: 'taken for the 91 numbers of COCO; correct them if it was trained on others',
    };
  }
  const names = Array.from({ length: count }, (_, i) => `class-${i}`);
  return { names, source: 'not named anywhere: put in what it was trained on' };
};

/** What the scenes call the things that models know by other names. */
const sceneLabels = {
  vehicles: {
    car: 'car',
    van: 'car',
    suv: 'car',
    truck: 'truck',
    bus: 'bus',
    motorcycle: 'motorbike',
    motorbike: 'motorbike',
    person: 'person',
    pedestrian: 'person',
  },
  smoke: { smoke: 'smoke', fire: 'flame', flame: 'flame', 'open-fire': 'flame' },
  falling: { 'falling-object': 'falling-object' },
} as const;

/** Which scene's labels the names speak of, and how they map. */
export const taskOfClasses = (
  names: readonly string[],
): { task: string; classMap: Record<string, string> } | undefined => {
  for (const [task, labels] of Object.entries(sceneLabels)) {
    const known = new Map<string, string>(Object.entries(labels));
    const pairs = names.flatMap((name) => {
      const label = known.get(name.toLowerCase().replaceAll(' ', '-'));
      return label === undefined ? [] : [[name, label] as const];
    });
    if (pairs.length > 0) return { task, classMap: Object.fromEntries(pairs) };
  }
  return undefined;
};
