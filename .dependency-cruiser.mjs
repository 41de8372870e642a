// Who may import whom. Every table reads: name -> the siblings it may import.
// An arrow that is not in a table fails `npm run check`.

const packages = {
  flow: [],
  contract: ["flow"],
  server: ["flow", "contract"],
  sdk: ["contract"],
  widget: ["sdk"],
  web: ["flow", "contract", "sdk", "testkit"],
  testkit: ["flow"],
};

const flowFolders = {
  expression: [],
  conversation: ["expression"],
  blocks: ["expression", "conversation"],
  document: ["expression", "blocks"],
  engine: ["expression", "conversation", "blocks", "document"],
};

const serverFolders = {
  ports: [],
  ingest: ["ports"],
  features: ["ports", "ingest"],
  stores: ["ports"],
  channels: ["ports", "ingest", "features"],
  egress: ["ports"],
  hubs: ["ports"],
  files: ["ports"],
  demo: ["ports", "features"],
  workers: ["ports", "ingest", "features"],
  http: ["ports", "ingest", "features", "channels"],
  cli: ["ports", "ingest", "features", "channels", "demo"],
};

const serverFeatures = {
  accounts: ["audit"],
  audit: [],
  flows: [],
  channels: [],
  conversations: ["flows"],
  inbox: ["conversations"],
  hooks: [],
  analytics: [],
};

const webFolders = {
  ui: [],
  data: [],
  "flow-look": ["ui"],
  features: ["ui", "data", "flow-look"],
  app: ["ui", "data", "features"],
};
const webFeatures = {
  accounts: [],
  bots: [],
  builder: [],
  channels: [],
  hooks: [],
  inbox: [],
  analytics: [],
};

// Libraries and built-in modules that only one folder may touch.
const drivers = {
  stores: "^(node:)?sqlite$|node_modules/(pg|pg-[^/]+)/",
  features: "node_modules/(better-auth|@better-auth)/",
  hubs: "node_modules/(nats|@nats-io)/",
  http: "node_modules/(fastify|@fastify)/",
  // The runtime's inner modules too: they are there to be imported.
  egress:
    "^(node:)?(https?|http2|net|tls|dns|dgram|inspector|_(http|tls)_[a-z]+)(/|$)|node_modules/undici/",
};

/** What only tests may use: folders named testing, and the product as tests put it together. */
const TESTING = "/testing/[^/]+[.]tsx?$|/open-test-[^/]+[.]ts$";
const TESTS = `[.](test|bench)[.]tsx?$|${TESTING}`;
const CONFIGS = "[.]config[.]ts$";

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const onlyAlong = (root, table) => [
  ...Object.entries(table).map(([name, allowed]) =>
    rule(
      `${root}/${name}`,
      `${name} may import ${allowed.join(", ") || "none of its siblings"}.`,
      { path: `^${root}/${name}/`, pathNot: TESTS },
      { path: `^${root}/[^/]+/`, pathNot: `^${root}/(${[name, ...allowed].join("|")})/` },
    ),
  ),
  rule(
    `${root}/unlisted-folder`,
    "Give this folder a row in its table first.",
    { path: `^${root}/[^/]+/`, pathNot: `^${root}/(${Object.keys(table).join("|")})/` },
    {},
  ),
];

const onlyIn = (root, table) =>
  Object.entries(table).map(([folder, path]) =>
    rule(
      `${folder}-only`,
      `Only ${root}/${folder} may import this; everyone else goes through ports/.`,
      { path: "^packages/[^/]+/src/", pathNot: `^${root}/${folder}/|${TESTS}` },
      { path, dependencyTypesNot: ["type-only"] },
    ),
  );

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...onlyAlong("packages", packages),
    ...onlyAlong("packages/flow/src", flowFolders),
    ...onlyAlong("packages/server/src", serverFolders),
    ...onlyAlong("packages/server/src/features", serverFeatures),
    ...onlyAlong("packages/web/src", webFolders),
    ...onlyAlong("packages/web/src/features", webFeatures),
    ...onlyIn("packages/server/src", drivers),
    rule(
      "blocks-stand-alone",
      "A block kind knows nothing of the others.",
      { path: "^packages/flow/src/blocks/([^/]+)/" },
      { path: "^packages/flow/src/blocks/[^/]+/", pathNot: "^packages/flow/src/blocks/$1/" },
    ),
    rule("no-circular", "Move what both files need into a third.", {}, { circular: true }),
    rule(
      "no-orphans",
      "Nothing imports this file. Delete it.",
      { orphan: true, pathNot: [TESTS, CONFIGS, "[.]d[.]ts$"] },
      {},
    ),
    rule("not-to-unresolvable", "This import points at nothing.", {}, { couldNotResolve: true }),
    rule(
      "not-to-dev-dependency",
      "Shipped code needs a real dependency in its own package.json.",
      { path: "^packages/[^/]+/src/", pathNot: TESTS },
      { dependencyTypes: ["npm-dev", "npm-no-pkg"], dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "not-to-test",
      "Share test code through packages/testkit, or a folder named testing.",
      {},
      { path: "[.](test|bench)[.]tsx?$" },
    ),
    rule(
      "testing-is-for-tests",
      "What runs in production does not lean on what tests are made of.",
      { pathNot: TESTS },
      { path: TESTING },
    ),
    rule(
      "packages-only",
      "A package imports packages, never the repository around them.",
      { path: "^packages/" },
      { pathNot: "^packages/|node_modules/", dependencyTypes: ["local"] },
    ),
    rule(
      "front-door-only",
      "Import a package by its name.",
      { path: "^packages/([^/]+)/" },
      { path: "^packages/", pathNot: "^packages/$1/|^packages/[^/]+/src/index[.]ts$" },
    ),
    rule(
      "core-does-no-io",
      "flow and contract take facts in and give values back.",
      { path: "^packages/(flow|contract)/src/", pathNot: TESTS },
      { dependencyTypes: ["core"] },
    ),
    rule(
      "config-at-the-edge",
      "Take the values you need as arguments.",
      { pathNot: `^packages/server/src/(main[.]ts|cli/)|${TESTS}` },
      { path: "^packages/server/src/config[.]ts$" },
    ),
    rule(
      "adapters-at-the-root",
      "Take the store or the way out as an argument: main and the commands choose it.",
      { path: "^packages/", pathNot: `^packages/server/src/(main[.]ts|cli/)|${TESTS}` },
      { path: "^packages/server/src/(open-store|ask-locally)[.]ts$" },
    ),
    rule(
      "child-processes",
      "Only these folders start other programs.",
      { path: "^packages/server/src/", pathNot: `^packages/server/src/(files|demo|cli)/|${TESTS}` },
      { path: "^(node:)?child_process$" },
    ),
    rule("no-vm", "It is no sandbox: formulas run in packages/flow.", {}, { path: "^(node:)?vm$" }),
    rule(
      "main-is-the-root",
      "Only an entry point starts the program.",
      { pathNot: `^packages/server/src/(index[.]ts|cli/)|${TESTS}` },
      { path: "^packages/server/src/main[.]ts$" },
    ),
    rule(
      "sdk-ships-no-schemas",
      "The SDK takes types from the contract, never code.",
      { path: "^packages/sdk/" },
      { path: "^packages/contract/", dependencyTypesNot: ["type-only"] },
    ),
  ],
  options: {
    // Reads TypeScript through the API of TypeScript 6 (package name "typescript"): see package.json.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^packages/[^/]+/dist/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
