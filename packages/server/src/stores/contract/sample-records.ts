import type { FlowDocument } from "@parley/flow";
import type {
  AgentRecord,
  BotRecord,
  ChannelRecord,
  TokenRecord,
  VersionRecord,
  Workspace,
} from "../../ports/records.ts";
import { WORKSPACE } from "./samples.ts";

const draft: FlowDocument = {
  format: 1,
  name: "Lead form — é",
  timezone: "UTC",
  language: "en",
  start: "a",
  keywords: {},
  fields: { budget: { type: "integer", hidden: true } },
  blocks: { a: { kind: "goodbye", params: { text: "Bye", nested: [1, null, 0.5] }, next: {} } },
};

export function workspace(id: number): Workspace {
  return { id, uuid: `w-${id}`, name: "Acme", createdMs: 1 };
}

export function agent(id: number, changes: Partial<AgentRecord> = {}): AgentRecord {
  return {
    id,
    uuid: `a-${id}`,
    workspaceId: WORKSPACE,
    name: "Ann",
    email: `ann-${id}@example.org`,
    role: "agent",
    status: "online",
    isActive: true,
    accountId: null,
    createdMs: 1,
    ...changes,
  };
}

export function token(id: number, changes: Partial<TokenRecord> = {}): TokenRecord {
  return {
    id,
    workspaceId: WORKSPACE,
    agentId: 40_001,
    name: "Script",
    prefix: "abcd",
    hash: `hash ${id}`,
    scopes: ["read", "write"],
    createdMs: 1,
    expiresMs: null,
    lastUsedMs: null,
    revokedMs: null,
    ...changes,
  };
}

export function bot(id: number, changes: Partial<BotRecord> = {}): BotRecord {
  return {
    id,
    uuid: `b-${id}`,
    workspaceId: WORKSPACE,
    name: "Lead form",
    draft,
    revision: 1,
    version: 0,
    draftHash: "sha draft",
    publishedHash: "",
    savedById: 40_001,
    savedMs: 2,
    archivedMs: null,
    createdMs: 1,
    updatedMs: 2,
    ...changes,
  };
}

export function version(botId: number, number: number): VersionRecord {
  return {
    botId,
    version: number,
    document: draft,
    hash: `sha ${number}`,
    note: "as planned",
    authorId: null,
    createdMs: 3,
  };
}

export function channel(id: number, changes: Partial<ChannelRecord> = {}): ChannelRecord {
  return {
    id,
    uuid: `c-${id}`,
    workspaceId: WORKSPACE,
    name: "Site",
    type: "landbot",
    isActive: true,
    token: `H-${id}-x`,
    keyHash: null,
    botId: null,
    settings: { colour: "#fff", words: { send: "Go" } },
    createdMs: 1,
    updatedMs: 2,
    ...changes,
  };
}
