import type { EditorJson } from '@concordance/shared/editor/json';
import type { Language } from '@concordance/shared/programmes/schema';
import { MINUTES_WORDS, type MinutesWords } from '@concordance/shared/roundtables/minutes-words';
import { type AttributionRule, guestLabel, wordsMayLeave } from '@concordance/shared/roundtables/rules';
import type { Criterion, Round } from '@concordance/shared/roundtables/schema';
import type { Remark } from './remarks.ts';

/** What happened at a table, as far as its minutes tell it. */
export interface Happened {
  readonly ref: string;
  readonly title: string;
  readonly description: string;
  readonly heldOn: string | null;
  readonly openedAt: string;
  readonly closedAt: string;
  readonly rule: AttributionRule;
  readonly guests: readonly { readonly name: string; readonly organisation: string }[];
  readonly items: readonly {
    readonly recommendationId: string;
    readonly ref: string;
    readonly title: string;
    readonly statement: string;
  }[];
  readonly remarks: readonly Remark[];
  readonly rounds: readonly Round[];
}

const words = (text: string, mark?: 'bold' | 'italic'): EditorJson => ({ type: 'text', text, ...(mark && { marks: [{ type: mark }] }) });
const paragraph = (...content: readonly (EditorJson | string)[]): EditorJson => {
  const nodes = content.map((one) => (typeof one === 'string' ? words(one) : one)).filter((node) => node.text !== '');
  return nodes.length > 0 ? { type: 'paragraph', content: nodes } : { type: 'paragraph' };
};
const heading = (level: number, text: string): EditorJson => ({ type: 'heading', attrs: { level }, content: [words(text)] });
const list = (lines: readonly string[]): EditorJson => ({
  type: 'bulletList',
  content: lines.map((line) => ({ type: 'listItem', content: [paragraph(line)] })),
});
const row = (type: 'tableHeader' | 'tableCell', cells: readonly string[]): EditorJson => ({
  type: 'tableRow',
  content: cells.map((cell) => ({ type, content: [paragraph(cell)] })),
});
const table = (head: readonly string[], rows: readonly (readonly string[])[]): EditorJson => ({
  type: 'table',
  content: [row('tableHeader', head), ...rows.map((cells) => row('tableCell', cells))],
});
const filled = (text: string, values: Readonly<Record<string, string | number>>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/**
 * The minutes of a table in one of the three languages. Names stand in them only as far as the table's rule goes; what
 * participants said at a closed table is counted and not told.
 */
export function minutesText(happened: Happened, language: Language): EditorJson {
  const w = MINUTES_WORDS[language];
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const fact = (name: string, value: string) => paragraph(words(`${name}: `, 'bold'), value);
  return {
    type: 'doc',
    content: [
      heading(1, `${w.minutes}: ${happened.title} (${happened.ref})`),
      ...(happened.description ? happened.description.split('\n').map((line) => paragraph(line)) : []),
      ...(happened.heldOn ? [fact(w.held, day.format(new Date(`${happened.heldOn}T12:00:00Z`)))] : []),
      fact(w.opened, `${time.format(new Date(happened.openedAt))} UTC`),
      fact(w.closed, `${time.format(new Date(happened.closedAt))} UTC`),
      fact(w.attribution, w.rules[happened.rule]),
      heading(2, w.present),
      ...present(happened, w),
      ...happened.items.flatMap((item, place) => [
        heading(2, `${w.item} ${place + 1}. ${item.title} (${item.ref})`),
        ...(item.statement ? [paragraph(words(item.statement, 'italic'))] : []),
        ...remarksPart(happened, item.recommendationId, w),
        ...ratingsPart(happened, item.recommendationId, w),
      ]),
    ],
  };
}

/** Who was there: names, organisations or a number, as the rule goes. Each organisation once, and no order of arrival. */
function present({ rule, guests }: Happened, w: MinutesWords): readonly EditorJson[] {
  if (guests.length === 0) return [paragraph(w.nobody)];
  const labels = guests.flatMap((guest) => guestLabel(rule, guest) ?? []);
  const count = paragraph(filled(w.presentCount, { count: guests.length }));
  return labels.length === 0 ? [count] : [count, list([...new Set(labels)].sort())];
}

function remarksPart({ rule, remarks }: Happened, recommendationId: string, w: MinutesWords): readonly EditorJson[] {
  const own = remarks.filter((remark) => remark.recommendationId === recommendationId);
  const title = heading(3, w.remarks);
  if (own.length === 0) return [title, paragraph(w.noRemarks)];
  if (!wordsMayLeave(rule)) return [title, paragraph(filled(w.withheld, { count: own.length }))];
  const cells = own.map((remark) => [
    [remark.quote ? `«${remark.quote}»` : w.aboutWhole, remark.text, remark.proposal === null ? '' : `${w.proposes}: ${remark.proposal}`]
      .filter(Boolean)
      .join(' — '),
    remark.author ?? w.aParticipant,
    remark.disposition ? w.dispositions[remark.disposition] : w.waiting,
    remark.reason,
  ]);
  return [title, table([w.remark, w.author, w.decision, w.reason], cells)];
}

function ratingsPart({ rounds }: Happened, recommendationId: string, w: MinutesWords): readonly EditorJson[] {
  const closed = rounds.filter((round) => round.recommendationId === recommendationId && round.state === 'closed');
  if (closed.length === 0) return [];
  return [heading(3, w.ratings), ...closed.flatMap((round) => roundPart(round, w))];
}

function roundPart(round: Round, w: MinutesWords): readonly EditorJson[] {
  const { result } = round;
  const name = words(`${w.round} ${round.number}. `, 'bold');
  const answered = filled(w.answered, { answered: round.answered, panel: round.panel });
  if (!result || result.kind === 'too-few') return [paragraph(name, `${answered} ${w.tooFew}`)];
  const label = ({ key, label: own }: Criterion) => own || (w.criteria as Readonly<Record<string, string>>)[key] || key;
  const cells = result.criteria.map((each) => {
    const criterion = round.criteria.find((one) => one.key === each.key);
    return [
      criterion ? label(criterion) : each.key,
      String(each.median),
      `${each.lowerQuartile}–${each.upperQuartile}`,
      criterion?.decides ? (each.reached ? w.yes : w.no) : '',
    ];
  });
  return [
    paragraph(name, `${result.consensus ? w.consensus : w.noConsensus} ${answered} ${filled(w.rule, { ...round.rule })}`),
    table([w.criterion, w.median, w.quartiles, w.agreed], cells),
  ];
}
