export function TrendsPage() {
  return <main />;
}
