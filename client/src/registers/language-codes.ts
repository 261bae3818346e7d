/** Languages offered first for an item of evidence: those of the region, its neighbours and the great institutions. */
export const LANGUAGE_CODES: readonly string[] = [
  'kk', 'ru', 'en', 'ky', 'uz', 'tg', 'tk', 'az', 'tr', 'fa', 'mn', 'zh', 'ar', 'be', 'uk', 'hy', 'ka', 'de', 'fr', 'es', 'it', 'pl', 'ja', 'ko', 'hi',
];
