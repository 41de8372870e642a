import { AppError } from "../../errors.ts";
import { createMailbox } from "../../mailbox.ts";
import type { AccountRecord } from "../../ports/accounts.ts";
import type { AgentRecord, Workspace } from "../../ports/records.ts";
import type { RecordWrite } from "../../ports/store.ts";
import type { AccountKeys } from "./account-keys.ts";
import { newAccount } from "./new-account.ts";
import { type Passwords, refuseWeakPassword } from "./passwords.ts";
import { isAddress, type SeatPorts } from "./seats.ts";
import type { Sessions } from "./sessions.ts";
import { isSetupCode } from "./setup-code.ts";
import { networkKey, type Tries, tried } from "./tries.ts";

/** What the first owner gives. */
export interface FirstOwner {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly workspace: string;
}

/** First-run set-up: one account, once, for whoever reads the server's console. */
export interface Setup {
  isDone(): Promise<boolean>;
  /** Makes the owner of the first workspace. Throws when another was faster. */
  run(given: FirstOwner, address: string): Promise<AccountRecord>;
}

export interface SetupPorts extends SeatPorts {
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly tries: Tries;
  readonly keys: Pick<AccountKeys, "setup">;
}

/** The setting that only one set-up can add. */
export const setupSetting = "owner";

/** Makes it. */
export function createSetup(ports: SetupPorts): Setup {
  const { store, sessions, tries, keys } = ports;
  const mailbox = createMailbox();
  const isDone = async () => (await store.setting(setupSetting)) !== null;

  async function makeOwner(given: FirstOwner): Promise<AccountRecord> {
    if (await isDone()) throw new AppError("setup-done");
    refuseWeakPassword(given.password, given.email);
    const account = await newAccount(ports, given);
    const isFirst = await sessions.write([
      { kind: "add-setting", name: setupSetting, value: account.id },
      { kind: "put-account", account },
      ...(await firstSeat(ports, account, given.workspace)),
    ]);
    if (!isFirst) throw new AppError("setup-done");
    return account;
  }

  return {
    isDone,
    run: async (given, address) => {
      if (await isDone()) throw new AppError("setup-done");
      await tried(tries, [networkKey(address)], async () => {
        if (!isSetupCode(given.code, keys)) throw new AppError("wrong-code");
      });
      // One at a time: of many at once, one computes a hash and the others find it done.
      return mailbox.run(0, () => makeOwner(given));
    },
  };
}

/** The first workspace and its first admin were there before anybody signed in: they become the owner's. */
async function firstSeat(
  { store, clock, chance }: SetupPorts,
  account: AccountRecord,
  name: string,
): Promise<readonly RecordWrite[]> {
  const createdMs = clock.nowMs();
  const found = (await store.workspaces())[0];
  const workspace: Workspace = found
    ? { ...found, name }
    : { id: await store.reserveIds("workspace", 1), uuid: chance.uuid(), name, createdMs };
  const agents = await store.agents(workspace.id);
  const present =
    agents.find(({ email }) => isAddress(email, account.email)) ??
    agents.find(({ role, isActive }) => role === "admin" && isActive);
  const owner: Omit<AgentRecord, "id" | "uuid" | "createdMs"> = {
    ...{ workspaceId: workspace.id, name: account.name, email: account.email, role: "admin" },
    ...{ status: "online", isActive: true, accountId: account.id },
  };
  const agent: AgentRecord = present
    ? { ...present, ...owner }
    : { id: await store.reserveIds("agent", 1), uuid: chance.uuid(), createdMs, ...owner };
  return [
    { kind: "put-workspace", workspace },
    { kind: "put-agent", agent },
  ];
}
