import { INVITED_ROLES, type Invitation } from '@concordance/shared/identity/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useFieldWords } from '../ui/problem-words.ts';
import rows from '../ui/rows.module.css';
import { readForm } from './form-text.ts';
import styles from './NewInvitation.module.css';

type InvitedRole = (typeof INVITED_ROLES)[number];

interface Made {
  readonly invitation: Invitation;
  readonly token: string;
}

/** Makes a link. It is shown once: the server keeps only its hash. */
export function NewInvitation({ programmeId }: { readonly programmeId: string }) {
  const { t } = useTranslation(['identity', 'common']);
  const queryClient = useQueryClient();
  const [role, setRole] = useState<InvitedRole>('researcher');
  const make = useMutation({
    mutationFn: (draft: { readonly role: InvitedRole; readonly days: number; readonly note?: string }) =>
      api.post<Made>(`/api/programmes/${programmeId}/invitations`, draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKey(programmeId, 'invitations') }),
  });
  const words = useFieldWords(make.error);
  const link = make.data ? `${window.location.origin}/invitation#${make.data.token}` : '';
  return (
    <div className={styles.new}>
      <form
        className={rows.line}
        onSubmit={(event) => {
          const form = event.currentTarget;
          const text = readForm(event);
          const note = text('note').trim();
          // What is said of one link is not said of the next.
          make.mutate({ role, days: Number(text('days')), ...(note ? { note } : {}) }, { onSuccess: () => form.reset() });
        }}
      >
        <SelectField
          label={t('people.role')}
          value={role}
          onChange={(event) => setRole(event.target.value as InvitedRole)}
          options={INVITED_ROLES.map((each) => ({ value: each, label: t(`common:role.${each}`) }))}
        />
        <SelectField
          label={t('people.days')}
          name="days"
          defaultValue="14"
          options={[1, 7, 14, 30, 90].map((days) => ({ value: String(days), label: t('people.day', { count: days }) }))}
        />
        <TextField label={t('people.note')} name="note" maxLength={200} placeholder={t('people.noteHint')} error={words('note')} />
        <Button type="submit" variant="main" busy={make.isPending}>
          {t('people.make')}
        </Button>
      </form>
      <p className={rows.fact}>{t(`people.does.${role}`)}</p>
      {make.error ? <ErrorLine error={make.error} /> : null}
      {make.data ? (
        <div className={styles.made} role="status">
          <p>{t('people.made')}</p>
          <div className={styles.link}>
            <code>{link}</code>
            <CopyButton text={link} />
          </div>
        </div>
      ) : null}
    </div>
  );
}
