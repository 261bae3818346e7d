import type { Evidence } from '@concordance/shared/evidence/schema';
import { useWords } from '../registers/words.ts';

/** Source, date, and for a statement how its speaker may be named. */
export function SecondLine({ item }: { readonly item: Evidence }) {
  const { word } = useWords();
  const from = [item.sourceTitle, item.date].filter(Boolean).join(', ');
  const consent = item.consent === null ? '' : word('consent', item.consent).toLocaleLowerCase();
  return <>{[from, consent].filter(Boolean).join(' · ')}</>;
}
