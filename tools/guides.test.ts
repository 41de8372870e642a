import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  hasPostgres,
  startPostgres,
} from "../examples/transcripts-postgres/test/start-postgres.ts";
import { runGuide } from "./run-guide.ts";
import { differenceOf } from "./sample-difference.ts";

/** Without PostgreSQL these are left out; where everything must run (CI) they fail instead. */
const hasNoPostgres = !hasPostgres() && !process.env.PARLEY_TEST_ALL;

test("the guide to MessageHooks works, command by command, on a fresh installation", async () => {
  const printed = await runGuide("docs/guides/message-hooks.md");
  expect(printed).toContain("3 agent Signed");
  expect(printed).not.toContain('"errors"');
}, 120_000);

test("the guide to the API channel works, command by command, on a fresh installation", async () => {
  const printed = await runGuide("docs/guides/api-channel.md");
  expect(printed).not.toContain('"success":false');
  expect(printed).not.toContain('"errors"');
}, 120_000);

test.skipIf(hasNoPostgres)(
  "the guide to transcripts in PostgreSQL works, command by command",
  async () => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres.remove());
    const { folder, programs } = postgres;
    const printed = await runGuide("docs/guides/transcripts-postgres.md", {
      env: { PGHOST: folder, PGUSER: "parley", PATH: `${programs}:${process.env.PATH}` },
      replace: {
        "postgres://127.0.0.1/transcripts": `socket:${folder}?db=transcripts&user=parley`,
      },
    });
    expect(printed).toContain("(0 rows)");
    expect(printed).not.toContain('"errors"');
  },
  120_000,
);

test.each(["dashboard-feed", "helpdesk-bridge", "publishing"])(
  "the guide %s works, command by command",
  async (name) => {
    const printed = await runGuide(`docs/guides/${name}.md`);
    expect(printed).not.toMatch(/"errors"|"detail"/);
    if (name === "publishing") expect(printed).toContain('"version":2');
    if (name === "helpdesk-bridge") expect(printed).toMatch(/"agent_id":null[^\n]*$/m);
  },
  120_000,
);

test("a sample that is not as what was printed is found", () => {
  const printed = 'noise\n{"a":1,"b":[{"c":"x"}],"d":null}\n';
  const sample = (text: string, language = "json") => differenceOf(language, text, printed);
  expect(sample('{"a":2,"b":[{"c":"y"}],"d":null}')).toBeNull();
  expect(sample('{"a":2,"b":[{"c":"y"}]}')).toContain("d only in one");
  expect(sample('{"a":2,"b":[{"c":"y","e":1}],"d":null}')).toContain(".b[0]: e only in one");
  expect(sample('{"a":"2","b":[{"c":"y"}],"d":null}')).toContain(".a is number");
  expect(sample("no…se", "text")).toBeNull();
  expect(sample("silence", "text")).toContain("silence");
});

test("every metric and setting that a guide names is there", () => {
  const guides = globSync("docs/guides/*.md").map((page) => readFileSync(page, "utf8"));
  const own = globSync("packages/server/src/**/*.ts")
    .map((file) => readFileSync(file, "utf8"))
    .join();
  const examples = globSync("examples/*/src/{config.ts,schema.sql}")
    .map((file) => readFileSync(file, "utf8"))
    .join();
  const named = new Set(
    guides.join().match(/\b(parley_(?!ch)[a-z_]+|(PARLEY|DASHBOARD|BRIDGE)_[A-Z_]+)\b/g),
  );
  expect(named.size).toBeGreaterThan(10);
  expect([...named].filter((name) => !own.includes(name) && !examples.includes(name))).toEqual([]);
});

test("every page that a page of the repository leads to is there", () => {
  const pages = globSync([
    "*.md",
    "docs/**/*.md",
    "examples/*/*.md",
    "flows/*.md",
    "packages/*/*.md",
  ]);
  const dead = pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map(([, target = ""]) => join(dirname(page), target))
      .filter((target) => !existsSync(target))
      .map((target) => `${page}: ${target}`),
  );
  expect(pages.length).toBeGreaterThan(40);
  expect(dead).toEqual([]);
});
