import { PASSWORD_MIN } from '@concordance/shared/identity/schema';
import { useTranslation } from 'react-i18next';
import { PasswordField, TextField } from '../ui/Field.tsx';
import { useFieldWords } from '../ui/problem-words.ts';

/** Name, e-mail and a password of one's own, with the password's rule in words. */
export function NewAccountFields({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('identity');
  const words = useFieldWords(error);
  return (
    <>
      <TextField label={t('name')} name="name" autoComplete="name" maxLength={120} required autoFocus error={words('name')} />
      <TextField label={t('email')} name="email" type="email" autoComplete="username" inputMode="email" required error={words('email')} />
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="new-password"
        minLength={PASSWORD_MIN}
        maxLength={200}
        required
        hint={t('passwordRule', { count: PASSWORD_MIN })}
        error={words('password')}
      />
    </>
  );
}
