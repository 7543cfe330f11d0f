import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import type { AlertContact } from '#contract/alert-channel.ts';
import { call } from '../platform/api/call.ts';
import { Button } from '../platform/interface/button.tsx';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { useWords } from '../platform/words/use-words.ts';
import { TextSetting } from './setting-fields.tsx';

const contactKey = ['alert-contact'];

/** Where one's own alerts go by SMS and by mail. */
export function ContactForm() {
  const { data } = useQuery({
    queryKey: contactKey,
    queryFn: ({ signal }) => call('alertContact', { signal }),
  });
  return data ? <Fields contact={data} /> : null;
}

function Fields({ contact }: { contact: AlertContact }) {
  const { t } = useWords();
  const queryClient = useQueryClient();
  const [phone, setPhone] = useState(contact.phone ?? '');
  const [email, setEmail] = useState(contact.email ?? '');
  const save = useMutation({
    mutationFn: () =>
      call('saveAlertContact', { body: { phone: phone.trim() || null, email: email.trim() || null } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(contactKey, saved);
      toast(t('alertDesk.settings.saved'));
    },
    onError: (error) => toast.error(t('alertDesk.failed'), { description: problemInWords(error, t) }),
  });
  return (
    <form
      className="grid grid-cols-[1fr_1fr_auto] items-end gap-3 max-md:grid-cols-1"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextSetting label={t('alertDesk.contact.phone')} value={phone} onChange={setPhone} />
      <TextSetting label={t('alertDesk.contact.email')} value={email} onChange={setEmail} />
      <Button type="submit" disabled={save.isPending}>
        {t('alertDesk.settings.save')}
      </Button>
    </form>
  );
}
