import type { AccountRecord } from "../../ports/accounts.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Passwords } from "./passwords.ts";

/** An account as it begins; to be written with what made it. */
export async function newAccount(
  ports: { readonly clock: Clock; readonly chance: Chance; readonly passwords: Passwords },
  given: Pick<AccountRecord, "name" | "email"> & { readonly password: string },
): Promise<AccountRecord> {
  const nowMs = ports.clock.nowMs();
  return {
    ...{ id: ports.chance.uuid(), name: given.name, email: given.email.toLowerCase() },
    passwordHash: await ports.passwords.hash(given.password),
    ...{ hasTwoFactor: false, createdMs: nowMs, updatedMs: nowMs },
  };
}
