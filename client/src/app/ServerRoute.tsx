import { ServerPage } from '../identity/ServerPage.tsx';

export function ServerRoute() {
  return <ServerPage />;
}
