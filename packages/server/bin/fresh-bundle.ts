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

/** What the bundle consists of at least: a build that was broken off may have left some of it. */
const entries = ["parley", "writer-thread", "aside-thread", "redraw-image-process"];

/** The address of the bundled program, where one was built after the last change of what it is made of; else `null`. */
export function freshBundle(packages = root): string | null {
  const built = entries.map((name) => join(packages, `server/dist/node/${name}.js`));
  try {
    const builtMs = Math.min(...built.map((file) => statSync(file).mtimeMs));
    const isFresh = sources.every((path) => isOlder(join(packages, path), builtMs));
    return isFresh ? pathToFileURL(join(packages, "server/dist/node/parley.js")).href : null;
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
