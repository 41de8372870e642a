/** Names that a flow can read without anybody having set them. The engine has a reader for each. */
export const systemVariableNames = [
  "id",
  "bot_id",
  "last_input",
  "today",
  "yesterday",
  "tomorrow",
  "now",
  "timestamp",
  "resume_url",
] as const;

/** The name of a system variable. */
export type SystemVariableName = (typeof systemVariableNames)[number];

/** Names under which channels tell what they know of a visitor. */
const factNames = ["landbot_url", "browser"] as const;

/** Every customer's own, which channels, agents and the API may have set before the flow begins. */
const customerNames = ["name", "email", "phone"] as const;

/** Names that need no block to write them, and no declaration. */
export const readableNames: readonly string[] = [
  ...systemVariableNames,
  ...factNames,
  ...customerNames,
];

/** Begins the name of a wait block's own resume address; the block's id follows. */
export const resumeUrlPrefix = "resume_url_";
