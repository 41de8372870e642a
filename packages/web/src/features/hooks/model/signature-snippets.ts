/** How receivers in each language check that a request is Parley's, as Standard Webhooks describes it. */
export const signatureSnippets = {
  node: {
    label: "Node",
    text: `import { createHmac, timingSafeEqual } from "node:crypto";

const toleranceSeconds = 300;

/** body: the raw text of the request, before any JSON parsing. */
export function isSigned(body, headers, secret) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!id || !(age <= toleranceSeconds)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const wanted = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\${body}\`).digest();
  // While a secret is rotated there are two, separated by a space.
  return String(headers["webhook-signature"]).split(" ").some((entry) => {
    const [version, signature = ""] = entry.split(",");
    const given = Buffer.from(signature, "base64");
    return version === "v1" && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
`,
  },
  python: {
    label: "Python",
    text: `import base64, hashlib, hmac, time

TOLERANCE_SECONDS = 300


def is_signed(body: bytes, headers, secret: str) -> bool:
    """body: the raw bytes of the request, before any JSON parsing."""
    id, timestamp = headers.get("webhook-id"), headers.get("webhook-timestamp")
    try:
        age = abs(time.time() - int(timestamp))
    except (TypeError, ValueError):
        return False
    if not id or age > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{id}.{timestamp}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    # While a secret is rotated there are two, separated by a space.
    given = headers.get("webhook-signature", "").split(" ")
    return any([hmac.compare_digest(wanted.encode(), entry.encode()) for entry in given])
`,
  },
  php: {
    label: "PHP",
    text: `<?php
const TOLERANCE_SECONDS = 300;

/** $body: file_get_contents('php://input'), before any JSON parsing. */
function is_signed(string $body, array $headers, string $secret): bool
{
    $headers = array_change_key_case($headers, CASE_LOWER);
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if ($id === '' || !ctype_digit($timestamp)) return false;
    if (abs(time() - (int) $timestamp) > TOLERANCE_SECONDS) return false;
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $wanted = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    // While a secret is rotated there are two, separated by a space.
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        if (hash_equals($wanted, $given)) return true;
    }
    return false;
}
`,
  },
} as const;
