export function EvidencePage() {
  return <main />;
}
