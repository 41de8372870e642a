import { expect, test } from "vitest";
import { checkSqliteVersion } from "./sqlite-version.ts";

test.each(["3.51.3", "3.51.10", "3.53.0", "4.0.0", process.versions.sqlite])(
  "takes SQLite %s",
  (version) => {
    expect(() => checkSqliteVersion(version)).not.toThrow();
  },
);

test.each(["3.51.2", "3.50.7", "3.9.99", "2.99.99", "", "unknown", undefined])(
  "refuses SQLite %s and says what to run",
  (version) => {
    expect(() => checkSqliteVersion(version)).toThrow(
      /can lose committed writes.*3\.51\.3 or newer/,
    );
  },
);
