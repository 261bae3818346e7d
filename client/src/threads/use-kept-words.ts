import { useState } from 'react';

/** Words that are being written and not sent. They outlive a closed panel and a page that is loaded again. */
export function useKeptWords(key: string, first = ''): readonly [string, (words: string) => void] {
  const name = `concordance-words-${key}`;
  const [words, setWords] = useState(() => sessionStorage.getItem(name) ?? first);
  const change = (next: string) => {
    if (next === first) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, next);
    setWords(next);
  };
  return [words, change];
}
