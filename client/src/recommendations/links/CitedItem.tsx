import type { Link } from '@concordance/shared/links/schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../ui/Button.tsx';
import type { Target } from './item-facts.ts';
import { LinkLine, SuspectMark } from './LinkItem.tsx';
import styles from './links.module.css';
import { declare, type Links } from './use-links.ts';

interface CitedItemProps {
  readonly link: Link;
  readonly links: Links;
  readonly editable: boolean;
  readonly onOpen: (target: Target) => void;
}

/** An item that the text cites and nobody has linked: one quiet line and one step to make it a link. */
export function CitedItem({ link, links, editable, onOpen }: CitedItemProps) {
  const { t } = useTranslation('recommendations');
  const [busy, setBusy] = useState(false);
  const { target } = link;
  const make = async () => {
    const draft = declare(link);
    if (!draft || busy) return;
    setBusy(true);
    await links.add(draft);
    setBusy(false);
  };
  return (
    <LinkLine link={link}>
      <div className={styles.cited}>
        <div>
          <button type="button" className={styles.quiet} onClick={() => onOpen(target)}>
            {target.ref} {target.title} {link.suspect ? <SuspectMark /> : null}
          </button>
          {link.locator ? <span>{link.locator}</span> : null}
        </div>
        {editable ? (
          <TextButton aria-busy={busy || undefined} aria-label={t('links.linkOf', { ref: target.ref })} onClick={() => void make()}>
            {t('links.link')}
          </TextButton>
        ) : null}
      </div>
    </LinkLine>
  );
}
