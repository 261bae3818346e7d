import { describe, expect, it } from 'vitest';
import { mentionAsked, mentionParts, mentionsIn, peopleFor } from './mention-text.ts';

const people = [
  { id: 'a', name: 'Asel Nurgaliqyzy' },
  { id: 'd', name: 'Dauren Qozhakhmetuly' },
  { id: 'n', name: 'Әсел Нұр' },
];

describe('a name behind an @', () => {
  it('is asked for while it is typed, and in no e-mail address', () => {
    expect(mentionAsked('See @As', 7)).toEqual({ from: 4, query: 'As' });
    expect(mentionAsked('@', 1)).toEqual({ from: 0, query: '' });
    expect(mentionAsked('write to a@b', 12)).toBeNull();
  });

  it('is found by any of its words, in every alphabet', () => {
    expect(peopleFor(people, 'qoz').map(({ id }) => id)).toEqual(['d']);
    expect(peopleFor(people, 'әс').map(({ id }) => id)).toEqual(['n']);
    expect(peopleFor(people, '')).toHaveLength(3);
  });

  it('counts as long as it stands in the text', () => {
    expect(mentionsIn('@Asel Nurgaliqyzy, look', people)).toEqual(['a']);
    expect(mentionsIn('look', people)).toEqual([]);
  });

  it('is told apart from the words around it', () => {
    expect(mentionParts('Ask @Asel Nurgaliqyzy today', people.slice(0, 1))).toEqual([
      { text: 'Ask ', mention: false },
      { text: '@Asel Nurgaliqyzy', mention: true },
      { text: ' today', mention: false },
    ]);
  });
});
