import type { Authority } from "../../harness/authority.ts";
import type { HookFault } from "./hook-fault.ts";

const isCertificate = /certificate could not be accepted/;

/** F14: servers whose certificate, or protocol, is not to be trusted; and one that is, as a control. */
export function tlsFaults(trusted: Authority, stranger: Authority): readonly HookFault[] {
  const here = "IP:127.0.0.1";
  const refused = {
    expired: trusted.issue(here, -1),
    "wrong host": trusted.issue("DNS:hooks.example", 1),
    "unknown authority": stranger.issue(here, 1),
    "TLS 1.1": {
      ...trusted.issue(here, 1),
      ...({ minVersion: "TLSv1", maxVersion: "TLSv1.1" } as const),
      ciphers: "DEFAULT@SECLEVEL=0",
    },
  };
  return [
    ...Object.entries(refused).map(
      ([name, tls]): HookFault => ({
        ...{ name, tls, isStuck: true, behave: ({ answer }) => answer(200) },
        wrong: ({ requests, delivery: { attempts, status } }) => {
          if (requests.length > 0) return `got ${requests.length} requests`;
          if (attempts.length < 2 || status !== "failed")
            return `was tried ${attempts.length} times`;
          const odd = attempts.find(({ error }) => !isCertificate.test(error ?? ""));
          return odd ? `the log says "${odd.error}"` : null;
        },
      }),
    ),
    {
      ...{ name: "trusted", tls: trusted.issue(here, 1), behave: ({ answer }) => answer(200) },
      wrong: ({ delivery }) => (delivery.status === "ok" ? null : `is ${delivery.status}`),
    },
  ];
}
