// Prints what the Studio's first screen and its builder load; fails where the first is above its budget.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("../packages/web/dist/browser/", import.meta.url);
/** Bytes after gzip that the first screen may load, fonts apart. */
const budget = 250_000;

const page = readFileSync(new URL("index.html", folder), "utf8");
const sizeOf = (name: string): number =>
  gzipSync(readFileSync(new URL(`assets/${name}`, folder)), { level: 9 }).length;
const named = [...page.matchAll(/\/studio\/assets\/([\w.-]+\.(?:js|css))/g)].map(
  ([, name]) => name ?? "",
);
const first = named.reduce((sum, name) => sum + sizeOf(name), 0);
console.log(`first load: gzip ${first} of ${budget} (${named.join(", ")})`);
for (const name of readdirSync(new URL("assets/", folder)))
  if (/\.(js|css)$/.test(name) && !named.includes(name) && sizeOf(name) > 20_000)
    console.log(`${name}: gzip ${sizeOf(name)}`);
if (first > budget) process.exitCode = 1;
