import { AppError, invalidFields } from "../../errors.ts";
import { createMailbox } from "../../mailbox.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { AgentRecord, Workspace } from "../../ports/records.ts";
import type { IdempotentAnswer, RecordWrite, Store } from "../../ports/store.ts";
import { writeRecords } from "../write-records.ts";

export interface NewAgent {
  readonly workspaceId: number;
  readonly name: string;
  readonly email: string;
  readonly role: AgentRecord["role"];
  readonly status?: AgentRecord["status"];
}

/** The people of a workspace. */
export interface Agents {
  list(workspaceId: number): Promise<readonly AgentRecord[]>;
  find(workspaceId: number, id: number): Promise<AgentRecord | null>;
  create(input: NewAgent, seal?: (made: AgentRecord) => IdempotentAnswer): Promise<AgentRecord>;
  update(
    workspaceId: number,
    id: number,
    change: Partial<Pick<AgentRecord, "name" | "email" | "role" | "status" | "isActive">>,
    seal?: (made: AgentRecord) => IdempotentAnswer,
  ): Promise<AgentRecord | null>;
  /** The agent who took a conversation longest ago among those online; `null` when nobody is. */
  chooseOnline(workspaceId: number, among: readonly number[] | null): Promise<AgentRecord | null>;
}

/** Makes the keeper of agents. */
export function createAgents(ports: {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
}): Agents {
  const { store, clock, chance } = ports;
  const lastChosen = new Map<number, number>();
  const mailbox = createMailbox();
  let turn = 0;

  async function find(workspaceId: number, id: number): Promise<AgentRecord | null> {
    return (await store.agents(workspaceId)).find((it) => it.id === id) ?? null;
  }

  async function write(agent: AgentRecord, answer?: IdempotentAnswer): Promise<void> {
    const isWritten = await writeRecords(store, [{ kind: "put-agent", agent }], answer);
    if (!isWritten) throw invalidFields({ email: ["An agent with this e-mail address exists."] });
  }

  /** Somebody who can sign in is not replaced by an agent whom nobody signs in as. */
  async function refuseLastAdmin({ id, workspaceId, accountId }: AgentRecord): Promise<void> {
    const others = (await store.agents(workspaceId)).filter((it) => it.id !== id);
    const mayReplace = (it: AgentRecord) => accountId === null || it.accountId !== null;
    if (!others.some((it) => isLeading(it) && mayReplace(it))) throw new AppError("last-admin");
  }

  return {
    list: (workspaceId) => store.agents(workspaceId),
    find,
    create: async (input, seal) => {
      const agent: AgentRecord = {
        id: await store.reserveIds("agent", 1),
        uuid: chance.uuid(),
        workspaceId: input.workspaceId,
        name: input.name,
        email: input.email,
        role: input.role,
        status: input.status ?? "offline",
        isActive: true,
        accountId: null,
        createdMs: clock.nowMs(),
      };
      await write(agent, seal?.(agent));
      return agent;
    },
    // One change of a workspace at a time: of two last admins who leave at once, one has to stay.
    update: (workspaceId, id, change, seal) =>
      mailbox.run(workspaceId, async () => {
        const present = await find(workspaceId, id);
        if (!present) return null;
        const agent = { ...present, ...change };
        if (isLeading(present) && !isLeading(agent)) await refuseLastAdmin(agent);
        await write(agent, seal?.(agent));
        return agent;
      }),
    chooseOnline: async (workspaceId, among) => {
      const online = (await store.agents(workspaceId)).filter(
        (it) => it.isActive && it.status === "online" && (among?.includes(it.id) ?? true),
      );
      const waitedLongest = online.sort(
        (a, b) => (lastChosen.get(a.id) ?? 0) - (lastChosen.get(b.id) ?? 0),
      )[0];
      if (!waitedLongest) return null;
      turn += 1;
      lastChosen.set(waitedLongest.id, turn);
      return waitedLongest;
    },
  };
}

const isLeading = ({ role, isActive }: AgentRecord): boolean => role === "admin" && isActive;

/** Makes the first workspace of an installation, with its first agent; what `more` gives for them is written with them. */
export async function foundWorkspace(
  ports: { readonly store: Store; readonly clock: Clock; readonly chance: Chance },
  name: string,
  more: (admin: AgentRecord) => readonly RecordWrite[] = () => [],
): Promise<{ readonly workspace: Workspace; readonly admin: AgentRecord }> {
  const { store, clock, chance } = ports;
  const workspace: Workspace = {
    id: await store.reserveIds("workspace", 1),
    uuid: chance.uuid(),
    name,
    createdMs: clock.nowMs(),
  };
  const admin: AgentRecord = {
    id: await store.reserveIds("agent", 1),
    uuid: chance.uuid(),
    workspaceId: workspace.id,
    name: "Admin",
    email: "admin@localhost",
    role: "admin",
    status: "online",
    isActive: true,
    accountId: null,
    createdMs: clock.nowMs(),
  };
  await store.commit({
    records: [
      { kind: "put-workspace", workspace },
      { kind: "put-agent", agent: admin },
      ...more(admin),
    ],
  });
  return { workspace, admin };
}
