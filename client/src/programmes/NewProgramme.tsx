import { LANGUAGES, type Programme, type ProgrammeDraft } from '@concordance/shared/programmes/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { PROGRAMMES_KEY } from '../api/keys.ts';
import { readForm } from '../identity/form-text.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { TextField } from '../ui/Field.tsx';
import { useFieldWords } from '../ui/problem-words.ts';
import rows from '../ui/rows.module.css';
import { yearOf } from './years.ts';

/** The few words a programme begins with; the rest is asked for in its settings. */
export function NewProgramme() {
  const { t, i18n } = useTranslation('programmes');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const language = LANGUAGES.find((each) => each === i18n.language) ?? 'en';
  const create = useMutation({
    mutationFn: (draft: ProgrammeDraft) => api.post<Programme>('/api/programmes', draft),
    onSuccess: async (programme) => {
      await queryClient.invalidateQueries({ queryKey: PROGRAMMES_KEY });
      await navigate({ to: '/p/$programme', params: { programme: programme.id } });
    },
  });
  const words = useFieldWords(create.error);
  const send = (text: (name: string) => string) =>
    create.mutate({
      title: { [language]: text('title') },
      shortTitle: text('shortTitle'),
      languages: [language],
      firstYear: yearOf(text('firstYear')),
      lastYear: yearOf(text('lastYear')),
    });
  return (
    <form className={rows.form} onSubmit={(event) => send(readForm(event))}>
      {create.error ? <ErrorLine error={create.error} /> : null}
      <TextField label={t('settings.title')} name="title" maxLength={400} required error={words('title')} />
      <TextField
        label={t('settings.shortTitle')}
        name="shortTitle"
        maxLength={60}
        required
        hint={t('settings.shortTitleHint')}
        error={words('shortTitle')}
      />
      <div className={rows.line}>
        <TextField label={t('settings.firstYear')} name="firstYear" inputMode="numeric" pattern="\d{4}" error={words('firstYear')} />
        <TextField label={t('settings.lastYear')} name="lastYear" inputMode="numeric" pattern="\d{4}" error={words('lastYear')} />
      </div>
      <Button type="submit" variant="main" busy={create.isPending}>
        {t('new.act')}
      </Button>
    </form>
  );
}
