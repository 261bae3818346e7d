import type { EditorJson } from '@concordance/shared/editor/json';
import type { Language } from '@concordance/shared/programmes/schema';
import { MINUTES_WORDS } from '@concordance/shared/roundtables/minutes-words';
import { DISPOSITION_WORDS } from '@concordance/shared/threads/disposition-words';
import type { DispositionRow } from '@concordance/shared/threads/schema';
import { type Cell, csvOf } from '../http/csv.ts';
import { forFile } from './dispositions.ts';

const HEAD = [
  'recommendation',
  'title',
  'round_table',
  'quote',
  'remark',
  'proposed_wording',
  'author_kind',
  'author',
  'decision',
  'reason',
  'decided_on',
  'words_withheld',
];

/** Dispositions as CSV, one row a remark. */
export function dispositionCsv(rows: readonly DispositionRow[]): string {
  return csvOf([HEAD, ...rows.map(forFile).map(csvRow)]);
}

function csvRow(row: DispositionRow): Cell[] {
  const { ref, title, roundTable, quote, remark, proposal, author, disposition, ended, reason, on, withheld } = row;
  const decision = disposition ?? (ended ? 'resolved' : '');
  return [
    ref,
    title,
    roundTable ?? '',
    quote,
    remark,
    proposal ?? '',
    author.kind,
    author.label ?? '',
    decision,
    reason,
    on ?? '',
    withheld,
  ];
}

const paragraph = (text: string): EditorJson =>
  text === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text }] };
const tableRow = (type: 'tableHeader' | 'tableCell', cells: readonly string[]): EditorJson => ({
  type: 'tableRow',
  content: cells.map((cell) => ({ type, content: [paragraph(cell)] })),
});

/** Dispositions as a text in one of the three languages, to be made a Word document of. */
export function dispositionText(heading: string, rows: readonly DispositionRow[], language: Language): EditorJson {
  const [w, minutes] = [DISPOSITION_WORDS[language], MINUTES_WORDS[language]];
  const head = [w.record, minutes.remark, minutes.author, minutes.decision, minutes.reason];
  const body = rows
    .map(forFile)
    .map((row) => [
      `${row.ref} ${row.title}`,
      remarkIn(row, language),
      row.withheld ? '' : (row.author.label ?? (row.author.kind === 'team' ? w.team : minutes.aParticipant)),
      row.disposition === null ? (row.ended ? w.resolved : minutes.waiting) : minutes.dispositions[row.disposition],
      row.reason,
    ]);
  return {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: `${w.title}: ${heading}` }] },
      body.length === 0
        ? paragraph(w.none)
        : { type: 'table', content: [tableRow('tableHeader', head), ...body.map((cells) => tableRow('tableCell', cells))] },
    ],
  };
}

function remarkIn({ withheld, quote, remark, proposal }: DispositionRow, language: Language): string {
  const [w, minutes] = [DISPOSITION_WORDS[language], MINUTES_WORDS[language]];
  if (withheld) return w.withheld;
  const wording = proposal === null ? '' : `${minutes.proposes}: ${proposal || w.deletion}`;
  return [quote ? `«${quote}»` : minutes.aboutWhole, remark, wording].filter(Boolean).join(' — ');
}
