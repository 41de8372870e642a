import { AppError } from "../../errors.ts";
import type { AccountRecord } from "../../ports/accounts.ts";
import type { AgentRecord, Workspace } from "../../ports/records.ts";
import type { SeatPorts } from "./seats.ts";
import type { Sessions, SignedIn } from "./sessions.ts";

/** Who may found workspaces: those who own one already, or everybody who has an account. */
export type WorkspaceFounders = "owners" | "everybody";

/** The workspaces of an installation, as people found and name them. */
export interface Workspaces {
  /** What `found` will say to them. */
  mayFound(signedIn: SignedIn): boolean;
  /** Makes a further workspace, which the account owns. Throws for those who may not. */
  found(
    signedIn: SignedIn,
    name: string,
  ): Promise<{ readonly workspace: Workspace; readonly agentId: number }>;
  /** Gives it another name; `null` where there is none. */
  rename(workspaceId: number, name: string): Promise<Workspace | null>;
}

/** Makes it. */
export function createWorkspaces(
  ports: SeatPorts & { readonly sessions: Sessions; readonly founders: WorkspaceFounders },
): Workspaces {
  const { store, clock, chance, sessions, founders } = ports;
  const mayFound = ({ seats }: SignedIn) =>
    founders === "everybody" || seats.some(({ role }) => role === "admin");

  async function firstAgent(account: AccountRecord, workspaceId: number): Promise<AgentRecord> {
    const { id: accountId, name, email } = account;
    return {
      ...{ id: await store.reserveIds("agent", 1), uuid: chance.uuid(), workspaceId, name, email },
      ...({ role: "admin", status: "online" } as const),
      ...{ isActive: true, accountId, createdMs: clock.nowMs() },
    };
  }

  return {
    mayFound,
    found: async (signedIn, name) => {
      if (!mayFound(signedIn))
        throw new AppError("missing-scope", { message: "Here only owners found workspaces." });
      const workspace: Workspace = {
        ...{ id: await store.reserveIds("workspace", 1), uuid: chance.uuid(), name },
        createdMs: clock.nowMs(),
      };
      const agent = await firstAgent(signedIn.account, workspace.id);
      await sessions.write([
        { kind: "put-workspace", workspace },
        { kind: "put-agent", agent },
      ]);
      return { workspace, agentId: agent.id };
    },
    rename: async (workspaceId, name) => {
      const present = (await store.workspaces()).find(({ id }) => id === workspaceId);
      if (!present) return null;
      const workspace = { ...present, name };
      await sessions.write([{ kind: "put-workspace", workspace }]);
      return workspace;
    },
  };
}
