/** How the desk tells Parley: the article's two calls, one atomic call, or the resume URL of the request. */
export type Mode = "set-go" | "resume" | "resume-url";

/** Everything the environment decides; nothing else reads it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly parleyUrl: string;
  readonly parleyToken: string;
  /** Origin that resume URLs must have; any other address is refused, so that nobody can aim the desk elsewhere. */
  readonly resumeOrigin: string;
  readonly mode: Mode;
  readonly currency: string;
  readonly publicUrl: string | null;
  readonly exitWithParent: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Turns environment variables into a Config, or throws one Error that lists every problem. */
export function readConfig(env: Env): Config {
  const problems: string[] = [];
  const check = <T>(name: string, read: () => T, fallback: T): T => {
    try {
      return read();
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return fallback;
    }
  };
  const mode = check("DESK_MODE", () => readMode(env.DESK_MODE || "set-go"), "set-go");
  const parleyUrl = check(
    "PARLEY_URL",
    () => readUrl(env.PARLEY_URL || "http://127.0.0.1:8420"),
    "",
  );
  const config: Config = {
    host: env.DESK_HOST || "127.0.0.1",
    port: check("DESK_PORT", () => readPort(env.DESK_PORT || "8422"), 0),
    dataFolder: env.DESK_DATA || "./data/payment-desk",
    parleyUrl,
    parleyToken: check("PARLEY_TOKEN", () => readToken(env.PARLEY_TOKEN ?? "", mode), ""),
    resumeOrigin: check(
      "PARLEY_PUBLIC_URL",
      () => new URL(readUrl(env.PARLEY_PUBLIC_URL || parleyUrl || "http://127.0.0.1")).origin,
      "",
    ),
    mode,
    currency: check("DESK_CURRENCY", () => readCurrency(env.DESK_CURRENCY || "EUR"), "EUR"),
    publicUrl: check("DESK_URL", () => (env.DESK_URL ? readUrl(env.DESK_URL) : null), null),
    exitWithParent: env.DESK_EXIT_WITH_PARENT === "1",
  };
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return config;
}

function readMode(text: string): Mode {
  if (text === "set-go" || text === "resume" || text === "resume-url") return text;
  throw new Error(`"${text}" is none of set-go, resume, resume-url`);
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`"${text}" is not a port between 0 and 65535`);
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === "http:" || url?.protocol === "https:") return url.href.replace(/\/+$/, "");
  throw new Error(`"${text}" is not an http or https address`);
}

function readToken(text: string, mode: Mode): string {
  if (/^[\x21-\x7e]+$/.test(text) || (text === "" && mode === "resume-url")) return text;
  if (text === "") throw new Error("is missing; make one in Parley and pass it here");
  throw new Error("holds a character that no token has");
}

function readCurrency(text: string): string {
  if (/^[A-Z]{3}$/.test(text)) return text;
  throw new Error(`"${text}" is not a three-letter currency code such as EUR`);
}
