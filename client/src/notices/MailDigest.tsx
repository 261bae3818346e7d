import { DIGESTS, type Digest } from '@concordance/shared/notices/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './notices.module.css';
import { mailQuery, setDigest } from './queries.ts';

/** How often what I have not read comes by mail; nothing where the server sends none. */
export function MailDigest() {
  const { t } = useTranslation('notices');
  const cache = useQueryClient();
  const { data } = useQuery(mailQuery);
  const change = useMutation({ mutationFn: setDigest, onSuccess: (saved) => cache.setQueryData(mailQuery.queryKey, saved) });
  if (!data) return null;
  return (
    <Section title={t('mail.title')} lead={t(data.available ? 'mail.note' : 'mail.unavailable')}>
      {data.available ? (
        <div className={styles.mail}>
          <SelectField
            label={t('mail.how')}
            value={change.isPending ? change.variables : data.digest}
            options={DIGESTS.map((value) => ({ value, label: t(`mail.${value}`) }))}
            onChange={(event) => change.mutate(event.currentTarget.value as Digest)}
          />
          {change.error ? <ErrorLine error={change.error} /> : null}
        </div>
      ) : null}
    </Section>
  );
}
