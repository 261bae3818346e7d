#!/usr/bin/env node
/**
 * The one door to every command of the project. Needs nothing but Node 20 and npm: it brings the pinned Node and pnpm
 * from the registry, installs with the frozen lock file, and runs what was asked for. No dependency of its own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE = '24.21.0';
const CACHE = join(ROOT, 'node_modules', '.concordance');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** The environment without what npm tells its children: it would change what the next npm or pnpm does. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle|node|execpath|command)/i.test(name)),
  );
}

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

function writeCache(name, value) {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, name), JSON.stringify(value));
}

/** Folders of the pinned Node and pnpm, brought by npm where they are not known yet. */
function toolchain() {
  const wanted = { node: NODE, pnpm: manifest.packageManager };
  const known = readJson(join(CACHE, 'toolchain.json'));
  if (known && known.node === wanted.node && known.pnpm === wanted.pnpm && existsSync(known.nodePath) && existsSync(known.pnpmPath))
    return known;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const packages = [`node-${platform}-${process.arch}@${NODE}`, manifest.packageManager];
  const script =
    'const p=require("path"),f=require("fs");const find=(n)=>process.env.PATH.split(p.delimiter).map(d=>p.join(d,n)).find(f.existsSync);' +
    'console.log(JSON.stringify({nodePath:process.execPath,pnpmPath:find(process.platform==="win32"?"pnpm.cmd":"pnpm")}))';
  const arguments_ = ['exec', '--yes', '--loglevel=error', ...packages.map((name) => `--package=${name}`), '--', 'node', '-e', script];
  const found = spawnSync('npm', arguments_, { cwd: ROOT, env: cleanEnvironment(), encoding: 'utf8', shell: process.platform === 'win32' });
  const line = (found.stdout ?? '').trim().split('\n').at(-1) ?? '';
  if (found.status !== 0 || !line.startsWith('{'))
    fail(`Node ${NODE} and ${manifest.packageManager} could not be brought by npm:\n${found.stderr}`);
  return { ...wanted, ...JSON.parse(line) };
}

const tools = toolchain();
const environment = {
  ...cleanEnvironment(),
  PATH: [dirname(tools.nodePath), dirname(tools.pnpmPath), process.env.PATH].join(delimiter),
};

/** Runs a command to its end, its output shown; returns its exit code. Signals are passed on, so nothing outlives us. */
function run(command, arguments_, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, arguments_, { cwd: ROOT, env: { ...environment, ...options.env }, stdio: 'inherit' });
    const pass = (signal) => child.kill(signal);
    // Ctrl-C reaches the whole group by itself; here it must only not end us before the child is done.
    const wait = () => undefined;
    process.on('SIGTERM', pass);
    process.on('SIGHUP', pass);
    process.on('SIGINT', wait);
    child.on('error', (error) => fail(`${command}: ${error.message}`));
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', pass);
      process.off('SIGHUP', pass);
      process.off('SIGINT', wait);
      resolve(code ?? (signal ? 128 : 1));
    });
  });
}

const pnpm = (...arguments_) => run(tools.pnpmPath, arguments_);
const node = (...arguments_) => run(tools.nodePath, arguments_);

async function must(step, code) {
  if ((await code) !== 0) fail(`${step} failed; see above.`);
}

/** A fingerprint of files by path and content, to know whether a step has to be done again. */
function stampOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const info = statSync(path, { throwIfNoEntry: false });
    if (!info) return;
    if (info.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (!/^(node_modules|dist|dist-types)$/.test(name)) visit(join(path, name));
    } else hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
  };
  for (const path of paths) visit(join(ROOT, path));
  return hash.digest('hex');
}

async function install() {
  const stamp = stampOf([
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    ...['server', 'client', 'shared', 'tests'].map((name) => `${name}/package.json`),
  ]);
  if (readJson(join(CACHE, 'install.json')) === stamp && existsSync(join(ROOT, 'server', 'node_modules'))) return;
  process.stdout.write('Installing …\n');
  await must('Installing', pnpm('install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'));
  writeCache('toolchain.json', tools);
  writeCache('install.json', stamp);
}

async function build() {
  const stamp = stampOf(['client', 'shared/src', 'pnpm-lock.yaml']);
  if (readJson(join(CACHE, 'build.json')) === stamp && existsSync(join(ROOT, 'client', 'dist', 'index.html'))) return;
  process.stdout.write('Building the pages …\n');
  await must('Building', pnpm('--filter', '@concordance/client', 'run', 'build'));
  writeCache('build.json', stamp);
}

/** A Chromium that Playwright can drive: one that is there, or Debian's, installed where we are allowed to. */
function chromium() {
  const places = [
    process.env.CONCORDANCE_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ];
  const there = () => places.find((path) => path && existsSync(path));
  if (!there() && process.platform === 'linux' && process.getuid?.() === 0) {
    process.stdout.write('Installing Chromium for the browser tests …\n');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  return there() ?? fail('The browser tests need Chromium. Install it, or name it in CONCORDANCE_CHROMIUM.');
}

async function check() {
  await must('Format and lint', pnpm('exec', 'biome', 'ci', '.'));
  await must('Types', pnpm('exec', 'tsc', '-b'));
  await must('Import directions', node('.bootstrap/imports.mjs'));
}

/** Runs the tests and ends with the line that counts them. */
async function test() {
  const report = join(ROOT, '.artifacts', 'tests.json');
  rmSync(report, { force: true });
  const env = { CONCORDANCE_CHROMIUM: chromium() };
  const code = await run(
    tools.pnpmPath,
    ['exec', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(3)],
    { env },
  );
  const counts = readJson(report);
  const passed = counts?.numPassedTests ?? 0;
  const failed = (counts?.numFailedTests ?? 0) + (counts && counts.success === false && counts.numFailedTests === 0 ? 1 : 0);
  const skipped = counts?.numPendingTests ?? 0;
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  process.exit(code === 0 && passed > 0 && failed === 0 ? 0 : 1);
}

/** Server with restart on change, and pages with hot reload; ends when either does. */
async function dev() {
  await Promise.race([
    node('--watch', 'server/src/main.ts'),
    pnpm('--filter', '@concordance/client', 'exec', 'vite', '--clearScreen', 'false'),
  ]);
  process.exit(0);
}

/** The long proofs of the live core: each takes its time and its seed, and ends by itself. */
async function proof(name) {
  process.exit(await node(`tests/proof/${name}.ts`, ...process.argv.slice(3)));
}

const COMMANDS = {
  start: async () => {
    await build();
    process.exit(await node('server/src/main.ts'));
  },
  demo: async () => {
    await build();
    process.exit(await node('server/src/demo.ts', ...process.argv.slice(3)));
  },
  dev,
  verify: async () => process.exit(await node('server/src/verify.ts', ...process.argv.slice(3))),
  build,
  check,
  test: async () => {
    await check();
    await build();
    await test();
  },
  bench: async () => {
    await build();
    process.exit(await node('tests/bench/run.ts', ...process.argv.slice(3)));
  },
  'bench:browser': async () => {
    await build();
    environment.CONCORDANCE_CHROMIUM = chromium();
    process.exit(await node('tests/bench/browser/run-browser.ts', ...process.argv.slice(3)));
  },
  fuzz: () => proof('fuzz'),
  crash: () => proof('crash'),
  hostile: () => proof('hostile'),
  soak: () => proof('soak'),
  fsyncs: () => proof('fsyncs'),
};

const command = COMMANDS[process.argv[2] ?? ''];
if (!command) fail(`Say one of: ${Object.keys(COMMANDS).join(', ')}.`);
await install();
await command();
