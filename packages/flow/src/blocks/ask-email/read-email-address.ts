import { isDomainName } from "../domain-name.ts";

/** The longest address that mail servers take, and the longest part before its @ (RFC 5321). */
const longestAddress = 254;
const longestMailbox = 64;
/** What stands before the @ without quotes (RFC 5322). No accents: they are typing errors more often than mailboxes. */
const mailbox = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** Reads an e-mail address, its host in small letters and in any script; `null` for anything else. */
export function readEmailAddress(written: string): string | null {
  if (written.length > longestAddress) return null;
  const at = written.lastIndexOf("@");
  const box = written.slice(0, Math.max(at, 0));
  const host = written.slice(at + 1);
  if (box.length > longestMailbox || !mailbox.test(box) || !isDomainName(host)) return null;
  const lower = host.toLowerCase();
  return lower === host ? written : [box, lower].join("@");
}
