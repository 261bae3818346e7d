import { ServerPage } from '../identity/ServerPage.tsx';
import { ServerProgrammes } from '../programmes/ServerProgrammes.tsx';
import { HomeFrame } from './HomeFrame.tsx';

export function ServerRoute() {
  return (
    <HomeFrame>
      <ServerPage programmes={<ServerProgrammes />} />
    </HomeFrame>
  );
}
