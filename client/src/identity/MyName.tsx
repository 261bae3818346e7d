import type { Me } from '@concordance/shared/identity/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { SESSION_KEY } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { TextField } from '../ui/Field.tsx';
import { useFieldWords } from '../ui/problem-words.ts';
import rows from '../ui/rows.module.css';
import { readForm } from './form-text.ts';
import { SavedWord } from './SavedWord.tsx';

/** The name that others see. */
export function MyName({ me }: { readonly me: Me }) {
  const { t } = useTranslation(['identity', 'common']);
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (name: string) => api.patch<Me>('/api/me', { name }),
    onSuccess: (changed) => queryClient.setQueryData(SESSION_KEY, { me: changed, needsSetUp: false }),
  });
  const words = useFieldWords(save.error);
  return (
    <form className={rows.form} onSubmit={(event) => save.mutate(readForm(event)('name'))}>
      {save.error ? <ErrorLine error={save.error} /> : null}
      <TextField
        label={t('name')}
        hideLabel
        name="name"
        defaultValue={me.name}
        maxLength={120}
        required
        autoComplete="name"
        error={words('name')}
        onChange={() => save.reset()}
      />
      <div className={rows.line}>
        <Button type="submit" busy={save.isPending}>
          {t('common:action.save')}
        </Button>
        {save.isSuccess ? <SavedWord /> : null}
      </div>
    </form>
  );
}
