// npm run torture -- [--quick] [--seed N] [--only F1,F4]: the product under faults, with a ledger of what it accepted.
// The last line says how much was accepted, lost and duplicated; anything but zeros there ends with exit code 1.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cases } from "./cases/cases.ts";
import { readOptions } from "./options.ts";
import { failuresOf, lastLineOf, tableOf, totalsOf } from "./report.ts";
import { type CaseOutcome, runCase } from "./run-case.ts";

const quickWithinSeconds = 540;
const results = fileURLToPath(new URL("../results/", import.meta.url));
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const newSeed = (): number => Math.floor(Math.random() * 2 ** 31);
const options = readOptions(process.argv.slice(2), process.env, newSeed);
const { seed, only, isQuick } = options;
const chosen = cases.filter((it) => only.length === 0 || only.includes(it.id));
if (chosen.length === 0) throw new Error(`There is no case ${only.join(", ")}.`);
print(`seed ${seed}`);

const beganMs = performance.now();
const secondsSince = (): number => (performance.now() - beganMs) / 1000;
const outcomes: CaseOutcome[] = [];
for (const it of chosen) {
  print(`${it.id} ${it.title} …`);
  const tell = (line: string) => print(`  ${secondsSince().toFixed(0).padStart(4)} s  ${line}`);
  outcomes.push(await runCase(it, options, tell));
}
const seconds = secondsSince();
const totals = totalsOf(outcomes);
const isTooSlow = isQuick && seconds > quickWithinSeconds;

mkdirSync(results, { recursive: true });
const file = `${results}${new Date().toISOString().replaceAll(":", "-")}.json`;
writeFileSync(file, JSON.stringify({ seed, seconds, totals, outcomes }, null, 2));

print(`\n${tableOf(outcomes)}`);
if (totals.hasFailed) print(failuresOf(outcomes, options));
if (isTooSlow)
  print(`\nThe run took ${seconds.toFixed(0)} s; more than ${quickWithinSeconds} s is a defect.`);
print(`\n${seconds.toFixed(0)} s, seed ${seed}, ${file}`);
print(lastLineOf(totals));
process.exit(totals.hasFailed || isTooSlow ? 1 : 0);
