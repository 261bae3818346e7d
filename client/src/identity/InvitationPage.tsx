export function InvitationPage() {
  return <main />;
}
