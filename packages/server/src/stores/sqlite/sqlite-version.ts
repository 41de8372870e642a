import { StoreBroken } from "../../ports/store-failure.ts";

/** Below it, a race between connections in WAL mode can lose committed writes. */
const OLDEST = [3, 51, 3];

/** Refuses a SQLite that may lose what it has committed. Throws `StoreBroken`. */
export function checkSqliteVersion(found: string | undefined): void {
  const parts = (found ?? "").split(".").map(Number);
  const firstDifference = OLDEST.findIndex((part, n) => part !== parts[n]);
  const isOlder =
    firstDifference !== -1 && !((parts[firstDifference] ?? 0) > (OLDEST[firstDifference] ?? 0));
  if (isOlder) {
    throw new StoreBroken(
      `SQLite ${found ?? "of an unknown version"} can lose committed writes (its WAL-reset bug). ` +
        `Run Node with SQLite ${OLDEST.join(".")} or newer.`,
    );
  }
}
