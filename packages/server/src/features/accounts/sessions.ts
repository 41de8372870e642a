import { createMailbox } from "../../mailbox.ts";
import type { AccountRecord, SessionRecord } from "../../ports/accounts.ts";
import type { Clock } from "../../ports/clock.ts";
import type { AgentRecord } from "../../ports/records.ts";
import type { IdempotentAnswer, RecordWrite, Store } from "../../ports/store.ts";
import { hashText } from "../hash-text.ts";
import { createLookUps } from "../look-ups.ts";
import { writeRecords } from "../write-records.ts";
import { roleScopes } from "./role-scopes.ts";
import { endOf } from "./session-life.ts";
import type { Identity } from "./tokens.ts";

/** Somebody who is signed in, and the agents that they are: one in each of their workspaces. */
export interface SignedIn {
  readonly session: SessionRecord;
  readonly account: AccountRecord;
  readonly seats: readonly AgentRecord[];
}

/** Browsers in which people are signed in. Only hashes of what their cookies hold are kept. */
export interface Sessions {
  /** Who holds this secret; `null` for one that is unknown or has ended. */
  verify(secret: string): Promise<SignedIn | null>;
  /** As whom they act in a workspace; `null` where they have no seat. */
  identityIn(signedIn: SignedIn, workspaceId: number): Identity | null;
  /** Those of an account that have not ended, the newest first. */
  list(accountId: string): Promise<readonly SessionRecord[]>;
  /** Writes changes of accounts, of sessions and of who has a seat; what they end opens nothing from now on. */
  write(records: readonly RecordWrite[], idempotency?: IdempotentAnswer): Promise<boolean>;
  /** Does what reads an account before it writes it: one such change at a time, so that none undoes another. */
  alone<T>(change: () => Promise<T>): Promise<T>;
  /** Drops what is remembered: records were written elsewhere. */
  forget(): void;
  /** Hears at once which session was ended; `null`: perhaps some were. The returned function ends it. */
  onEnd(listen: (sessionId: string | null) => void): () => void;
}

interface Known {
  readonly signedIn: SignedIn;
  readonly untilMs: number;
}

const rememberMs = 5_000;
const useNotedEveryMs = 3600_000;
const mostRemembered = 1_000;

/** Makes the keeper of sessions. A look-up is remembered for 5 seconds: no session outlives its end by more. */
export function createSessions(ports: { readonly store: Store; readonly clock: Clock }): Sessions {
  const { store, clock } = ports;
  const known = createLookUps<Known>(mostRemembered, ({ untilMs }) => clock.nowMs() < untilMs);
  const listeners = new Set<(sessionId: string | null) => void>();
  const mailbox = createMailbox();

  function tell(ended: string | null): void {
    known.forget();
    for (const listen of listeners) listen(ended);
  }

  async function look(hash: string): Promise<Known | null> {
    const session = await store.sessionByHash(hash);
    if (!session || clock.nowMs() >= endOf(session)) return null;
    const account = await store.account(session.accountId);
    if (!account) return null;
    const agents = await store.agentsOfAccount(account.id);
    const seats = agents.filter(({ isActive }) => isActive);
    noteUse(session);
    return { signedIn: { session, account, seats }, untilMs: clock.nowMs() + rememberMs };
  }

  function noteUse({ id, usedMs }: SessionRecord): void {
    const nowMs = clock.nowMs();
    if (nowMs - usedMs < useNotedEveryMs) return;
    // A note, not a promise: the request does not wait for it and does not fail with it.
    store
      .commit({ records: [{ kind: "note-session-use", sessionId: id, usedMs: nowMs }] })
      .catch(() => {});
  }

  /** Whoever got another role begins anew, with what it allows. */
  async function stillOpens(tokenHash: string, { id, role }: AgentRecord): Promise<boolean> {
    const found = await look(tokenHash);
    return found?.signedIn.seats.some((seat) => seat.id === id && seat.role === role) ?? false;
  }

  return {
    verify: async (secret) => {
      const hash = hashText(secret);
      const found = await known.get(hash, () => look(hash));
      return found && clock.nowMs() < endOf(found.signedIn.session) ? found.signedIn : null;
    },
    identityIn: ({ session, account, seats }, workspaceId) => {
      const agent = seats.find((seat) => seat.workspaceId === workspaceId);
      if (!agent) return null;
      return {
        ...{ credential: `session.${session.id}`, agent, workspaceId },
        caller: `account.${account.id}.${workspaceId}`,
        scopes: roleScopes[agent.role],
        stillOpens: () => stillOpens(session.tokenHash, agent),
      };
    },
    list: async (accountId) =>
      (await store.sessionsOf(accountId)).filter((it) => clock.nowMs() < endOf(it)),
    write: async (records, idempotency) => {
      try {
        return await writeRecords(store, records, idempotency);
      } finally {
        const ended = records.flatMap((it) => (it.kind === "delete-session" ? [it.sessionId] : []));
        for (const id of ended) tell(id);
        if (ended.length < records.length) tell(null);
      }
    },
    alone: (change) => mailbox.run(0, change),
    forget: () => tell(null),
    onEnd: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}
