import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "../ports/clock.ts";
import type { FileUrls, VerifiedUrl } from "../ports/files.ts";
import { parseFileKey } from "./file-key.ts";

/** Signs addresses below `path` (which ends in a slash) with HMAC-SHA-256; the signature covers file, conversation and expiry. */
export function createFileUrls(options: {
  readonly path: string;
  readonly signingKey: Uint8Array;
  readonly clock: Pick<Clock, "nowMs">;
}): FileUrls {
  if (options.signingKey.length < 32) throw new RangeError("The signing key needs 32 bytes.");
  const sign = (claim: Claim): string => signature(options.signingKey, claim);
  return {
    sign({ key, conversationId }, expiresAtMs) {
      const claim = { key, conversation: String(conversationId), expires: String(expiresAtMs) };
      const { key: name, ...query } = { ...claim, signature: sign(claim) };
      return `${options.path}${name}?${new URLSearchParams(query)}`;
    },
    verify(pathWithQuery) {
      const { claim, given } = readAddress(pathWithQuery, options.path);
      if (!isEqual(given, sign(claim))) return FORGED;
      return judge(claim, options.clock.nowMs());
    },
  };
}

/** What a signature vouches for, spelled as in the address. */
interface Claim {
  readonly key: string;
  readonly conversation: string;
  readonly expires: string;
}

const FORGED: VerifiedUrl = { ok: false, reason: "forged" };

function readAddress(pathWithQuery: string, path: string): { claim: Claim; given: string } {
  const [address = "", search = ""] = pathWithQuery.split("?", 2);
  const query = new URLSearchParams(search);
  return {
    given: query.get("signature") ?? "",
    claim: {
      key: address.startsWith(path) ? address.slice(path.length) : "",
      conversation: query.get("conversation") ?? "",
      expires: query.get("expires") ?? "",
    },
  };
}

function judge(claim: Claim, nowMs: number): VerifiedUrl {
  const conversationId = Number(claim.conversation);
  if (parseFileKey(claim.key)?.conversationId !== conversationId) return FORGED;
  if (!(nowMs < Number(claim.expires))) return { ok: false, reason: "expired" };
  return { ok: true, key: claim.key, conversationId };
}

// The first line keeps these signatures apart from any other made with the same key; JSON keeps the parts apart.
function signature(signingKey: Uint8Array, { key, conversation, expires }: Claim): string {
  return createHmac("sha256", signingKey)
    .update(`parley file address 1\n${JSON.stringify([key, conversation, expires])}`)
    .digest("base64url");
}

function isEqual(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
