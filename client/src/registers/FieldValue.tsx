import type { ReactNode } from 'react';
import { useProgramme } from '../programmes/use-programme.ts';
import { RecordLink } from '../ui/RecordLink.tsx';
import { RefChip } from '../ui/RefChip.tsx';
import { useFormat } from '../ui/use-format.ts';
import { isBlank } from './blank.ts';
import { Nothing } from './cells.tsx';
import type { FieldSpec } from './definition.ts';
import styles from './FieldValue.module.css';
import { useNames, usePersonName } from './use-names.ts';
import { useWords } from './words.ts';

/** Records by name, each a link to its place. */
export function RecordList({ ids }: { readonly ids: readonly string[] }) {
  const { id: p } = useProgramme();
  const names = useNames(ids);
  return (
    <ul className={styles.records}>
      {ids.map((id) => {
        const found = names.get(id);
        return found ? (
          <li key={id}>
            <RecordLink programme={p} kind={found.kind} reference={found.ref} className={styles.record}>
              <RefChip kind={found.kind} reference={found.ref} />{' '}
              <span className={styles.recordTitle} data-state={found.state}>
                {found.title}
              </span>
            </RecordLink>
          </li>
        ) : (
          <li key={id} className={styles.waiting} aria-hidden="true" />
        );
      })}
    </ul>
  );
}

function PersonValue({ id }: { readonly id: string }) {
  const nameOf = usePersonName();
  return <>{nameOf(id) || <Nothing />}</>;
}

/** Only an http address becomes a link; anything else stays text, whatever the server let through. */
function UrlValue({ url }: { readonly url: string }) {
  if (!/^https?:\/\//i.test(url)) return <>{url}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" className={styles.url}>
      {url.replace(/^https?:\/\/(www\.)?/i, '')}
    </a>
  );
}

/** The value of one field as it is read. */
export function FieldValue({ field, value }: { readonly field: FieldSpec; readonly value: unknown }): ReactNode {
  const words = useWords();
  const format = useFormat();
  if (field.type !== 'flag' && isBlank(value)) return <Nothing />;
  switch (field.type) {
    case 'line':
      return String(value);
    case 'prose':
      return <span className={styles.prose}>{String(value)}</span>;
    case 'url':
      return <UrlValue url={String(value)} />;
    case 'day':
      return <time dateTime={String(value)}>{format.day(String(value))}</time>;
    case 'language':
      return words.language(String(value));
    case 'flag':
      return words.word('yesNo', value === true ? 'yes' : 'no');
    case 'choice':
      return words.word(field.values, value);
    case 'level':
      return `${String(value)} · ${words.word(field.values, value)}`;
    case 'person':
      return <PersonValue id={String(value)} />;
    case 'record':
      return <RecordList ids={[String(value)]} />;
    case 'records':
      return <RecordList ids={value as readonly string[]} />;
    case 'lines':
      return (
        <ul className={styles.lines}>
          {(value as readonly string[]).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      );
    case 'custom':
      return <field.Show value={value} />;
    default:
      return field satisfies never;
  }
}
