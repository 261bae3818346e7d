export function RisksPage() {
  return <main />;
}
