/** Everything the environment decides; nothing else reads it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** The hook's signing secret. */
  readonly secret: string;
  /** Whose hours the page shows. */
  readonly timeZone: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Turns environment variables into a Config, or throws one Error that lists every problem. */
export function readConfig(env: Env): Config {
  const config = {
    host: env.HOST || "127.0.0.1",
    port: Number(env.PORT || "8425"),
    dataFolder: env.DASHBOARD_DATA || "./data/dashboard-feed",
    secret: env.PARLEY_HOOK_SECRET ?? "",
    timeZone: env.DASHBOARD_TIME_ZONE || "UTC",
  };
  const problems = [
    ...(Number.isInteger(config.port) && config.port >= 0 && config.port <= 65_535
      ? []
      : ["PORT: give a port between 0 and 65535."]),
    ...(config.secret.startsWith("whsec_")
      ? []
      : [
          "PARLEY_HOOK_SECRET: give the secret that Parley showed when the hook was made; it begins with whsec_.",
        ]),
    ...(isTimeZone(config.timeZone)
      ? []
      : ["DASHBOARD_TIME_ZONE: give a name such as Europe/Lisbon."]),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return config;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
