import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate and its key, in PEM. */
interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority that exists for one test run. */
export interface Authority {
  readonly cert: string;
  /** A certificate for subject alternative names such as `DNS:a.example`; a negative number of days has expired. */
  issue(names: string, days: number): Identity;
  remove(): void;
}

/** Makes an authority with the `openssl` command. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "parley-authority-"));
  const openssl = (...args: readonly string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  };
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  openssl("req", "-x509", ...NEW_KEY, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=ca");
  let issued = 0;
  return {
    cert: read("ca.pem"),
    issue: (names, days) => {
      issued += 1;
      const [key, request, cert] = [`${issued}.key`, `${issued}.csr`, `${issued}.pem`];
      const subject = ["-subj", `/CN=${issued}`, "-addext", `subjectAltName=${names}`];
      openssl("req", ...NEW_KEY, "-keyout", key, "-out", request, ...subject);
      const signer = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
      const validity = ["-days", String(days), "-copy_extensions", "copy"];
      openssl("x509", "-req", "-in", request, ...signer, ...validity, "-out", cert);
      return { key: read(key), cert: read(cert) };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Says whether the `openssl` command is there. */
export function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
