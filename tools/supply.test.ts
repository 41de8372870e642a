import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Locked {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const manifests: readonly Manifest[] = [
  "package.json",
  ...globSync([
    "packages/*/package.json",
    "examples/*/package.json",
    "{bench,torture}/package.json",
  ]),
].map(read);
const locked: [string, Locked][] = Object.entries(read("package-lock.json").packages);
const installed = locked.filter(([path, it]) => path.includes("node_modules/") && !it.link);

const isOurs = (name: string): boolean => name.startsWith("@parley/");

test("every dependency is pinned to one version", () => {
  const loose = manifests.flatMap(({ name, dependencies, devDependencies, optionalDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([it, version]) => !isOurs(it) && !/^(npm:[^ ]+@)?\d+\.\d+\.\d+$/.test(version))
      .map(([it, version]) => `${name}: ${it} ${version}`),
  );
  expect(loose).toEqual([]);
});

test("the lock file holds a hash of everything, names no host, and nothing runs on install", () => {
  expect(installed.length).toBeGreaterThan(100);
  const without = installed.filter(([, it]) => !it.integrity);
  expect(without.map(([path]) => path)).toEqual([]);
  expect(installed.filter(([, it]) => it.resolved?.startsWith("http"))).toEqual([]);
  expect(installed.filter(([, it]) => it.hasInstallScript).map(([path]) => path)).toEqual([]);
});

const isOnlyOfExamples = (dependency: string): boolean =>
  globSync("packages/*/package.json").every(
    (file) => !Object.hasOwn((read(file) as Manifest).dependencies ?? {}, dependency),
  );

test("every run-time dependency has its reason written down, and there are at most 40", () => {
  const direct = new Set(
    manifests
      .flatMap(({ dependencies }) => Object.keys(dependencies ?? {}))
      .filter((it) => !isOurs(it)),
  );
  // What an example brings is its own; the limit is for what Parley runs.
  const ofProduct = [...direct].filter((it) => !isOnlyOfExamples(it));
  expect(ofProduct.length).toBeLessThanOrEqual(40);
  const [page] = globSync("docs/decisions/*-dependencies.md");
  const text = readFileSync(page ?? "", "utf8");
  expect([...direct].filter((it) => !text.includes(`\`${it}\``))).toEqual([]);
});
