import { PASSWORD_MIN } from '@concordance/shared/identity/schema';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { PasswordField } from '../ui/Field.tsx';
import { useFieldWords } from '../ui/problem-words.ts';
import rows from '../ui/rows.module.css';
import { readForm } from './form-text.ts';
import { SavedWord } from './SavedWord.tsx';

/** A new password, for those who know the old one. */
export function MyPassword() {
  const { t } = useTranslation(['identity', 'common']);
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: (passwords: { readonly current: string; readonly next: string }) => api.post('/api/password', passwords),
    onSuccess: () => form.current?.reset(),
  });
  const words = useFieldWords(change.error);
  return (
    <form
      ref={form}
      className={rows.form}
      onSubmit={(event) => {
        const text = readForm(event);
        change.mutate({ current: text('current'), next: text('next') });
      }}
    >
      {change.error ? <ErrorLine error={change.error} /> : null}
      <PasswordField label={t('account.current')} name="current" autoComplete="current-password" required error={words('current')} />
      <PasswordField
        label={t('account.next')}
        name="next"
        autoComplete="new-password"
        minLength={PASSWORD_MIN}
        maxLength={200}
        required
        hint={t('passwordRule', { count: PASSWORD_MIN })}
        error={words('next')}
      />
      <div className={rows.line}>
        <Button type="submit" busy={change.isPending}>
          {t('account.change')}
        </Button>
        {change.isSuccess ? <SavedWord /> : null}
      </div>
    </form>
  );
}
