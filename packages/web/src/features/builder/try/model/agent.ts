import type { Agent } from "@parley/flow";

/** The agent of every run: there is nobody to be disturbed. */
export const agent: Agent = { id: 40, name: "Mia" };
