import { invalidFields } from "../../errors.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { AgentRecord, TokenRecord } from "../../ports/records.ts";
import type { IdempotentAnswer, Store } from "../../ports/store.ts";
import { hashText } from "../hash-text.ts";
import { createLookUps } from "../look-ups.ts";
import { writeRecords } from "../write-records.ts";
import { isScope, landbotScopes, type Scope } from "./scopes.ts";

/** Who a request comes from, whether by a token or signed in. */
export interface Identity {
  /** Names the token or the session: rates are its own, and streams end with it. */
  readonly credential: string;
  /** Whose repeats get stored answers: a token's, or an account's in a workspace. */
  readonly caller: string;
  readonly agent: AgentRecord;
  readonly workspaceId: number;
  readonly scopes: ReadonlySet<string>;
  /** Whether it still opens anything, whatever is remembered: for those who asked long ago. */
  stillOpens(): Promise<boolean>;
}

export interface NewToken {
  readonly workspaceId: number;
  readonly agentId: number;
  readonly name: string;
  /** Without any: what a token of the original platform may do. */
  readonly scopes?: readonly string[];
  readonly expiresMs?: number | null;
}

/** Keys to the platform API. Shown once, kept as hashes, scoped, revocable. */
export interface Tokens {
  /** Checks a token; `null` for one that is unknown, expired or revoked. */
  verify(secret: string): Promise<Identity | null>;
  create(input: NewToken, seal?: (made: MadeToken) => IdempotentAnswer): Promise<MadeToken>;
  list(workspaceId: number): Promise<readonly TokenRecord[]>;
  /** `false` when the workspace has no such token. Effective at once. */
  revoke(workspaceId: number, id: number, seal?: () => IdempotentAnswer): Promise<boolean>;
  /** Drops what is remembered: records were written elsewhere. */
  forget(): void;
  /** Hears at once which token was revoked; `null`: perhaps some were, elsewhere. The returned function ends it. */
  onRevoke(listen: OnRevoke): () => void;
}

export type OnRevoke = (tokenId: number | null) => void;

export interface MadeToken {
  readonly secret: string;
  readonly record: TokenRecord;
}

interface Known {
  readonly identity: Identity;
  readonly expiresMs: number | null;
  readonly untilMs: number;
}

const rememberMs = 5_000;
const useNotedEveryMs = 60_000;
const mostRemembered = 1_000;

/** Makes the keeper of tokens. A look-up is remembered for 5 seconds: no token outlives its end by more. */
export function createTokens(ports: {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
}): Tokens {
  const { store, clock, chance } = ports;
  const known = createLookUps<Known>(mostRemembered, ({ untilMs }) => clock.nowMs() < untilMs);
  const listeners = new Set<OnRevoke>();

  function forget(revokedId: number | null): void {
    known.forget();
    for (const listen of listeners) listen(revokedId);
  }

  async function look(hash: string): Promise<Known | null> {
    const token = await store.tokenByHash(hash);
    if (!token || token.revokedMs !== null) return null;
    const agents = await store.agents(token.workspaceId);
    const agent = agents.find((it) => it.id === token.agentId && it.isActive);
    if (!agent) return null;
    const found: Known = {
      identity: identityOf(token, agent, () => stillOpens(hash)),
      expiresMs: token.expiresMs,
      untilMs: clock.nowMs() + rememberMs,
    };
    if (alive(found, clock.nowMs())) noteUse(token);
    return found;
  }

  async function stillOpens(hash: string): Promise<boolean> {
    const found = await look(hash);
    return found !== null && alive(found, clock.nowMs()) !== null;
  }

  function noteUse(token: TokenRecord): void {
    const nowMs = clock.nowMs();
    if (token.lastUsedMs !== null && nowMs - token.lastUsedMs < useNotedEveryMs) return;
    // A note, not a promise: the request does not wait for it and does not fail with it.
    store
      .commit({ records: [{ kind: "note-token-use", tokenId: token.id, usedMs: nowMs }] })
      .catch(() => {});
  }

  return {
    verify: async (secret) => {
      const hash = hashText(secret);
      const found = await known.get(hash, () => look(hash));
      return found && alive(found, clock.nowMs());
    },
    create: async (input, seal) => {
      const secret = `parley_${chance.secret(32)}`;
      const id = await store.reserveIds("token", 1);
      const record = newRecord(id, input, secret, clock.nowMs());
      const made = { secret, record };
      await writeRecords(store, [{ kind: "put-token", token: record }], seal?.(made));
      return made;
    },
    list: (workspaceId) => store.tokens(workspaceId),
    revoke: async (workspaceId, id, seal) => {
      const token = (await store.tokens(workspaceId)).find((it) => it.id === id);
      if (!token) return false;
      const revoked = { ...token, revokedMs: token.revokedMs ?? clock.nowMs() };
      await writeRecords(store, [{ kind: "put-token", token: revoked }], seal?.());
      forget(id);
      return true;
    },
    forget: () => forget(null),
    onRevoke: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}

const newRecord = (id: number, input: NewToken, secret: string, nowMs: number): TokenRecord => ({
  id,
  workspaceId: input.workspaceId,
  agentId: input.agentId,
  name: input.name,
  prefix: secret.slice(0, 12),
  hash: hashText(secret),
  scopes: checkedScopes(input.scopes),
  createdMs: nowMs,
  expiresMs: input.expiresMs ?? null,
  lastUsedMs: null,
  revokedMs: null,
});

function identityOf(
  { id, workspaceId, scopes }: TokenRecord,
  agent: AgentRecord,
  stillOpens: () => Promise<boolean>,
): Identity {
  const name = `token.${id}`;
  return {
    ...{ credential: name, caller: name, agent, workspaceId },
    ...{ scopes: new Set(scopes), stillOpens },
  };
}

function alive({ identity, expiresMs }: Known, nowMs: number): Identity | null {
  return expiresMs === null || nowMs < expiresMs ? identity : null;
}

function checkedScopes(given: readonly string[] | undefined): readonly Scope[] {
  if (given === undefined) return landbotScopes;
  const unknown = given.filter((scope) => !isScope(scope));
  if (unknown.length > 0)
    throw invalidFields({ scopes: unknown.map((scope) => `There is no scope "${scope}".`) });
  return given.filter(isScope);
}
