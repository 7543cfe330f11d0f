import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Department } from '#contract/department.ts';
import type { TypeDepartment } from '#contract/event-type.ts';
import { Button } from '../platform/interface/button.tsx';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { Select } from './fields.tsx';
import type { NamedArea } from './type-editor.tsx';

interface TypeDepartmentsFieldProps {
  value: readonly TypeDepartment[];
  departments: readonly Department[];
  areas: readonly NamedArea[];
  disabled: boolean;
  onChange(value: TypeDepartment[]): void;
}

/** Who is in charge in an area instead of the type's own department, and who helps. */
export function TypeDepartmentsField({
  value,
  departments,
  areas,
  disabled,
  onChange,
}: TypeDepartmentsFieldProps) {
  const { t, nameIn } = useWords();
  const [area, setArea] = useState('');
  const [department, setDepartment] = useState('');
  const [main, setMain] = useState(false);
  const nameOf = (list: readonly NamedArea[], code: string) => {
    const found = list.find((each) => each.code === code);
    return found ? nameIn(found, 'name') : code;
  };
  const isMain = main && area !== '';
  const isListed = value.some((each) => (each.areaCode ?? '') === area && each.departmentCode === department);
  return (
    <fieldset>
      <legend className="eyebrow mb-1">{t('dispatch.type.byArea')}</legend>
      <ul className="text-sm">
        {value.map((each) => (
          <li
            key={`${each.areaCode} ${each.departmentCode}`}
            className="flex items-center gap-3 border-t border-line py-1 first:border-t-0"
          >
            <span className="text-soft">
              {each.areaCode === null ? t('dispatch.type.everywhere') : nameOf(areas, each.areaCode)}
            </span>
            <span className="min-w-0 flex-1 truncate">{nameOf(departments, each.departmentCode)}</span>
            <span className="text-faint">{t(each.main ? 'dispatch.type.main' : 'dispatch.type.helper')}</span>
            {!disabled && (
              <IconButton
                icon={X}
                label={t('dispatch.type.remove')}
                onClick={() => onChange(value.filter((other) => other !== each))}
              />
            )}
          </li>
        ))}
      </ul>
      {!disabled && (
        <div className="mt-1 grid grid-cols-[1fr_1fr_5.5rem_auto] gap-2 max-md:grid-cols-2">
          <Select
            aria-label={t('dispatch.type.area')}
            value={area}
            onChange={({ target }) => setArea(target.value)}
          >
            <option value="">{t('dispatch.type.everywhere')}</option>
            {areas.map((each) => (
              <option key={each.code} value={each.code}>
                {nameIn(each, 'name')}
              </option>
            ))}
          </Select>
          <Select
            aria-label={t('dispatch.type.department')}
            value={department}
            onChange={({ target }) => setDepartment(target.value)}
          >
            <option value="" />
            {departments.map((each) => (
              <option key={each.code} value={each.code}>
                {nameIn(each, 'name')}
              </option>
            ))}
          </Select>
          <Select
            aria-label={t('dispatch.type.main')}
            disabled={area === ''}
            value={isMain ? 'main' : 'helper'}
            onChange={({ target }) => setMain(target.value === 'main')}
          >
            <option value="helper">{t('dispatch.type.helper')}</option>
            <option value="main">{t('dispatch.type.main')}</option>
          </Select>
          <Button
            disabled={department === '' || isListed}
            onClick={() => {
              onChange([...value, { areaCode: area || null, departmentCode: department, main: isMain }]);
              setDepartment('');
            }}
          >
            <Plus className="size-4" aria-hidden="true" />
            {t('dispatch.type.addDepartment')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
