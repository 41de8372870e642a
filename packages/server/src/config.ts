import { parseAddress } from "./egress/address-policy.ts";
import { parseAllowList } from "./egress/allow-list.ts";

/** What the operator has set. Every value has a default that works. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly opsPort: number;
  /** Private targets that may be reached: `CIDR[:port]`, separated by commas. */
  readonly egressAllow: string;
  /** Whether visitors, and everybody else who brings no token, have rates. */
  readonly hasRateLimits: boolean;
  /** What each token of the platform API, and each API channel's own, may ask; `null`: as much as it likes. */
  readonly tokenRate: Rate | null;
  /** Start with the demo when the data folder is empty. */
  readonly hasDemo: boolean;
  /** Who may found further workspaces in the Studio. */
  readonly workspaceFounders: "owners" | "everybody";
  /** The address that visitors and services reach this installation by; `null`: that of the listening socket. */
  readonly publicUrl: string | null;
  /** Proxies (CIDR, separated by commas) whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** For how many days the log of deliveries is kept, and what hooks are still owed. */
  readonly hookLogDays: number;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
  /** Where a test hurts the process, such as `before-commit=kill@3`; refused outside of tests. */
  readonly failpoints: string;
}

interface Rate {
  readonly perSecond: number;
  /** At once, after a rest. */
  readonly burst: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown with every problem of the environment at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`These settings need a look:\n${problems.map((it) => `  ${it}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** The names of all settings. */
export const settingNames = [
  "PARLEY_HOST",
  "PARLEY_PORT",
  "PARLEY_OPS_PORT",
  "PARLEY_DATA",
  "PARLEY_PUBLIC_URL",
  "PARLEY_TRUSTED_PROXIES",
  "PARLEY_EGRESS_ALLOW",
  "PARLEY_RATE_LIMITS",
  "PARLEY_DEMO",
  "PARLEY_WORKSPACES",
  "PARLEY_HOOK_LOG_DAYS",
  "PARLEY_LOG_LEVEL",
  "PARLEY_FAILPOINTS",
] as const;

/** Reads the settings. Pure; throws a `ConfigError` that lists everything that is wrong. */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const read = reader(env, problems);
  const config: Config = {
    host: env.PARLEY_HOST || "127.0.0.1",
    port: read.port("PARLEY_PORT", 8420),
    dataFolder: env.PARLEY_DATA || "./data",
    opsPort: read.port("PARLEY_OPS_PORT", 8421),
    egressAllow: read.allowList("PARLEY_EGRESS_ALLOW"),
    ...read.rates("PARLEY_RATE_LIMITS"),
    hasDemo: read.isOn("PARLEY_DEMO", true),
    workspaceFounders: read.oneOf("PARLEY_WORKSPACES", ["owners", "everybody"], "owners"),
    publicUrl: read.origin("PARLEY_PUBLIC_URL"),
    trustedProxies: read.networks("PARLEY_TRUSTED_PROXIES"),
    hookLogDays: read.days("PARLEY_HOOK_LOG_DAYS", 30),
    logLevel: read.oneOf("PARLEY_LOG_LEVEL", logLevels, "warn"),
    failpoints: env.PARLEY_FAILPOINTS ?? "",
  };
  if (config.port !== 0 && config.port === config.opsPort)
    problems.push(`PARLEY_OPS_PORT is ${config.opsPort}, as is the public port: give another one.`);
  if (config.failpoints !== "" && env.PARLEY_TEST !== "1")
    problems.push(
      "PARLEY_FAILPOINTS hurts the server on purpose: it needs PARLEY_TEST=1 beside it.",
    );
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

const mostDays = 3650;
const usualRate: Rate = { perSecond: 50, burst: 100 };
const logLevels = ["fatal", "error", "warn", "info", "debug", "silent"] as const;

const list = (text: string | undefined): readonly string[] =>
  (text ?? "")
    .split(",")
    .map((it) => it.trim())
    .filter((it) => it !== "");

/** `200` or `200/400`; `undefined` where it is neither. Without a burst it is twice as many, as by default. */
function parseRate(text: string): Rate | null | undefined {
  const digits = /^(0|[1-9]\d{0,5})(?:\/([1-9]\d{0,5}))?$/.exec(text);
  if (!digits) return undefined;
  const perSecond = Number(digits[1]);
  if (perSecond === 0) return digits[2] === undefined ? null : undefined;
  return { perSecond, burst: Number(digits[2] ?? 2 * perSecond) };
}

function isNetwork(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const bytes = parseAddress(address);
  if (bytes === null || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bytes.length * 8);
}

function reader(env: Environment, problems: string[]) {
  return {
    port(name: string, fallback: number): number {
      const text = env[name];
      if (text === undefined || text === "") return fallback;
      const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
      if (port <= 65_535) return port;
      problems.push(`${name} is "${text}": give a port from 0 to 65535 (0: any free one).`);
      return fallback;
    },
    days(name: string, fallback: number): number {
      const text = env[name];
      if (text === undefined || text === "") return fallback;
      const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
      if (days >= 1 && days <= mostDays) return days;
      problems.push(`${name} is "${text}": give a number of days from 1 to ${mostDays}.`);
      return fallback;
    },
    isOn(name: string, fallback: boolean): boolean {
      const text = env[name];
      if (text === undefined || text === "") return fallback;
      if (text === "on" || text === "off") return text === "on";
      problems.push(`${name} is "${text}": give on or off.`);
      return fallback;
    },
    rates(name: string): Pick<Config, "hasRateLimits" | "tokenRate"> {
      const text = env[name] || "on";
      if (text === "on" || text === "off")
        return { hasRateLimits: text === "on", tokenRate: text === "on" ? usualRate : null };
      const tokenRate = parseRate(text);
      if (tokenRate === undefined)
        problems.push(
          `${name} is "${text}": give on, off, requests per second for each token (200; 0: no limit), or these and how many at once (200/400).`,
        );
      return { hasRateLimits: true, tokenRate: tokenRate ?? null };
    },
    origin(name: string): string | null {
      const text = env[name];
      if (text === undefined || text === "") return null;
      const url = URL.parse(text);
      if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash)
        return url.origin;
      problems.push(
        `${name} is "${text}": give an address such as https://chat.example.org, without a path: Parley has a host of its own.`,
      );
      return null;
    },
    allowList(name: string): string {
      const text = env[name] ?? "";
      problems.push(...parseAllowList(text).problems.map((it) => `${name} has ${it}`));
      return text;
    },
    networks(name: string): readonly string[] {
      const given = list(env[name]);
      for (const network of given)
        if (!isNetwork(network))
          problems.push(`${name} has "${network}": give addresses such as 10.0.0.0/8 or ::1.`);
      return given;
    },
    oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
      const text = env[name];
      if (text === undefined || text === "") return fallback;
      const found = allowed.find((it) => it === text);
      if (found) return found;
      problems.push(`${name} is "${text}": give one of ${allowed.join(", ")}.`);
      return fallback;
    },
  };
}
