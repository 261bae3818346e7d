import type { AgendaItem, Round, Speaker, Table } from '@concordance/shared/roundtables/schema';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { RefChip } from '../../ui/RefChip.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/Section.tsx';
import { useClock } from '../guest/use-clock.ts';
import { closeRound, moveSpeaker, openRound, roundsQuery, showItem } from '../queries.ts';
import styles from '../tables.module.css';
import { useTable } from './use-table.ts';

interface SessionProps {
  readonly programmeId: string;
  readonly table: Table;
  readonly mayManage: boolean;
}

function Clock({ since, minutes }: { readonly since: string | null; readonly minutes: number | null }) {
  const left = useClock(since, minutes);
  return left ? (
    <span className={styles.clock} data-over={left.over || undefined}>
      {left.text}
    </span>
  ) : null;
}

interface ItemActsProps extends Omit<SessionProps, 'mayManage'> {
  readonly item: AgendaItem;
  readonly round: Round | undefined;
}

/** What the chair does with one item: put it on the screens, have it rated. */
function ItemActs({ programmeId, table, item, round }: ItemActsProps) {
  const { t } = useTranslation('roundtables');
  const { show } = useTable(programmeId, table);
  const shown = table.session.itemId === item.id;
  const put = useMutation({ mutationFn: (id: string | null) => showItem(programmeId, table.id, id), onSuccess: show });
  const rate = useMutation({
    mutationFn: () =>
      round?.state === 'open' ? closeRound(programmeId, table.id, round.id) : openRound(programmeId, table.id, item.id, 'optional'),
    onSuccess: () => show(table),
  });
  const rateWords =
    round?.state === 'open' ? t('rounds.close', { number: round.number }) : item.rounds.length > 0 ? t('rounds.again') : t('rounds.open');
  const error = put.error ?? rate.error;
  return (
    <>
      <div className={rows.end}>
        <Button size="small" busy={put.isPending} aria-pressed={shown} onClick={() => put.mutate(shown ? null : item.id)}>
          {t(shown ? 'session.hide' : 'session.show')}
        </Button>
        <Button size="small" busy={rate.isPending} onClick={() => rate.mutate()}>
          {rateWords}
        </Button>
      </div>
      {error ? (
        <div className={rows.below}>
          <ErrorLine error={error} />
        </div>
      ) : null}
    </>
  );
}

function SpeakerRow({ programmeId, table, speaker, mayManage }: SessionProps & { readonly speaker: Speaker }) {
  const { t } = useTranslation('roundtables');
  const { show } = useTable(programmeId, table);
  const move = useMutation({
    mutationFn: (to: 'speaking' | 'done') => moveSpeaker(programmeId, table.id, speaker.number, to),
    onSuccess: show,
  });
  const speaking = speaker.state === 'speaking';
  return (
    <li>
      <div className={rows.what}>
        <p className={rows.name}>{speaker.label ?? t('chair.number', { number: speaker.number })}</p>
        <p className={rows.fact}>
          {[speaker.label ? t('chair.number', { number: speaker.number }) : '', speaking ? t('speakers.speaking') : '']
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className={rows.end}>
        {speaking ? <Clock since={speaker.since} minutes={null} /> : null}
        {mayManage ? (
          <Button size="small" busy={move.isPending} onClick={() => move.mutate(speaking ? 'done' : 'speaking')}>
            {t(speaking ? 'speakers.done' : 'speakers.give')}
          </Button>
        ) : null}
      </div>
      {move.error ? (
        <div className={rows.below}>
          <ErrorLine error={move.error} />
        </div>
      ) : null}
    </li>
  );
}

/** The table while it is open: where the remarks gather, what is on the screens, who wants to speak. */
export function Session({ programmeId, table, mayManage }: SessionProps) {
  const { t } = useTranslation('roundtables');
  const rounds = useQuery(roundsQuery(programmeId, table.id));
  return (
    <div className={styles.columns}>
      <Section title={t('session.title')}>
        <ol className={`${rows.rows} ${styles.agenda}`}>
          {table.agenda.map((item) => {
            const shown = table.session.itemId === item.id;
            const round = rounds.data?.findLast((each) => each.itemId === item.id);
            const facts = [
              t('session.remarks', { all: item.remarks, unanswered: item.unanswered }),
              round?.state === 'open' ? t('rounds.answered', round) : '',
              shown ? t('session.shown') : '',
            ];
            return (
              <li key={item.id} data-shown={shown || undefined}>
                <div className={styles.item}>
                  <p>
                    <RefChip kind="recommendation" reference={item.ref} />
                    <Link to="/p/$programme/recommendations/$ref" params={{ programme: programmeId, ref: item.ref }}>
                      {item.title}
                    </Link>
                  </p>
                  <p className={rows.fact}>
                    {facts.filter(Boolean).join(' · ')} {shown ? <Clock since={table.session.itemSince} minutes={item.minutes} /> : null}
                  </p>
                </div>
                {mayManage ? <ItemActs programmeId={programmeId} table={table} item={item} round={round} /> : null}
              </li>
            );
          })}
        </ol>
      </Section>
      <Section title={t('speakers.title')}>
        {table.session.speakers.length === 0 ? <p className={rows.fact}>{t('speakers.none')}</p> : null}
        <ol className={`${rows.rows} ${styles.agenda}`}>
          {table.session.speakers.map((speaker) => (
            <SpeakerRow key={speaker.number} programmeId={programmeId} table={table} speaker={speaker} mayManage={mayManage} />
          ))}
        </ol>
      </Section>
    </div>
  );
}
