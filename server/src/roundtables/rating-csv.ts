import { FEWEST_ANSWERS } from '@concordance/shared/roundtables/rating';
import type { Round } from '@concordance/shared/roundtables/schema';
import { type Cell, csvOf } from '../http/csv.ts';

/** What ACCORD and CREDES ask a report of a Delphi to state, one row for each criterion of each closed round. */
const HEAD = [
  'recommendation',
  'title',
  'round',
  'opened',
  'closed',
  'wording_sha256',
  'criterion',
  'scale',
  'decides_consensus',
  'panel',
  'answered',
  'dropouts',
  'reasons',
  'rule',
  'quartile_method',
  'anonymity',
  'n1',
  'n2',
  'n3',
  'n4',
  'n5',
  'n6',
  'n7',
  'n8',
  'n9',
  'median',
  'lower_quartile',
  'upper_quartile',
  'iqr',
  'share_7_9',
  'share_1_3',
  'criterion_agreed',
  'round_consensus',
];
const ANONYMITY = 'answers kept apart from identity; nobody saw results before the round closed; reasons without names';
const QUARTILES = 'linear interpolation (Hyndman-Fan type 7)';

const share = (count: number, of: number) => (of === 0 ? '' : (Math.round((count * 1000) / of) / 10).toFixed(1));

/** The closed rounds of a table as CSV. */
export function ratingCsv(rounds: readonly Round[]): string {
  const rows = rounds.filter((round) => round.state === 'closed').flatMap(rowsOf);
  return csvOf([HEAD, ...rows]);
}

function rowsOf(round: Round): Cell[][] {
  const rule = `>= ${round.rule.high} % in 7-9 and < ${round.rule.low} % in 1-3 and IQR <= ${round.rule.spread}`;
  const told = round.result?.kind === 'told' ? round.result : null;
  return round.criteria.map((criterion) => {
    const result = told?.criteria.find((one) => one.key === criterion.key);
    const known = [
      round.ref,
      round.title,
      round.number,
      round.openedAt,
      round.closedAt ?? '',
      round.fingerprint,
      criterion.label || criterion.key,
      '1-9',
      criterion.decides,
      round.panel,
      round.answered,
      round.panel - round.answered,
      round.reasons,
      rule,
      QUARTILES,
      ANONYMITY,
    ];
    if (!told || !result) return [...known, ...Array.from({ length: 15 }, () => ''), '', `fewer than ${FEWEST_ANSWERS} answers`];
    return [
      ...known,
      ...result.distribution,
      result.median,
      result.lowerQuartile,
      result.upperQuartile,
      result.spread,
      share(result.highCount, result.count),
      share(result.lowCount, result.count),
      result.reached,
      told.consensus,
    ];
  });
}
