import i18next from 'i18next';

/** Fetches the words of these features beside their code, so that a page does not wait for one after the other. */
export async function loadWords(...namespaces: readonly string[]): Promise<void> {
  await i18next.loadNamespaces([...namespaces]);
}
