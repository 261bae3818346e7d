import { ROLES, type Role } from '@concordance/shared/identity/schema';
import type { ProgrammeSummary } from '@concordance/shared/programmes/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { PROGRAMMES_KEY } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { SelectField } from '../ui/Field.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { NewProgramme } from './NewProgramme.tsx';

const ALL_KEY = ['server', 'programmes'] as const;

/** Joining is an act others can see: it says so before it is done. */
function Join({ programme, onDone }: { readonly programme: ProgrammeSummary; readonly onDone: () => void }) {
  const { t } = useTranslation(['programmes', 'common']);
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>('observer');
  const join = useMutation({
    mutationFn: () => api.post(`/api/server/programmes/${programme.id}/join`, { role }),
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ALL_KEY }),
        queryClient.invalidateQueries({ queryKey: PROGRAMMES_KEY }),
      ]);
      onDone();
    },
  });
  return (
    <div className={rows.below}>
      <p className={rows.fact}>{t('server.joinNote')}</p>
      <div className={rows.line}>
        <SelectField
          label={t('server.as')}
          hideLabel
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
          options={ROLES.map((each) => ({ value: each, label: t(`common:role.${each}`) }))}
        />
        <Button busy={join.isPending} onClick={() => join.mutate()}>
          {t('server.join')}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {t('common:action.cancel')}
        </Button>
      </div>
      {join.error ? <ErrorLine error={join.error} /> : null}
    </div>
  );
}

function ProgrammeRow({ programme }: { readonly programme: ProgrammeSummary }) {
  const { t } = useTranslation(['programmes', 'common']);
  const [joining, setJoining] = useState(false);
  return (
    <li>
      <div className={rows.what}>
        <p className={rows.name}>
          {programme.role ? (
            <Link to="/p/$programme" params={{ programme: programme.id }}>
              {programme.shortTitle}
            </Link>
          ) : (
            programme.shortTitle
          )}
        </p>
        <p className={rows.fact}>{programme.years}</p>
      </div>
      <div className={rows.end}>
        {programme.role ? (
          <span className={rows.fact}>{t(`common:role.${programme.role}`)}</span>
        ) : joining ? null : (
          <Button size="small" onClick={() => setJoining(true)}>
            {t('server.join')}…
          </Button>
        )}
      </div>
      {joining ? <Join programme={programme} onDone={() => setJoining(false)} /> : null}
    </li>
  );
}

/** All programmes of the server, by name only, and the way to begin another. */
export function ServerProgrammes() {
  const { t } = useTranslation(['programmes', 'common']);
  const [beginning, setBeginning] = useState(false);
  const all = useQuery({
    queryKey: ALL_KEY,
    queryFn: ({ signal }) => api.get<readonly ProgrammeSummary[]>('/api/server/programmes', { signal }),
  });
  return (
    <Section title={t('common:nav.programmes')} note={all.data?.length}>
      {all.error ? <ErrorLine error={all.error} onRetry={() => void all.refetch()} /> : null}
      {all.data ? (
        <ul className={rows.rows}>
          {all.data.map((one) => (
            <ProgrammeRow key={one.id} programme={one} />
          ))}
        </ul>
      ) : all.error ? null : (
        <Skeleton lines={3} />
      )}
      <div className={rows.after}>
        {beginning ? (
          <NewProgramme />
        ) : (
          <Button icon="plus" onClick={() => setBeginning(true)}>
            {t('new.title')}
          </Button>
        )}
      </div>
    </Section>
  );
}
