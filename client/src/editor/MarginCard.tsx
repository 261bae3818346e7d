import type { CitationAttributes } from '@concordance/shared/editor/citation';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorProps } from './contract.ts';
import { Sign } from './Sign.tsx';

interface CardProps extends Pick<EditorProps, 'lookup'> {
  readonly items: readonly CitationAttributes[];
  readonly top: number;
  readonly focus: boolean;
  readonly onOpen: (recordId: string) => void;
  readonly onMouseEnter: () => void;
  readonly onMouseLeave: () => void;
}

interface CardItem {
  readonly citation: CitationAttributes;
  readonly locators: readonly string[];
}

/** What a tick stands for: each record once, with the places it is cited at. */
export function MarginCard({ items, top, focus, lookup, onOpen, onMouseEnter, onMouseLeave }: CardProps) {
  const { t } = useTranslation('editor');
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus) card.current?.querySelector('button')?.focus();
  }, [focus]);
  return (
    <section
      className="margin-card"
      ref={card}
      style={{ top: top + 32 }}
      aria-label={t('margin.card')}
      onMouseEnter={onMouseEnter}
      onMouseLeave={onMouseLeave}
      onKeyDown={moveInCard}
    >
      <ul>
        {together(items).map(({ citation, locators }) => {
          const record = lookup(citation.record);
          return (
            <li key={citation.record}>
              <button type="button" onClick={() => onOpen(citation.record)}>
                <Sign kind={citation.kind} />
                <span className={`editor-ref is-${citation.kind}`}>{record?.ref ?? '?'}</span>
                {record && record.state !== 'active' && <span className="editor-card-state">{t(`state.${record.state}`)}</span>}
                <span className="editor-card-title">{record?.title ?? t('missing')}</span>
                <span className="editor-card-detail">{[...locators, record?.detail].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className="margin-hint">{t('margin.hint')}</p>
    </section>
  );
}

function together(items: readonly CitationAttributes[]): readonly CardItem[] {
  const byRecord = new Map<string, CardItem>();
  for (const citation of items) {
    const before = byRecord.get(citation.record);
    const locators = [...(before?.locators ?? []), ...(citation.locator ? [citation.locator] : [])];
    byRecord.set(citation.record, { citation, locators });
  }
  return [...byRecord.values()];
}

function moveInCard(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = (buttons as (Element | null)[]).indexOf(document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
