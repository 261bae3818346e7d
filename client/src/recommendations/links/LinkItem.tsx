import type { Link } from '@concordance/shared/links/schema';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../ui/Button.tsx';
import { RatingCells } from '../../ui/RatingCells.tsx';
import { RefChip } from '../../ui/RefChip.tsx';
import { RegisterMark } from '../../ui/RegisterMark.tsx';
import type { Target } from './item-facts.ts';
import { LinkFields } from './LinkFields.tsx';
import { change, evidenceLine, trendLine } from './link-words.ts';
import styles from './links.module.css';
import { RiskPicture } from './RiskPicture.tsx';
import type { Links } from './use-links.ts';

interface LinkItemProps {
  readonly link: Link;
  readonly links: Links;
  readonly editable: boolean;
  /** Its fields stand open: it was linked just now. */
  readonly fresh: boolean;
  /** Opens the target; left out where the target is what is being looked at, and then its title is not repeated. */
  readonly onOpen?: (target: Target) => void;
}

/** The target is no longer what the link was written against. */
export function SuspectMark() {
  const { t } = useTranslation('checks');
  return (
    <span className={styles.suspect}>
      <b aria-hidden="true">!</b> {t('suspect.mark')}
    </span>
  );
}

/** The second line, by what the target is. */
function Facts({ link }: { readonly link: Link }) {
  const { t } = useTranslation('recommendations');
  const { detail } = link.target;
  if (link.kind === 'treats') {
    const lines = [
      detail.likelihood || link.residualLikelihood ? `${t('links.likelihood')} ${change(detail.likelihood, link.residualLikelihood)}` : '',
      detail.impact || link.residualImpact ? `${t('links.impact')} ${change(detail.impact, link.residualImpact)}` : '',
    ].filter(Boolean);
    return (
      <p className={styles.facts}>
        {(lines.length > 0 ? lines : [t('links.notJudged')]).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
    );
  }
  const words = link.kind === 'answers' ? trendLine(t, link) : evidenceLine(link);
  const state = detail.state && detail.state !== 'active' ? t(`evidenceState.${detail.state}`) : '';
  return words || state ? (
    <p className={styles.facts}>
      {words}
      {words && state ? ' · ' : ''}
      {state ? <strong>{state}</strong> : null}
    </p>
  ) : null;
}

/** A line of a section: the mark of its register, then its words. */
export function LinkLine({ link, children }: { readonly link: Link; readonly children: ReactNode }) {
  return (
    <li className={styles.item} data-record={link.target.id}>
      <RegisterMark kind={link.target.kind} />
      {children}
    </li>
  );
}

/** One link: what it ties to, how, and what can be done with it. */
export function LinkItem({ link, links, editable, fresh, onOpen }: LinkItemProps) {
  const { t } = useTranslation('recommendations');
  const [editing, setEditing] = useState(fresh);
  const [busy, setBusy] = useState(false);
  const title = useRef<HTMLButtonElement>(null);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (editing) form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [editing]);
  const { target } = link;
  const leave = () => {
    setEditing(false);
    title.current?.focus();
  };
  const save = async (changes: Parameters<Links['change']>[1]) => {
    setBusy(true);
    const done = Object.keys(changes).length === 0 || (await links.change(link, changes));
    setBusy(false);
    if (done) leave();
  };
  return (
    <LinkLine link={link}>
      <div className={styles.words}>
        <div className={styles.top} data-treats={link.kind === 'treats' || undefined}>
          <div>
            {onOpen ? (
              <button ref={title} type="button" className={styles.title} onClick={() => onOpen(target)}>
                <RefChip kind={target.kind} reference={target.ref} bare /> <span>{target.title}</span>
                {link.suspect ? <SuspectMark /> : null}
              </button>
            ) : (
              <p>{[t(`links.${link.kind}`), link.stance ? t(`stance.${link.stance}`) : ''].filter(Boolean).join(' · ')}</p>
            )}
            <Facts link={link} />
          </div>
          {link.kind === 'rests' ? (
            <RatingCells reliability={target.detail.reliability ?? null} credibility={target.detail.credibility ?? null} />
          ) : null}
          {link.kind === 'treats' ? (
            <RiskPicture
              before={{ likelihood: target.detail.likelihood, impact: target.detail.impact }}
              after={{ likelihood: link.residualLikelihood, impact: link.residualImpact }}
            />
          ) : null}
        </div>
        {link.note && !editing ? <p className={styles.note}>{link.note}</p> : null}
        {editing ? (
          <div ref={form}>
            <LinkFields link={link} busy={busy} onSave={(changes) => void save(changes)} onCancel={leave} />
          </div>
        ) : null}
        {editable && !editing ? (
          <div className={styles.tools}>
            <TextButton aria-label={t('links.editOf', { ref: target.ref })} onClick={() => setEditing(true)}>
              {t('common:action.edit')}
            </TextButton>
            <TextButton aria-label={t('links.unlinkOf', { ref: target.ref })} onClick={() => void links.remove(link)}>
              {t('links.unlink')}
            </TextButton>
          </div>
        ) : null}
      </div>
    </LinkLine>
  );
}
