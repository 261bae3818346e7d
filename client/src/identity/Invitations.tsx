import type { Invitation } from '@concordance/shared/identity/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { queryKey } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/ErrorLine.tsx';
import rows from '../ui/rows.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { invitationState } from './invitation-state.ts';
import { NewInvitation } from './NewInvitation.tsx';
import { invitationsQuery } from './people-queries.ts';

function InvitationRow({ programmeId, invitation }: { readonly programmeId: string; readonly invitation: Invitation }) {
  const { t } = useTranslation(['identity', 'common']);
  const { day } = useFormat();
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => api.delete(`/api/programmes/${programmeId}/invitations/${invitation.id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKey(programmeId, 'invitations') }),
  });
  const state = invitationState(invitation, new Date());
  return (
    <li>
      <div className={rows.what}>
        <p className={rows.name}>{[t(`common:role.${invitation.role}`), invitation.note].filter(Boolean).join(' · ')}</p>
        <p className={rows.fact}>{t(`invitationState.${state}`, { name: invitation.acceptedBy, day: day(invitation.expiresAt) })}</p>
      </div>
      <div className={rows.end}>
        {state === 'open' ? (
          <Button size="small" busy={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('people.revoke')}
          </Button>
        ) : null}
      </div>
      {revoke.error ? (
        <div className={rows.below}>
          <ErrorLine error={revoke.error} />
        </div>
      ) : null}
    </li>
  );
}

/** Invitation links: a new one, and what became of the others. */
export function Invitations({ programmeId }: { readonly programmeId: string }) {
  const invitations = useQuery(invitationsQuery(programmeId));
  return (
    <>
      <NewInvitation programmeId={programmeId} />
      {invitations.error ? <ErrorLine error={invitations.error} onRetry={() => void invitations.refetch()} /> : null}
      {invitations.data ? (
        invitations.data.length > 0 ? (
          <ul className={rows.rows}>
            {invitations.data.map((one) => (
              <InvitationRow key={one.id} programmeId={programmeId} invitation={one} />
            ))}
          </ul>
        ) : null
      ) : invitations.error ? null : (
        <Skeleton lines={2} />
      )}
    </>
  );
}
