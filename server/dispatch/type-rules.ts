import type { EventTypeSettings } from '#contract/event-type.ts';

/** What types may refer to; `types` as they will be when all that is being saved has been saved. */
export interface KnownCodes {
  departments: ReadonlySet<string>;
  areas: ReadonlySet<string>;
  policies: ReadonlySet<string>;
  types: ReadonlyMap<string, Pick<EventTypeSettings, 'parentCode'>>;
}

export interface FieldProblem {
  field: keyof EventTypeSettings;
  message: string;
}

/** What is wrong with a type beside its shape: codes that name nothing, and more than two levels. */
export function problemsOf(type: EventTypeSettings, known: KnownCodes): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const expect = (holds: boolean, field: FieldProblem['field'], message: string) => {
    if (!holds) problems.push({ field, message });
  };
  const { parentCode, departmentCode, policyCode } = type;
  if (parentCode !== null) {
    const parent = known.types.get(parentCode);
    expect(parent !== undefined, 'parentCode', `there is no class ${parentCode}`);
    expect(parentCode !== type.code, 'parentCode', 'a type is not its own class');
    expect(!parent?.parentCode, 'parentCode', `${parentCode} is no class but a type: there are two levels`);
    expect(
      ![...known.types.values()].some((other) => other.parentCode === type.code),
      'parentCode',
      'it has types of its own and stays a class: there are two levels',
    );
  }
  if (departmentCode !== null)
    expect(
      known.departments.has(departmentCode),
      'departmentCode',
      `there is no department ${departmentCode}`,
    );
  for (const { areaCode, departmentCode: code } of type.departments) {
    expect(known.departments.has(code), 'departments', `there is no department ${code}`);
    if (areaCode !== null) expect(known.areas.has(areaCode), 'departments', `there is no area ${areaCode}`);
  }
  const named = type.departments.map(({ areaCode, departmentCode: code }) => `${areaCode} ${code}`);
  expect(new Set(named).size === named.length, 'departments', 'a department is named twice for one area');
  expect(known.policies.has(policyCode), 'policyCode', `there is no limit policy ${policyCode}`);
  return problems;
}
