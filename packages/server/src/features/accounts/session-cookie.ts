import { createHmac, timingSafeEqual } from "node:crypto";

/** The names of the cookies of an installation, and whether they go over https alone. */
export interface CookieNames {
  readonly session: string;
  /** Between the password and the code. */
  readonly step: string;
  readonly isSecure: boolean;
}

/** Over https a cookie is bound to this very host; a browser would refuse that on plain http. */
export function cookieNames(publicUrl: string): CookieNames {
  const isSecure = publicUrl.startsWith("https:");
  const prefix = isSecure ? "__Host-" : "";
  return { session: `${prefix}parley`, step: `${prefix}parley-step`, isSecure };
}

/** The value of a cookie that this installation has signed; `null` when there is none, two of it, or it was altered. */
export function readSignedCookie(
  header: string | undefined,
  name: string,
  signingKey: string,
): string | null {
  const raw = rawCookie(header, name);
  const parts = /^([\w-]{1,128})\.([A-Za-z0-9+/=]{44})$/.exec(
    decoded(raw?.slice(name.length + 1) ?? ""),
  );
  const [, value, signature] = parts ?? [];
  if (value === undefined || signature === undefined) return null;
  const expected = createHmac("sha256", signingKey).update(value).digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null;
}

/** A cookie as it stands in the header, with its name. Of two none: one was planted by a page of a neighbouring host. */
export function rawCookie(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  const found = pairs.filter((pair) => pair.startsWith(`${name}=`));
  return found.length === 1 ? found[0] : undefined;
}

/** The `Set-Cookie` that takes a cookie away. */
export function expiredCookie(names: CookieNames, which: "session" | "step"): string {
  const secure = names.isSecure ? "; Secure" : "";
  return `${names[which]}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
