import { useQuery } from '@tanstack/react-query';
import { useProgramme } from '../programmes/use-programme.ts';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import { ImpactView } from './ImpactView.tsx';
import { sourceImpactQuery } from './queries.ts';

/** What a lower reliability of a source would leave, while the letter is being chosen. */
export function SourceImpact({ id, reliability }: { readonly id: string; readonly reliability: string }) {
  const here = useProgramme();
  const { data, error } = useQuery(sourceImpactQuery(here.id, id, reliability));
  if (error) return <ErrorLine error={error} />;
  return data ? <ImpactView impact={data} judging /> : null;
}
