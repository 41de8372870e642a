import { settingNames } from "../config.ts";

/** What else bears the name: settings of commands, of the examples, and of tests. */
const others = [
  "PARLEY_TOKEN",
  "PARLEY_URL",
  "PARLEY_HOOK_SECRET",
  "PARLEY_EXIT_WITH_PARENT",
  "PARLEY_TEST",
  "PARLEY_TEST_ALL",
];

/** The names in an environment that look like settings and are none: mistyped, they would be passed over in silence. */
export function unknownSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set<string>([...settingNames, ...others]);
  return Object.keys(env)
    .filter((name) => name.startsWith("PARLEY_") && !known.has(name))
    .sort();
}
