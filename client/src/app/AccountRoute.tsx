import { AccountPage } from '../identity/AccountPage.tsx';

export function AccountRoute() {
  return <AccountPage />;
}
