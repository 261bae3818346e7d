import { type Person, ROLES, type Role } from '@concordance/shared/identity/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { IconButton } from '../ui/Button.tsx';
import { ConfirmInline } from '../ui/ConfirmInline.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { SelectField } from '../ui/Field.tsx';
import rows from '../ui/rows.module.css';
import { useFormat } from '../ui/use-format.ts';

interface PersonRowProps {
  readonly programmeId: string;
  readonly person: Person;
  readonly isMe: boolean;
  readonly mayChange: boolean;
  /** A programme keeps at least one lead. */
  readonly lastLead: boolean;
}

/** One person: name, role, and for leads the way to change or end it. */
export function PersonRow({ programmeId, person, isMe, mayChange, lastLead }: PersonRowProps) {
  const { t } = useTranslation(['identity', 'common']);
  const { day } = useFormat();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const path = `/api/programmes/${programmeId}/people/${person.id}`;
  const onSettled = () => queryClient.invalidateQueries({ queryKey: queryKey(programmeId, 'people') });
  const change = useMutation({ mutationFn: (role: Role) => api.patch<Person>(path, { role }), onSettled });
  const remove = useMutation({ mutationFn: () => api.delete(path), onSuccess: onSettled });
  const error = change.error ?? remove.error;
  return (
    <li>
      <Avatar name={person.name} colour={person.colour} size={32} />
      <div className={rows.what}>
        <p className={rows.name}>
          {person.name}
          {isMe ? <span className={rows.fact}> · {t('people.me')}</span> : null}
        </p>
        <p className={rows.fact}>{[person.email, t('people.since', { day: day(person.joinedAt) })].filter(Boolean).join(' · ')}</p>
      </div>
      <div className={rows.end}>
        {mayChange && !lastLead ? (
          <SelectField
            label={t('people.roleOf', { name: person.name })}
            hideLabel
            value={change.isPending ? change.variables : person.role}
            disabled={change.isPending}
            options={ROLES.map((role) => ({ value: role, label: t(`common:role.${role}`) }))}
            onChange={(event) => change.mutate(event.target.value as Role)}
          />
        ) : (
          <span className={rows.fact} title={lastLead && mayChange ? t('people.lastLead') : undefined}>
            {t(`common:role.${person.role}`)}
          </span>
        )}
        {mayChange && !lastLead ? (
          <IconButton icon="remove" label={t('people.remove', { name: person.name })} onClick={() => setAsking(true)} />
        ) : null}
      </div>
      {asking ? (
        <div className={rows.below}>
          <ConfirmInline
            verb={t('common:action.remove')}
            busy={remove.isPending}
            onConfirm={() => remove.mutate()}
            onCancel={() => setAsking(false)}
          >
            {t(isMe ? 'people.removeMe' : 'people.removeNote', { name: person.name })}
          </ConfirmInline>
        </div>
      ) : null}
      {error ? (
        <div className={rows.below}>
          <ErrorLine error={error} />
        </div>
      ) : null}
    </li>
  );
}
