import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { freshBundle } from "../packages/server/bin/fresh-bundle.ts";

/** A repository in which each file was last changed at the given second. */
function repository(files: Readonly<Record<string, number>>): string {
  const root = mkdtempSync(join(tmpdir(), "fresh-bundle-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [name, second] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "");
    utimesSync(path, second, second);
  }
  for (const folder of ["flow/src/blocks", "flow/src", "contract/src", "server/src"])
    utimesSync(join(root, "packages", folder), 5, 5);
  return join(root, "packages");
}

const sources = {
  "package-lock.json": 5,
  "packages/flow/src/blocks/ask.ts": 5,
  "packages/contract/src/index.ts": 5,
  "packages/server/src/main.ts": 5,
  "packages/server/vite.config.ts": 5,
};
const bundle = {
  "packages/server/dist/node/parley.js": 9,
  "packages/server/dist/node/writer-thread.js": 9,
  "packages/server/dist/node/aside-thread.js": 9,
  "packages/server/dist/node/redraw-image-process.js": 9,
};

test("the program is run from its bundle while nothing that it is made of has changed since", () => {
  const packages = repository({ ...sources, ...bundle });
  expect(freshBundle(packages)).toBe(
    pathToFileURL(join(packages, "server/dist/node/parley.js")).href,
  );
});

test.each(Object.keys(sources))("a change of %s sends it back to the sources", (changed) => {
  expect(freshBundle(repository({ ...sources, ...bundle, [changed]: 10 }))).toBeNull();
});

test("without a bundle it is run from its sources", () => {
  expect(freshBundle(repository(sources))).toBeNull();
});

test.each(Object.keys(bundle))("a build that left out %s is none", (missing) => {
  const { [missing]: _, ...rest } = bundle as Record<string, number>;
  expect(freshBundle(repository({ ...sources, ...rest }))).toBeNull();
});
