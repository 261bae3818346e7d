import { AccountPage } from '../identity/AccountPage.tsx';
import { MailDigest } from '../notices/MailDigest.tsx';
import { HomeFrame } from './HomeFrame.tsx';

export function AccountRoute() {
  return (
    <HomeFrame>
      <AccountPage>
        <MailDigest />
      </AccountPage>
    </HomeFrame>
  );
}
