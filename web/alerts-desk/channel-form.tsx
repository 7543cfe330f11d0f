import { useState } from 'react';
import { type AlertChannel, ChannelKind } from '#contract/alert-channel.ts';
import { call } from '../platform/api/call.ts';
import { useWords } from '../platform/words/use-words.ts';
import { channelFields, groupKinds, settingsOf, typedOf } from './channel-fields.ts';
import { FormButtons } from './form-buttons.tsx';
import { CheckSetting, ChoiceSetting, Labelled, TextSetting } from './setting-fields.tsx';
import { useSaveSetting } from './use-settings.ts';

interface ChannelFormProps {
  channel: AlertChannel | null;
  onDone(): void;
}

const kindsToAdd = ChannelKind.options.filter((kind) => kind !== 'in-app' && kind !== 'web-push');

/** What a channel needs. Secrets go in and never come back: an empty field keeps what is set. */
export function ChannelForm({ channel, onDone }: ChannelFormProps) {
  const { t } = useWords();
  const save = useSaveSetting(onDone);
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'wecom');
  const [name, setName] = useState(channel?.name ?? '');
  const [enabled, setEnabled] = useState(channel?.enabled ?? true);
  const [areaCode, setAreaCode] = useState(channel?.areaCode ?? '');
  const [typed, setTyped] = useState(() => typedOf(kind, channel?.settings ?? {}));
  const type = (field: string) => (value: string) => setTyped((last) => ({ ...last, [field]: value }));
  const submit = () =>
    save.mutate(async () => {
      const body = { kind, name, enabled, areaCode: areaCode.trim() || null, ...settingsOf(kind, typed) };
      await (channel
        ? call('changeAlertChannel', { params: { id: channel.id }, body })
        : call('addAlertChannel', { body }));
    });
  return (
    <form
      className="mb-4 grid grid-cols-2 gap-3 border-y border-line bg-raised px-4 py-3 max-md:grid-cols-1"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ChoiceSetting
        label={t('alertDesk.channel.kind')}
        value={kind}
        onChange={(value) => setKind(ChannelKind.parse(value))}
      >
        {(channel ? [channel.kind] : kindsToAdd).map((each) => (
          <option key={each} value={each}>
            {t(`alertDesk.kind.${each}`)}
          </option>
        ))}
      </ChoiceSetting>
      <TextSetting label={t('alertDesk.settings.name')} required value={name} onChange={setName} />
      {channelFields[kind].map(({ name: field, as }) => {
        const label = t(`alertDesk.channel.field.${field}`);
        const value = typed[field] ?? '';
        if (as === 'long')
          return (
            <div key={field} className="col-span-full">
              <Labelled label={label}>
                <textarea
                  rows={3}
                  className="mt-1 block w-full rounded-md border border-line-strong bg-panel px-3 py-2 font-mono text-sm text-ink"
                  value={value}
                  onChange={({ target }) => type(field)(target.value)}
                />
              </Labelled>
            </div>
          );
        const isSet = channel?.secretsSet.includes(field);
        return (
          <TextSetting
            key={field}
            label={label}
            type={as === 'secret' ? 'password' : as === 'number' ? 'number' : 'text'}
            value={value}
            onChange={type(field)}
            {...(as === 'secret'
              ? { placeholder: t(isSet ? 'alertDesk.channel.secretSet' : 'alertDesk.channel.secretUnset') }
              : {})}
          />
        );
      })}
      {groupKinds.includes(kind) && (
        <TextSetting
          label={t('alertDesk.channel.area')}
          placeholder={t('alertDesk.settings.everything')}
          value={areaCode}
          onChange={setAreaCode}
        />
      )}
      <CheckSetting label={t('alertDesk.settings.enabled')} on={enabled} onChange={setEnabled} />
      <div className="col-span-full">
        <FormButtons
          busy={save.isPending}
          onCancel={onDone}
          {...(channel && channel.kind !== 'web-push'
            ? {
                onRemove: () => save.mutate(() => call('retireAlertChannel', { params: { id: channel.id } })),
              }
            : {})}
        />
      </div>
    </form>
  );
}
