export function BodiesPage() {
  return <main />;
}
