import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Budget, filesOf, type Manifest } from './weigh.ts';

// After the build: marks the scripts that a text's page cannot do without, writes the compressed neighbours that the server hands out, prints how much script a page needs, and
// fails when a page has grown over its budget.

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
/** Smaller files gain nothing from being compressed. */
const WORTH_IT = 512;
const START = ['index.html', 'src/app/start.tsx'];
const FRAME = [...START, 'src/app/ProgrammeFrame.tsx'];
const TEXT_PAGE: Budget = {
  name: 'the editor page',
  roots: FRAME,
  whole: ['src/recommendations/RecommendationPage.tsx'],
  limit: 450,
};
const BUDGETS: readonly Budget[] = [
  { name: 'a door (sign-in, invitation)', roots: [...START, 'src/identity/InvitationPage.tsx'], whole: [], limit: 200 },
  { name: 'a guest’s page', roots: ['index.html', 'src/roundtables/guest/start.tsx'], whole: [], limit: 200 },
  { name: 'a list page', roots: [...FRAME, 'src/evidence/EvidencePage.tsx'], whole: [], limit: 250 },
  TEXT_PAGE,
];

/**
 * Asks the browser to compile a script while it arrives, off the thread that draws: on a slow machine a fifth of the time
 * until a text can be written in went into compiling its three thousand functions one by one. Who knows no such comment
 * passes it over.
 */
const EAGER = '//# allFunctionsCalledOnLoad\n';
/** Browsers compile only larger scripts while they arrive; a smaller one would be compiled whole when it is needed. */
const EAGER_FROM = 30 * 1024;

async function compileEarly(file: string): Promise<void> {
  const path = join(DIST, file);
  const script = await readFile(path, 'utf8');
  if (script.length >= EAGER_FROM) await writeFile(path, `${EAGER}${script}`);
}

async function writeNeighbours(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < WORTH_IT) return;
  const brotli = promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  const zipped = promisify(gzip)(bytes, { level: 9 });
  await Promise.all([writeFile(`${path}.br`, await brotli), writeFile(`${path}.gz`, await zipped)]);
}

async function gzipSize(file: string): Promise<number> {
  return (await promisify(gzip)(await readFile(join(DIST, file)), { level: 9 })).length;
}

async function weigh(manifest: Manifest, budget: Budget): Promise<boolean> {
  const sizes = await Promise.all(filesOf(manifest, budget).map(gzipSize));
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  const over = kilobytes > budget.limit;
  process.stdout.write(`${budget.name}: ${kilobytes.toFixed(1)} kB of script (gzip), at most ${budget.limit}${over ? '  OVER' : ''}\n`);
  return !over;
}

const manifest = JSON.parse(await readFile(join(DIST, '.vite/manifest.json'), 'utf8')) as Manifest;
const kept: boolean[] = [];
for (const budget of BUDGETS) kept.push(await weigh(manifest, budget));
await Promise.all(filesOf(manifest, TEXT_PAGE).map(compileEarly));
// The manifest is the build's own note, not a part of the site.
await rm(join(DIST, '.vite'), { recursive: true });
const files = await readdir(DIST, { recursive: true });
await Promise.all(files.filter((file) => /\.(js|css|html|svg|json)$/u.test(file)).map((file) => writeNeighbours(join(DIST, file))));
if (!kept.every(Boolean)) process.exitCode = 1;
