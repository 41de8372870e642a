import type { FlowDocument } from "@parley/flow";

/** What one installation keeps apart from another: its people, bots, channels and customers. */
export interface Workspace {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly createdMs: number;
}

/** A human who answers. */
export interface AgentRecord {
  readonly id: number;
  readonly uuid: string;
  readonly workspaceId: number;
  readonly name: string;
  readonly email: string;
  readonly role: "admin" | "manager" | "agent";
  readonly status: "online" | "busy" | "offline";
  readonly isActive: boolean;
  /** Who signs in to the Studio as this agent; `null`: nobody. */
  readonly accountId: string | null;
  readonly createdMs: number;
}

/** A key to the platform API. Only its hash is kept. */
export interface TokenRecord {
  readonly id: number;
  readonly workspaceId: number;
  readonly agentId: number;
  readonly name: string;
  /** The first characters, to tell tokens apart in a list. */
  readonly prefix: string;
  /** SHA-256 of the token, base64url. */
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly createdMs: number;
  readonly expiresMs: number | null;
  readonly lastUsedMs: number | null;
  readonly revokedMs: number | null;
}

/** A bot with its draft. `revision` counts the changes of the draft. */
export interface BotRecord {
  readonly id: number;
  readonly uuid: string;
  readonly workspaceId: number;
  readonly name: string;
  readonly draft: FlowDocument;
  readonly revision: number;
  /** The newest published version; 0 before the first. */
  readonly version: number;
  /** SHA-256 of the draft's canonical JSON, and of what is published; "" of before they were kept, or of nothing. */
  readonly draftHash: string;
  readonly publishedHash: string;
  /** The agent who saved the draft as it is; `null`: no agent did, or it is not known. */
  readonly savedById: number | null;
  readonly savedMs: number;
  /** It is in no list any more; what runs on its versions goes on. `null`: it is not archived. */
  readonly archivedMs: number | null;
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** A published flow: it never changes. */
export interface VersionRecord {
  readonly botId: number;
  readonly version: number;
  readonly document: FlowDocument;
  /** SHA-256 of the document's canonical JSON. */
  readonly hash: string;
  readonly note: string;
  /** The agent who published it. */
  readonly authorId: number | null;
  readonly createdMs: number;
}

/** Where people chat. */
export interface ChannelRecord {
  readonly id: number;
  readonly uuid: string;
  readonly workspaceId: number;
  readonly name: string;
  readonly type: "landbot" | "apichat" | "whatsapp" | "telegram";
  readonly isActive: boolean;
  /** `H-<id>-<16>`: in links and pages. */
  readonly token: string;
  /** SHA-256 of the API channel's own key; `null` elsewhere. */
  readonly keyHash: string | null;
  readonly botId: number | null;
  /** Look, words and behaviour of the chat, as the channel's owner set them. */
  readonly settings: { readonly [key: string]: unknown };
  readonly createdMs: number;
  readonly updatedMs: number;
}
