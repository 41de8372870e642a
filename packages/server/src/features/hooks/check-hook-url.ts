import { invalidFields } from "../../errors.ts";
import type { Egress } from "../../ports/egress.ts";

/** Refuses an address that no hook could be sent to, saying what speaks against it as far as it shows in the address. */
export function refuseUnusableUrl(egress: Pick<Egress, "check">, url: string): void {
  const problem = egress.check(url, "hook");
  if (!problem) return;
  throw invalidFields({ url: [advice[problem.code] ?? problem.message] });
}

const advice: { readonly [code: string]: string } = {
  "own-address":
    "This is Parley itself. To see what a hook sends, make an inspector and give its address.",
  address:
    "This server cannot be called: its address is not allowed. The operator can allow private ones with PARLEY_EGRESS_ALLOW.",
  name: "Names of private networks are not called. Give the address itself, which the operator has to allow with PARLEY_EGRESS_ALLOW.",
};
