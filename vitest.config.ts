import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

type Options = NonNullable<TestProjectInlineConfiguration["test"]>;

/** What is polled for comes, but on a busy machine not within vitest's second. */
const patient = { poll: { timeout: 10_000 } };

const inPackage = (name: string, options: Options = {}): TestProjectInlineConfiguration => ({
  test: {
    name,
    include: [`packages/${name}/src/**/*.test.{ts,tsx}`],
    benchmark: { include: [`packages/${name}/src/**/*.bench.ts`] },
    // Some tests start processes, and a machine may be busy: a test that hangs is found soon enough.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: patient,
    ...options,
  },
});

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/closing-line.ts"],
    experimental: { diagnostics: false },
    // By default two cores get one worker, and then groupOrder runs e2e first instead of last.
    maxWorkers: "100%",
    coverage: { include: ["packages/*/src/**"], reporter: ["text-summary", "html"] },
    projects: [
      inPackage("flow"),
      inPackage("contract"),
      inPackage("sdk"),
      inPackage("server"),
      inPackage("testkit"),
      inPackage("widget", { environment: "happy-dom" }),
      inPackage("web", { environment: "happy-dom", setupFiles: ["packages/web/test-setup.ts"] }),
      {
        test: {
          name: "tools",
          include: ["tools/**/*.test.ts", "scripts/**/*.test.ts"],
          benchmark: { include: [] },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: patient,
        },
      },
      {
        test: {
          name: "examples",
          include: ["examples/**/*.test.ts", "bench/**/*.test.ts", "torture/**/*.test.ts"],
          benchmark: { include: [] },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: patient,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          benchmark: { include: [] },
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // As late as what a locator waits for.
          expect: { poll: { timeout: 25_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
