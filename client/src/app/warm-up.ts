/** The page of a text is the heaviest there is, and its parts are found one behind the other. */
const TEXT_PAGE = /^\/p\/[^/]+\/recommendations\/[^/]+\/?$/u;

/**
 * Begins to fetch what a page opened at this address will need, while it is still being found out who reads it: on a slow
 * machine that is a fifth of the time until somebody can write. Nothing is shown or asked of the server but files.
 */
export function warmUp(pathname: string): void {
  if (!TEXT_PAGE.test(pathname)) return;
  for (const part of [
    import('./ProgrammeFrame.tsx'),
    import('../recommendations/RecommendationPage.tsx'),
    import('../recommendations/LiveText.tsx'),
  ]) {
    // Whoever needs it asks once more, and tells of a failure then.
    part.catch(() => {});
  }
}
