export function RecommendationPage() {
  return <main />;
}
