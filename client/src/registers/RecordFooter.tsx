import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { useProgramme } from '../programmes/use-programme.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmInline } from '../ui/ConfirmInline.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { useProblemWords } from '../ui/problem-words.ts';
import { useFormat } from '../ui/use-format.ts';
import { refreshLists, showRecord } from './cache.ts';
import styles from './DetailPanel.module.css';
import type { RegisterItem, RegisterName } from './definition.ts';
import { archiveRecord, restoreRecord } from './queries.ts';
import { RefusalPlaces } from './RefusalPlaces.tsx';
import { usePersonName } from './use-names.ts';

/** Why a record cannot be archived: the sentence of the server and the places that use it. */
function Refusal({ error }: { readonly error: unknown }) {
  const words = useProblemWords();
  return (
    <div className={styles.refusal}>
      <ErrorLine>{words(error)}</ErrorLine>
      <RefusalPlaces error={error} />
    </div>
  );
}

/** Who changed the record last, and the way into the archive and back. */
export function RecordFooter({
  register,
  item,
  editable,
}: {
  readonly register: RegisterName;
  readonly item: RegisterItem;
  readonly editable: boolean;
}) {
  const { t } = useTranslation('registers');
  const { id: p } = useProgramme();
  const client = useQueryClient();
  const format = useFormat();
  const nameOf = usePersonName();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const move = async (send: typeof archiveRecord) => {
    setBusy(true);
    setError(null);
    try {
      showRecord(client, p, register, await send(p, register, item.id, item.version));
      refreshLists(client, p, register);
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      setError(failure);
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  const who = nameOf(item.updatedBy);
  return (
    <footer className={styles.footer}>
      <p className={styles.changed}>
        {who ? t('changed.by', { when: format.ago(item.updatedAt), who }) : t('changed.when', { when: format.ago(item.updatedAt) })}
      </p>
      {error === null ? null : <Refusal error={error} />}
      {!editable ? null : item.archivedAt !== null ? (
        <Button size="small" icon="restore" busy={busy} onClick={() => void move(restoreRecord)}>
          {t('archive.restore')}
        </Button>
      ) : asking ? (
        <ConfirmInline verb={t('archive.do')} busy={busy} onConfirm={() => void move(archiveRecord)} onCancel={() => setAsking(false)}>
          {t('archive.ask', { ref: item.ref })}
        </ConfirmInline>
      ) : (
        <Button size="small" icon="archive" onClick={() => setAsking(true)}>
          {t('archive.do')}
        </Button>
      )}
    </footer>
  );
}
