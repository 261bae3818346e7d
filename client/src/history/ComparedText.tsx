import type { EditorJson } from '@concordance/shared/editor/json';
import { type BlockDifference, differenceOf, type Piece } from '@concordance/shared/history/difference';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryKey } from '../api/keys.ts';
import { namesQuery } from '../registers/queries.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { ConfirmInline } from '../ui/ConfirmInline.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './compared.module.css';
import type { Comparison } from './comparison.ts';
import { historyQuery, restoreVersion, versionQuery } from './queries.ts';
import { useVersionWords } from './version-words.ts';

interface ComparedTextProps {
  readonly programmeId: string;
  readonly recommendationId: string;
  readonly comparison: Comparison;
  /** The text as it stands; null while it is not there yet. */
  readonly now: EditorJson | null;
  readonly mayWrite: boolean;
  readonly onChange: (comparison: Comparison) => void;
  readonly onClose: () => void;
}

/** Two versions of the text in one, in its own place: what came is underlined, what went is struck through. */
export function ComparedText(props: ComparedTextProps) {
  const { programmeId: p, recommendationId: id, comparison, now, onClose } = props;
  const { t } = useTranslation('history');
  const before = useQuery(versionQuery(p, id, comparison.from));
  const later = useQuery({ ...versionQuery(p, id, comparison.to === 'now' ? 0 : comparison.to), enabled: comparison.to !== 'now' });
  const after = comparison.to === 'now' ? now : (later.data?.doc ?? null);
  const difference = useMemo(() => (before.data && after ? differenceOf(before.data.doc, after) : null), [before.data, after]);
  const names = useNames(p, difference?.blocks ?? NOTHING);
  const list = useRef<HTMLDivElement>(null);
  const at = useRef(-1);
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus(), []);
  const step = (way: 1 | -1) => {
    const places = [...(list.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])];
    if (places.length === 0) return;
    at.current = (at.current + way + places.length) % places.length;
    const place = places[at.current];
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
  };
  return (
    <section className={styles.compared} aria-label={t('compare.label')}>
      <div className={styles.bar} ref={head} tabIndex={-1}>
        <Choice {...props} />
        <p role="status">
          {difference
            ? difference.changes === 0
              ? t('compare.same')
              : `${t('compare.changes', { count: difference.changes })} · +${difference.added} −${difference.removed}`
            : ''}
        </p>
        <span className={styles.acts}>
          <IconButton icon="up" label={t('compare.previous')} onClick={() => step(-1)} />
          <IconButton icon="down" label={t('compare.next')} onClick={() => step(1)} />
          {props.mayWrite ? <Restore {...props} /> : null}
          <Button size="small" onClick={onClose}>
            {t('compare.close')}
          </Button>
        </span>
      </div>
      {before.error || later.error ? <ErrorLine error={before.error ?? later.error} onRetry={() => void before.refetch()} /> : null}
      {difference ? (
        <div ref={list} className={`text ${styles.text}`}>
          {difference.blocks.map((block, place) => (
            // Blocks have no identity of their own: their place is what they are.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <Block key={place} block={block} names={names} />
          ))}
        </div>
      ) : before.error ? null : (
        <Skeleton lines={7} />
      )}
    </section>
  );
}

const NOTHING: readonly BlockDifference[] = [];

function Choice({ programmeId, recommendationId, comparison, onChange }: ComparedTextProps) {
  const { t } = useTranslation('history');
  const words = useVersionWords();
  const query = useInfiniteQuery(historyQuery(programmeId, recommendationId));
  const versions = query.data?.pages.flatMap((page) => page.versions) ?? [];
  const shown = useQuery(versionQuery(programmeId, recommendationId, comparison.from)).data?.version;
  const all = shown && !versions.some((one) => one.number === shown.number) ? [shown, ...versions] : versions;
  const option = (version: (typeof all)[number]) => (
    <option key={version.number} value={version.number}>
      {words(version).title}, {words(version).when}
    </option>
  );
  return (
    <span className={styles.choice}>
      <select
        aria-label={t('compare.from')}
        value={comparison.from}
        onChange={(event) => onChange({ ...comparison, from: Number(event.currentTarget.value) })}
      >
        {all.map(option)}
      </select>
      <span aria-hidden="true">→</span>
      <select
        aria-label={t('compare.to')}
        value={comparison.to}
        onChange={(event) =>
          onChange({ ...comparison, to: event.currentTarget.value === 'now' ? 'now' : Number(event.currentTarget.value) })
        }
      >
        <option value="now">{t('compare.now')}</option>
        {all.map(option)}
      </select>
    </span>
  );
}

function Restore({ programmeId, recommendationId, comparison, onClose }: ComparedTextProps) {
  const { t } = useTranslation('history');
  const cache = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const restore = async () => {
    setFailure(null);
    try {
      await restoreVersion(programmeId, recommendationId, comparison.from);
      await cache.invalidateQueries({ queryKey: queryKey(programmeId, 'history') });
      onClose();
    } catch (error) {
      setFailure(error);
      setAsked(false);
    }
  };
  return (
    <>
      {asked ? (
        <ConfirmInline verb={t('compare.restore')} danger={false} onConfirm={() => void restore()} onCancel={() => setAsked(false)}>
          {t('compare.sure')}
        </ConfirmInline>
      ) : (
        <Button size="small" icon="restore" onClick={() => setAsked(true)}>
          {t('compare.restore')}
        </Button>
      )}
      {failure ? <ErrorLine error={failure} /> : null}
    </>
  );
}

type Names = (recordId: string) => string;

/** The references that citations show. */
function useNames(programmeId: string, blocks: readonly BlockDifference[]): Names {
  const ids = useMemo(
    () =>
      [...new Set(blocks.flatMap((block) => block.pieces.flatMap((piece) => String(piece.atom?.attrs?.['record'] ?? '') || [])))].sort(),
    [blocks],
  );
  const { data } = useQuery({ ...namesQuery(programmeId, ids), enabled: ids.length > 0 });
  return (recordId) => data?.find((one) => one.id === recordId)?.ref ?? '…';
}

function Block({ block, names }: { readonly block: BlockDifference; readonly names: Names }) {
  const { t } = useTranslation('history');
  const { shape, was, op } = block;
  const quoted = shape.inside.includes('quote');
  const list = shape.inside.findLast((one) => one !== 'quote');
  const depth = shape.inside.filter((one) => one !== 'quote').length;
  const Tag = shape.kind === 'heading' ? (`h${Math.min(shape.level + 1, 4)}` as 'h2') : 'p';
  const note = was ? t('compare.was', { kind: t(`kind.${kindOf(was)}`) }) : '';
  return (
    <div
      className={styles.block}
      data-op={op}
      data-change={op === 'same' ? undefined : true}
      data-quote={quoted || undefined}
      data-cell={shape.cell ? true : undefined}
      tabIndex={op === 'same' ? undefined : -1}
      style={{ paddingInlineStart: `${depth * 1.4}em` }}
    >
      {op === 'added' || op === 'removed' ? <span className={styles.spoken}>{t(`compare.${op}`)}: </span> : null}
      {note ? <span className={styles.note}>{note}</span> : null}
      {shape.cell ? <span className={styles.note}>{t('compare.cell', shape.cell)}</span> : null}
      {shape.kind === 'rule' ? (
        <hr />
      ) : (
        <Tag>
          {list ? <span aria-hidden="true">{{ bullet: '• ', number: '– ', task: '☐ ', 'task-done': '☑ ' }[list]}</span> : null}
          {block.pieces.map((piece, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place.
            <PieceView key={place} piece={piece} names={names} />
          ))}
        </Tag>
      )}
    </div>
  );
}

function kindOf(shape: BlockDifference['shape']): string {
  if (shape.kind !== 'paragraph') return shape.kind;
  return shape.inside.at(-1) ?? 'paragraph';
}

function PieceView({ piece, names }: { readonly piece: Piece; readonly names: Names }) {
  const { t } = useTranslation('history');
  const words = piece.atom ? atomWords(piece.atom, names) : piece.text;
  const marked = dressed(piece, piece.atom ? <span className={styles.atom}>{words}</span> : words);
  switch (piece.op) {
    case 'added':
      return <ins>{marked}</ins>;
    case 'removed':
      return <del>{marked}</del>;
    case 'marked':
      return (
        <span className={styles.marked} title={t('compare.marked')}>
          {marked}
        </span>
      );
    case 'same':
      return <>{marked}</>;
  }
}

/** Words under their marks; a reduction would ask for keys that mean nothing here. */
function dressed({ marks }: Piece, words: ReactNode): ReactNode {
  let shown = words;
  for (const { type } of marks) {
    const Tag = TAGS[type as keyof typeof TAGS];
    if (Tag) shown = <Tag>{shown}</Tag>;
  }
  return shown;
}

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', link: 'u', strike: 's', code: 'code' } as const;

function atomWords(atom: EditorJson, names: Names): string {
  const attrs = atom.attrs ?? {};
  switch (atom.type) {
    case 'citation':
      return `[${[names(String(attrs['record'])), attrs['locator']].filter(Boolean).join(', ')}]`;
    case 'footnote':
      return `(${String(attrs['text'] ?? '')})`;
    case 'mention':
      return `@${String(attrs['label'] ?? '')}`;
    default:
      return String(attrs['text'] ?? '');
  }
}
