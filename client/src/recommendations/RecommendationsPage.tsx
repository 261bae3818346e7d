export function RecommendationsPage() {
  return <main />;
}
