import { foldForFind } from '@concordance/shared/find/schema';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../../registers/queries.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { TextButton } from '../../ui/Button.tsx';
import { PickList } from '../PickList.tsx';
import { FactPopover } from './FactPopover.tsx';
import type { FactProps } from './fact-props.ts';
import styles from './facts.module.css';
import { Unset } from './Unset.tsx';
import { useDraft } from './use-draft.ts';

/** Who of the team sees to it. Only those who may write can be chosen. */
export function OwnerFact({ programmeId, record, save, readOnly }: FactProps) {
  const { t } = useTranslation('recommendations');
  const { data: people = [] } = useQuery(peopleQuery(programmeId));
  const [query, setQuery] = useState('');
  const draft = useDraft(record, (one) => one.ownerId);
  const colourOf = (id: string | null) => people.find((person) => person.id === id)?.colour ?? null;
  const keep = () => {
    const { base, value } = draft.latest();
    if (value === base.ownerId) return;
    save(base, { ownerId: value }, { ownerName: people.find((person) => person.id === value)?.name ?? null });
  };
  const drafters = people.filter((person) => person.role === 'lead' || person.role === 'researcher');
  const items = drafters
    .filter((person) => foldForFind(person.name).includes(foldForFind(query.trim())))
    .map((person) => ({
      id: person.id as string,
      title: person.name,
      mark: <Avatar name={person.name} colour={person.colour} size={18} />,
      chosen: person.id === draft.value,
    }));
  const shown =
    record.ownerName === null ? (
      <Unset readOnly={readOnly} />
    ) : (
      <span className={styles.person}>
        <Avatar name={record.ownerName} colour={colourOf(record.ownerId)} size={18} />
        <span>{record.ownerName}</span>
      </span>
    );
  return (
    <FactPopover
      label={t('facts.owner')}
      shown={shown}
      readOnly={readOnly}
      onBegin={() => {
        setQuery('');
        draft.begin();
      }}
      onDone={keep}
    >
      {({ done }) => (
        <>
          <PickList
            label={t('facts.findPerson')}
            query={query}
            onQuery={setQuery}
            items={items}
            empty={t('pick.nothing')}
            onPick={(item) => {
              draft.set(item.id);
              done();
            }}
          />
          {draft.value ? (
            <TextButton
              className={styles.clear}
              onClick={() => {
                draft.set(null);
                done();
              }}
            >
              {t('facts.clear')}
            </TextButton>
          ) : null}
        </>
      )}
    </FactPopover>
  );
}
