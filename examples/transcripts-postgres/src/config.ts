/** Everything the environment decides; nothing else reads it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** The hook's signing secret. */
  readonly secret: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Turns environment variables into a Config, or throws one Error that lists every problem. */
export function readConfig(env: Env): Config {
  const problems: string[] = [];
  const read = (
    name: string,
    fallback: string,
    isRight: (text: string) => boolean,
    hint: string,
  ) => {
    const text = env[name] || fallback;
    if (!isRight(text)) problems.push(`${name}: ${hint}`);
    return text;
  };
  const config = {
    host: env.HOST || "127.0.0.1",
    port: Number(read("PORT", "8423", isPort, "give a port between 0 and 65535.")),
    databaseUrl: read(
      "DATABASE_URL",
      "",
      (text) => /^(postgres(ql)?|socket):/.test(text),
      "give an address such as postgres://user:password@127.0.0.1/transcripts.",
    ),
    secret: read(
      "PARLEY_HOOK_SECRET",
      "",
      (text) => text.startsWith("whsec_"),
      "give the secret that Parley showed when the hook was made; it begins with whsec_.",
    ),
  };
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return config;
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
