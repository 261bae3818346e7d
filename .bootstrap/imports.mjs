/**
 * Checks the import directions of the README's map. dependency-cruiser reports success when it reads nothing, so the
 * number of modules it read must be near the number of files there are.
 */
import { readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import rules from '../.dependency-cruiser.mjs';

const FOLDERS = ['server/src', 'client/src', 'shared/src'];
const files = FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true })).filter((name) => /\.tsx?$/.test(String(name)));

const { output } = await cruise(FOLDERS, { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true });
const read = output.modules.filter((module) => FOLDERS.some((folder) => module.source.startsWith(folder))).length;
for (const { rule, from, to } of output.summary.violations) console.error(`${rule.severity} ${rule.name}: ${from} → ${to}`);
if (output.summary.error > 0) {
  console.error(`${output.summary.error} imports go the wrong way (see .dependency-cruiser.mjs).`);
  process.exit(1);
}
if (read < files.length * 0.9 || read === 0) {
  console.error(`Only ${read} of ${files.length} files were read: the check itself does not work.`);
  process.exit(1);
}
console.log(`Import directions hold (${read} modules read).`);
