import { describe, expect, it } from 'vitest';
import { compareWording } from './wording.ts';

describe('two wordings', () => {
  it('share what they begin and end with', () => {
    expect(compareWording('ask that each entry be answered', 'ask that every entry be answered')).toEqual({
      before: 'ask that ',
      removed: 'each',
      added: 'every',
      after: ' entry be answered',
    });
  });

  it('differ by whole words', () => {
    expect(compareWording('экспорт вырос', 'экспорты выросли')).toMatchObject({ removed: 'экспорт вырос', added: 'экспорты выросли' });
  });

  it('may only have more words, or fewer', () => {
    expect(compareWording('a list', 'a closed list')).toEqual({ before: 'a ', removed: '', added: 'closed ', after: 'list' });
    expect(compareWording('a closed list', '')).toEqual({ before: '', removed: 'a closed list', added: '', after: '' });
  });
});
