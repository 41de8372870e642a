import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";

/** Whose rules are meant for screens of several features. */
const shared = "flow-look";

test("a class is dressed in one folder: pages that were opened stay dressed by the styles of all of them", () => {
  const folders = new Map<string, Set<string>>();
  for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })) {
    const folder = dirname(file);
    if (!file.endsWith(".css") || folder === shared) continue;
    for (const name of classesDressedIn(readFileSync(`${import.meta.dirname}/${file}`, "utf8")))
      folders.set(name, (folders.get(name) ?? new Set()).add(folder));
  }
  expect(folders.size).toBeGreaterThan(500);
  expect([...folders].filter(([, those]) => those.size > 1)).toEqual([]);
});

/** Those that a selector names all by themselves: `.step`, `.step:hover`, not `.picture .step`. */
function classesDressedIn(styles: string): readonly string[] {
  const rules = styles.replaceAll(/\/\*.*?\*\//gs, "").matchAll(/([^{};]+)\{/g);
  return [...rules]
    .flatMap(([, selectors = ""]) => selectors.split(","))
    .flatMap((selector) => /^\s*\.([\w-]+)(?::[\w-]+)*\s*$/.exec(selector)?.[1] ?? []);
}
