import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate and its key, in PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority of one run. */
export interface Authority {
  readonly certFile: string;
  /** A certificate for names such as `IP:127.0.0.1`; with a negative number of days it has expired. */
  issue(names: string, days: number): Identity;
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Makes an authority in a new folder, with the program openssl. */
export function createAuthority(folder: string): Authority {
  mkdirSync(folder);
  const openssl = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync("openssl", args, { cwd: folder });
    if (status !== 0) throw new Error(`openssl ${args.join(" ")}: ${stderr}`);
  };
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  openssl("req", "-x509", ...newKey, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=run");
  let issued = 0;
  return {
    certFile: join(folder, "ca.pem"),
    issue: (names, days) => {
      issued += 1;
      const [key, request, cert] = [`${issued}.key`, `${issued}.csr`, `${issued}.pem`];
      const subject = ["-subj", `/CN=${issued}`, "-addext", `subjectAltName=${names}`];
      openssl("req", ...newKey, "-keyout", key, "-out", request, ...subject);
      const signer = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
      const validity = ["-days", String(days), "-copy_extensions", "copy"];
      openssl("x509", "-req", "-in", request, ...signer, ...validity, "-out", cert);
      return { key: read(key), cert: read(cert) };
    },
  };
}
