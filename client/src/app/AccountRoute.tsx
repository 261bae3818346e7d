import { AccountPage } from '../identity/AccountPage.tsx';
import { HomeFrame } from './HomeFrame.tsx';

export function AccountRoute() {
  return (
    <HomeFrame>
      <AccountPage />
    </HomeFrame>
  );
}
