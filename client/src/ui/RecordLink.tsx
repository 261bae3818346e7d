import type { RecordKind } from '@concordance/shared/ids';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Address, type Place, placeAddress } from './address.ts';

const LIST: Readonly<Record<Exclude<RecordKind, 'recommendation'>, Place>> = {
  trend: 'trends',
  risk: 'risks',
  evidence: 'evidence',
  source: 'sources',
  body: 'bodies',
};

/** Where a record is read: a recommendation has its own page, the others open beside their register. */
export function recordAddress(programme: string, kind: RecordKind, ref: string): Address {
  if (kind === 'recommendation') return { to: '/p/$programme/recommendations/$ref', params: { programme, ref } } as Address;
  return placeAddress(programme, LIST[kind], { open: ref });
}

interface RecordLinkProps {
  readonly programme: string;
  readonly kind: RecordKind;
  readonly reference: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A link to any record by its reference. */
export function RecordLink({ programme, kind, reference, className, children }: RecordLinkProps) {
  return (
    <Link {...recordAddress(programme, kind, reference)} className={className}>
      {children}
    </Link>
  );
}
