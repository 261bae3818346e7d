import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client.ts';
import { EmptyState } from './EmptyState.tsx';
import { ErrorLine } from './ErrorLine.tsx';
import { PageTitle } from './Page.tsx';
import { Skeleton } from './Skeleton.tsx';

interface AbsentPageProps {
  /** What the address asks for, as people call it: `SET-3`, `Edition 2`. */
  readonly name: string;
  /** What went wrong; null while it is still on its way. */
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** A link to where such things are listed. */
  readonly all: ReactNode;
}

/** In place of what is not there: still on its way, no such thing in this programme, or a failure. */
export function AbsentPage({ name, error, onRetry, all }: AbsentPageProps) {
  const { t } = useTranslation();
  if (error === null) return <Skeleton lines={9} />;
  const absent = error instanceof ApiProblem && error.code === 'not-found';
  return (
    <>
      <PageTitle title={name} />
      {absent ? <EmptyState action={all}>{t('absent', { name })}</EmptyState> : <ErrorLine error={error} onRetry={onRetry} />}
    </>
  );
}
