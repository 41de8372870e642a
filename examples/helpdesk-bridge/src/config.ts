/** Everything the environment decides; nothing else reads it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly parleyUrl: string;
  /** A token of the agent in whose name the desk answers. */
  readonly parleyToken: string;
  /** The hook's signing secret. */
  readonly secret: string;
  /** What the flow's Webhook block shows at the door. */
  readonly key: string;
  /** Where a closed conversation goes on. */
  readonly botId: number;
  readonly backTo: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Turns environment variables into a Config, or throws one Error that lists every problem. */
export function readConfig(env: Env): Config {
  const problems: string[] = [];
  const read = (name: string, right: RegExp, hint: string, fallback = ""): string => {
    const text = env[name] || fallback;
    if (!right.test(text)) problems.push(`${name}: ${hint}`);
    return text;
  };
  const config = {
    host: env.HOST || "127.0.0.1",
    port: Number(read("PORT", /^\d{1,5}$/, "give a port, such as 8424.", "8424")),
    parleyUrl: read("PARLEY_URL", /^https?:\/\//, "give an address.", "http://127.0.0.1:8420"),
    parleyToken: read(
      "PARLEY_TOKEN",
      /^[\x21-\x7e]+$/,
      "make one: parley token create --name desk.",
    ),
    secret: read(
      "PARLEY_HOOK_SECRET",
      /^whsec_/,
      "give the secret that Parley showed when the hook was made; it begins with whsec_.",
    ),
    key: read(
      "BRIDGE_KEY",
      /^\S{16,}$/,
      "think of 16 characters or more, and put them in the flow.",
    ),
    botId: Number(read("BRIDGE_BOT_ID", /^\d{1,15}$/, "give the bot's number: parley bot list.")),
    backTo: read("BRIDGE_BACK_TO", /^\w+$/, "give the id of a block.", "back"),
  };
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return { ...config, parleyUrl: config.parleyUrl.replace(/\/+$/, "") };
}
