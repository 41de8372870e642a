import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sources = [
  "flow/src",
  "contract/src",
  "server/src",
  "server/vite.config.ts",
  "../package-lock.json",
];

/** The address of the bundled program, where one was built after the last change of what it is made of; else `null`. */
export function freshBundle(packages = root): string | null {
  const bundle = join(packages, "server/dist/node/parley.js");
  try {
    const builtMs = statSync(bundle).mtimeMs;
    const isFresh = sources.every((path) => isOlder(join(packages, path), builtMs));
    return isFresh ? pathToFileURL(bundle).href : null;
  } catch {
    return null;
  }
}

function isOlder(path: string, thanMs: number): boolean {
  const stat = statSync(path);
  if (stat.mtimeMs > thanMs) return false;
  return (
    !stat.isDirectory() || readdirSync(path).every((name) => isOlder(join(path, name), thanMs))
  );
}
