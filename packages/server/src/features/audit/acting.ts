import { AsyncLocalStorage } from "node:async_hooks";
import type { AuditActor } from "../../ports/audit.ts";

/** Knows in whose name something is being done, however deep in the product it is done. */
export interface Acting {
  /** Does something in somebody's name. */
  run<T>(actor: AuditActor, act: () => Promise<T>): Promise<T>;
  /** In whose name; where nobody was named, the server's own. */
  present(): AuditActor;
}

/** Makes it. */
export function createActing(): Acting {
  const actors = new AsyncLocalStorage<AuditActor>();
  return {
    run: (actor, act) => actors.run(actor, act),
    present: () => actors.getStore() ?? server,
  };
}

const nobody = { agentId: null, tokenId: null, name: "", address: "" } as const;
const server: AuditActor = { ...nobody, kind: "server" };

/** Whoever runs commands on the server. */
export const consoleActor: AuditActor = { ...nobody, kind: "console" };

/** Somebody who is not signed in. */
export const guestActor = (address: string): AuditActor => ({ ...nobody, kind: "guest", address });
