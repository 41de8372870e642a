import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { AccountKeys } from "../account-keys.ts";
import type { Passwords } from "../passwords.ts";
import type { CookieNames } from "../session-cookie.ts";
import { longestMs } from "../session-life.ts";
import { addressHeader } from "./address-header.ts";
import { keepBackupCodes } from "./backup-codes.ts";
import { createLibraryAdapter, type LibraryAdapterPorts } from "./library-adapter.ts";

export interface LibraryPorts extends LibraryAdapterPorts {
  readonly passwords: Passwords;
  readonly keys: AccountKeys;
  readonly cookies: CookieNames;
  readonly publicUrl: string;
}

export type Library = ReturnType<typeof openLibrary>;

/**
 * Opens better-auth on our store, with our cookies, hashes and keys. It serves nothing by itself: its steps are called
 * by `sign-in.ts`, behind our own doors. Whoever imports this file costs 25 MB: it is imported when first needed.
 */
export function openLibrary(ports: LibraryPorts) {
  const { passwords, keys, cookies, publicUrl } = ports;
  return betterAuth({
    ...{ appName: "Parley", baseURL: publicUrl, secret: keys.signIn },
    database: createLibraryAdapter(ports),
    emailAndPassword: {
      ...{ enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 256 },
      password: {
        hash: passwords.hash,
        verify: ({ hash, password }) => passwords.verify(password, hash),
      },
    },
    // A session's rest is ours to know; what the library knows is when it ends at the latest.
    session: { expiresIn: longestMs / 1000, disableSessionRefresh: true, freshAge: 0 },
    verification: { storeIdentifier: "hashed", disableCleanup: true },
    plugins: [
      twoFactor({
        issuer: "Parley",
        backupCodeOptions: { storeBackupCodes: keepBackupCodes(keys) },
      }),
    ],
    advanced: {
      // Names and attributes are written out: the library's own prefix for https is the weaker one.
      ...{ useSecureCookies: false, cookiePrefix: cookies.session },
      defaultCookieAttributes: {
        secure: cookies.isSecure,
        httpOnly: true,
        sameSite: "lax",
        path: "/",
      },
      cookies: { session_token: { name: cookies.session }, two_factor: { name: cookies.step } },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Both are checked at our doors, more strictly.
      ...{ disableCSRFCheck: true, disableOriginCheck: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}
