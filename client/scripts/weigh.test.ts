import { describe, expect, it } from 'vitest';
import { filesOf, type Manifest } from './weigh.ts';

const manifest: Manifest = {
  'index.html': { file: 'index.js', imports: ['shared'], dynamicImports: ['page', 'other'] },
  shared: { file: 'shared.js' },
  page: { file: 'page.js', imports: ['shared'], dynamicImports: ['editor'] },
  other: { file: 'other.js' },
  editor: { file: 'editor.js', imports: ['index.html'], dynamicImports: [] },
};

describe('the files of a page', () => {
  it('are the roots and what they import, each once', () => {
    expect(filesOf(manifest, { roots: ['index.html', 'page'], whole: [] })).toEqual(['index.js', 'shared.js', 'page.js']);
  });

  it('count what a whole page imports later, but not the other pages', () => {
    expect(filesOf(manifest, { roots: ['index.html'], whole: ['page'] })).toEqual(['index.js', 'shared.js', 'page.js', 'editor.js']);
  });

  it('cannot be weighed when the page is not in the build', () => {
    expect(() => filesOf(manifest, { roots: ['gone'], whole: [] })).toThrow('gone');
  });
});
