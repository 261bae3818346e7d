export function ServerPage() {
  return <main />;
}
