import type { ApprovalPage as Approval, ChangesSince } from '@concordance/shared/approvals/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import { ChangeList } from '../editions/ChangeList.tsx';
import { Fingerprint } from '../editions/Fingerprint.tsx';
import { ItemLines, SubstanceView } from '../editions/SubstanceView.tsx';
import styles from '../editions/sheet.module.css';
import { useRuleWords } from '../editions/use-rule-words.ts';
import { useMe } from '../identity/queries.ts';
import { type ProgrammeHere, useProgramme } from '../programmes/use-programme.ts';
import { SetStateMark } from '../sets/SetStateMark.tsx';
import { AbsentPage } from '../ui/AbsentPage.tsx';
import { Button, TextLink } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useFormat } from '../ui/use-format.ts';
import { approvalQuery, noteLook } from './queries.ts';
import { SignBox } from './SignBox.tsx';
import { SignOffs } from './SignOffs.tsx';

/** The act of approval: what exactly, what is open, what changed, who signed, one sentence, a name, a fingerprint. */
export function ApprovalPage() {
  const { t } = useTranslation('approvals');
  const here = useProgramme();
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  const { data, error, refetch } = useQuery(approvalQuery(here.id, ref));
  const [full, setFull] = useState(true);
  const sets = (
    <TextLink to="/p/$programme/sets" params={{ programme: here.id }}>
      {t('sets')}
    </TextLink>
  );
  const set = (
    <TextLink to="/p/$programme/sets/$ref" params={{ programme: here.id, ref }}>
      {ref}
    </TextLink>
  );
  const header = (
    <PageHeader
      crumbs={[sets, set, t('title')]}
      title={`${ref}, ${t('title')}`}
      status={data ? <SetStateMark state={data.set.state} /> : null}
      actions={
        data ? (
          <>
            <Button size="small" onClick={() => setFull(!full)}>
              {t(full ? 'inShort' : 'inFull')}
            </Button>
            <Button size="small" onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        ) : null
      }
    />
  );
  return (
    <Page width="bare" header={header}>
      <div className={styles.act}>
        {data ? <Sheet here={here} page={data} full={full} /> : null}
        {data ? null : <AbsentPage name={ref} error={error} onRetry={() => void refetch()} all={sets} />}
      </div>
    </Page>
  );
}

interface SheetProps {
  readonly here: ProgrammeHere;
  readonly page: Approval;
  readonly full: boolean;
}

/**
 * The text that this person has before them. What others change shows at once; that it changed while they were reading
 * is said on top until they take note of it.
 */
function useRead(here: ProgrammeHere, page: Approval) {
  const cache = useQueryClient();
  const [read, setRead] = useState(page.hash);
  const first = useRef(page.hash);
  const { ref } = page.set;
  const mayLook = here.may('set.approve') && page.me.approver;
  const { hash } = page;
  useEffect(() => {
    // What one has before one's eyes on arrival is what the next visit compares with; told once, on leaving or on reading on.
    if (!mayLook) return;
    const leave = () => void noteLook(here.id, ref, first.current).catch(() => undefined);
    return leave;
  }, [here.id, mayLook, ref]);
  const takeNote = () => {
    first.current = hash;
    setRead(hash);
    if (mayLook)
      void noteLook(here.id, ref, hash)
        .then(() => cache.invalidateQueries({ queryKey: queryKey(here.id, 'substance', 'approval', ref) }))
        .catch(() => undefined);
  };
  return { changedMeanwhile: read !== hash, takeNote };
}

function Sheet({ here, page, full }: SheetProps) {
  const { t } = useTranslation('approvals');
  const { time, day } = useFormat();
  const me = useMe();
  const { changedMeanwhile, takeNote } = useRead(here, page);
  const { substance, disclosures } = page.text;
  const replaces = page.set.editions.at(-1);
  const evidence = substance.records.filter((record) => record.kind === 'evidence').length;
  return (
    <>
      {changedMeanwhile ? (
        <div className={styles.notice} data-strong role="alert">
          <p>{t('meanwhile')}</p>
          <Button size="small" onClick={takeNote}>
            {t('tookNote')}
          </Button>
        </div>
      ) : null}
      <p className={styles.over}>{t('over', { ref: page.set.ref, number: page.edition })}</p>
      <h1>{substance.set.title}</h1>
      <p className={styles.to}>
        {t('editions:to', {
          count: substance.recommendations.length,
          to: substance.set.addressees.map((body) => body.title).join('; ') || '–',
        })}
      </p>
      <dl className={styles.meta}>
        <div>
          <dt>{t('editions:preparedBy')}</dt>
          <dd>{substance.programme.contractor || substance.programme.shortTitle}</dd>
        </div>
        <div>
          <dt>{t('editions:programme')}</dt>
          <dd>{substance.programme.contract || substance.programme.shortTitle}</dd>
        </div>
        <div>
          <dt>{t('opened')}</dt>
          <dd>{page.set.state === 'in-approval' ? time(page.set.stateAt) : '–'}</dd>
        </div>
        <div>
          <dt>{t('replaces')}</dt>
          <dd>{replaces ? t('replacesEdition', { number: replaces.number, on: day(replaces.approvedAt) }) : t('first')}</dd>
        </div>
      </dl>
      <section className={styles.part}>
        <div className={styles.head}>
          <h2>{t('what')}</h2>
          <small>
            {t('editions:count.texts', { count: substance.recommendations.length })} · {t('evidence', { count: evidence })}
          </small>
        </div>
        <ItemLines substance={substance} />
      </section>
      <div className={full ? undefined : styles.paperOnly}>
        <SubstanceView substance={substance} disclosures={disclosures} />
      </div>
      <OpenPoints page={page} />
      {page.sinceEdition ? <Since since={page.sinceEdition} /> : null}
      {page.sinceLook && page.sinceLook.changes.length > 0 ? <Since since={page.sinceLook} /> : null}
      <SignOffs page={page} me={me.id} />
      {page.set.state === 'in-approval' && here.may('set.approve') ? (
        <SignBox here={here} page={page} me={me.name} changedMeanwhile={changedMeanwhile} />
      ) : (
        <p className={styles.notice}>{t(`notOpen.${page.set.state === 'in-approval' ? 'reader' : 'closed'}`)}</p>
      )}
      <div className={styles.print}>
        <div>
          <p className={styles.label}>{t('fingerprint')}</p>
          <Fingerprint hash={page.hash} />
        </div>
        <p className={styles.label}>{t('editions:anyone')}</p>
      </div>
    </>
  );
}

function OpenPoints({ page }: { readonly page: Approval }) {
  const { t } = useTranslation('approvals');
  const ruleWords = useRuleWords();
  const blocks = page.open.filter((point) => point.level === 'block').length;
  const warns = page.open.length - blocks;
  const note = [blocks === 0 ? t('nothingBlocks') : t('blocks', { count: blocks }), warns === 0 ? '' : t('warnings', { count: warns })];
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <h2>{t('stillOpen')}</h2>
        <small>{note.filter(Boolean).join(', ')}</small>
      </div>
      {page.open.length === 0 ? <p className={styles.quiet}>{t('nothingOpen')}</p> : null}
      {page.open.map((point, index) => (
        <div key={`${point.ref} ${point.rule} ${index}`} className={styles.point} data-level={point.level}>
          <Icon name={point.level === 'block' ? 'stop' : 'warn'} />
          <p>
            <b>{point.ref}</b> {ruleWords(point.rule, point.words)}
          </p>
        </div>
      ))}
    </section>
  );
}

/** What changed since the last edition, or since I last looked. */
export function Since({ since: { since, changes } }: { readonly since: ChangesSince }) {
  const { t } = useTranslation('approvals');
  const { time } = useFormat();
  const title =
    since.kind === 'edition'
      ? t('sinceEdition', { number: since.number })
      : since.kind === 'look'
        ? t('sinceLook', { at: time(since.at) })
        : t('sinceSigned', { name: since.name });
  const texts = new Set(changes.map((change) => change.ref)).size;
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <small>
          {changes.length === 0
            ? t('noChange')
            : t('changesIn', { changes: t('editions:count.changes', { count: changes.length }), texts })}
        </small>
      </div>
      {changes.length === 0 ? <p className={styles.quiet}>{t('sameText')}</p> : <ChangeList changes={changes} />}
    </section>
  );
}
