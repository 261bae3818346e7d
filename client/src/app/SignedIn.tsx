import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { MeContext } from '../identity/me-context.ts';
import { sessionQuery } from '../identity/queries.ts';

/** Pages that need a person. When the session ends elsewhere, they leave for the sign-in page and say so there. */
export function SignedIn() {
  const { data } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const next = useRouterState({ select: (state) => state.location.href });
  const ended = data !== undefined && data.me === null;
  const leave = useEffectEvent(
    () => void navigate({ to: '/sign-in', search: { ended: true, ...(next === '/' ? {} : { next }) }, replace: true }),
  );
  useEffect(() => {
    if (ended) leave();
  }, [ended]);
  return data?.me ? (
    <MeContext value={data.me}>
      <Outlet />
    </MeContext>
  ) : null;
}
